"""`cameo likeness` around a scripted enrolment: what it asks for, and when it says verified."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from engine_jobs import settings_file
from town import blank_likeness

from engine.cli import likeness
from engine.contract.keys import EngineKey
from engine.contract.messages import Challenge, Refusal, Turn
from engine.contract.vault import open_file
from engine.enrolment import enrol as enrolment
from engine.enrolment.likeness import unpack
from engine.errors import EngineRefusal

pytestmark = pytest.mark.integration


class Scripted:
    """In the place of `enrol`: passes whoever is asked anything, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[Challenge | None] = []
        self.refusal: Refusal | None = None

    def __call__(self, _footage: bytes, challenge: Challenge | None, *_rest: object) -> SimpleNamespace:
        self.asked.append(challenge)
        if self.refusal is not None:
            raise EngineRefusal(self.refusal)
        made = replace(blank_likeness(), verified=challenge is not None)
        return SimpleNamespace(likeness=made, advice=("Hold the phone higher.",))


@pytest.fixture
def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    scripted = Scripted()
    monkeypatch.setattr(enrolment, "enrol", scripted)
    monkeypatch.setenv("CAMEO_CONFIG", str(settings_file(tmp_path, "sqlite:///unused.db")))
    monkeypatch.chdir(tmp_path)
    Path("me.mp4").write_bytes(b"footage")
    return scripted


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(likeness, ["me.mp4", "--json", *arguments], standalone_mode=False)


def test_turns_and_phrase_are_asked_as_given(scripted: Scripted) -> None:
    _run("--challenge", "left,right, up", "--phrase", "blue lanterns")

    assert scripted.asked == [Challenge(turns=(Turn.LEFT, Turn.RIGHT, Turn.UP), phrase="blue lanterns")]


@pytest.mark.parametrize(
    ("given", "verified"),
    [
        ((), False),
        (("--challenge", "left"), False),
        (("--phrase", "blue lanterns"), False),
        (("--challenge", "left", "--phrase", "blue lanterns"), True),
    ],
)
def test_verified_needs_turns_and_phrase(
    scripted: Scripted, given: tuple[str, ...], *, verified: bool
) -> None:
    assert json.loads(_run(*given).stdout)["verified"] is verified


def test_the_file_holds_the_same_stamp(scripted: Scripted, tmp_path: Path) -> None:
    _run("--challenge", "left")

    sealed = (tmp_path / "me.likeness").read_bytes()
    assert not unpack(open_file(sealed, EngineKey.load_or_create(tmp_path / "keys"))).verified


def test_a_refused_recording_leaves_no_file(scripted: Scripted, tmp_path: Path) -> None:
    scripted.refusal = Refusal(code="no_face", message="No face is seen.")

    result = _run()

    assert isinstance(result.exception, EngineRefusal)
    assert not (tmp_path / "me.likeness").exists()
