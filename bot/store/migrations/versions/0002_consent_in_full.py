"""Consent in full, the chained audit trail, reports and penalties, characters, invites."""

import datetime as dt
import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GENESIS = "0" * 64
# Added in place: to write a table anew, as SQLite must for anything else, touches all that refers to it.
COLUMNS = (
    "people ADD COLUMN owner_id VARCHAR CONSTRAINT fk_people_owner_id REFERENCES people (id)",
    "people ADD COLUMN admitted_at {moment}",
    "people ADD COLUMN plan_until {moment}",
    "settings ADD COLUMN visibility VARCHAR(40) NOT NULL DEFAULT 'approved'",
    "settings ADD COLUMN notify VARCHAR(40) NOT NULL DEFAULT 'each_use'",
    "boundaries ADD COLUMN preset VARCHAR(40)",
    "grants ADD COLUMN until {moment}",
    "grants ADD COLUMN clips INTEGER",
    "grants ADD COLUMN platform VARCHAR(40)",
    "grants ADD COLUMN place VARCHAR",
    "grants ADD COLUMN presets JSON NOT NULL DEFAULT '[]'",
    "clips ADD COLUMN place VARCHAR NOT NULL DEFAULT ''",
    "clips ADD COLUMN held_for JSON NOT NULL DEFAULT '[]'",
    "clips ADD COLUMN released_by VARCHAR",
    "clips ADD COLUMN operator_note VARCHAR NOT NULL DEFAULT ''",
    "clips ADD COLUMN scene_ref VARCHAR",
    "clips ADD COLUMN suspended_at {moment}",
    "clips ADD COLUMN warned_at {moment}",
    "clips ADD COLUMN started_at {moment}",
    '"cast" ADD COLUMN grant_id VARCHAR CONSTRAINT fk_cast_grant_id REFERENCES grants (id)',
    "approvals ADD COLUMN phase VARCHAR(40) NOT NULL DEFAULT 'before_publish'",
    "audit ADD COLUMN seq BIGINT",
    "audit ADD COLUMN previous VARCHAR",
    "audit ADD COLUMN hash VARCHAR",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for column in COLUMNS:
        op.execute("ALTER TABLE " + column.format(moment=moment))
    op.execute("UPDATE people SET admitted_at = created_at")
    op.execute("UPDATE clips SET place = chat_id")
    op.create_index("ix_people_owner_id", "people", ["owner_id"])
    op.create_index("ix_people_plan_until", "people", ["plan_until"])
    op.create_index("ix_cast_grant_id", "cast", ["grant_id"])
    with op.batch_alter_table("approvals") as approvals:
        approvals.drop_constraint("uq_approvals_clip_id_person_id", type_="unique")
        approvals.create_unique_constraint(
            "uq_approvals_clip_id_person_id_phase", ["clip_id", "person_id", "phase"]
        )
    _ledger_kinds(sqlite=sqlite)
    _guard_ledger(sqlite=sqlite)
    _chain_audit(sqlite=sqlite)
    _new_tables()


# What a person can spend, as bot.store.ledger sums it up.
AVAILABLE = """
SELECT coalesce(sum(CASE
    WHEN entry.kind = 'release' THEN 0
    WHEN entry.kind <> 'hold' THEN entry.amount
    WHEN EXISTS (
        SELECT 1 FROM ledger AS closing
        WHERE closing.clip_id = entry.clip_id AND closing.kind IN ('settle', 'release')
    ) THEN 0
    ELSE -entry.amount
END), 0) FROM ledger AS entry WHERE entry.person_id = NEW.person_id
"""
SPENDING = "NEW.kind IN ('hold', 'gift_out', 'reversal')"
SQLITE_GUARD = f"""
CREATE TRIGGER ledger_no_debt BEFORE INSERT ON ledger WHEN {SPENDING}
BEGIN SELECT RAISE(ABORT, 'nobody spends more than they have') WHERE abs(NEW.amount) > ({AVAILABLE}); END
"""
POSTGRES_GUARD = f"""
CREATE FUNCTION no_debt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM 1 FROM people WHERE id = NEW.person_id FOR NO KEY UPDATE;  -- two at once are counted one by one
    IF abs(NEW.amount) > ({AVAILABLE}) THEN RAISE EXCEPTION 'nobody spends more than they have'; END IF;
    RETURN NEW;
END $$
"""
POSTGRES_GUARDED = f"""
CREATE TRIGGER ledger_no_debt BEFORE INSERT ON ledger FOR EACH ROW WHEN ({SPENDING})
EXECUTE FUNCTION no_debt()
"""


def _guard_ledger(*, sqlite: bool) -> None:
    """Let the database itself refuse what would make a balance negative, whoever writes it."""
    for statement in (SQLITE_GUARD,) if sqlite else (POSTGRES_GUARD, POSTGRES_GUARDED):
        op.execute(statement)


def _ledger_kinds(*, sqlite: bool) -> None:
    """Let the ledger hold gifts, refunds and reversals: some take away, and a refund names its clip.

    SQLite can change no constraint in place, so the table is written anew, and closed to changes again.
    """
    takes = "kind IN ('settle', 'gift_out', 'reversal')"
    sign = f"({takes}) AND amount <= 0 OR NOT ({takes}) AND amount >= 0"
    of_clip = "(kind IN ('hold', 'settle', 'release', 'refund')) = (clip_id IS NOT NULL)"
    closed = sa.text("kind IN ('settle', 'release')")
    if not sqlite:
        op.drop_constraint("ck_ledger_sign", "ledger", type_="check")
        op.drop_constraint("ck_ledger_clip_where_it_belongs", "ledger", type_="check")
        op.create_check_constraint("ck_ledger_sign", "ledger", sign)
        op.create_check_constraint("ck_ledger_clip_where_it_belongs", "ledger", of_clip)
        return
    op.execute("ALTER TABLE ledger RENAME TO ledger_before")
    for index in ("ix_ledger_person_id", "uq_ledger_closed"):
        op.execute(f"DROP INDEX {index}")
    op.create_table(
        "ledger",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("business_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clip_id", sa.String(), nullable=True),
        sa.CheckConstraint(sign, name="ck_ledger_sign"),
        sa.CheckConstraint(of_clip, name="ck_ledger_clip_where_it_belongs"),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_ledger_clip_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ledger_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sa.UniqueConstraint("business_key", name="uq_ledger_business_key"),
        sa.UniqueConstraint("clip_id", "kind", name="uq_ledger_clip_id_kind"),
    )
    op.execute("INSERT INTO ledger SELECT * FROM ledger_before")  # the same columns in the same order
    op.execute("DROP TABLE ledger_before")
    op.create_index("ix_ledger_person_id", "ledger", ["person_id"])
    op.create_index("uq_ledger_closed", "ledger", ["clip_id"], unique=True, sqlite_where=closed)
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_no_{verb} BEFORE {verb} ON ledger"
            " BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END"
        )


