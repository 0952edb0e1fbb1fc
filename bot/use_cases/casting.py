"""Who plays in a screenplay, and what each of them allows: all that `consent.decide` needs is gathered here.

Judging by meaning takes tens of milliseconds, so it happens outside the transaction, with the boundaries
read before; the transaction then checks that these still stand (`StaleJudgementError` where not).
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import consent
from bot.boundaries.limits import BoundaryHit, Limit
from bot.consent import Circumstances, LikenessStanding, Outcome, Verdict
from bot.credits import Tariff
from bot.errors import NobodyCast, UnknownPerson
from bot.people import folded
from bot.ports import Ports, Ruling
from bot.requests import MakeRequest
from bot.store.tables import ClipRow, LikenessRow, Person
from bot.use_cases.joining import living
from engine.contract.messages import Screenplay

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

TRIES = 5
_MENTION = re.compile(r"(?<![\w@.])@([\w.-]*\w)")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_SELF = frozenset({"self", "me"})

Boundaries = Mapping[str, tuple[Limit, ...]]


class StaleJudgementError(Exception):
    """Somebody changed their boundaries while the text was judged: judge again."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A screenplay, who plays its roles (role -> person id), and what the judge says of it.

    boundaries: those judged, by person id; hits: the one touched, by person id.
    """

    maker: str
    screenplay: Screenplay
    roles: Mapping[str, str]
    ruling: Ruling
    boundaries: Boundaries
    hits: Mapping[str, BoundaryHit | None]


@dataclass(frozen=True, slots=True)
class Member:
    """One person in the cast with the verdict about them."""

    role: str
    person: Person
    likeness: LikenessRow | None
    verdict: Verdict

    @property
    def asks(self) -> bool:
        """Whether they want to see the clip first."""
        return self.verdict.outcome is Outcome.ASK


async def judge_request(ports: Ports, person: str, request: MakeRequest) -> Judgement:
    """Read and judge a prompt.

    Raises:
        Refused: the prompt cannot be read, names nobody, or somebody who is not here.
    """
    async with ports.uow() as tx:
        maker = await living(tx, person)
        people = await _named(tx, maker, request)
        boundaries = await _boundaries(tx, maker.id, {other.id for other in people.values()})
    names = {mention: other.handle for mention, other in people.items()}
    by_handle = {other.handle: other.id for other in people.values()}
    longest = Tariff.of(ports.settings.credits, ports.settings.clips).longest(request.tier)
    screenplay = await asyncio.to_thread(
        ports.judge.read, request.text, names, seconds=request.seconds, style=request.style, longest=longest
    )
    roles = {role.name: by_handle[role.name] for role in screenplay.roles if role.name in by_handle}
    if not roles:
        raise NobodyCast
    return await _judged(ports, maker.id, screenplay, roles, boundaries)


async def judge_clip(ports: Ports, clip: str) -> Judgement:
    """Judge a clip that is there already, as things stand now."""
    async with ports.uow() as tx:
        row = await tx.clips.get(clip)
        if row is None:
            raise LookupError(clip)
        roles = {member.role: member.person_id for member in await tx.clips.cast(clip)}
        boundaries = await _boundaries(tx, row.maker_id, set(roles.values()))
    return await _judged(ports, row.maker_id, row.screenplay, roles, boundaries)


async def weigh(ports: Ports, tx: "UnitOfWork", judgement: Judgement) -> tuple[Member, ...]:
    """A verdict on everybody in the cast, from what the store says now.

    Raises:
        StaleJudgementError: boundaries changed since they were judged.
    """
    if await _boundaries(tx, judgement.maker, set(judgement.roles.values())) != judgement.boundaries:
        raise StaleJudgementError
    return tuple([await _member(ports, tx, judgement, role) for role in judgement.roles])


async def handles(tx: "UnitOfWork", people: list[str]) -> tuple[str, ...]:
    """Their handles, in the same order, each once."""
    known = await tx.people.handles(people)
    return tuple(dict.fromkeys(known[person] for person in people if person in known))


def refs(clip: ClipRow) -> list[str]:
    """Every file that any attempt at a clip may have written."""
    tries = range(1, clip.attempt + 1)
    return [ref for attempt in tries for ref in (output_ref(clip.id, attempt), poster_ref(clip.id, attempt))]


def output_ref(clip: str, attempt: int) -> str:
    """Where an attempt's video lies in the vault."""
    return f"clips/{clip}/{attempt}/clip.mp4"


