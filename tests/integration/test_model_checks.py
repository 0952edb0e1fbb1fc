"""What `cameo doctor` says of generative models: the card, and what fits on it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.terminal import model_checks
from adapters.terminal.checks import Check, State
from bot.settings import BotSettings
from engine.models import cards, here
from engine.models.cards import Card, Facts
from engine.settings import ModelsSection

pytestmark = pytest.mark.integration

BIG = Card("cuda:0", "NVIDIA H200", 150.0, 149.0)
SMALL = Card("cuda:0", "NVIDIA GeForce RTX 4090", 25.2, 24.0)
TINY = Card("cuda:0", "NVIDIA GeForce GTX 1650", 4.3, 4.0)

Doctor = Callable[..., dict[str, Check]]


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Doctor:
    """The checks by name, on a machine with such a card and so much memory."""

    def checks(card: Card | None, main_gb: float = 200.0, *, pro: str = "studio", **models: Any) -> Any:
        facts = Facts(cards=(card,) if card else (), main_gb=main_gb, packages={})
        monkeypatch.setattr(here, "_facts", lambda _: facts)
        found = here.here(ModelsSection.model_validate({"folder": tmp_path, **models}))
        monkeypatch.setattr(
            model_checks, "_asked", lambda: model_checks._Here.model_validate_json(found.model_dump_json())
        )
        bot = BotSettings.model_validate({"tiers": {"pro": {"renderer": pro}}})
        return {check.name: check for check in model_checks.models(bot)}

    return checks


def test_a_card_is_named_with_its_memory(doctor: Doctor) -> None:
    assert doctor(BIG)["card"].says == "NVIDIA H200 (cuda:0), 150 GB; main memory to be had: 200 GB"


@pytest.mark.parametrize(
    ("card", "family", "says"),
    [
        (BIG, "wan", "fits whole (about 59 GB of the card)"),
        (BIG, "h3", "fits in 8 bits (about 90 GB of the card)"),
        (SMALL, "ltx2", "fits, a few layers at a time (about 24 GB of the card) and 69 GB of main memory"),
        (SMALL, "h3", "fits, layer by layer in 8 bits (about 20 GB of the card) and 71 GB of main memory"),
        (TINY, "h3", "does not fit: at its leanest it wants 16 GB more on the card"),
    ],
)
def test_it_says_which_plan_of_a_renderer_fits(doctor: Doctor, card: Card, family: str, says: str) -> None:
    assert doctor(card)[family].says == says


def test_main_memory_that_is_too_small_is_said(doctor: Doctor) -> None:
    assert doctor(SMALL, 40.0)["h3"].says.endswith("wants 31 GB more of main memory")


def test_a_plan_that_is_set_is_the_one_told_of(doctor: Doctor) -> None:
    assert doctor(BIG, plan="cpu_offload")["wan"].says.startswith("fits, layer by layer in 8 bits")


def test_files_that_are_missing_come_with_the_command_for_them(doctor: Doctor) -> None:
    found = doctor(BIG)["wan"]
    assert (found.state, "cameo models pull wan" in found.way_out) == (State.NOTE, True)


def test_a_renderer_whose_second_family_is_missing_says_so(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"")
    assert "models pull first_frame" in doctor(BIG, ltx2={"folder": tmp_path / "mine"})["ltx2"].way_out


def test_files_that_are_here_are_said_to_be(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"")
    found = doctor(BIG, wan={"folder": tmp_path / "mine"})["wan"]
    assert (found.state, found.says) == (State.OK, "fits whole (about 59 GB of the card), files here")


def test_a_renderer_is_told_with_the_tier_it_makes_clips_of(doctor: Doctor) -> None:
    assert doctor(BIG, pro="h3")["h3"].says.endswith("; makes pro clips")


def test_without_a_card_one_line_says_what_needs_one(doctor: Doctor) -> None:
    checks = doctor(None)
    assert (list(checks), checks["card"].state) == (["card"], State.NOTE)


def test_a_card_that_is_not_the_one_in_the_settings_does_not_count(doctor: Doctor) -> None:
    assert doctor(BIG, device="cuda:3")["card"].says.startswith("none that [models] device means")


def test_a_model_that_is_set_for_sound_is_looked_at_without_a_card_too(doctor: Doctor) -> None:
    found = doctor(None, speech="pocket_tts")["pocket_tts"]
    assert (found.says, "cameo models pull" in found.way_out) == ("fits whole; set as [models] speech", True)


def test_a_machine_that_cannot_be_looked_at_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise subprocess.CalledProcessError(1, "python")

    monkeypatch.setattr(subprocess, "run", breaks)
    assert [check.state for check in model_checks.models(BotSettings())] == [State.NOTE]


def test_settings_that_the_engine_cannot_read_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('[models]\nspeech = "pocket"', encoding="utf-8")
    monkeypatch.setenv("CAMEO_CONFIG", str(tmp_path / "config.toml"))
    (found,) = model_checks.models(BotSettings())
    assert (found.state, "speech: there is no model 'pocket'; there are:" in found.says) == (
        State.BROKEN,
        True,
    )


def test_without_torch_the_driver_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 'NVIDIA GeForce RTX 4090, 24564, 24000'\n")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(here, "find_spec", lambda _: None)
    found = here.here(ModelsSection(folder=tmp_path))
    assert (found.card and found.card.name, found.card and round(found.card.total_gb, 1)) == (
        "NVIDIA GeForce RTX 4090",
        25.8,
    )


def test_the_engine_says_it_as_json_without_loading_torch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(here, "_may_have_a_card", lambda: False)
    said = here.here(ModelsSection(folder=tmp_path)).model_dump_json()
    assert json.loads(said)["main_gb"] == pytest.approx(cards.main_memory_gb(), rel=0.5)
