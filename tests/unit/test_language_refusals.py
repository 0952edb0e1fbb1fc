"""Refusals, advice and remarks that come in English are said in every language, with the same facts."""

import ast
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from languages import (
    BROUGHT,
    OTHERS,
    REFUSALS,
    commands,
    holes,
    manual,
    numbers,
)

from adapters import text
from bot import notices as n
from bot.commands import CommandError, parse
from bot.consent import ApprovalMode, Usage
from bot.errors import ContentRefused, SceneTooLong
from bot.errors.base import IN_SCENE, sentence
from bot.judging import Judged, _ruling
from bot.verdicts import Outcome
from engine.characters import enrol as character_enrolment
from engine.contract.messages import WHICH, Refusal
from engine.enrolment import quality
from engine.errors import EngineRefusal
from engine.renderers.studio import direction, puppet
from engine.sound import soundtrack, speech

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_says_the_same_facts(code: str, tag: str) -> None:
    theirs = text.language(tag).refusals[code]
    assert holes(theirs) == holes(sentence(REFUSALS[code]))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_of_the_bot_is_said(code: str, tag: str) -> None:
    """With the same numbers and commands, so that the way out is there as well."""
    known = {"until": datetime(2031, 12, 24, 18, 5, tzinfo=UTC), "state": "kept", "tier": "pro"}
    facts = {name: known.get(name, 7) for name in holes(sentence(REFUSALS[code]))}
    refusal = REFUSALS[code](**facts).refusal
    said = text.refused(refusal, tag)
    assert said != refusal.message
    assert (numbers(said), commands(said)) == (numbers(refusal.message), commands(refusal.message))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("named", sorted(BROUGHT))
def test_a_refusal_that_is_brought_is_said(named: str, tag: str) -> None:
    said = text.refused(BROUGHT[named], tag)
    assert said != BROUGHT[named].message
    assert (numbers(said), commands(said)) == (
        numbers(BROUGHT[named].message),
        commands(BROUGHT[named].message),
    )


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("refusals", [*REFUSALS, *BROUGHT])
def test_no_hole_is_left_in_a_refusal(refusals: str, tag: str) -> None:
    kind = REFUSALS.get(refusals)
    if kind is None:
        assert "{" not in text.refused(BROUGHT[refusals], tag)
        return
    assert "{" not in text.refused(Refusal(code=kind.code, message="It cannot be done."), tag)


@pytest.mark.parametrize("tag", OTHERS)
def test_the_engines_refusals_of_lines_are_said(tag: str) -> None:
    with pytest.raises(EngineRefusal) as caught:
        direction._check("ada", {})
    assert text.refused(caught.value.refusals[0], tag) != "Nobody plays ada."


@pytest.mark.parametrize("tag", OTHERS)
def test_a_wrong_line_is_answered_with_the_usage_of_its_command(tag: str) -> None:
    with pytest.raises(CommandError) as caught:
        parse("/cameo gift @ada")
    said = text.refused(caught.value.refusal, tag)
    assert f"`/cameo {manual(tag).usage('gift')}`" in said
    assert manual(tag).shown("gift") in said


@pytest.mark.parametrize("tag", OTHERS)
def test_a_scene_that_is_wrong_is_numbered(tag: str) -> None:
    refused = SceneTooLong(number=2, tier="pro", longest=10, seconds=12.5)
    refused.facts[IN_SCENE] = "3"
    said = text.refused(refused.refusal, tag)
    assert numbers(said.split(":")[0]) == ["3"]
    assert "12,5" in said


@pytest.mark.parametrize("tag", OTHERS)
def test_an_unknown_refusal_is_passed_on(tag: str) -> None:
    given = Refusal(code="engine_of_tomorrow", message="The moon is in the way.", facts={"by": "1"})
    assert text.refused(given, tag) == "The moon is in the way."


@pytest.mark.parametrize("tag", OTHERS)
def test_a_refusal_without_its_facts_is_passed_on(tag: str) -> None:
    """Rows of an older version hold none."""
    given = Refusal(code="not_enough_credits", message="This clip costs 160 credits and you have 3.")
    assert text.refused(given, tag) == given.message


