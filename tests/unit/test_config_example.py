"""config.example.toml against the settings of both rooms: every setting, no other, with its default."""

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.settings import BotSettings
from engine.settings import EngineSettings

pytestmark = pytest.mark.unit

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
ROOMS: tuple[type[BaseModel], ...] = (BotSettings, EngineSettings)


def listed() -> dict[str, Any]:
    """What the file would set if every key were uncommented."""
    text = EXAMPLE.read_text(encoding="utf-8")
    known = {name for name, _ in fields()}
    return dict(_values(tomllib.loads(re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE)), known))


def _values(tree: dict[str, Any], known: set[str], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, dict) and above + name not in known:
            yield from _values(value, known, f"{above}{name}.")
        else:
            yield above + name, value


def fields() -> Iterator[tuple[str, FieldInfo]]:
    for room in ROOMS:
        yield from _fields(room)


def _fields(section: type[BaseModel], above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _fields(field.annotation, f"{above}{name}.")
        else:
            yield above + name, field


def _is_set(value: Any) -> bool:
    """Whether anything but empty sections stands there."""
    return any(map(_is_set, value.values())) if isinstance(value, dict) else True


def test_it_lists_exactly_the_settings_there_are() -> None:
    assert sorted(listed()) == sorted({name for name, _ in fields()})


def test_every_default_is_the_one_in_force() -> None:
    fixed = {
        name: field.default
        for name, field in fields()
        if not field.is_required() and not field.default_factory
    }
    as_json = {
        name: json.loads(json.dumps(value, default=str)) for name, value in fixed.items() if value is not None
    }
    example = listed()
    assert {name: example[name] for name in as_json} == as_json


def test_a_copy_of_it_changes_nothing() -> None:
    tree = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert not _is_set(tree)


def test_every_setting_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    bare = [
        line for before, line in pairwise(lines) if re.match(r"#\w+ = ", line) and not before.startswith("# ")
    ]
    assert bare == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_uncommented_file_can_be_read_by_each_room(
    room: type[BotSettings | EngineSettings], tmp_path: Path
) -> None:
    text = re.sub(r"^#(?=\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    copy = tmp_path / "config.toml"
    copy.write_text(text, encoding="utf-8")
    assert room.load(copy)
