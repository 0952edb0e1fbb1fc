"""Who plays in a screenplay, and what the judge says of it for each of them.

Judging by meaning takes tens of milliseconds, so it happens outside the transaction, with the boundaries
read before; the transaction then checks that these still stand (`StaleJudgementError` where not).
"""

import asyncio
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.boundaries.limits import BoundaryHit, Limit
from bot.credits import Tariff
from bot.errors import NobodyCast, UnknownPerson
from bot.people import Chat, Platform, folded
from bot.ports import Ports, Ruling
from bot.requests import MakeRequest, SettledRequest, Surroundings
from bot.store.tables import ClipRow, Person
from bot.use_cases.consents.seeing import found
from bot.use_cases.people.joining import living
from bot.use_cases.places.gating import gated
from bot.use_cases.places.usual import settled
from engine.contract.messages import Screenplay

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

TRIES = 5
_MENTION = re.compile(r"(?<![\w@.])@([\w.-]*\w)")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_SELF = frozenset({"self", "me", "myself"})

Boundaries = Mapping[str, tuple[Limit, ...]]


class StaleJudgementError(Exception):
    """Somebody changed their boundaries while the text was judged: judge again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A prompt as it was read, and who plays its roles (role -> person id).

    owners: who decides for those in the cast (person id) -> the handle that was named.
    boundaries: those that bind the maker, by person id, for everybody who is not the maker's own.
    clip: the clip that is there already, None for a new one. platform and place: where it was asked for;
    chat and around: the same for a new one. gated: subjects that belong in other chats of that place.
    server: that place is one that people are on or not, whoever writes there.
    pictured: it is set in a picture that the maker sent, which no words describe.
    """

    maker: str
    screenplay: Screenplay
    roles: Mapping[str, str]
    owners: Mapping[str, str]
    boundaries: Boundaries
    platform: Platform
    place: str
    clip: str | None = None
    pictured: bool = False
    chat: Chat | None = None
    around: Surroundings = field(default_factory=Surroundings)
    gated: tuple[Limit, ...] = ()
    server: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Reading):
    """What the judge says of it. hits: the boundary touched, by person id. subject: the gated one touched."""

    ruling: Ruling
    hits: Mapping[str, BoundaryHit | None]
    subject: BoundaryHit | None = None


async def judge_request(ports: Ports, person: str, request: MakeRequest) -> Judgement:
    """Read and judge a prompt.

    Raises:
        Refused: the prompt cannot be read, names nobody, or somebody who is not here.
    """
    return await judged(ports, await read_request(ports, person, await settled(ports, request)))


async def read_request(ports: Ports, person: str, request: SettledRequest) -> Reading:
    """Read a prompt, before anything is judged.

    Raises:
        Refused: as `judge_request`.
    """
    async with ports.uow() as tx:
        maker = await living(tx, person)
        people = await _named(tx, maker, request)
        boundaries = await boundaries_of(tx, maker.id, {other.id for other in people.values()})
        elsewhere = await gated(tx, request.chat, request.surroundings)
    names = {mention: other.handle for mention, other in people.items()}
    by_handle = {other.handle: other.id for other in people.values()}
    tariff = Tariff(ports.settings.tiers)
    screenplay = await asyncio.to_thread(
        ports.judge.read,
        request.text,
        names,
        seconds=request.seconds,
        style=request.style,
        longest=tariff.longest(request.tier),
        whole=tariff.storyboard,
        usual=(request.usual_seconds, request.usual_style),
    )
    roles = {role.name: by_handle[role.name] for role in screenplay.roles if role.name in by_handle}
    if not roles:
        raise NobodyCast
    cast = set(roles.values())
    return Reading(
        maker=maker.id,
        screenplay=screenplay,
        roles=roles,
        owners={other.owner_id or other.id: other.handle for other in people.values() if other.id in cast},
        boundaries={name: limits for name, limits in boundaries.items() if name in cast},
        platform=request.chat.platform,
        place=request.chat.place,
        pictured=request.scene is not None,
        chat=request.chat,
        around=request.surroundings,
        gated=elsewhere,
        server=request.chat.server is not None,
    )


async def judge_clip(ports: Ports, clip: str, chat: Chat | None = None) -> Judgement:
    """Judge a clip that is there already, as things stand; `chat`: for there, not where it was asked for."""
    async with ports.uow() as tx:
        row = await tx.clips.get(clip)
        if row is None:
            raise LookupError(clip)
        roles = {member.role: member.person_id for member in await tx.clips.cast(clip)}
        reading = Reading(
            maker=row.maker_id,
            screenplay=row.screenplay,
            roles=roles,
            owners={},
            boundaries=await boundaries_of(tx, row.maker_id, set(roles.values())),
            platform=row.platform if chat is None else chat.platform,
            place=row.place if chat is None else chat.place,
            clip=clip,
            pictured=row.scene_ref is not None,
            server=row.place not in {"", row.chat_id} if chat is None else chat.server is not None,
        )
    return await judged(ports, reading)


