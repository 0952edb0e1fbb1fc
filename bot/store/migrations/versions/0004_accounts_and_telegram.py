"""One person on several platforms; dialogues, uploads and what else Telegram needs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Added in place: to write a table anew, as SQLite must for anything else, touches all that refers to it.
COLUMNS: tuple[str, ...] = (
    "people ADD COLUMN merged_into VARCHAR CONSTRAINT fk_people_merged_into REFERENCES people (id)",
    "people ADD COLUMN parted_from VARCHAR CONSTRAINT fk_people_parted_from REFERENCES people (id)",
    "accounts ADD COLUMN username VARCHAR",
    "accounts ADD COLUMN chosen_language VARCHAR",
    "accounts ADD COLUMN linked_at {moment}",
    "purchases ADD COLUMN payer VARCHAR",
    "purchases ADD COLUMN offer_id VARCHAR",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for column in COLUMNS:
        op.execute("ALTER TABLE " + column.format(moment=moment))
    op.create_index("ix_accounts_username", "accounts", ["platform", "username"])
    _tables()
    _offers()


def _tables() -> None:
    op.create_index("ix_people_merged_into", "people", ["merged_into"])
    op.create_index("ix_people_parted_from", "people", ["parted_from"])
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_link_codes_person_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_link_codes"),
        sa.UniqueConstraint("person_id", name="uq_link_codes_person_id"),
    )
    op.create_index("ix_link_codes_due_at", "link_codes", ["due_at"])
    op.create_table(
        "moved_chats",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("old_id", sa.String(), nullable=False),
        sa.Column("new_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "old_id", name="pk_moved_chats"),
    )
    op.create_index("ix_moved_chats_new_id", "moved_chats", ["new_id"])
    op.create_table(
        "heard",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "name", name="pk_heard"),
    )
    op.create_index("ix_heard_at", "heard", ["at"])
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("clip_id", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_uploads_clip_id"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_clip_id", "uploads", ["clip_id"])
    op.create_index("ix_uploads_over", "uploads", ["over"])
    op.create_table(
        "dialogues",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_dialogues_person_id"),
        sa.PrimaryKeyConstraint("person_id", "platform", "chat_id", name="pk_dialogues"),
    )
    op.create_index("ix_dialogues_due_at", "dialogues", ["due_at"])


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("plan_months", sa.Integer(), nullable=False),
        sa.Column("recurring", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("charge_id", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_end", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_offers_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
    )
    for column in ("person_id", "due_at", "to_end"):
        op.create_index(f"ix_offers_{column}", "offers", [column])
    op.create_table(
        "payment_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_payment_questions_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_questions"),
    )
    for column in ("person_id", "answered_at"):
        op.create_index(f"ix_payment_questions_{column}", "payment_questions", [column])
    op.create_table(
        "bookmarks",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "name", name="pk_bookmarks"),
    )
