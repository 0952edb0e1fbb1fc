"""`cameo models` for families of generative models, against a hub on the loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tiny_hub import Hub, tiny_hub

from engine.cli_models import models
from engine.contract.family_list import family_of

pytestmark = pytest.mark.integration


def repository(name: str) -> dict[str, bytes]:
    """Tiny files in all the places that the real repository has."""
    part = family_of(name).parts[0]
    files = {"model_index.json": b"{}", "LICENSE": b"terms"}
    return files | {f"{folder}/model.safetensors": folder.encode() for folder in part.folders}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    monkeypatch.setenv("CAMEO_MODELS__FOLDER", str(tmp_path / "models"))
    monkeypatch.setenv("CAMEO_ENGINE__WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.chdir(tmp_path)
    with tiny_hub() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        for name in ("h3", "wan"):
            hub.push(family_of(name).parts[0].repository, repository(name))
        yield hub


def said(*arguments: str) -> Result:
    return CliRunner().invoke(models, arguments, standalone_mode=False, catch_exceptions=False)


def listed(name: str) -> dict[str, object]:
    entries = json.loads(said("list", "--json").stdout)["families"]
    (entry,) = (entry for entry in entries if entry["name"] == name)
    return dict(entry)


def test_a_pull_shows_the_regions_and_fetches_nothing_before_the_licence_is_accepted(hub: Hub) -> None:
    pulled = said("pull", "h3")
    assert (pulled.return_value, "South Korea" in pulled.stdout, hub.asked) == (2, True, [])


def test_it_says_how_to_accept(hub: Hub) -> None:
    assert "cameo models pull h3 --accept-licence" in said("pull", "h3").stdout


def test_once_accepted_it_comes(hub: Hub, tmp_path: Path) -> None:
    pulled = said("pull", "h3", "--accept-licence")
    assert pulled.return_value == 0
    assert (tmp_path / "models/h3/transformer_ref/model.safetensors").read_bytes() == b"transformer_ref"


def test_the_list_says_that_it_is_here_and_since_when_it_is_accepted(hub: Hub) -> None:
    said("pull", "h3", "--accept-licence")
    entry = listed("h3")
    assert (entry["present"], bool(entry["accepted"])) == (True, True)


def test_before_that_the_list_says_what_is_wrong(hub: Hub) -> None:
    entry = listed("wan")
    assert (entry["present"], "cameo models pull wan" in str(entry["problem"])) == (False, True)


def test_a_free_one_needs_no_word(hub: Hub) -> None:
    assert said("pull", "wan").return_value == 0


def test_a_pull_of_models_fetches_no_weights(hub: Hub, tmp_path: Path) -> None:
    said("pull", "wan")
    assert not (tmp_path / "weights").exists()


def test_another_folder_can_be_named(hub: Hub, tmp_path: Path) -> None:
    said("pull", "wan", "--folder", str(tmp_path / "disk"))
    assert (tmp_path / "disk/wan.lock.json").is_file()


def test_a_hub_without_it_is_told_and_nothing_is_raised(hub: Hub) -> None:
    hub.branches.clear()
    pulled = said("pull", "wan")
    assert (pulled.return_value, "the hub answered 404" in pulled.stdout) == (1, True)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_raised(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pulled = said("pull", "h3", "--accept-licence", "--folder", str(tmp_path / "file" / "models"))
    assert (pulled.return_value, "Not a directory" in pulled.stdout) == (1, True)


def test_what_is_not_published_as_it_is_read_says_how_to_come_by_it(hub: Hub) -> None:
    pulled = said("pull", "stable_audio_3")
    assert (pulled.return_value, "convert it" in pulled.stdout) == (1, True)


def test_verifying_finds_a_changed_file(hub: Hub, tmp_path: Path) -> None:
    said("pull", "wan")
    (tmp_path / "models/wan/vae/model.safetensors").write_bytes(b"vax")
    checked = said("verify", "wan")
    assert (checked.return_value, "vae/model.safetensors" in checked.stdout) == (1, True)


def test_a_folder_of_ones_own_is_listed_as_here(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/model.safetensors").write_bytes(b"mine")
    monkeypatch.setenv("CAMEO_MODELS__H3__FOLDER", str(tmp_path / "mine"))
    entry = listed("h3")
    assert (entry["present"], entry["own"]) == (True, True)


def test_an_unknown_name_is_told_with_those_there_are(hub: Hub) -> None:
    with pytest.raises(click.UsageError, match=r"nothing by the name of h4; there are: face_landmarker.*h3"):
        said("pull", "h4")
