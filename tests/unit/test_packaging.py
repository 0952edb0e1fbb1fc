"""What is installed beside the code: every table and weight that it reads."""

import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", ["bot", "engine", "adapters"])
def test_every_file_that_a_room_reads_is_installed_with_it(room: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"].get(room, [])
    installed = {path for pattern in patterns for path in (ROOT / room).glob(pattern)}
    there = {path for kind in ("toml", "npz", "json", "txt") for path in (ROOT / room).rglob(f"*.{kind}")}
    assert there - installed == set()
