"""The import rules themselves: a room added to the engine is behind its doorstep from the first day."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
RULES: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def engine_rooms() -> set[str]:
    rooms = {path.stem for path in (ROOT / "engine").glob("*.py")}
    rooms |= {path.parent.name for path in (ROOT / "engine").glob("*/__init__.py")}
    return {f"engine.{name}" for name in rooms - {"__init__", "contract"}}


@pytest.mark.parametrize("room", ["bot", "adapters", "engine.contract"])
def test_no_room_of_the_engine_but_the_doorstep_is_open_to(room: str) -> None:
    shut = {
        name for rule in RULES if rule.get("source_modules") == [room] for name in rule["forbidden_modules"]
    }
    assert engine_rooms() - shut == set()
