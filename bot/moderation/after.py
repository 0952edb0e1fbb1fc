"""What is judged of a finished clip: scores in, reasons to hold it for an operator out.

The list below is read from top to bottom and every rule that applies counts. Nothing is refused here: a score
may be wrong in either direction, so a person decides.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.clips import HoldReason
from engine.contract.messages import IdentityScore, Review


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the lines are drawn; the section [moderation.after] explains each."""

    nudity: float
    identity: float
    letter_errors: float
    wrong_words: int
    strangers: bool
    several_people: bool


@dataclass(frozen=True, slots=True)
class Clip:
    """What is known of a clip beside its scores.

    people: the roles that people play in it (not characters), each by one of the cast.
    cast_size: how many different people that is.
    has_lines: whether anybody is to say anything.
    """

    people: Collection[str]
    cast_size: int
    has_lines: bool


Rule = Callable[[Review, Clip, Policy], bool]


def _several_people(review: Review, clip: Clip, policy: Policy) -> bool:
    """Two people and more wait for an operator where the policy says so."""
    del review
    return policy.several_people and clip.cast_size > 1


def _nudity(review: Review, clip: Clip, policy: Policy) -> bool:
    """One frame is enough."""
    del clip
    return review.nudity is not None and review.nudity.worst >= policy.nudity


def _stranger(review: Review, clip: Clip, policy: Policy) -> bool:
    """Somebody is visible who is not in the cast."""
    del clip
    return policy.strangers and bool(review.strangers)


def _other_words(review: Review, clip: Clip, policy: Policy) -> bool:
    """Something else is said than what is written, or more, beyond what a recogniser mishears.

    By letters, since a recogniser of English writes other languages as English words that sound like them. In
    a clip in which nothing is to be said every word counts, from the same number of words on.
    """
    spoken = review.spoken
    if spoken is None or len(spoken.unexpected) < policy.wrong_words:
        return False
    more = spoken.added >= policy.wrong_words
    return not clip.has_lines or more or spoken.letter_errors > policy.letter_errors


def _identity(review: Review, clip: Clip, policy: Policy) -> bool:
    """Somebody in the cast does not look like themselves in enough frames."""
    return any(score.below_060 < policy.identity for score in _of(review, clip))


def _unreviewed(review: Review, clip: Clip, policy: Policy) -> bool:
    """The engine did not look at everything that is judged here."""
    del policy
    scored = {score.role for score in _of(review, clip)}
    unheard = clip.has_lines and review.spoken is None
    return review.nudity is None or review.strangers is None or unheard or not set(clip.people) <= scored


def _of(review: Review, clip: Clip) -> list[IdentityScore]:
    return [score for score in review.identity if score.role in clip.people]


RULES: tuple[tuple[HoldReason, Rule], ...] = (
    (HoldReason.NUDITY, _nudity),
    (HoldReason.STRANGER, _stranger),
    (HoldReason.IDENTITY, _identity),
    (HoldReason.OTHER_WORDS, _other_words),
    (HoldReason.UNREVIEWED, _unreviewed),
    (HoldReason.SEVERAL_PEOPLE, _several_people),
)


def reasons(review: Review | None, clip: Clip, policy: Policy) -> tuple[HoldReason, ...]:
    """Why a finished clip waits for an operator, the gravest reason first; nothing where it does not.

    That a face is somebody's who is enrolled here is not among the scores: see bot.use_cases.reviewing.
    """
    if review is None:
        return (HoldReason.UNREVIEWED,)
    return tuple(reason for reason, rule in RULES if rule(review, clip, policy))
