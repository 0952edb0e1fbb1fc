"""Every language says all that English says: the same notices, buttons, refusals, phrases and facts."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from string import Formatter
from typing import Any

import discord
import pytest
from discord import app_commands

from adapters import text
from adapters.discord.commands import add_commands
from adapters.discord.translation import Phrases
from adapters.manual import Manual
from adapters.phrasing import Phrasing
from adapters.rewording import USAGE
from adapters.wording import Language
from bot import notices as n
from bot.audit import Audit
from bot.commands import TABLE, CommandError, parse
from bot.commands.errors import CODE, SENTENCES
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.errors import ContentRefused, Refused, SceneTooLong
from bot.errors.base import IN_SCENE, sentence
from bot.judging import Judged, _ruling
from bot.moderation.codes import REASONS
from bot.penalties import WHY
from bot.script import errors as script_errors
from bot.verdicts import Outcome
from engine import child, footage, pictures, scene_picture, worker
from engine.characters import enrol as character_enrolment
from engine.contract.messages import WHICH, Refusal
from engine.enrolment import quality
from engine.enrolment import refusals as enrolment
from engine.errors import EngineRefusal
from engine.renderers.studio import direction, puppet
from engine.sound import schedule, soundtrack, speech
from engine.sound.speech import UNSPEAKABLE

pytestmark = pytest.mark.unit

_texts = import_module("unit.test_text")
SAID: Mapping[str, n.Notice] = _texts.SAID
KINDS: list[str] = _texts.KINDS
PACKAGES: Mapping[str, str] = {"de": "german", "es": "spanish"}
OTHERS = sorted(set(text.LANGUAGES) - {text.FALLBACK})
ENGLISH = text.LANGUAGES[text.FALLBACK]
TERMS = (
    *(("terms", name) for name in ("TURNS", "STAGES", "STATES", "USAGES", "APPROVALS", "PRESETS", "MODES")),
    *(("terms", name) for name in ("VISIBILITIES", "NOTIFIES", "ENTRIES", "WHY_NOT", "BUTTONS", "MATTERS")),
    *(("terms", name) for name in ("PENALTIES", "APPEALS")),
    *(("places", name) for name in ("SUBJECTS", "LANGUAGES", "STYLES")),
    ("arriving", "WHY"),
    ("characters", "_KINDS"),
    ("clips", "GONE"),
)
LIMITS = {
    **dict.fromkeys(("about", "hint", "choice"), 100),
    **dict.fromkeys(("title", "subject", "action", "camera", "environment", "style"), 45),
    **dict.fromkeys(("back", "on"), 80),
    "menu": 32,
    "none_yet": 150,
}
"""What Discord takes at most, by the last part of a phrase's key; commands are looked at as they are sent."""
LABELS = {"edit.prompt": 45, "ask.message": 45}
FULL = 8000
"""Characters that Discord takes for a whole command, the longest translation of each part counted."""


def module(tag: str, name: str) -> Any:
    return import_module(f"adapters.{PACKAGES[tag]}.{name}")


def phrasing(tag: str) -> Phrasing:
    return next(one for one in vars(module(tag, "writing")).values() if isinstance(one, Phrasing))


def manual(tag: str) -> Manual:
    found: Manual = module(tag, "commands").MANUAL
    return found


