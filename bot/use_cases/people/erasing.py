"""Erasing a person: keys first, with the commit; then files; what remains of rows names nobody."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.consent import AccessState
from bot.likeness import UNFINISHED, LikenessState
from bot.notices import PersonErased, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow, Person
from bot.use_cases.clips.casting import TRIES
from bot.use_cases.clips.clearing import clear
from bot.use_cases.clips.ending import LATE_WRITE_S, LaterClipError, end, locked_with, none_later
from bot.use_cases.clips.jobs import job_id, stop_job
from bot.use_cases.clips.viewing import remove_visible
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.people import forgetting
from bot.use_cases.people.enrolling import face_refs
from bot.use_cases.people.joining import living, name_of
from engine.contract.messages import Screenplay, Shot

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

NOTHING_LEFT = Screenplay(prompt="", roles=(), shots=(Shot(seconds=1, roles=()),))


async def erase(ports: Ports, person: str) -> PersonErased:
    """Destroy it all in one transaction, then clear away what that left without a key."""
    for _ in range(TRIES):
        try:
            return await _erase(ports, person)
        except LaterClipError:
            continue
    raise LaterClipError


async def _erase(ports: Ports, person: str) -> PersonErased:
    everywhere = set(ClipState)
    async with ports.uow() as tx:
        clips = await locked_with(tx, everywhere, *await subjects(tx, person), maker=person)
        owner = await living(tx, person, lock=True)
        for name in await tx.people.owned_by(owner.id):
            await tx.people.lock(name)
        await none_later(tx, clips, everywhere, *await subjects(tx, person), maker=person)
        await tx.audit.record(ports.clock.now(), owner, Audit.PERSON_ERASED, name_of(owner))
        await end_clips(ports, tx, owner, clips)
        for name in await tx.people.owned_by(owner.id):
            character = await tx.people.lock(name)
            if character is not None:
                await erase_character(ports, tx, owner, character)
        for row in clips:
            if row.maker_id == owner.id:
                _blank(row)
                await tx.deliveries.forget_said(row.id)
                await tx.clips.forget_shares(row.id)
                await tx.statuses.blank(row.id)
        await erase_likenesses(ports, tx, owner)
        await _erase_consents(ports, tx, owner)
        await forgetting.forget(ports, tx, owner)
        await tx.purchases.forget(person)
        await tx.offers.forget(person, ports.clock.now())
        await tx.deliveries.forget(person)
        await tx.proposals.forget(person)
        await tx.links.forget(person)
        await tx.link_codes.forget(person)
        await tx.dialogues.forget(person)
        await tx.people.unlink_all(person)
        await tx.admission.leave_line(person)
        for part in await tx.merging.merged(person):
            part.pseudonym = None
        owner.handle = f"erased-{owner.id}"
        owner.data_key, owner.pseudonym, owner.erased_at = None, None, ports.clock.now()
    await ports.forget()
    await clear(ports)
    return PersonErased()


async def erase_character(ports: Ports, tx: "UnitOfWork", owner: Person, character: Person) -> None:
    """Destroy what a character is, its key first; its clips are ended before. What remains names nothing."""
    now = ports.clock.now()
    await tx.audit.record(now, owner, Audit.CHARACTER_REMOVED, name_of(character))
    await erase_likenesses(ports, tx, character)
    await _erase_consents(ports, tx, character)
    await tx.people.undescribe(character.id)
    character.handle = f"erased-{character.id}"
    character.data_key, character.pseudonym, character.erased_at = None, None, now


async def end_clips(ports: Ports, tx: "UnitOfWork", owner: Person, clips: list[ClipRow]) -> int:
    """Every one of these clips loses its key; the others concerned are told. Returns how many did."""
    ended = 0
    for row in clips:
        if row.state in UNDELIVERED:
            why = None if row.maker_id == owner.id else WhyNot.ACCESS_ENDED
            await end(ports, tx, row, ClipState.DELETED, actor=owner, why=why)
            ended += 1
        elif row.state in VISIBLE:
            await remove_visible(ports, tx, row, ClipState.DELETED, actor=owner)
            ended += 1
    return ended


def _blank(row: ClipRow) -> None:
    row.prompt, row.screenplay, row.review, row.notes, row.refusals = "", NOTHING_LEFT, None, (), ()
    row.chat_id, row.place, row.request_key, row.operator_note = "", "", None, ""


async def erase_likenesses(ports: Ports, tx: "UnitOfWork", owner: Person) -> None:
    """Every recording and likeness of theirs; their key is the caller's to destroy."""
    now = ports.clock.now()
    for row in await tx.likenesses.of(owner.id):
        files_at = now
        if row.state in UNFINISHED:
            await stop_job(ports, tx, job_id(row.id, row.attempt))
            files_at += timedelta(seconds=LATE_WRITE_S)
        await tx.chores.add(ChoreKind.FILE, [row.footage_ref] if row.footage_ref else [], now)
        await tx.chores.add(ChoreKind.FILE, [row.vault_ref] if row.vault_ref else [], files_at)
        if row.state in UNFINISHED:
            await tx.chores.add(ChoreKind.FILE, face_refs(row), files_at)
        row.state, row.vault_ref, row.footage_ref = LikenessState.ERASED, None, None
        row.advice, row.refusals, row.platform, row.chat_id = (), (), None, None
    await tx.likenesses.drop_challenges_of(owner.id)
    await tx.faces.forget(owner.id)
    await tx.audit.record(now, None, Audit.LIKENESS_ERASED, name_of(owner))


async def _erase_consents(ports: Ports, tx: "UnitOfWork", owner: Person) -> None:
    now = ports.clock.now()
    await tx.consents.revoke_all(owner.id, now)
    for row in await tx.consents.open_requests([owner.id]):
        row.state, row.answered_at, row.due_at = AccessState.EXPIRED, now, None
    await tx.consents.forget(owner.id)
    await tx.digests.forget(owner.id)
    (await tx.consents.settings(owner.id)).paused_at = None
