"""Every language says all that English says: the same notices, buttons, refusals, phrases and facts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module

import pytest
from languages import (
    BROUGHT,
    ENGLISH,
    OTHERS,
    REFUSALS,
    commands,
    handles,
    holes,
    manual,
    module,
    numbers,
    phrasing,
)

from adapters import text
from adapters.rewording import USAGE
from adapters.wording import Language
from bot import notices as n
from bot.audit import Audit
from bot.commands import TABLE
from bot.consent import BoundaryPreset
from bot.errors.base import IN_SCENE
from bot.penalties import WHY
from engine.contract.messages import WHICH, Refusal

pytestmark = pytest.mark.unit

_texts = import_module("unit.test_text")
SAID: Mapping[str, n.Notice] = _texts.SAID
KINDS: list[str] = _texts.KINDS
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


@pytest.mark.parametrize("tag", text.LANGUAGES)
@pytest.mark.parametrize("key", ENGLISH.phrases)
def test_a_phrase_fits_where_discord_shows_it(key: str, tag: str) -> None:
    said = text.phrase(key, tag)
    assert said.strip()
    assert len(said) <= LABELS.get(key, LIMITS.get(key.rpartition(".")[2], 1000))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (64, "64"), (2.5, "2,5"), (-3, "-3"), (1000, "1000"), (0.25, "0,25"), (2.999, "3")],
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
@pytest.mark.parametrize(("seconds", "told"), [(20, []), (60, ["1"]), (300, ["5"]), (7200, ["2"])])
def test_spans_are_said_roughly(seconds: float, told: list[str], tag: str) -> None:
    assert numbers(phrasing(tag).span(seconds)) == told


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
