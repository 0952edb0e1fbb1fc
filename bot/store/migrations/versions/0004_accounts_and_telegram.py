"""One person on several platforms; dialogues, uploads and what else Telegram needs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Added in place: to write a table anew, as SQLite must for anything else, touches all that refers to it.
COLUMNS: tuple[str, ...] = (
    "accounts ADD COLUMN username VARCHAR",
    "accounts ADD COLUMN chosen_language VARCHAR",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for column in COLUMNS:
        op.execute("ALTER TABLE " + column.format(moment=moment))
    op.create_index("ix_accounts_username", "accounts", ["platform", "username"])
    _tables()


def _tables() -> None:
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