def poster_ref(clip: str, attempt: int) -> str:
    """Where an attempt's poster lies in the vault."""
    return f"clips/{clip}/{attempt}/poster.png"


async def _named(tx: "UnitOfWork", maker: Person, request: MakeRequest) -> dict[str, Person]:
    """Mention as written -> person. What the platform resolved wins over what is spelled like a handle."""
    told = _QUOTED.sub(" ", request.text)  # what somebody says in a clip names nobody to appear in it
    for mention in sorted(request.mentions, key=len, reverse=True):
        told = told.replace(mention, " ")  # "<@77>" names whom the platform says, and nobody called 77
    written = {f"@{name}": name for name in _MENTION.findall(told)} | dict(request.mentions)
    people: dict[str, Person] = {}
    for mention, handle in written.items():
        bare = folded(handle)
        if bare in _SELF | {maker.handle}:
            people[mention] = maker
            continue
        found = await tx.people.by_handle(bare)
        if found is None:
            raise UnknownPerson(name=bare)
        people[mention] = found
    return {"@Self": maker, "@me": maker} | people


async def _boundaries(tx: "UnitOfWork", maker: str, people: set[str]) -> dict[str, tuple[Limit, ...]]:
    others = sorted(people - {maker})  # one's own do not bind oneself
    return {
        other: tuple(Limit(text=row.text, preset=row.preset) for row in await tx.consents.boundaries(other))
        for other in others
    }


async def _judged(
    ports: Ports, maker: str, screenplay: Screenplay, roles: Mapping[str, str], boundaries: Boundaries
) -> Judgement:
    ruling = await asyncio.to_thread(ports.judge.moderate, screenplay)
    wanted = {person: boundaries.get(person, ()) for person in roles.values()}
    hits = {
        person: await asyncio.to_thread(ports.judge.offends, texts, screenplay) if texts else None
        for person, texts in wanted.items()
    }
    kept = {person: texts for person, texts in boundaries.items() if person in wanted}
    return Judgement(maker, screenplay, roles, ruling, kept, hits)


async def _member(ports: Ports, tx: "UnitOfWork", judgement: Judgement, role: str) -> Member:
    person = await tx.people.get(judgement.roles[role])
    if person is None:
        raise LookupError(judgement.roles[role])
    maker = judgement.maker
    own = person.id == maker
    settings = await tx.consents.settings(person.id)
    likeness = await tx.likenesses.current(person.id)
    hit = judgement.hits.get(person.id)
    case = Circumstances(
        own=own,
        name=person.handle,
        usage=settings.usage,
        approval=settings.approval,
        standing=_standing(person, likeness),
        granted=await tx.consents.granted(person.id, maker),
        granted_back=await tx.consents.granted(maker, person.id),
        withdrawn=await tx.consents.withdrawn(person.id, maker),
        shared_place=await tx.people.share_place(person.id, maker),
        boundary=None if hit is None or hit.borderline else hit.limit.words,
        ask_anyway=judgement.ruling.ask_everyone or (hit is not None and hit.borderline),
        unverified_allowed=ports.settings.demo,
    )
    return Member(role, person, likeness, consent.decide(case))


def _standing(person: Person, likeness: LikenessRow | None) -> LikenessStanding:
    if likeness is None or person.data_key is None:
        return LikenessStanding.MISSING
    return LikenessStanding.READY if likeness.verified else LikenessStanding.UNVERIFIED
