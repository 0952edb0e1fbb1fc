"""May X use Y's likeness for this? One pure function, asked at preflight, at submit and before publishing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.approvals import Phase
from bot.errors import (
    LicenceMissing,
    NeedsPlan,
    NoLikenessYet,
    NotSetUp,
    OutsideWhatTheyAllow,
    Refused,
    UnverifiedLikeness,
    YouBlockedThem,
)


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


class GrantStanding(StrEnum):
    """What a grant is worth for one clip, asked for at one place, at one moment."""

    NONE = "none"
    OPEN = "open"
    LAPSED = "lapsed"
    USED_UP = "used_up"
    ELSEWHERE = "elsewhere"


class Outcome(StrEnum):
    """The verdict: go on, go on and ask the owner at each of the verdict's phases, or stop."""

    ALLOWED = "allowed"
    ASK = "ask"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why, for the owner and the audit; the asker never learns it where it is private."""

    OWN = "own"
    MAKER_BLOCKED = "maker_blocked"
    BLOCKED = "blocked"
    NO_LIKENESS = "no_likeness"
    UNVERIFIED = "unverified"
    PAUSED = "paused"
    ABSENT = "absent"
    NO_LICENCE = "no_licence"
    NEEDS_PLAN = "needs_plan"
    ONLY_ME = "only_me"
    NOT_GRANTED = "not_granted"
    GRANT_LAPSED = "grant_lapsed"
    GRANT_USED_UP = "grant_used_up"
    GRANT_ELSEWHERE = "grant_elsewhere"
    NOT_MUTUAL = "not_mutual"
    NO_SHARED_PLACE = "no_shared_place"
    WITHDRAWN = "withdrawn"
    BOUNDARY = "boundary"
    GRANTED = "granted"
    MUTUAL = "mutual"
    EVERYONE = "everyone"


_EXPLANATIONS = {
    Reason.OWN: "It is theirs to use.",
    Reason.MAKER_BLOCKED: "They have blocked you.",
    Reason.BLOCKED: "You have blocked them.",
    Reason.NO_LIKENESS: "There is no likeness to use.",
    Reason.UNVERIFIED: "The likeness was made without a passed challenge.",
    Reason.PAUSED: "You have paused your likeness: nobody but you can use it until you resume.",
    Reason.ABSENT: "You are not on the server that they asked on.",
    Reason.NO_LICENCE: "Its licence has not been confirmed here.",
    Reason.NEEDS_PLAN: "Their plan is too small for it.",
    Reason.ONLY_ME: "You let nobody but yourself use your likeness.",
    Reason.NOT_GRANTED: "You have not allowed them to use your likeness.",
    Reason.GRANT_LAPSED: "What you had allowed them was until a date that has passed.",
    Reason.GRANT_USED_UP: "What you had allowed them was for a number of clips, and they have made so many.",
    Reason.GRANT_ELSEWHERE: "You have allowed them somewhere else, not where they asked.",
    Reason.NOT_MUTUAL: "You have not both allowed one another.",
    Reason.NO_SHARED_PLACE: "You and they have never been in one chat here.",
    Reason.WITHDRAWN: "You took back what you had allowed them.",
    Reason.BOUNDARY: "It touches a boundary of yours: {boundary}.",
    Reason.GRANTED: "You allowed them to use your likeness.",
    Reason.MUTUAL: "You have allowed one another.",
    Reason.EVERYONE: "You allow everyone whom you share a chat with.",
}
_LIMITED = {
    GrantStanding.LAPSED: Reason.GRANT_LAPSED,
    GrantStanding.USED_UP: Reason.GRANT_USED_UP,
    GrantStanding.ELSEWHERE: Reason.GRANT_ELSEWHERE,
}
_OPEN_LEVELS = frozenset({Reason.GRANTED, Reason.MUTUAL, Reason.EVERYONE})
_PHASES = {
    ApprovalMode.NEVER: frozenset[Phase](),
    ApprovalMode.BEFORE_RENDER: frozenset({Phase.BEFORE_RENDER}),
    ApprovalMode.BEFORE_PUBLISH: frozenset({Phase.BEFORE_PUBLISH}),
    ApprovalMode.BOTH: frozenset({Phase.BEFORE_RENDER, Phase.BEFORE_PUBLISH}),
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a verdict rests on, for one maker and one subject: a person, or a character of somebody's.

    own: the maker is the subject, or the character's owner. name: the subject's handle.
    grant: what the owner's grant to the maker is worth here; granted_back: the maker has granted the owner.
    withdrawn: the owner took a grant back from the maker and gave no new one.
    shared_place: both were seen in one chat. visible: the maker may see the subject's profile.
    blocked: the owner has blocked the maker; blocking: the maker has blocked the owner.
    boundary: the boundary that the screenplay touches, of the owner's own or of the grant's;
    borderline: one that it may touch, so that a person has to judge. ask_anyway: moderation wants their yes.
    unread: the owner has boundaries, and a picture of the maker's shows what no words can be judged by.
    exception: how this maker's clips are approved, where that differs from `approval`.
    plan_too_small: the character wants a better plan; licence_missing: its licence is not confirmed.
    unverified_allowed: only in the demo. paused: the owner lets nobody else in for now, whatever they allow.
    absent: it is asked for on a server that the subject is not on.
    """

    own: bool
    name: str
    usage: Usage
    approval: ApprovalMode
    standing: LikenessStanding
    grant: GrantStanding = GrantStanding.NONE
    granted_back: bool = False
    withdrawn: bool = False
    shared_place: bool = False
    visible: bool = True
    blocked: bool = False
    blocking: bool = False
    boundary: str | None = None
    borderline: str | None = None
    ask_anyway: bool = False
    unread: bool = False
    exception: ApprovalMode | None = None
    plan_too_small: bool = False
    licence_missing: bool = False
    unverified_allowed: bool = False
    paused: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `explanation` is for the owner only; `refusal` is what the asker may read.

    phases: when the owner is asked, empty unless the outcome is ASK. by_grant: it rests on the grant.
    """

    outcome: Outcome
    reason: Reason
    explanation: str
    refusal: Refused | None = None
    phases: frozenset[Phase] = frozenset()
    by_grant: bool = False


def decide(case: Circumstances) -> Verdict:
    """Decide. One's own likeness is always one's own to use: neither level nor boundary binds oneself."""
    reason = _reason(case)
    explanation = _EXPLANATIONS[reason].format(boundary=case.boundary)
    if reason is Reason.OWN:
        return Verdict(Outcome.ALLOWED, reason, explanation)
    if reason not in _OPEN_LEVELS:
        return Verdict(Outcome.REFUSED, reason, explanation, _refusal(case, reason))
    phases, whys = _questions(case)
    by_grant = case.grant is GrantStanding.OPEN and not (reason is Reason.EVERYONE and case.shared_place)
    outcome = Outcome.ASK if phases else Outcome.ALLOWED
    return Verdict(outcome, reason, " ".join([explanation, *whys]), phases=phases, by_grant=by_grant)


def visible(level: Visibility, *, grant: GrantStanding, granted_back: bool, shared_place: bool) -> bool:
    """Whether somebody may see a profile: that its owner is here, has a likeness and may be asked.

    A grant that has lapsed, is used up or is for elsewhere still shows that its owner is here.
    """
    granted = grant is not GrantStanding.NONE
    match level:
        case Visibility.NOBODY:
            return False
        case Visibility.APPROVED:
            return granted
        case Visibility.MUTUALS:
            return granted and granted_back
        case Visibility.EVERYONE:
            return granted or shared_place


def _reason(case: Circumstances) -> Reason:
    """The first that applies. A block comes first of all, so that nothing else can be told through it."""
    if not case.own and (case.blocking or case.blocked):
        return Reason.MAKER_BLOCKED if case.blocking else Reason.BLOCKED
    missing = _missing(case)
    if missing is not None:
        return missing
    level = Reason.OWN if case.own else _level(case)
    if level not in _OPEN_LEVELS | {Reason.OWN}:
        return level
    if case.licence_missing:
        return Reason.NO_LICENCE
    if case.plan_too_small:
        return Reason.NEEDS_PLAN
    return Reason.BOUNDARY if case.boundary is not None and not case.own else level


def _missing(case: Circumstances) -> Reason | None:
    """What is wrong with the likeness itself."""
    if case.standing is LikenessStanding.MISSING:
        return Reason.NO_LIKENESS
    unverified = case.standing is LikenessStanding.UNVERIFIED and not case.unverified_allowed
    return Reason.UNVERIFIED if unverified else None


def _level(case: Circumstances) -> Reason:
    if case.paused:
        return Reason.PAUSED
    if case.absent and not case.own:
        return Reason.ABSENT
    granted, shared = case.grant is GrantStanding.OPEN, case.shared_place and not case.withdrawn
    lets_in, yes, no = {
        Usage.ONLY_ME: (False, Reason.ONLY_ME, Reason.ONLY_ME),
        Usage.APPROVED: (granted, Reason.GRANTED, Reason.NOT_GRANTED),
        Usage.MUTUALS: (granted and case.granted_back, Reason.MUTUAL, Reason.NOT_MUTUAL),
        Usage.EVERYONE: (granted or shared, Reason.EVERYONE, Reason.NO_SHARED_PLACE),
    }[case.usage]
    if lets_in or case.usage is Usage.ONLY_ME:
        return yes
    return _LIMITED.get(case.grant, Reason.WITHDRAWN if case.withdrawn else no)


def _questions(case: Circumstances) -> tuple[frozenset[Phase], list[str]]:
    """When the owner is asked, and why, for their eyes. An exception for a friend wins over the rule.

    What only a person can judge is asked before anything is made, whatever the rule.
    """
    mode = case.approval if case.exception is None else case.exception
    phases, whys = _PHASES[mode], []
    if case.borderline is not None:
        whys.append(f"You are asked first, since it may touch a boundary of yours: {case.borderline}.")
    if case.ask_anyway:
        whys.append("You are asked first, since such a prompt needs the yes of everybody in it.")
    if whys:
        phases |= {Phase.BEFORE_RENDER}
    if case.unread:
        phases |= {Phase.BEFORE_PUBLISH}
        whys.append("You see it first, since its scene is a picture, and boundaries are judged by words.")
    return phases, whys


def _refusal(case: Circumstances, reason: Reason) -> Refused:
    """What the asker reads: the same sentence for all that is private.

    Whether there is a likeness is private too, unless the asker may see the profile.
    """
    if reason is Reason.BLOCKED:  # they hear what a stranger would hear
        reason = _missing(case) or reason
    if reason is Reason.NO_LIKENESS and case.own:
        return NoLikenessYet()
    told = {
        Reason.MAKER_BLOCKED: YouBlockedThem,
        Reason.NO_LICENCE: LicenceMissing,
        Reason.NEEDS_PLAN: NeedsPlan,
    }
    if case.own or case.visible:
        told |= {Reason.NO_LIKENESS: NotSetUp, Reason.UNVERIFIED: UnverifiedLikeness}
    return told.get(reason, OutsideWhatTheyAllow)(name=case.name)