@pytest.mark.parametrize("tag", OTHERS)
def test_what_people_wrote_fills_no_holes(tag: str) -> None:
    facts = {"name": "{limit:n}{name.__class__}"}
    given = Refusal(code="unknown_person", message="Nobody.", facts=facts)
    assert "{limit:n}{name.__class__}" in text.refused(given, tag)


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.STRIKE])
def test_a_check_tells_which_of_its_sentences_it_means(outcome: Outcome) -> None:
    given = _ruling(Judged(outcome, "sexual", "part", "Why.")).refusal
    assert given is not None
    assert ContentRefused.of(given).refusal.facts == {WHICH: outcome.value}


def test_a_check_that_was_made_stricter_means_its_only_sentence() -> None:
    given = _ruling(Judged(Outcome.REFUSE, "brand", "part", "Why.")).refusal
    assert given is not None
    assert given.facts == {WHICH: "approval"}


def advice() -> Iterator[str]:
    """All the advice that an enrolment can give."""
    for node in ast.walk(ast.parse(inspect.getsource(quality.advice))):
        match node:
            case ast.Tuple(elts=[*_, ast.Constant(value=str(said))]):
                yield said
    for name, said in vars(character_enrolment).items():
        if name.startswith("ADVICE_"):
            yield str(said)


def remarks() -> Iterator[str]:
    """All the remarks on a clip: sentences put together in the modules that make notes."""
    for of in (direction, puppet, soundtrack):
        for node in ast.walk(ast.parse(inspect.getsource(of))):
            if isinstance(node, ast.JoinedStr) and isinstance(end := node.values[-1], ast.Constant):
                said = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "'7 x'" for part in node.values
                )
                if str(end.value).endswith("."):
                    yield said
    for whose in (
        "a neutral stock voice, since no voice is known",
        "a stock voice near theirs, at their pitch",
    ):
        assert whose in inspect.getsource(speech)
        yield f"ada: {whose} (af_sky)."
        yield f"ada: {whose.split(' near')[0]}, from the small spare synthesiser."


IN_REFUSALS = {"Nobody plays '7 x'.", "The recording of '7 x' is too short to show."}
UNDRAWN = (
    "'jumps' is not shown: the recording holds head and shoulders only.",
    "'jumps' is not shown: a character is a picture that hops and leans.",
)


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("said", sorted({*advice()}))
def test_advice_is_worded(said: str, tag: str) -> None:
    assert text.language(tag).rewording.remark(said) != said


def test_all_advice_is_found() -> None:
    assert len(set(advice())) >= 13


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize(
    "said", sorted({*remarks(), *UNDRAWN} - IN_REFUSALS - {"'7 x' is not shown: '7 x'."})
)
def test_a_remark_on_a_clip_is_worded(said: str, tag: str) -> None:
    told = text.language(tag).rewording.remark(said)
    assert told != said
    assert all(name in told for name in ("'7 x'", "ada", "jumps") if name in said)


@pytest.mark.parametrize("tag", OTHERS)
def test_an_unknown_remark_is_passed_on(tag: str) -> None:
    assert text.language(tag).rewording.remark("The moon is in the way.") == "The moon is in the way."


@pytest.mark.parametrize("tag", OTHERS)
def test_refusals_inside_notices_are_worded(tag: str) -> None:
    given = Refusal(code="no_face", message="No face, in English.")
    assert "English" not in text.say(n.LikenessRefused(enrolment="e", refusals=(given,)), tag).text
    assert "English" not in text.say(n.Refusals(refusals=(given,)), tag).text


@pytest.mark.parametrize("tag", OTHERS)
def test_advice_inside_notices_is_worded(tag: str) -> None:
    ready = n.LikenessReady(
        enrolment="e",
        verified=True,
        replaced=False,
        advice=("use a sharper picture",),
        usage=Usage.APPROVED,
        approval=ApprovalMode.BOTH,
    )
    assert "sharper" not in text.say(ready, tag).text
