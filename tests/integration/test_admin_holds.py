"""`cameo admin holds`: what an operator types, sees and gets as JSON."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factories import NOON
from fakes import REVIEW

from adapters.terminal import desk, main
from bot.cases import HeldCase
from bot.clips import ClipState, HoldReason
from bot.errors import NotHeld
from bot.notices import SpokenWords
from engine.contract.messages import NudityScore, SpokenScore

pytestmark = pytest.mark.integration

CASE = HeldCase(
    clip="c1",
    state=ClipState.HELD,
    reasons=(HoldReason.ENROLLED_STRANGER, HoldReason.OTHER_WORDS),
    maker="mia",
    cast=("ada",),
    recognised=("eve",),
    prompt="@ada waves",
    words=(SpokenWords(handle="ada", text="Hello!"),),
    review=REVIEW.model_copy(
        update={
            "spoken": SpokenScore(wanted="Hello!", heard="I resign", wer=2),
            "nudity": NudityScore(worst=0.1, mean=0.1, frames=8),
        }
    ),
    rendered_at=NOON,
    due_at=NOON,
    note="",
)


@dataclass
class StubDesk:
    """A desk at which one clip is held; remembers what is asked of it."""

    unknown: int = 0
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    async def holds(self, operator: str) -> list[HeldCase]:
        del operator
        return [CASE]

    async def unknown_faces(self) -> int:
        return self.unknown

    async def hold(self, operator: str, clip: str) -> HeldCase:
        self.asked.append(("hold", operator, clip))
        if clip != CASE.clip:
            raise NotHeld(id=clip)
        return CASE

    async def look_at(self, operator: str, clip: str) -> bytes:
        self.asked.append(("look_at", operator, clip))
        return b"film"

    async def release(self, operator: str, clip: str, note: str) -> HeldCase:
        self.asked.append(("release", operator, clip, note))
        return CASE.model_copy(update={"state": ClipState.DELIVERED})

    async def refuse(
        self, operator: str, clip: str, note: str, *, strike: bool, code: str | None
    ) -> HeldCase:
        self.asked.append(("refuse", operator, clip, note, strike, code))
        return CASE.model_copy(update={"state": ClipState.REFUSED})


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> StubDesk:
    stub = StubDesk()

    @asynccontextmanager
    async def opened(_settings: object) -> AsyncIterator[SimpleNamespace]:
        yield SimpleNamespace(desk=stub)

    monkeypatch.setattr(desk, "opened", opened)
    return stub


def _types(output: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main.run(["admin", "--operator", "boss", "holds", *words])
    return code, output.readouterr().out


@pytest.mark.usefixtures("stub")
def test_the_list_says_what_waits_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _types(capsys, "list")
    assert code == 0
    assert "c1" in said
    assert "enrolled_stranger, other_words" in said
    assert "@mia" in said


def test_the_list_says_how_many_would_not_be_recognised(
    stub: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    stub.unknown = 3
    assert json.loads(_types(capsys, "list", "--json")[1])["unknown_faces"] == 3


@pytest.mark.usefixtures("stub")
def test_one_is_shown_with_prompt_words_scores_and_who_is_recognised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, said = _types(capsys, "show", "c1")
    for part in ("@ada waves", "Hello!", "I resign", "@eve", "nudity"):
        assert part in said


@pytest.mark.usefixtures("stub")
def test_the_clip_is_written_for_the_operators_eyes_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "held.mp4"
    _types(capsys, "show", "c1", "--out", str(file))
    assert file.read_bytes() == b"film"
    assert file.stat().st_mode & 0o077 == 0


def test_without_a_file_nobody_looks_at_the_clip(stub: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    _types(capsys, "show", "c1")
    assert stub.asked == [("hold", "boss", "c1")]


def test_a_release_is_the_named_operators(stub: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _types(capsys, "release", "c1", "--note", "a statue", "--json")
    assert (code, json.loads(said)["state"]) == (0, "delivered")
    assert stub.asked == [("release", "boss", "c1", "a statue")]


@pytest.mark.parametrize(
    ("options", "strike", "code"),
    [((), False, None), (("--strike",), True, None), (("--strike", "--code", "sexual"), True, "sexual")],
)
def test_a_refusal_strikes_only_where_that_is_said(
    stub: StubDesk,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: str | None,
    *,
    strike: bool,
) -> None:
    _types(capsys, "refuse", "c1", *options)
    assert stub.asked == [("refuse", "boss", "c1", "", strike, code)]


@pytest.mark.usefixtures("stub")
def test_a_clip_that_nobody_holds_is_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _types(capsys, "show", "c9", "--json")
    assert (code, json.loads(said)["refusals"][0]["code"]) == (2, "not_held")
