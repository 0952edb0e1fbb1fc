"""Telegram's description of its API, as a judge of what our client says and what our server answers.

The file lies beside the checkout; where it does not, `Required` knows at least which fields a method needs.
"""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from telegram_server.required import REQUIRED

FILE = Path(__file__).resolve().parents[3] / "shared" / "specs" / "telegram" / "api.json"
_CONSTANT = re.compile(r"(?:always|must be) [“\"']?(\w+)[”\"']?")
_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "Float": (int, float),
}

DEFAULTED = frozenset({"sendInvoice", "editMessageMedia"})
"""Methods to which the library adds its default for messages, although they do not have it."""


class Judge(Protocol):
    """Says what is wrong; nothing is, where the list is empty."""

    def wrong_with(self, method: str, fields: Mapping[str, str], files: tuple[str, ...]) -> list[str]:
        """What of a request may not be: its fields as sent and the names of its files."""

    def wrong_with_answer(self, method: str, result: Any) -> list[str]:
        """What of an answer that carried something out may not be."""

    def wrong_with_update(self, update: Mapping[str, Any]) -> list[str]:
        """What of an update may not be."""


class Required:
    """Knows which fields a method needs, and nothing else."""

    def wrong_with(self, method: str, fields: Mapping[str, str], files: tuple[str, ...]) -> list[str]:
        """As the protocol says."""
        if method not in REQUIRED:
            return [f"{method}: no such method"]
        missing = [one for one in REQUIRED[method] if one not in fields and one not in files]
        return [f"{method}: {one} is missing" for one in missing]

    def wrong_with_answer(self, method: str, result: Any) -> list[str]:  # noqa: ARG002 - nothing is known
        """Nobody can say."""
        return []

    def wrong_with_update(self, update: Mapping[str, Any]) -> list[str]:  # noqa: ARG002 - nothing is known
        """Nobody can say."""
        return []


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    types: tuple[str, ...]
    required: bool
    constant: str | None


class Spec:
    """The published description."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._types = document["types"]
        self._fields = {name: _fields(one) for name, one in document["types"].items()}
        self._methods = {name: _fields(one) for name, one in document["methods"].items()}
        self._returns = {name: tuple(one["returns"]) for name, one in document["methods"].items()}

    def wrong_with(self, method: str, fields: Mapping[str, str], files: tuple[str, ...]) -> list[str]:
        """As the protocol says."""
        if method not in self._methods:
            return [f"{method}: no such method"]
        known = self._methods[method]
        ignored = {"parse_mode"} if method in DEFAULTED else set()
        wrong = [f"{name} is not known" for name in fields if name not in known and name not in ignored]
        attached = {name for value in fields.values() for name in re.findall(r"attach://(\w+)", value)}
        wrong += [f"file {name} is not known" for name in files if name not in known and name not in attached]
        for one in known.values():
            if one.name in fields:
                wrong += self._sent(one, fields[one.name])
            elif one.required and one.name not in files:
                wrong.append(f"{one.name} is missing")
        return [f"{method}: {said}" for said in wrong]

    def wrong_with_answer(self, method: str, result: Any) -> list[str]:
        """As the protocol says."""
        return [f"{method} -> {said}" for said in self._wrong(result, self._returns[method], "result")]

    def wrong_with_update(self, update: Mapping[str, Any]) -> list[str]:
        """As the protocol says."""
        kinds = [name for name in update if name != "update_id"]
        several = [f"update holds {kinds}"] if len(kinds) != 1 else []
        return several + list(self._wrong(update, ("Update",), "update"))

    def _sent(self, field: _Field, text: str) -> list[str]:
        """A field of a request is text; any reading of it will do."""
        readings = [text]
        if re.fullmatch(r"-?\d+", text):
            readings.append(int(text))  # type: ignore[arg-type]  # what it means besides
        with contextlib.suppress(ValueError):
            readings.append(json.loads(text.lower() if text in ("True", "False") else text))
        found = [list(self._wrong(one, field.types, field.name)) for one in readings]
        return min(found, key=len) if all(found) else []

    def _wrong(self, value: Any, types: tuple[str, ...], where: str) -> Iterator[str]:
        found = [list(self._wrong_type(value, one, where)) for one in types]
        if found and all(found):
            yield from min(found, key=len)

    def _wrong_type(self, value: Any, type_: str, where: str) -> Iterator[str]:
        if type_ in _PLAIN:
            right = isinstance(value, _PLAIN[type_]) and (type_ == "Boolean") == isinstance(value, bool)
            if not right:
                yield f"{where}: {str(value)[:60]!r} is no {type_}"
        elif type_ == "InputFile":
            if not isinstance(value, str):
                yield f"{where}: {str(value)[:60]!r} is no file"
        elif type_.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{where}: {str(value)[:60]!r} is no list"
                return
            for index, one in enumerate(value):
                yield from self._wrong(one, (type_.removeprefix("Array of "),), f"{where}[{index}]")
        elif not isinstance(value, dict):
            yield f"{where}: {str(value)[:60]!r} is no {type_}"
        elif subtypes := self._types[type_].get("subtypes"):
            yield from self._wrong(value, self._fitting(value, subtypes), where)
        else:
            yield from self._wrong_object(value, type_, where)

    def _fitting(self, value: Mapping[str, Any], subtypes: list[str]) -> tuple[str, ...]:
        """Those whose constants the value has; all, where none fits."""

        def fits(name: str) -> bool:
            constants = [one for one in self._fields.get(name, {}).values() if one.constant]
            return all(value.get(one.name) == one.constant for one in constants)

        return tuple(name for name in subtypes if fits(name)) or tuple(subtypes)

    def _wrong_object(self, value: Mapping[str, Any], type_: str, where: str) -> Iterator[str]:
        known = self._fields[type_]
        yield from (f"{where}.{name} is not known in {type_}" for name in value if name not in known)
        for one in known.values():
            if one.name not in value:
                if one.required:
                    yield f"{where}.{one.name} is missing in {type_}"
                continue
            if one.constant and value[one.name] != one.constant:
                yield f"{where}.{one.name}: {value[one.name]!r} is not {one.constant!r}"
            yield from self._wrong(value[one.name], one.types, f"{where}.{one.name}")


def _fields(described: Mapping[str, Any]) -> dict[str, _Field]:
    return {
        one["name"]: _Field(one["name"], tuple(one["types"]), one["required"], _constant(one))
        for one in described.get("fields", ())
    }


def _constant(field: Mapping[str, Any]) -> str | None:
    """What a discriminator always is."""
    if field["name"] not in ("type", "status", "source") or field["types"] != ["String"]:
        return None
    found = _CONSTANT.search(field["description"])
    return found[1] if found else None


@lru_cache(maxsize=1)
def published() -> Judge:
    """The description beside the checkout, where it is there; read once."""
    return Spec(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else Required()