def refusal_kinds() -> Iterator[type[Refused]]:
    """Every class of refusal that there is, wherever it stands."""
    waiting = [Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not Refused and kind.__module__.startswith(("bot.errors.", script_errors.__name__)):
            yield kind


def holes(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name}


def numbers(said: str) -> list[str]:
    """The digits of a text in their order of size, without marks inside numbers."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0](?=\d)", "", said)))


def commands(said: str) -> list[str]:
    return sorted(re.findall(r"cameo [a-z]+", said))


def handles(said: str) -> set[str]:
    return set(re.findall(r"@\w+", said))


def brought() -> Iterator[tuple[str, Refusal]]:
    """Every refusal that is no class: of the engine, of the checks on a prompt, of the reader of lines."""
    for of in (footage, pictures, scene_picture, character_enrolment):
        for code in of.REFUSALS:
            yield code, of.refused(code).refusals[0]
    for name in enrolment.REFUSALS:
        yield name, enrolment.refused(name).refusals[0]
    for _, code, said in child._TROUBLES:
        yield code, Refusal(code=code, message=said)
    for code, given in (("gave up", child.FAILED), ("gave up", worker._GAVE_UP), ("job", worker._UNREADABLE)):
        yield code, given
    for code, fact in (("role_without_cast", "role"), ("likeness_too_short", "role"), (UNSPEAKABLE, "text")):
        yield code, Refusal(code=code, message="It holds 7.", facts={fact: "7"})
    for which, said in schedule.TOO_LONG_SAID.items():
        facts = {"needed": "4.5", "seconds": "3"}
        told = Refusal(code=schedule.TOO_LONG, message=said.format(**facts), facts={WHICH: which, **facts})
        yield which, told
    for (code, outcome), said in REASONS.items():
        facts = {WHICH: outcome.value}
        yield f"{code}.{outcome}", Refusal(code=code.value, message=said, facts=facts)
    for which, said in SENTENCES.items():
        filled = {name: "make" if name == "meant" else f"7{name}" for name in holes(said)}
        filled |= {name: "4" for name in ("length", "limit") if name in filled}
        filled |= {"about": "What it does."} if "about" in filled else {}
        yield (
            f"{CODE}.{which}",
            Refusal(code=CODE, message=said.format(**filled), facts={WHICH: which, **filled}),
        )


BROUGHT = dict(brought())
REFUSALS = {kind.code: kind for kind in refusal_kinds()}


@pytest.mark.parametrize("tag", OTHERS)
class TestALanguage:
    def test_words_every_kind_of_notice(self, tag: str) -> None:
        assert sorted(text.language(tag).notices) == KINDS

    def test_labels_every_button(self, tag: str) -> None:
        assert set(text.language(tag).buttons) == set(n.Action)

    def test_labels_fit_their_buttons(self, tag: str) -> None:
        assert [label for label in text.language(tag).buttons.values() if len(label) > 80] == []

    def test_has_every_phrase(self, tag: str) -> None:
        assert set(text.language(tag).phrases) == set(ENGLISH.phrases)

    def test_phrases_hold_the_same_facts(self, tag: str) -> None:
        theirs = text.language(tag).phrases
        assert {
            key for key, said in ENGLISH.phrases.items() if holes(said) != holes(theirs.get(key, ""))
        } == set()

    def test_phrases_name_the_same_commands(self, tag: str) -> None:
        theirs = text.language(tag).phrases
        other = {
            key for key, said in ENGLISH.phrases.items() if commands(said) != commands(theirs.get(key, ""))
        }
        assert other == set()

    def test_refuses_everything_that_the_bot_refuses(self, tag: str) -> None:
        assert set(REFUSALS) - set(text.language(tag).refusals) == set()

    def test_words_no_refusal_that_is_none(self, tag: str) -> None:
        known = {*REFUSALS, USAGE, IN_SCENE, *(one.code for one in BROUGHT.values())}
        known |= {f"{one.code}.{one.facts[WHICH]}" for one in BROUGHT.values() if WHICH in one.facts}
        assert set(text.language(tag).refusals) - known == set()

    def test_knows_every_action_of_the_trail(self, tag: str) -> None:
        assert set(module(tag, "audit").ACTIONS) == set(Audit)

    def test_explains_every_command(self, tag: str) -> None:
        assert set(manual(tag).about) == set(TABLE)

    def test_knows_every_reason_for_a_strike(self, tag: str) -> None:
        assert set(module(tag, "remarks").STRIKES) == set(WHY)

    def test_knows_what_boundaries_are_about(self, tag: str) -> None:
        subjects = {preset.value.replace("_", " ") for preset in BoundaryPreset}
        assert set(module(tag, "remarks").SUBJECTS) == subjects

    def test_is_chosen_by_the_tags_of_its_regions(self, tag: str) -> None:
        assert all(text.language(f"{tag}-{region}") is text.language(tag) for region in ("ES", "419", "AT"))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize(("of", "name"), TERMS, ids=str)
def test_values_have_the_same_words_in_every_language(tag: str, of: str, name: str) -> None:
    theirs = getattr(module(tag, of), name)
    assert set(theirs) == set(getattr(import_module(f"adapters.english.{of}"), name))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("named", [name for name in SAID if name != "help"])
def test_a_notice_tells_the_same_numbers_people_and_commands(named: str, tag: str) -> None:
    notice = SAID[named]
    if getattr(notice, "refusals", ()):
        notice = notice.model_copy(update={"refusals": (Refusal(code="unheard_of", message="No."),)})
    told, meant = text.say(notice, tag).text, text.say(notice).text
    assert (numbers(told), handles(told), commands(told)) == (numbers(meant), handles(meant), commands(meant))


@pytest.mark.parametrize("tag", OTHERS)
def test_every_notice_is_worded_anew(tag: str) -> None:
    """But those that hold nothing but what people wrote, or a refusal of an older version."""
    same = {name for name, notice in SAID.items() if text.say(notice, tag).text == text.say(notice).text}
    assert {SAID[name].model_dump()["kind"] for name in same} <= {"prompt_shown", "refusals"}


@pytest.mark.parametrize("tag", OTHERS)
def test_every_notice_fits_a_message(tag: str) -> None:
    long = {name: len(text.say(notice, tag).text) for name, notice in SAID.items() if name != "help"}
    assert {name: length for name, length in long.items() if length > 2000} == {}


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


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("name", TABLE)
def test_an_example_is_understood(name: str, tag: str) -> None:
    assert type(parse(manual(tag).shown(name))) is type(parse(TABLE[name].example))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("name", TABLE)
def test_a_usage_keeps_the_words_of_the_grammar(name: str, tag: str) -> None:
    """And says the others: what stands for something else is in capitals or brackets, or a mention."""
    standing = re.compile(r"@\w+|\b[A-Z]+\b|(?<=\[)(?:message|what is wrong)(?=\])|\bor\b")
    kept = re.findall(r"[\w-]+", standing.sub("", TABLE[name].usage))
    assert [word for word in kept if word not in manual(tag).usage(name)] == []
    assert set(standing.findall(TABLE[name].usage)) - set(manual(tag).stands_for) == set()


@pytest.mark.parametrize("tag", text.LANGUAGES)
@pytest.mark.parametrize("key", ENGLISH.phrases)
def test_a_phrase_fits_where_discord_shows_it(key: str, tag: str) -> None:
    said = text.phrase(key, tag)
    assert said.strip()
    assert len(said) <= LABELS.get(key, LIMITS.get(key.rpartition(".")[2], 1000))


async def sent_commands() -> list[dict[str, Any]]:
    """Every command as Discord receives it."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
        add_commands(tree)
        return [await command.get_translated_payload(tree, Phrases()) for command in tree._get_all_commands()]


def parts(command: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A command, its subcommands, options and choices."""
    yield command
    for part in (*command.get("options", ()), *command.get("choices", ())):
        yield from parts(part)


def versions(part: Mapping[str, Any], field: str) -> list[str]:
    """A field of it, in English and in every other locale."""
    return [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]


async def test_commands_are_described_in_every_language() -> None:
    described = [
        part for command in await sent_commands() for part in parts(command) if part.get("description")
    ]
    locales = {locale for part in described for locale in part.get("description_localizations") or {}}
    assert {locale.split("-")[0] for locale in locales} == set(OTHERS)
    assert all(set(part["description_localizations"]) == locales for part in described)


async def test_commands_are_not_too_long_for_discord_in_any_language() -> None:
    for command in await sent_commands():
        for part in parts(command):
            allowed = 100 if "value" in part else 32
            assert [said for said in versions(part, "name") if len(said) > allowed] == []
            assert [said for said in versions(part, "description") if len(said) > 100] == []


async def test_whole_commands_fit() -> None:
    for command in await sent_commands():
        fields = [(part, field) for part in parts(command) for field in ("name", "description", "value")]
        longest = sum(max(len(str(said)) for said in versions(part, field)) for part, field in fields)
        assert longest <= FULL, command["name"]


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (64, "64"), (2.5, "2,5"), (-3, "-3"), (1000, "1000"), (0.25, "0,25")]
)
def test_numbers_are_written(number: float, said: str, tag: str) -> None:
    assert phrasing(tag).number(number) == said


@pytest.mark.parametrize("tag", OTHERS)
def test_large_numbers_are_grouped(tag: str) -> None:
    assert numbers(phrasing(tag).number(1234567)) == ["1234567"]
    assert len(phrasing(tag).number(1234567)) == len("1 234 567")


@pytest.mark.parametrize("tag", OTHERS)
def test_every_month_has_a_name(tag: str) -> None:
    assert (
        len({phrasing(tag).moment(datetime(2026, month, 7, 9, 5, tzinfo=UTC)) for month in range(1, 13)})
        == 12
    )


@pytest.mark.parametrize("tag", OTHERS)
def test_long_prompts_are_cut(tag: str) -> None:
    assert len(phrasing(tag).short("a" * 500)) == 82


@pytest.fixture
def newborn(monkeypatch: pytest.MonkeyPatch) -> str:
    """A language that has nothing yet."""
    nothing = Language(notices={}, buttons={}, help=str, phrases={})
    monkeypatch.setattr(text, "LANGUAGES", {**text.LANGUAGES, "xx": nothing})
    return "xx"


def test_what_a_language_lacks_is_said_in_english(newborn: str) -> None:
    for notice in SAID.values():
        assert text.say(notice, newborn) == text.say(notice)


def test_phrases_that_a_language_lacks_are_english(newborn: str) -> None:
    assert text.phrase("core.not_yours", newborn) == ENGLISH.phrases["core.not_yours"]


def test_a_language_without_sentences_passes_refusals_on(newborn: str) -> None:
    assert text.refused(Refusal(code="no_face", message="No face."), newborn) == "No face."