def _chain_audit(*, sqlite: bool) -> None:
    """Give every entry its place and hash, then close the table to changes again."""
    _open_audit(sqlite=sqlite)
    bind = op.get_bind()
    audit = sa.table(
        "audit",
        *(sa.column(name) for name in ("id", "actor", "action", "subject", "previous", "hash")),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("details", sa.JSON()),
        sa.column("seq", sa.BigInteger()),
    )
    seq, head = 0, GENESIS
    rows = bind.execute(sa.select(audit).order_by(audit.c.at, audit.c.id)).mappings().all()
    for row in rows:
        seq, previous = seq + 1, head
        head = _digest(seq, previous, row)
        changed = sa.update(audit).where(audit.c.id == row["id"])
        bind.execute(changed.values(seq=seq, previous=previous, hash=head))
    with op.batch_alter_table("audit") as table:
        table.alter_column("seq", existing_type=sa.BigInteger(), nullable=False)
        table.alter_column("previous", existing_type=sa.String(), nullable=False)
        table.alter_column("hash", existing_type=sa.String(), nullable=False)
        table.create_unique_constraint("uq_audit_seq", ["seq"])
    _close_audit(sqlite=sqlite)


def _digest(seq: int, previous: str, row: Any) -> str:
    """As bot.audit_chain did it when this migration was written."""
    zoned = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=dt.UTC)
    at = zoned.astimezone(dt.UTC).isoformat(timespec="microseconds")
    facts = [seq, previous, row["id"], at, row["actor"], row["action"], row["subject"], row["details"]]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _open_audit(*, sqlite: bool) -> None:
    for verb in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(f"DROP TRIGGER audit_no_{verb}" + ("" if sqlite else " ON audit"))


