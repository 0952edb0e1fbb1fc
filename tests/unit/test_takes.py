"""Which renderers an engine takes jobs of, by its settings and by what lies there."""

from pathlib import Path
from typing import Any

import pytest

from engine.contract.config import ConfigError
from engine.contract.families import Lock, write_lock
from engine.settings import EngineSettings
from engine.takes import lacking, taken

pytestmark = pytest.mark.unit

SERVER = {"url": "http://gpu1:8000", "dialect": "vllm", "model": "m"}


def _settings(folder: Path, **sections: Any) -> EngineSettings:
    given: dict[str, Any] = {"models": {"folder": str(folder / "pulled")}}
    return EngineSettings.model_validate(given | sections)


@pytest.fixture
def with_h3(tmp_path: Path) -> Path:
    """A folder of somebody's own in which one family's files lie."""
    (tmp_path / "modular_model_index.json").touch()
    (tmp_path / "model.safetensors").touch()
    return tmp_path


def test_a_machine_without_a_card_takes_the_studios(tmp_path: Path) -> None:
    assert taken(_settings(tmp_path)) == ("studio",)


def test_an_engine_with_servers_takes_what_they_make(tmp_path: Path) -> None:
    assert taken(_settings(tmp_path, remote={"servers": [SERVER]})) == ("studio", "remote")


def test_what_an_installation_brings_itself_is_taken(tmp_path: Path) -> None:
    assert taken(_settings(tmp_path, engine={"renderers": {"own": "a_module"}})) == ("studio", "own")


def test_a_family_whose_files_lie_there_lacks_nothing(with_h3: Path) -> None:
    assert lacking("h3", _settings(with_h3, models={"h3": {"folder": str(with_h3)}})) == ""


def test_a_family_without_its_files_names_the_command(tmp_path: Path) -> None:
    assert "cameo models pull h3" in lacking("h3", _settings(tmp_path))


def test_a_family_that_did_not_all_come_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "pulled").mkdir()
    write_lock(Lock(family="wan"), tmp_path / "pulled")
    assert "did not all come" in lacking("wan", _settings(tmp_path))


def test_a_renderer_that_needs_two_families_lacks_what_one_of_them_does(with_h3: Path) -> None:
    settings = _settings(with_h3, models={"folder": str(with_h3), "ltx2": {"folder": str(with_h3)}})
    assert "cameo models pull first_frame" in lacking("ltx2", settings)


def test_a_family_without_the_gpu_packages_names_them(with_h3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.takes.EXTRA", ("no_such_package",))
    assert "make gpu" in lacking("h3", _settings(with_h3, models={"h3": {"folder": str(with_h3)}}))


def test_an_engine_takes_only_what_it_is_told_to(tmp_path: Path) -> None:
    settings = _settings(tmp_path, engine={"takes": ["own"], "renderers": {"own": "a_module"}})
    assert taken(settings) == ("own",)


@pytest.mark.parametrize(
    ("name", "said"),
    [("nobody", "there is no renderer 'nobody'; there are:"), ("remote", r"needs \[\[remote.servers\]\]")],
)
def test_what_it_cannot_take_is_named(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=said):
        taken(_settings(tmp_path, engine={"takes": [name]}))
