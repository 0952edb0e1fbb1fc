"""What every table has: its base class, how values are laid into columns, how constraints are named."""

from datetime import datetime
from enum import Enum
from typing import Annotated, Any, dataclass_transform

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column

from bot.store.columns import Instant, Typed, words
from engine.contract.messages import Refusal

PersonId = Annotated[str, mapped_column(ForeignKey("people.id"), index=True)]
ClipId = Annotated[str, mapped_column(ForeignKey("clips.id"), index=True)]

STRINGS: Any = Typed(tuple[str, ...])
REFUSALS: Any = Typed(tuple[Refusal, ...])
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_COLUMNS: dict[Any, Any] = {datetime: Instant(), Enum: words(Enum)}


@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column,))
class Row(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Base of every table. Rows are compared by identity; constructors take keywords only."""

    type_annotation_map = _COLUMNS


Row.metadata.naming_convention = NAMES
