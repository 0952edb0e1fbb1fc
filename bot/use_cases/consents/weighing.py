"""Everything that `consent.decide` needs, from what the store says now: for a cast, or for any two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot import consent
from bot.approvals import Phase
from bot.boundaries.limits import BoundaryHit
from bot.characters import CharacterKind
from bot.clips import Tier
from bot.consent import Circumstances, GrantStanding, LikenessStanding, Verdict
from bot.people import Chat, Platform
from bot.ports import Ports
from bot.store.tables import CharacterRow, GrantRow, LikenessRow, Person
from bot.use_cases.clips.casting import Judgement, StaleJudgementError, boundaries_of
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One maker, one subject, one place. clip: the one in question, which does not count against itself.

    server: the place is one that people are on or not, whoever writes there.
    """

    maker: Person
    subject: Person
    platform: Platform
    place: str
    server: bool = False
    hit: BoundaryHit | None = None
    ask_anyway: bool = False
    unread: bool = False
    clip: str | None = None

    @property
    def own(self) -> bool:
        """Whether the maker decides for the subject."""
        return controller(self.subject) == self.maker.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A verdict with what it rested on. grant: only where it rests on one. borderline: see Circumstances."""

    verdict: Verdict
    likeness: LikenessRow | None
    settings_version: int
    grant: str | None
    borderline: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """One role of a cast: who plays it, and the verdict about them."""

    role: str
    person: Person
    weighed: Weighed

    @property
    def verdict(self) -> Verdict:
        """Whether, and after which questions."""
        return self.weighed.verdict

    @property
    def likeness(self) -> LikenessRow | None:
        """What there is to play the role with."""
        return self.weighed.likeness

    @property
    def controller(self) -> str:
        """Id of who is asked and told: the person, or the owner of the character."""
        return controller(self.person)


def controller(subject: Person) -> str:
    """Id of who decides for a person's row: they themselves, or the owner of a character."""
    return subject.owner_id or subject.id


def asked_at(members: Sequence[Member], phase: Phase) -> dict[str, str]:
    """Who is asked in a phase, each once however many roles they decide for; see `with_boundaries`."""
    return with_boundaries([one for one in members if phase in one.verdict.phases])


def with_boundaries(members: Sequence[Member]) -> dict[str, str]:
    """Id of who decides -> the boundary of theirs that the clip may touch, or ""."""
    found: dict[str, str] = {}
    for one in members:
        found[one.controller] = found.get(one.controller) or one.weighed.borderline or ""
    return found


async def weigh(ports: Ports, tx: "UnitOfWork", judgement: Judgement) -> tuple[Member, ...]:
    """A verdict on everybody in the cast, from what the store says now.

    Raises:
        StaleJudgementError: boundaries changed since they were judged.
    """
    maker = await living(tx, judgement.maker)
    if await boundaries_of(tx, maker.id, set(judgement.roles.values())) != judgement.boundaries:
        raise StaleJudgementError
    subjects = {name: await _subject(tx, name) for name in judgement.roles.values()}
    known = {
        subject.id: await weighed(ports, tx, _use(judgement, maker, subject)) for subject in subjects.values()
    }
    return tuple(Member(role, subjects[name], known[name]) for role, name in judgement.roles.items())


async def weighed(ports: Ports, tx: "UnitOfWork", use: Use) -> Weighed:
    """Gather the circumstances of one use, and decide."""
    owner, maker, subject = controller(use.subject), use.maker, use.subject
    settings = await tx.consents.settings(subject.id)
    likeness = await tx.likenesses.current(subject.id)
    character = await tx.people.character(subject.id) if subject.owner_id is not None else None
    grant = await tx.consents.open_grant(subject.id, maker.id)
    worth = await grant_worth(tx, grant, use, ports.clock.now())
    back = await tx.consents.open_grant(maker.id, owner)
    granted_back = back is not None and not _lapsed(back, ports.clock.now())
    shared = await tx.people.share_place(owner, maker.id)
    hit = use.hit
    case = Circumstances(
        own=use.own,
        name=subject.handle,
        usage=settings.usage,
        approval=settings.approval,
        standing=_standing(subject, likeness),
        grant=worth,
        granted_back=granted_back,
        withdrawn=await tx.consents.withdrawn(subject.id, maker.id),
        shared_place=shared,
        visible=consent.visible(
            settings.visibility, grant=worth, granted_back=granted_back, shared_place=shared
        ),
        blocked=await tx.consents.blocked(owner, maker.id),
        blocking=await tx.consents.blocked(maker.id, owner),
        boundary=None if hit is None or hit.borderline else hit.limit.words,
        borderline=hit.limit.words if hit is not None and hit.borderline else None,
        ask_anyway=use.ask_anyway,
        unread=use.unread,
        exception=await tx.consents.exception(subject.id, maker.id),
        plan_too_small=_too_small(maker.plan, character),
        licence_missing=character is not None and _unlicensed(character),
        unverified_allowed=ports.settings.demo,
        paused=settings.paused_at is not None,
        absent=await _absent(tx, use),
    )
    verdict = consent.decide(case)
    rests_on = grant.id if grant is not None and verdict.by_grant else None
    return Weighed(
        verdict=verdict,
        likeness=likeness,
        settings_version=settings.version,
        grant=rests_on,
        borderline=case.borderline,
    )


def _use(judgement: Judgement, maker: Person, subject: Person) -> Use:
    return Use(
        maker=maker,
        subject=subject,
        platform=judgement.platform,
        place=judgement.place,
        server=judgement.server,
        hit=judgement.hits.get(subject.id),
        ask_anyway=judgement.ruling.ask_everyone,
        unread=judgement.pictured and bool(judgement.boundaries.get(subject.id)),
        clip=judgement.clip,
    )


async def _absent(tx: "UnitOfWork", use: Use) -> bool:
    """Whether it is asked for on a server that the subject is not on; characters are nowhere."""
    if not use.server or use.own or use.subject.owner_id is not None:
        return False
    return not await tx.people.was_seen(use.subject.id, Chat(use.platform, use.place))


async def _subject(tx: "UnitOfWork", name: str) -> Person:
    found = await tx.people.get(name)
    if found is None:
        raise LookupError(name)
    return found


async def grant_worth(tx: "UnitOfWork", grant: GrantRow | None, use: Use, now: datetime) -> GrantStanding:
    """What a grant lets through now. The clip in question is not counted among those that used it up."""
    if grant is None:
        return GrantStanding.NONE
    if _lapsed(grant, now):
        return GrantStanding.LAPSED
    if grant.platform is not None and (grant.platform, grant.place) != (use.platform, use.place):
        return GrantStanding.ELSEWHERE
    if grant.clips is not None:
        used = await tx.consents.grant_used(grant.id)
        if use.clip is not None:
            used -= grant.id in {member.grant_id for member in await tx.clips.cast(use.clip)}
        if used >= grant.clips:
            return GrantStanding.USED_UP
    return GrantStanding.OPEN


def _lapsed(grant: GrantRow, now: datetime) -> bool:
    return grant.until is not None and grant.until <= now


def _standing(person: Person, likeness: LikenessRow | None) -> LikenessStanding:
    if likeness is None or person.data_key is None:
        return LikenessStanding.MISSING
    return LikenessStanding.READY if likeness.verified else LikenessStanding.UNVERIFIED


def _too_small(plan: Tier, character: CharacterRow | None) -> bool:
    return character is not None and character.tier is Tier.PRO and plan is not Tier.PRO


def _unlicensed(character: CharacterRow) -> bool:
    return character.kind is CharacterKind.LICENSED and not character.licensed
