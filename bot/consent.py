"""May X use Y's likeness for this? One pure function, asked at preflight, at submit and before publishing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import NoLikenessYet, NotSetUp, OutsideWhatTheyAllow, Refused, UnverifiedLikeness


class Usage(StrEnum):
    """Who may include me. A mutual is someone who has granted me and whom I have granted."""

    ONLY_ME = "only_me"
    APPROVED = "approved"
    MUTUALS = "mutuals"
    EVERYONE = "everyone"


class Visibility(StrEnum):
    """Who sees my profile: that I am here, have a likeness and may be asked."""

    NOBODY = "nobody"
    APPROVED = "approved"
    MUTUALS = "mutuals"
    EVERYONE = "everyone"


class Notify(StrEnum):
    """When I am told that my likeness is used. Questions and security notices always come."""

    EACH_USE = "each_use"
    PUBLISHED = "published"
    DIGEST = "digest"
    NONE = "none"


class ApprovalMode(StrEnum):
    """Whether a friend's clip waits for my yes: to its screenplay, to the finished clip, or to each."""

    NEVER = "never"
    BEFORE_RENDER = "before_render"
    BEFORE_PUBLISH = "before_publish"
    BOTH = "both"


class BoundaryPreset(StrEnum):
    """Boundaries that many people want, each with rules of its own in bot.boundaries."""

    ROMANCE = "romance"
    VIOLENCE = "violence"
    POLITICS = "politics"
    WEAPONS = "weapons"
    ALCOHOL = "alcohol"
    NUDITY = "nudity"
    """Nudity or swimwear."""
    COMMERCIAL = "commercial"
    FAKE_STATEMENTS = "fake_statements"
    """Fake news, or statements that could be taken for real."""
    CRUDE_HUMOUR = "crude_humour"
    ENDORSEMENTS = "endorsements"
    """Praising real products, people or causes."""


class AccessState(StrEnum):
    """What became of somebody's request to use a likeness."""

    WAITING = "waiting"
    ALLOWED = "allowed"
    DENIED = "denied"
    EXPIRED = "expired"


class LikenessStanding(StrEnum):
    """What there is of a person to use."""

    READY = "ready"
    UNVERIFIED = "unverified"
    MISSING = "missing"


class Outcome(StrEnum):
    """The verdict: go on, go on and ask the owner about the clip before it is shown, or stop."""

    ALLOWED = "allowed"
    ASK = "ask"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why, for the owner and the audit; the asker never learns it where it is private."""

    OWN = "own"
    NO_LIKENESS = "no_likeness"
    UNVERIFIED = "unverified"
    ONLY_ME = "only_me"
    NOT_GRANTED = "not_granted"
    NOT_MUTUAL = "not_mutual"
    NO_SHARED_PLACE = "no_shared_place"
    WITHDRAWN = "withdrawn"
    BOUNDARY = "boundary"
    GRANTED = "granted"
    MUTUAL = "mutual"
    EVERYONE = "everyone"


_EXPLANATIONS = {
    Reason.OWN: "They used their own likeness.",
    Reason.NO_LIKENESS: "There is no likeness to use.",
    Reason.UNVERIFIED: "The likeness was made without a passed challenge.",
    Reason.ONLY_ME: "You let nobody but yourself use your likeness.",
    Reason.NOT_GRANTED: "You have not allowed them to use your likeness.",
    Reason.NOT_MUTUAL: "You have not both allowed one another.",
    Reason.NO_SHARED_PLACE: "You and they have never been in one chat here.",
    Reason.WITHDRAWN: "You took back what you had allowed them.",
    Reason.BOUNDARY: "It touches a boundary of yours: {boundary}",
    Reason.GRANTED: "You allowed them to use your likeness.",
    Reason.MUTUAL: "You have allowed one another.",
    Reason.EVERYONE: "You allow everyone whom you share a chat with.",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a verdict rests on, for one maker and one owner of a likeness.

    granted: the owner has granted the maker; granted_back: the maker has granted the owner.
    withdrawn: the owner took a grant back from the maker and gave no new one.
    shared_place: both were seen in one chat. boundary: the owner's boundary that the screenplay touches.
    ask_anyway: moderation wants everybody's yes. unverified_allowed: only in the demo.
    """

    own: bool
    name: str
    usage: Usage
    approval: ApprovalMode
    standing: LikenessStanding
    granted: bool = False
    granted_back: bool = False
    withdrawn: bool = False
    shared_place: bool = False
    boundary: str | None = None
    ask_anyway: bool = False
    unverified_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `explanation` is for the owner only; `refusal` is what the asker may read."""

    outcome: Outcome
    reason: Reason
    explanation: str
    refusal: Refused | None = None


def decide(case: Circumstances) -> Verdict:
    """Decide. One's own likeness is always one's own to use: neither level nor boundary binds oneself."""
    reason = _reason(case)
    explanation = _EXPLANATIONS[reason].format(boundary=case.boundary)
    match reason:
        case Reason.OWN:
            return Verdict(Outcome.ALLOWED, reason, explanation)
        case Reason.NO_LIKENESS:
            return Verdict(
                Outcome.REFUSED,
                reason,
                explanation,
                NoLikenessYet() if case.own else NotSetUp(name=case.name),
            )
        case Reason.UNVERIFIED:
            return Verdict(Outcome.REFUSED, reason, explanation, UnverifiedLikeness(name=case.name))
        case Reason.GRANTED | Reason.MUTUAL | Reason.EVERYONE:
            asks = case.ask_anyway or case.approval is ApprovalMode.BEFORE_PUBLISH
            return Verdict(Outcome.ASK if asks else Outcome.ALLOWED, reason, explanation)
        case _:
            return Verdict(Outcome.REFUSED, reason, explanation, OutsideWhatTheyAllow(name=case.name))


def _reason(case: Circumstances) -> Reason:
    if case.standing is LikenessStanding.MISSING:
        return Reason.NO_LIKENESS
    if case.standing is LikenessStanding.UNVERIFIED and not case.unverified_allowed:
        return Reason.UNVERIFIED
    if case.own:
        return Reason.OWN
    level = _level(case)
    if level in _OPEN_LEVELS and case.boundary is not None:
        return Reason.BOUNDARY
    return level


_OPEN_LEVELS = frozenset({Reason.GRANTED, Reason.MUTUAL, Reason.EVERYONE})


def _level(case: Circumstances) -> Reason:
    match case.usage:
        case Usage.ONLY_ME:
            return Reason.ONLY_ME
        case Usage.APPROVED:
            return Reason.GRANTED if case.granted else Reason.NOT_GRANTED
        case Usage.MUTUALS:
            return Reason.MUTUAL if case.granted and case.granted_back else Reason.NOT_MUTUAL
        case Usage.EVERYONE:
            if case.withdrawn and not case.granted:
                return Reason.WITHDRAWN
            return Reason.EVERYONE if case.granted or case.shared_place else Reason.NO_SHARED_PLACE
