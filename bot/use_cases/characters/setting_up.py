"""Characters that are not people: setting one up from pictures, new pictures, and what its owner is told.

They need no live challenge: the engine looks for human faces instead, so a character that came through is
`verified`. Everything else hangs on its own row among people: key, settings, grants, boundaries, clips.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.characters import LONGEST_ATTRIBUTION, CharacterKind, NewCharacter
from bot.chores import ChoreKind
from bot.errors import (
    AttributionNeeded,
    AttributionTooLong,
    FilesUnavailable,
    HandleTaken,
    HandleUnusable,
    LicenceNeeded,
    PicturesNeeded,
    PicturesRunning,
    PictureTooLarge,
    TooManyCharacters,
    TooManyPictures,
    UnknownCharacter,
)
from bot.ids import new_id
from bot.likeness import UNFINISHED, LikenessState, footage_ref
from bot.moderation.text import fold
from bot.notices import CharacterTaken
from bot.people import HANDLE_LENGTH, SHORTEST_HANDLE, Chat, folded, usable_handle
from bot.ports import Ports
from bot.script.text import clean
from bot.store.tables import CharacterRow, LikenessRow, Person
from bot.use_cases.clips import jobs
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety import penalising
from engine.contract import picture_set
from engine.contract.keys import DataKey, KeyProblemError
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

MB = 1_000_000
# Pictures written for a submission that never committed go after this long.
ORPHAN_S = 600.0


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Pictures that lie in the vault: the row that will name them, and their key."""

    row: LikenessRow
    key: DataKey


async def create(ports: Ports, person: str, asked: NewCharacter, chat: Chat) -> CharacterTaken:
    """Write the sealed pictures first, then everything else in one transaction."""
    wanted = replace(asked, handle=_handle(asked.handle), attribution=clean(asked.attribution))
    _check_licence(wanted)
    data = _packed(ports, asked.pictures)
    sealed = _Sealed(_row(new_id(), chat, ports), DataKey.generate())
    async with ports.uow() as tx:
        await _may_have_another(ports, tx, await living(tx, person))
        await _free(tx, wanted.handle)
        await _expect(ports, tx, sealed.row)
    await _write(ports, sealed, data)
    try:
        async with ports.uow() as tx:
            await _take_new(ports, tx, person, wanted, sealed)
    except IntegrityError as error:  # somebody else took the handle at the same moment
        await _discard(ports, sealed.row)
        raise HandleTaken(handle=wanted.handle) from error
    except BaseException:
        await _discard(ports, sealed.row)
        raise
    return CharacterTaken(handle=wanted.handle, enrolment=sealed.row.id)


async def renew(
    ports: Ports, person: str, handle: str, pictures: Sequence[bytes], chat: Chat
) -> CharacterTaken:
    """Other pictures of a character; until they are found good, those before them stay in use."""
    data = _packed(ports, pictures)
    async with ports.uow() as tx:
        owner = await living(tx, person)
        await penalising.check(ports, tx, owner)
        character = await own(tx, owner, handle)
        await _is_idle(tx, character.id)
        known = character.data_key
        sealed = _Sealed(_row(character.id, chat, ports), _key(ports, character) or DataKey.generate())
        await _expect(ports, tx, sealed.row)
    await _write(ports, sealed, data)
    try:
        async with ports.uow() as tx:
            await _take_others(ports, tx, person, known, sealed)
    except BaseException:
        await _discard(ports, sealed.row)
        raise
    return CharacterTaken(handle=character.handle, enrolment=sealed.row.id)


async def own(tx: "UnitOfWork", owner: Person, handle: str, *, lock: bool = False) -> Person:
    """A living character of this owner's.

    Raises:
        UnknownCharacter: they have none of that handle, whoever else may.
    """
    found = await tx.people.by_handle(handle)
    if found is None or found.owner_id != owner.id:
        raise UnknownCharacter(name=folded(handle) or "that")
    if lock:
        await tx.people.lock(found.id)
    return found


def _handle(written: str) -> str:
    handle = usable_handle(written)
    if handle is None:
        raise HandleUnusable(least=SHORTEST_HANDLE, most=HANDLE_LENGTH)
    return handle


async def _free(tx: "UnitOfWork", handle: str) -> None:
    """Nobody has it, nor what it looks like: a Cyrillic a makes nobody another Ada."""
    if await tx.people.taken({handle, fold(handle).text}):
        raise HandleTaken(handle=handle)


async def rename_checked(tx: "UnitOfWork", character: Person, written: str) -> str:
    """The handle as the store keeps it, where it is usable and nobody else's.

    Raises:
        HandleUnusable, HandleTaken.
    """
    handle = _handle(written)
    if handle != character.handle:
        await _free(tx, handle)
    return handle


