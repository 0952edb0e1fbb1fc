"""The optional model-backed check: a process that answers, is slow, babbles or dies, and what follows."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.judging import ScriptJudge
from bot.moderation import Code, ModelCheck, Outcome, Policy, Switch, check
from bot.moderation.classifier import ClassifierProcess
from bot.moderation.model import ClassifierDownError
from bot.settings import ModerationSettings
from engine.text_classifier import serve

pytestmark = pytest.mark.integration

PROGRAM = Path(__file__).parents[1] / "scripted_classifier.py"
LABELS = {"toxic": Code.HARASSMENT}
Start = Callable[..., ClassifierProcess]


@pytest.fixture
def started() -> Iterator[Start]:
    running: list[ClassifierProcess] = []

    def start(
        mode: str, *, timeout_s: float = 20, start_s: float = 20, pause_s: float = 0
    ) -> ClassifierProcess:
        command = [sys.executable, str(PROGRAM), mode]
        running.append(ClassifierProcess(command, timeout_s=timeout_s, start_s=start_s, pause_s=pause_s))
        return running[-1]

    yield start
    for one in running:
        one.close()


def test_a_label_is_an_objection_of_its_kind(started: Start) -> None:
    found = check("@ada paints a toad", model=ModelCheck(started("well"), LABELS))
    assert (found.verdict, found.code, found.part) == (Outcome.REFUSE, Code.HARASSMENT, "@ada paints a toad")


def test_what_it_finds_nothing_in_is_allowed(started: Start) -> None:
    assert check("@ada paints a tree", model=ModelCheck(started("well"), LABELS)).verdict is Outcome.ALLOW


def test_a_label_below_the_threshold_does_not_count(started: Start) -> None:
    model = ModelCheck(started("well"), LABELS, threshold=0.99)
    assert check("@ada paints a toad", model=model).verdict is Outcome.ALLOW


def test_its_kind_can_be_made_milder_like_any_other(started: Start) -> None:
    policy = Policy(checks={Code.HARASSMENT: Switch.APPROVAL})
    found = check("@ada paints a toad", policy, ModelCheck(started("well"), LABELS))
    assert found.verdict is Outcome.APPROVAL


def test_words_that_are_allowed_do_not_hide_a_text_from_it(started: Start) -> None:
    policy = Policy(allow=("@ada",))
    found = check("@ada paints a toad", policy, ModelCheck(started("well"), LABELS))
    assert found.verdict is Outcome.REFUSE


@pytest.mark.parametrize("outcome", [Outcome.APPROVAL, Outcome.REFUSE])
@pytest.mark.parametrize("mode", ["silent", "slow", "deaf", "babbles"])
def test_without_an_answer_nothing_is_silently_allowed(started: Start, mode: str, outcome: Outcome) -> None:
    model = ModelCheck(started(mode, timeout_s=0.2, start_s=1.0), LABELS, on_failure=outcome)
    found = check("@ada paints a tree", model=model)
    assert (found.verdict, found.code) == (outcome, Code.UNCHECKED)


def test_a_program_that_is_not_there_is_no_answer() -> None:
    absent = ClassifierProcess(["/nowhere/classifier"], timeout_s=1, start_s=1)
    found = check("@ada paints a tree", model=ModelCheck(absent, LABELS))
    assert found.code is Code.UNCHECKED


def test_no_switch_turns_the_missing_answer_off(started: Start) -> None:
    policy = Policy(checks=dict.fromkeys(set(Code) - {Code.UNCHECKED}, Switch.OFF))
    found = check("@ada paints a broken tree", policy, ModelCheck(started("well"), LABELS))
    assert found.verdict is Outcome.APPROVAL


def test_it_is_started_again_after_it_died(started: Start) -> None:
    process = started("well")
    with pytest.raises(ClassifierDownError):
        process.scores("die")
    assert process.scores("a toad")["toxic"] == 0.95


def test_it_is_not_started_again_at_once_where_it_keeps_dying(started: Start) -> None:
    process = started("well", pause_s=600)
    with pytest.raises(ClassifierDownError):
        process.scores("die")
    with pytest.raises(ClassifierDownError, match="a moment ago"):
        process.scores("a toad")


def test_an_error_for_one_text_is_no_answer_for_it(started: Start) -> None:
    with pytest.raises(ClassifierDownError, match="broken"):
        started("well").scores("broken")


def scores(text: str) -> Mapping[str, float]:
    if not text:
        raise ValueError("empty")
    return {"toxic": 0.9}


def test_the_engines_side_speaks_the_same() -> None:
    said = io.StringIO()
    serve(scores, io.StringIO('{"text": "a"}\n{"text": ""}\nnonsense\n'), said)
    ready, good, *bad = map(json.loads, said.getvalue().splitlines())
    assert (ready, good) == ({"ready": True}, {"scores": {"toxic": 0.9}})
    assert [list(one) for one in bad] == [["error"], ["error"]]


def test_a_model_that_is_not_there_ends_the_program_and_the_clip_is_not_allowed(tmp_path: Path) -> None:
    settings = ModerationSettings.model_validate(
        {"classifier": {"model": str(tmp_path / "none"), "labels": {"toxic": "harassment"}, "start_s": 60}}
    )
    with closing(ScriptJudge.of(settings)) as judge:
        found = judge.judged("@ada paints a tree")
    assert (found.verdict, found.code) == (Outcome.APPROVAL, "unchecked")


def test_the_program_needs_a_model() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine.text_classifier"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
