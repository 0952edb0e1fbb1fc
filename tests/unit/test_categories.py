"""The rules that conftest holds all tests to."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import conftest
import pytest

pytestmark = pytest.mark.unit


@dataclass(eq=False)
class Item:
    """A test as pytest collects it."""

    nodeid: str
    marks: tuple[str, ...]

    def iter_markers(self) -> list[pytest.Mark]:
        return [getattr(pytest.mark, name).mark for name in self.marks]


@dataclass
class Hook:
    """Notes what was left out."""

    left_out: list[Any] = field(default_factory=list)

    def pytest_deselected(self, items: list[Any]) -> None:
        self.left_out += items


@dataclass
class Config:
    hook: Hook = field(default_factory=Hook)


def _collect(*items: Item) -> tuple[list[Any], list[Any]]:
    config: Any = Config()
    kept: list[Any] = list(items)
    conftest.pytest_collection_modifyitems(config, kept)
    return kept, config.hook.left_out


@pytest.mark.parametrize("marks", [(), ("shared",), ("unit", "contract")])
def test_a_test_in_no_category_or_in_two_stops_the_run(marks: tuple[str, ...]) -> None:
    with pytest.raises(pytest.UsageError, match="not in exactly one category: the_test"):
        _collect(Item("the_test", marks))


def test_a_test_in_one_category_is_kept() -> None:
    item = Item("the_test", ("unit", "parametrize"))
    assert _collect(item) == ([item], [])


def test_without_the_recordings_tests_of_them_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(conftest, "MEDIA", tmp_path / "absent")
    own, shared = Item("own", ("unit",)), Item("shared", ("integration", "shared"))
    assert _collect(own, shared) == ([own], [shared])


def test_with_the_recordings_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(conftest, "MEDIA", tmp_path)
    item = Item("shared", ("integration", "shared"))
    assert _collect(item) == ([item], [])


def test_without_the_voices_tests_of_them_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CAMEO_ENGINE__WEIGHTS", str(tmp_path))
    own, spoken = Item("own", ("models",)), Item("spoken", ("models", "voices"))
    assert _collect(own, spoken) == ([own], [spoken])
