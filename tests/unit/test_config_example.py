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
    tree = tomllib.loads(re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE))
    flat: dict[str, Any] = {}
    for name, value in tree.items():
        flat |= (
            {f"{name}.{key}": each for key, each in value.items()}
            if isinstance(value, dict)
            else {name: value}
        )
    return flat


def fields() -> Iterator[tuple[str, FieldInfo]]:
    for room in ROOMS:
        for name, field in room.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                for key, inner in field.annotation.model_fields.items():
                    yield f"{name}.{key}", inner
            else:
                yield name, field


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
    assert not any(tree.values())


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