def _check_licence(asked: NewCharacter) -> None:
    if len(asked.attribution) > LONGEST_ATTRIBUTION:
        raise AttributionTooLong(limit=LONGEST_ATTRIBUTION)
    if asked.kind is not CharacterKind.LICENSED:
        return
    if not asked.licensed:
        raise LicenceNeeded
    if not asked.attribution:
        raise AttributionNeeded


def _packed(ports: Ports, pictures: Sequence[bytes]) -> bytes:
    limit = ports.settings.characters.picture_mb
    if not pictures or not all(pictures):
        raise PicturesNeeded(most=picture_set.MOST)
    if len(pictures) > picture_set.MOST:
        raise TooManyPictures(most=picture_set.MOST)
    if any(len(one) > limit * MB for one in pictures):
        raise PictureTooLarge(limit=limit)
    return picture_set.pack(list(pictures))


def _row(character: str, chat: Chat, ports: Ports) -> LikenessRow:
    name = new_id()
    return LikenessRow(
        id=name,
        person_id=character,
        state=LikenessState.QUEUED,
        created_at=ports.clock.now(),
        footage_ref=footage_ref(character, name),
        platform=chat.platform,
        chat_id=chat.chat_id,
    )


async def _may_have_another(ports: Ports, tx: "UnitOfWork", owner: Person) -> None:
    admission.check(ports, owner)
    await penalising.check(ports, tx, owner)
    limit = ports.settings.characters.per_person
    if len(await tx.people.owned_by(owner.id)) >= limit:
        raise TooManyCharacters(limit=limit)


async def _is_idle(tx: "UnitOfWork", character: str) -> None:
    if any(row.state in UNFINISHED for row in await tx.likenesses.of(character)):
        raise PicturesRunning


def _key(ports: Ports, character: Person) -> DataKey | None:
    try:
        return jobs.person_key(ports, character)
    except KeyProblemError as error:
        raise FilesUnavailable from error


async def _expect(ports: Ports, tx: "UnitOfWork", row: LikenessRow) -> None:
    """Whatever happens next, the file does not stay without its row."""
    later = ports.clock.now() + timedelta(seconds=ORPHAN_S)
    await tx.chores.add(ChoreKind.FILE, [row.footage_ref or ""], later)


async def _write(ports: Ports, sealed: _Sealed, data: bytes) -> None:
    try:
        await ports.files.put(sealed.row.footage_ref or "", data, sealed.key)
    except VaultError as error:
        raise FilesUnavailable from error


async def _discard(ports: Ports, row: LikenessRow) -> None:
    """At once if the vault lets us; otherwise the chore does it."""
    try:
        await ports.files.delete(row.footage_ref or "")
    except VaultError:
        return


async def _take_new(
    ports: Ports, tx: "UnitOfWork", person: str, asked: NewCharacter, sealed: _Sealed
) -> None:
    owner = await living(tx, person, lock=True)
    await _may_have_another(ports, tx, owner)
    await _free(tx, asked.handle)
    now, rules, name = ports.clock.now(), ports.settings, sealed.row.person_id
    wrapped = ports.keys.wrap(sealed.key, name)
    given = Person(id=name, handle=asked.handle, created_at=now, owner_id=owner.id, data_key=wrapped)
    character = await tx.people.add(given)
    confirmed = asked.licensed and not rules.characters.confirm_licences
    await tx.people.describe(
        CharacterRow(
            person_id=name,
            kind=asked.kind,
            licensed=confirmed,
            attribution=asked.attribution,
            tier=asked.least_tier,
        )
    )
    settings = await tx.consents.settings(name)
    settings.usage, settings.approval = rules.characters.usage, rules.characters.approval
    settings.visibility, settings.notify = rules.likeness.visibility, rules.likeness.notify
    await tx.audit.record(now, owner, Audit.CHARACTER_ADDED, name_of(character), kind=asked.kind.value)
    await _submit(ports, tx, owner, sealed)


async def _take_others(
    ports: Ports, tx: "UnitOfWork", person: str, known: bytes | None, sealed: _Sealed
) -> None:
    owner = await living(tx, person, lock=True)
    character = await tx.people.lock(sealed.row.person_id)
    if character is None or character.erased_at is not None:
        raise UnknownCharacter(name="that")
    if character.data_key != known:  # other pictures were first, and these are sealed with a key nobody keeps
        raise PicturesRunning
    await _is_idle(tx, character.id)
    if known is None:
        character.data_key = ports.keys.wrap(sealed.key, character.id)
    await _submit(ports, tx, owner, sealed)


async def _submit(ports: Ports, tx: "UnitOfWork", owner: Person, sealed: _Sealed) -> None:
    row = sealed.row
    await tx.chores.spare(ChoreKind.FILE, row.footage_ref or "")
    await tx.likenesses.add(row)
    await jobs.enqueue_enrolment(ports, tx, row, None, sealed.key)
    await tx.audit.record(ports.clock.now(), owner, Audit.LIKENESS_SUBMITTED, row.id)
