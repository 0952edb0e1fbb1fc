"""An owner's characters once they are there: shown, renamed, removed, their licence confirmed."""

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.characters import CharacterKind
from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.errors import HandleTaken, UnknownPerson
from bot.likeness import UNFINISHED
from bot.notices import (
    CharacterGone,
    CharacterRemovalOffered,
    CharacterRenamed,
    CharactersShown,
    CharacterView,
    LicenceDecided,
)
from bot.people import folded
from bot.ports import Ports
from bot.use_cases.characters.news import licence_waits
from bot.use_cases.characters.setting_up import own, rename_checked
from bot.use_cases.clips.casting import TRIES
from bot.use_cases.clips.clearing import clear
from bot.use_cases.clips.ending import LaterClipError, locked_with, none_later
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people import erasing
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def shown(ports: Ports, person: str) -> CharactersShown:
    """Those of one owner, the oldest first."""
    async with ports.uow() as tx:
        owner = await living(tx, person)
        views = [await _view(tx, name) for name in await tx.people.owned_by(owner.id)]
        return CharactersShown(characters=tuple(view for view in views if view is not None))


async def rename(ports: Ports, person: str, handle: str, to: str) -> CharacterRenamed:
    """Call it something else; clips keep showing it."""
    try:
        async with ports.uow() as tx:
            owner = await living(tx, person, lock=True)
            character = await own(tx, owner, handle, lock=True)
            before, character.handle = character.handle, await rename_checked(tx, character, to)
            await tx.session.flush()
            await tx.audit.record(ports.clock.now(), owner, Audit.CHARACTER_RENAMED, name_of(character))
            return CharacterRenamed(handle=character.handle, before=before)
    except IntegrityError as error:  # somebody else took the handle at the same moment
        raise HandleTaken(handle=folded(to)) from error


async def offer_removal(ports: Ports, person: str, handle: str) -> CharacterRemovalOffered:
    """Say what would go with it; nothing happens."""
    async with ports.uow() as tx:
        character = await own(tx, await living(tx, person), handle)
        clips = await tx.clips.with_person(character.id, UNDELIVERED | VISIBLE)
        return CharacterRemovalOffered(handle=character.handle, clips=len(clips))


async def remove(ports: Ports, person: str, handle: str) -> CharacterGone:
    """Destroy its likeness and key; whatever clip shows it is gone, as when a person in it is erased."""
    for _ in range(TRIES):
        try:
            return await _remove(ports, person, handle)
        except LaterClipError:
            continue
    raise LaterClipError


async def _remove(ports: Ports, person: str, handle: str) -> CharacterGone:
    everywhere = set(ClipState)
    async with ports.uow() as tx:
        owner = await living(tx, person)
        found = await own(tx, owner, handle)
        clips = await locked_with(tx, everywhere, found.id)
        owner = await living(tx, person, lock=True)
        character = await own(tx, owner, handle, lock=True)
        await none_later(tx, clips, everywhere, character.id)
        before = character.handle
        ended = await erasing.end_clips(ports, tx, owner, clips)
        await erasing.erase_character(ports, tx, owner, character)
    await ports.forget()
    await clear(ports)
    return CharacterGone(handle=before, clips=ended)


async def confirm_licence(ports: Ports, operator: str, handle: str, *, confirmed: bool) -> LicenceDecided:
    """An operator has seen that its owner may use it, or takes that back.

    Raises:
        UnknownPerson: no licensed character is called so.
    """
    async with ports.uow() as tx:
        character = await tx.people.by_handle(handle)
        row = None if character is None else await tx.people.character(character.id)
        if character is None or row is None or row.kind is not CharacterKind.LICENSED:
            raise UnknownPerson(name=folded(handle))
        notice = LicenceDecided(handle=character.handle, confirmed=confirmed)
        if row.licensed is not confirmed:
            row.licensed = confirmed
            await tx.consents.bump(character.id)
            facts = {"confirmed": confirmed, "operator": operator}
            await tx.audit.record(
                ports.clock.now(), None, Audit.CHARACTER_LICENCE, name_of(character), **facts
            )
            await tell(ports, tx, character.owner_id or "", notice)
        return notice


async def _view(tx: "UnitOfWork", name: str) -> CharacterView | None:
    character, row = await tx.people.get(name), await tx.people.character(name)
    if character is None or row is None:
        return None
    settings = await tx.consents.settings(name)
    return CharacterView(
        handle=character.handle,
        character=row.kind,
        ready=await tx.likenesses.current(name) is not None,
        looking=any(one.state in UNFINISHED for one in await tx.likenesses.of(name)),
        usage=settings.usage,
        tier=row.tier,
        licence_waits=licence_waits(row),
        attribution=row.attribution,
    )
