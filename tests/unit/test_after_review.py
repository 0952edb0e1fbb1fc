"""Which scores of a finished clip hold it for an operator."""

import pytest

from bot.clips import HoldReason
from bot.moderation.after import Clip, Policy, reasons
from bot.settings import BotSettings
from bot.use_cases.safety.reviewing import policy_of
from engine.contract.messages import IdentityScore, NudityScore, Review, SpokenScore

pytestmark = pytest.mark.unit

POLICY = Policy(
    nudity=0.5, identity=0.8, letter_errors=0.65, wrong_words=3, strangers=True, several_people=False
)
ALONE = Clip(people={"ada"}, cast_size=1, has_lines=False)
TALKING = Clip(people={"ada"}, cast_size=1, has_lines=True)


def _identity(share: float = 1.0, role: str = "ada") -> IdentityScore:
    return IdentityScore(
        role=role, frames=10, frames_with_face=10, mean=0.3, worst=0.4, below_045=share, below_060=share
    )


def _spoken(letter_errors: float, *unexpected: str, added: int = 0) -> SpokenScore:
    return SpokenScore(
        wanted="",
        heard=" ".join(unexpected),
        wer=1,
        letter_errors=letter_errors,
        unexpected=unexpected,
        added=added,
    )


def _review(**scores: object) -> Review:
    given: dict[str, object] = {
        "width": 1280,
        "height": 720,
        "fps": 24,
        "frames": 96,
        "seconds": 4,
        "loudness_lufs": -14,
        "true_peak_db": -1,
        "identity": (_identity(),),
        "lips": (),
        "spoken": None,
        "beats": (),
        "nudity": NudityScore(worst=0.1, mean=0.1, frames=8),
        "strangers": 0,
    }
    return Review.model_validate(given | scores)


def test_a_clip_in_which_nothing_is_wrong_goes_on() -> None:
    assert reasons(_review(), ALONE, POLICY) == ()


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ({"nudity": NudityScore(worst=0.5, mean=0.1, frames=8)}, HoldReason.NUDITY),
        ({"strangers": 1}, HoldReason.STRANGER),
        ({"identity": (_identity(0.7),)}, HoldReason.IDENTITY),
        ({"spoken": _spoken(1.0, "send", "me", "money")}, HoldReason.OTHER_WORDS),
        ({"nudity": None}, HoldReason.UNREVIEWED),
        ({"strangers": None}, HoldReason.UNREVIEWED),
        ({"identity": ()}, HoldReason.UNREVIEWED),
    ],
)
def test_each_score_that_is_out_of_line_holds(scores: dict[str, object], reason: HoldReason) -> None:
    assert reasons(_review(**scores), ALONE, POLICY) == (reason,)


def test_a_clip_that_was_not_reviewed_at_all_waits() -> None:
    assert reasons(None, ALONE, POLICY) == (HoldReason.UNREVIEWED,)


def test_words_that_nobody_listened_to_are_unreviewed() -> None:
    assert reasons(_review(), TALKING, POLICY) == (HoldReason.UNREVIEWED,)


@pytest.mark.parametrize(
    "spoken",
    [
        _spoken(0.2, "their", "see", "sun"),  # a long text, three words misheard
        _spoken(1.0, "chow"),  # one short word, misheard
        _spoken(0.57, "some", "jebbert", "stagg", added=2),  # "zum Geburtstag"
    ],
)
def test_what_a_recogniser_mishears_holds_nothing(spoken: SpokenScore) -> None:
    assert reasons(_review(spoken=spoken), TALKING, POLICY) == ()


def test_words_that_are_only_missing_hold_nothing() -> None:
    assert reasons(_review(spoken=_spoken(1.0)), TALKING, POLICY) == ()


def test_another_speech_than_the_one_written_holds() -> None:
    spoken = _spoken(1.2, "i", "resign", "today")
    assert reasons(_review(spoken=spoken), TALKING, POLICY) == (HoldReason.OTHER_WORDS,)


def test_a_character_is_not_looked_for() -> None:
    with_a_cat = Clip(people=(), cast_size=0, has_lines=False)
    assert reasons(_review(identity=(_identity(0.0, "cat"),)), with_a_cat, POLICY) == ()


def test_words_added_to_the_written_ones_hold() -> None:
    spoken = _spoken(0.3, "and", "i", "resign", added=3)
    assert reasons(_review(spoken=spoken), TALKING, POLICY) == (HoldReason.OTHER_WORDS,)


def test_every_reason_is_told_the_gravest_first() -> None:
    found = reasons(_review(strangers=2, identity=(_identity(0),), nudity=None), ALONE, POLICY)
    assert found == (HoldReason.STRANGER, HoldReason.IDENTITY, HoldReason.UNREVIEWED)


@pytest.mark.parametrize(
    ("told", "operators", "held"),
    [
        ("with_operators", [], False),
        ("with_operators", ["terminal:boss"], True),
        ("always", [], True),
        ("never", ["terminal:boss"], False),
    ],
)
def test_several_people_wait_where_somebody_would_let_them_go_on(
    told: str, operators: list[str], *, held: bool
) -> None:
    settings = BotSettings.model_validate(
        {"operators": {"people": operators}, "moderation": {"after": {"several_people": told}}}
    )
    two = Clip(people={"ada"}, cast_size=2, has_lines=False)
    assert (reasons(_review(), two, policy_of(settings)) == (HoldReason.SEVERAL_PEOPLE,)) is held
