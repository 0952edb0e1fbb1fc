"""What follows from the engine's look at a finished clip: hold it, and tell whoever is seen in it unnamed.

Looking opens sealed files, so it happens before the transaction; `hold` writes what came of it down, in the
transaction that takes the render.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import faces
from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import HoldReason
from bot.likeness import face_ref
from bot.moderation import after
from bot.notices import FaceSeen
from bot.ports import Ports
from bot.settings import BotSettings, HoldSeveral
from bot.store.tables import CastRow, ClipRow, FaceRow, Person
from bot.use_cases.clips.casting import strangers_ref
from bot.use_cases.clips.jobs import clip_key, person_key
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people.joining import name_of
from engine.contract import face_vectors
from engine.contract.face_vectors import NotFaceVectorsError, Vectors
from engine.contract.keys import KeyProblemError, WrongKeyError
from engine.contract.messages import RenderDone
from engine.contract.vault import VaultMissingError, VaultTamperedError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

_NOT_THERE = (VaultMissingError, VaultTamperedError, NotFaceVectorsError, KeyProblemError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """Why the clip waits for an operator, if it does, and the ids of those whose face it shows unnamed."""

    reasons: tuple[HoldReason, ...] = ()
    seen: frozenset[str] = frozenset()


def policy_of(settings: BotSettings) -> after.Policy:
    """Where this installation draws the lines."""
    told = settings.moderation.after
    with_operators = told.several_people is HoldSeveral.WITH_OPERATORS and bool(settings.operators.people)
    return after.Policy(
        nudity=told.nudity,
        identity=told.identity,
        letter_errors=told.letter_errors,
        wrong_words=told.wrong_words,
        strangers=told.strangers,
        several_people=told.several_people is HoldSeveral.ALWAYS or with_operators,
    )


async def look(ports: Ports, clip: str, done: RenderDone) -> Looked:
    """Judge the scores, and compare strangers in the clip with everybody enrolled but its cast.

    Raises:
        engine.contract.vault.VaultUnreadableError: the vault is away; to be tried again.
    """
    async with ports.uow() as tx:
        row = await tx.clips.get(clip)
        cast = await tx.clips.cast(clip)
        people = {member.person_id: await tx.people.get(member.person_id) for member in cast}
    if row is None or row.attempt != done.attempt:
        return Looked()
    found = after.reasons(done.review, _known(row, cast, people), policy_of(ports.settings))
    if not done.review.strangers:
        return Looked(found)
    strangers = await _strangers(ports, row)
    if strangers is None:
        return Looked(tuple(dict.fromkeys((*found, HoldReason.UNREVIEWED))))
    seen = await _recognised(ports, strangers, set(people))
    first = (HoldReason.ENROLLED_STRANGER,) if seen else ()
    return Looked((*first, *found), seen)


def _known(row: ClipRow, cast: list[CastRow], people: dict[str, Person | None]) -> after.Clip:
    """Characters are no people: nobody's face is looked for in theirs."""
    humans = {name for name, person in people.items() if person is not None and person.owner_id is None}
    visible = {role for shot in row.screenplay.shots for role in shot.roles}
    return after.Clip(
        people=frozenset(one.role for one in cast if one.person_id in humans and one.role in visible),
        cast_size=len(humans),
        has_lines=any(shot.lines for shot in row.screenplay.shots),
    )


async def _strangers(ports: Ports, row: ClipRow) -> Vectors | None:
    """What the engine sealed of their faces; None where it cannot be had any more."""
    try:
        key = clip_key(ports, row)
        if key is None:
            return None
        return face_vectors.unpack(await ports.files.get(strangers_ref(row.id, row.attempt), key))
    except _NOT_THERE:
        _log.warning("the strangers of clip %s cannot be read", row.id)
        return None


async def _recognised(ports: Ports, strangers: Vectors, cast: set[str]) -> frozenset[str]:
    async with ports.uow() as tx:
        rows = await tx.faces.others(cast)
    return await asyncio.to_thread(_compared, ports, strangers, rows)


def _compared(ports: Ports, strangers: Vectors, rows: list[FaceRow]) -> frozenset[str]:
    enrolled: dict[str, Vectors] = {}
    for row in rows:
        try:
            opened = ports.keys.open(row.sealed, _context(row.person_id))
            enrolled[row.person_id] = face_vectors.unpack(opened)
        except (WrongKeyError, NotFaceVectorsError):
            _log.warning("the face of a person cannot be opened with this service key")
    return faces.matches(strangers, enrolled)


async def hold(ports: Ports, tx: "UnitOfWork", clip: ClipRow, looked: Looked) -> None:
    """Write down what was found, and warn whoever was recognised; the maker hears nothing of them.

    The strangers' file goes with the commit. Whether the clip then waits is `publishing.publish`.
    """
    now = ports.clock.now()
    clip.held_for = looked.reasons
    await tx.chores.add(ChoreKind.FILE, [strangers_ref(clip.id, clip.attempt)], now)
    found = [await tx.people.get(person) for person in sorted(looked.seen)]
    here = {person.id: person for person in found if person is not None and person.erased_at is None}
    for name in await tx.faces.saw(clip.id, here, now):
        await tx.audit.record(now, None, Audit.FACE_SEEN, clip.id, person=name_of(here[name]))
        if name != clip.maker_id:
            await tell(ports, tx, name, FaceSeen(clip=clip.id), clip=clip.id)


async def taken_face(ports: Ports, likeness: str) -> bytes | None:
    """What the engine measured of an enrolled face, closed with the service key for the store.

    None where there is none: of a character, or from an engine that measures none.

    Raises:
        engine.contract.vault.VaultUnreadableError: the vault is away; to be tried again.
    """
    async with ports.uow() as tx:
        row = await tx.likenesses.get(likeness)
        person = None if row is None else await tx.people.get(row.person_id)
    if row is None or person is None or person.owner_id is not None:
        return None
    try:
        key = person_key(ports, person)
        if key is None:
            return None
        found = face_vectors.unpack(await ports.files.get(face_ref(person.id, row.id, row.attempt), key))
    except _NOT_THERE:
        _log.warning("there is no face for likeness %s; nobody would know it in a clip", likeness)
        return None
    return ports.keys.seal(face_vectors.pack(found[0]), _context(person.id))


def _context(person: str) -> str:
    return f"face {person}"
