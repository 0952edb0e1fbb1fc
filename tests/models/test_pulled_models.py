"""Tiny models put on a hub as their makers would, pulled by the real list, and loaded where they lie then."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tiny_hub import Hub, tiny_hub

from engine.contract.families import accept, ready
from engine.contract.family_list import Family, families
from engine.contract.family_pulling import pull_family
from engine.models import Setup, load
from engine.models.plans import Plan

pytestmark = pytest.mark.models

BUILT = [family for family in families().values() if family.parts and find_spec(f"tiny_models.{family.name}")]

LEFT = {"h3": ("transformer/", "turbo/")}
"""What is not wanted: weights that go from first to last frame, and those that are fetched when asked for."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with tiny_hub() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def publish(hub: Hub, family: Family, folder: Path) -> None:
    """Each part to its own repository, beside what the list leaves out."""
    whole = files_in(folder)
    insides = [f"{part.into}/" for part in family.parts if part.into]
    for part in family.wanted():
        inside = f"{part.into}/" if part.into else ""
        others = () if inside else tuple(insides)
        files = {
            path.removeprefix(inside): body
            for path, body in whole.items()
            if path.startswith(inside) and not path.startswith(others or "\0")
        }
        hub.push(part.repository, {**files, "modeling.py": b"raise SystemExit", "old.bin": b"pickled"})


@pytest.mark.parametrize("family", BUILT, ids=lambda family: family.name)
def test_all_that_a_model_is_saved_as_comes_along(
    family: Family, hub: Hub, tiny: Callable[[str], Path], tmp_path: Path
) -> None:
    publish(hub, family, tiny(family.name))
    accept(family, tmp_path)
    pull_family(family, tmp_path)
    saved = {path for path in files_in(tiny(family.name)) if not path.startswith(LEFT.get(family.name, "\0"))}
    assert saved - set(files_in(tmp_path / family.name)) <= {"README.md"}


@pytest.mark.parametrize("name", ["h3", "wan"])
def test_what_was_pulled_is_loaded(name: str, hub: Hub, tiny: Callable[[str], Path], tmp_path: Path) -> None:
    publish(hub, families()[name], tiny(name))
    accept(families()[name], tmp_path)
    pull_family(families()[name], tmp_path)
    assert load(name, ready(name, tmp_path), Setup(plan=Plan.FULL, device="cpu"))