def _close_audit(*, sqlite: bool) -> None:
    for verb in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
        does = (
            "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END"
            if sqlite
            else "EXECUTE FUNCTION append_only()"
        )
        op.execute(f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit {does}")


def _new_tables() -> None:
    op.create_table(
        "approval_exceptions",
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("friend_id", sa.String(), nullable=False),
        sa.Column("approval", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["friend_id"], ["people.id"], name="fk_approval_exceptions_friend_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_approval_exceptions_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "friend_id", name="pk_approval_exceptions"),
    )
    op.create_index("ix_approval_exceptions_friend_id", "approval_exceptions", ["friend_id"])

    op.create_table(
        "blocks",
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("blocked_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["blocked_id"], ["people.id"], name="fk_blocks_blocked_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_blocks_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "blocked_id", name="pk_blocks"),
    )
    op.create_index("ix_blocks_blocked_id", "blocks", ["blocked_id"])

    op.create_table(
        "characters",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("licensed", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_characters_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_characters"),
    )
    op.create_table(
        "invites",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name="fk_invites_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sa.UniqueConstraint("code_hash", name="uq_invites_code_hash"),
    )
    op.create_index("ix_invites_created_by", "invites", ["created_by"])

    op.create_table(
        "purchases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("charge_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("plan_months", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_purchases_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_purchases"),
        sa.UniqueConstraint("platform", "charge_id", name="uq_purchases_platform_charge_id"),
    )
    op.create_index("ix_purchases_person_id", "purchases", ["person_id"])

    op.create_table(
        "waitlist",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_waitlist_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_waitlist"),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clip_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_digests_clip_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_digests_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
    )
    op.create_index("ix_digests_clip_id", "digests", ["clip_id"])
    op.create_index("ix_digests_due_at", "digests", ["due_at"])
    op.create_index("ix_digests_person_id", "digests", ["person_id"])

    op.create_table(
        "invite_uses",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("invite_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["invite_id"], ["invites.id"], name="fk_invite_uses_invite_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_invite_uses_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_invite_uses"),
    )
    op.create_index("ix_invite_uses_invite_id", "invite_uses", ["invite_id"])

    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clip_id", sa.String(), nullable=True),
        sa.Column("about_id", sa.String(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("evidence_ref", sa.String(), nullable=True),
        sa.Column("evidence_key", sa.LargeBinary(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["people.id"], name="fk_reports_about_id"),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_reports_clip_id"),
        sa.ForeignKeyConstraint(["reporter_id"], ["people.id"], name="fk_reports_reporter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_about_id", "reports", ["about_id"])
    op.create_index("ix_reports_clip_id", "reports", ["clip_id"])
    op.create_index("ix_reports_due_at", "reports", ["due_at"])
    op.create_index("ix_reports_reporter_id", "reports", ["reporter_id"])
    op.create_index("ix_reports_state", "reports", ["state"])

    op.create_table(
        "faces",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("likeness_id", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["likeness_id"], ["likenesses.id"], name="fk_faces_likeness_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_faces_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_faces"),
    )
    op.create_table(
        "sightings",
        sa.Column("clip_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name="fk_sightings_clip_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sightings_person_id"),
        sa.PrimaryKeyConstraint("clip_id", "person_id", name="pk_sightings"),
    )
    op.create_index("ix_sightings_person_id", "sightings", ["person_id"])
    op.create_table(
        "strikes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_id", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_strikes_person_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_strikes_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_strikes"),
    )
    op.create_index("ix_strikes_person_id", "strikes", ["person_id"])

    op.create_table(
        "penalties",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("strike_id", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_penalties_person_id"),
        sa.ForeignKeyConstraint(["strike_id"], ["strikes.id"], name="fk_penalties_strike_id"),
        sa.PrimaryKeyConstraint("id", name="pk_penalties"),
    )
    op.create_index("ix_penalties_person_id", "penalties", ["person_id"])
    op.create_index("ix_penalties_until", "penalties", ["until"])

    op.create_table(
        "appeals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("penalty_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["penalty_id"], ["penalties.id"], name="fk_appeals_penalty_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_appeals_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("penalty_id", name="uq_appeals_penalty_id"),
    )
    op.create_index("ix_appeals_person_id", "appeals", ["person_id"])
    op.create_index("ix_appeals_state", "appeals", ["state"])

    op.create_table(
        "closed_accounts",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("mark", name="pk_closed_accounts"),
    )
    op.create_index("ix_closed_accounts_until", "closed_accounts", ["until"])
