"""Rooms of chat platforms: their rules, requests that wait for a word, status messages; smaller versions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Added in place: to write a table anew, as SQLite must for anything else, touches all that refers to it.
COLUMNS = (
    "accounts ADD COLUMN language VARCHAR",
    "settings ADD COLUMN paused_at {moment}",
    "deliveries ADD COLUMN room VARCHAR",
    "clips ADD COLUMN small_ref VARCHAR",
    "clips ADD COLUMN bytes INTEGER",
    "clips ADD COLUMN small_bytes INTEGER",
    "clips ADD COLUMN upload_limit INTEGER",
    "clips ADD COLUMN draft BOOLEAN NOT NULL DEFAULT FALSE",
    "clips ADD COLUMN remix_of VARCHAR CONSTRAINT fk_clips_remix_of REFERENCES clips (id)",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for column in COLUMNS:
        op.execute("ALTER TABLE " + column.format(moment=moment))
    op.create_index("ix_clips_place", "clips", ["place", "created_at"])
    op.create_index("ix_clips_remix_of", "clips", ["remix_of"])
    op.create_index("ix_clips_rendered_at", "clips", ["rendered_at"])
    op.create_index("ix_deliveries_message_id", "deliveries", ["message_id"])
    op.create_table(
        "place_rules",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("makers", sa.JSON(), nullable=False),
        sa.Column("per_member", sa.Integer(), nullable=True),
        sa.Column("per_place", sa.Integer(), nullable=True),
        sa.Column("gated", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "place", name="pk_place_rules"),
    )
    op.create_table(
        "channel_defaults",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=True),
        sa.Column("style", sa.String(length=40), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "chat_id", name="pk_channel_defaults"),
    )
    op.create_index("ix_channel_defaults_place", "channel_defaults", ["place"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=True),
        sa.Column("style", sa.String(length=40), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=True),
        sa.Column("around", sa.JSON(), nullable=False),
        sa.Column("remix_of", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("clip_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_proposals_person_id"),
        sa.ForeignKeyConstraint(["remix_of"], ["clips.id"], name="fk_proposals_remix_of"),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_proposals_clip_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_clip_id", "proposals", ["clip_id"])
    op.create_index("ix_proposals_due_at", "proposals", ["due_at"])
    op.create_index("ix_proposals_person_id", "proposals", ["person_id"])
    op.create_index("ix_proposals_remix_of", "proposals", ["remix_of"])
    op.create_table(
        "statuses",
        sa.Column("clip_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_statuses_clip_id"),
        sa.PrimaryKeyConstraint("clip_id", name="pk_statuses"),
    )
    op.create_index("ix_statuses_message_id", "statuses", ["message_id"])
    op.create_index("ix_statuses_over", "statuses", ["over"])
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("charge_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_subscriptions_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("platform", "charge_id", name="uq_subscriptions_platform_charge_id"),
    )
    op.create_index("ix_subscriptions_due_at", "subscriptions", ["due_at"])
    op.create_index("ix_subscriptions_person_id", "subscriptions", ["person_id"])
    op.create_table(
        "shares",
        sa.Column("clip_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_shares_clip_id"),
        sa.PrimaryKeyConstraint("clip_id", "platform", "chat_id", name="pk_shares"),
    )
    op.create_table(
        "links",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("clip_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_links_clip_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_links_person_id"),
        sa.PrimaryKeyConstraint("mark", name="pk_links"),
    )
    op.create_index("ix_links_clip_id", "links", ["clip_id"])
    op.create_index("ix_links_due_at", "links", ["due_at"])
    op.create_index("ix_links_person_id", "links", ["person_id"])