async def judged(ports: Ports, reading: Reading) -> Judgement:
    """Ask the judge about what was read: the whole of it, and for each person their boundaries."""
    play = reading.screenplay
    ruling = await asyncio.to_thread(ports.judge.moderate, play)
    hits = {
        person: await asyncio.to_thread(ports.judge.offends, limits, play) if limits else None
        for person, limits in reading.boundaries.items()
    }
    subject = await asyncio.to_thread(ports.judge.offends, reading.gated, play) if reading.gated else None
    return replace(unjudged(reading), ruling=ruling, hits=hits, subject=subject)


def unjudged(reading: Reading) -> Judgement:
    """What was read, as though its words touched nothing: what is left are the people and the place."""
    facts = {name: getattr(reading, name) for name in Reading.__dataclass_fields__}
    return Judgement(**facts, ruling=Ruling(), hits={})


async def handles(tx: "UnitOfWork", people: list[str]) -> tuple[str, ...]:
    """Their handles, in the same order, each once."""
    known = await tx.people.handles(people)
    return tuple(dict.fromkeys(known[person] for person in people if person in known))


async def asked_as(tx: "UnitOfWork", asked: Sequence[str], cast: Collection[str]) -> tuple[str, ...]:
    """Those who are asked about a cast (ids), as its maker may know them.

    The owner of a character goes by the character: whose it is may be nobody's business.
    """
    found: list[str] = []
    subjects = [one for name in dict.fromkeys(cast) if (one := await tx.people.get(name)) is not None]
    for person in asked:
        themselves = [one.handle for one in subjects if one.id == person]
        found += themselves or [one.handle for one in subjects if one.owner_id == person]
    return tuple(dict.fromkeys(found))


def refs(clip: ClipRow) -> list[str]:
    """Every file that any attempt at a clip may have written, and the picture it is set in."""
    made = [ref for attempt in range(1, clip.attempt + 1) for ref in attempt_refs(clip.id, attempt)]
    return made if clip.scene_ref is None else [*made, clip.scene_ref]


def attempt_refs(clip: str, attempt: int) -> list[str]:
    """Every file that one attempt at a clip may have written."""
    return [place(clip, attempt) for place in (output_ref, poster_ref, strangers_ref, small_ref)]


def scene_ref(clip: str) -> str:
    """Where the picture lies in the vault that a clip is set in."""
    return f"clips/{clip}/scene"


def output_ref(clip: str, attempt: int) -> str:
    """Where an attempt's video lies in the vault."""
    return f"clips/{clip}/{attempt}/clip.mp4"


def poster_ref(clip: str, attempt: int) -> str:
    """Where an attempt's poster lies in the vault."""
    return f"clips/{clip}/{attempt}/poster.png"


def small_ref(clip: str, attempt: int) -> str:
    """Where an attempt's smaller version lies, if the engine made one."""
    return f"clips/{clip}/{attempt}/small.mp4"


def strangers_ref(clip: str, attempt: int) -> str:
    """Where what an attempt's engine measured of strangers' faces lies until they have been compared."""
    return f"clips/{clip}/{attempt}/strangers"


async def _named(tx: "UnitOfWork", maker: Person, request: MakeRequest) -> dict[str, Person]:
    """Mention as written -> person. What the platform resolved wins over what is spelled like a handle."""
    people: dict[str, Person] = {}
    for mention, handle in _written(request.text, request.mentions).items():
        bare = folded(handle)
        if bare in _SELF | {maker.handle}:
            people[mention] = maker
            continue
        people[mention] = await found(tx, maker.id, bare, pointed_out=mention in request.mentions)
    return {"@Self": maker, "@me": maker} | people


async def others_named(
    tx: "UnitOfWork", maker: Person, text: str, mentions: Mapping[str, str]
) -> tuple[Person, ...]:
    """Whom a text names besides its maker, as far as the maker can find them; each once."""
    others: dict[str, Person] = {}
    for mention, handle in _written(text, mentions).items():
        bare = folded(handle)
        if bare in _SELF | {maker.handle}:
            continue
        try:
            person = await found(tx, maker.id, bare, pointed_out=mention in mentions)
        except UnknownPerson:
            continue
        others[person.id] = person
    return tuple(others.values())


def _written(text: str, mentions: Mapping[str, str]) -> dict[str, str]:
    """Mention as written -> handle."""
    told = _QUOTED.sub(" ", text)  # what somebody says in a clip names nobody to appear in it
    for mention in sorted(mentions, key=len, reverse=True):
        told = told.replace(mention, " ")  # "<@77>" names whom the platform says, and nobody called 77
    return {f"@{name}": name for name in _MENTION.findall(told)} | dict(mentions)


async def boundaries_of(
    tx: "UnitOfWork", maker: str, people: Collection[str]
) -> dict[str, tuple[Limit, ...]]:
    """What binds a maker, by person id: each person's own boundaries, then those of their grant to the maker.

    One's own, and those of one's own characters, do not bind oneself.
    """
    found: dict[str, tuple[Limit, ...]] = {}
    for name in sorted(people):
        subject = await tx.people.get(name)
        if subject is None or maker in {subject.id, subject.owner_id}:
            continue
        own = tuple(Limit(text=row.text, preset=row.preset) for row in await tx.consents.boundaries(name))
        grant = await tx.consents.open_grant(name, maker)
        more = grant.presets if grant is not None else ()
        found[name] = own + tuple(Limit(preset=preset) for preset in more)
    return found
