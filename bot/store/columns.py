"""How values are laid into columns, alike on SQLite and Postgres."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment: aware on the way in, UTC on the way out. SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: nobody could say later which one was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's text its zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Typed(TypeDecorator[Any]):
    """A frozen value as JSON, validated when it is read. Replace it whole; a change inside is not seen."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        """Take any type that pydantic can validate, such as `tuple[str, ...]` or a message class."""
        super().__init__()
        self.kind = kind
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """To plain JSON."""
        del dialect
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Back to the type; raises pydantic.ValidationError where the row was written by something else."""
        del dialect
        return None if value is None else self._adapter.validate_python(value)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Compare as this type, never as the bare JSON under it."""
        del op, value
        return self

    def copy(self, **_: Any) -> "Typed":
        """Columns are copied by Alembic; the type goes with them."""
        return Typed(self.kind)


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def words(kind: type[Enum]) -> EnumColumn:
    """An enum by its values, as text without a database type: a new member needs no migration."""
    return EnumColumn(kind, native_enum=False, create_constraint=False, length=40, values_callable=_values)
