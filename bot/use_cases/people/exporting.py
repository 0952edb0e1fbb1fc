"""All that the service knows of a person, for that person: what they could read here anyway, in one file.

It is put together from the same views that answer their commands, so that nothing of others gets in that they
would not be shown. The likeness itself stays in the vault: whoever came by that file could pose as them.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.archive import Archive
from bot.audit import Audit
from bot.clips import VISIBLE, ClipState
from bot.errors import Refused, TooManyAttempts
from bot.notices import PrivacyNotice
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.requests import FileKind
from bot.store.tables import ClipRow, Person
from bot.use_cases.characters import keeping
from bot.use_cases.clips import fetching, viewing
from bot.use_cases.consents import allowing, auditing, befriending
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

ROOM = 9_500_000
"""Largest file, in bytes, where nobody says otherwise: what every chat platform takes, with some to spare."""
PART = 50
"""Clips described in one transaction: nobody waits long for the store."""
_FILES: Mapping[FileKind, str] = {FileKind.VIDEO: "mp4", FileKind.POSTER: "png"}


async def export(ports: Ports, person: str, room: int = ROOM) -> bytes:
    """The words first, then the films that they may watch now, the newest first, as many as fit into `room`.

    Raises:
        TooManyAttempts: they had it too often in a short time.
    """
    if not await ports.limiter.take(Limited.EXPORT, person):
        raise TooManyAttempts
    async with ports.uow() as tx:
        me = await living(tx, person)
        await tx.audit.record(ports.clock.now(), me, Audit.PERSON_EXPORTED, name_of(me))
        rows = await _clips(tx, person)
        pages = {
            "person.json": await _person(tx, me),
            "recordings.json": await _recordings(tx, person),
            "credits.json": await _credits(tx, person),
            "conduct.json": await _conduct(ports, tx, person),
            "requests.json": await _requests(tx, person),
            "dialogues.json": await _dialogues(tx, person),
        }
    pages |= await _allowed(ports, person)
    archive = Archive(room)
    for name, page in pages.items():
        await asyncio.to_thread(archive.write_page, name, page)
    receipts = await auditing.trail(ports, person)
    await asyncio.to_thread(archive.write, "receipts.jsonl", receipts)
    files = {row.id: await _films(ports, archive, person, row) for row in rows if row.state in VISIBLE}
    clips = [page for part in _parts(rows) for page in await _described(ports, part, person)]
    listed = [clip | {"files": files.get(clip["id"], [])} for clip in clips]
    await asyncio.to_thread(archive.write_page, "clips.json", listed)
    return await asyncio.to_thread(archive.close)


def privacy(ports: Ports) -> PrivacyNotice:
    """From the settings."""
    settings = ports.settings
    return PrivacyNotice(
        operator=settings.operators.name,
        contact=settings.operators.contact,
        draft_hours=settings.clips.draft_hours,
        evidence_days=settings.reports.evidence_days,
    )


async def _person(tx: "UnitOfWork", me: Person) -> dict[str, Any]:
    return {
        "handle": me.handle,
        "since": me.created_at,
        "admitted_at": me.admitted_at,
        "plan": me.plan,
        "plan_until": me.plan_until,
        "accounts": [
            {
                "platform": row.platform,
                "id": row.platform_id,
                "name": row.display_name,
                "username": row.username,
                "language": row.language,
                "chosen_language": row.chosen_language,
                "since": row.created_at,
                "linked_at": row.linked_at,
            }
            for row in await tx.people.accounts(me.id)
        ],
        "waits_in_line": await tx.admission.place(me.id),
        "seen_in": [
            {"platform": row.platform, "place": row.chat_id, "since": row.first_seen_at}
            for row in await tx.people.places(me.id)
        ],
    }


async def _recordings(tx: "UnitOfWork", person: str) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "at": row.created_at,
            "state": row.state,
            "verified": row.verified,
            "advice": row.advice,
            "refusals": [refusal.model_dump(mode="json") for refusal in row.refusals],
            "finished_at": row.finished_at,
        }
        for row in await tx.likenesses.of(person)
    ]


async def _credits(tx: "UnitOfWork", person: str) -> dict[str, Any]:
    return {
        "available": await tx.ledger.available(person),
        "entries": [
            {"at": row.created_at, "kind": row.kind, "amount": row.amount, "clip": row.clip_id}
            for one in (person, *(part.id for part in await tx.merging.merged(person)))
            for row in await tx.ledger.rows(one, limit=None)
        ],
        "purchases": [
            {
                "at": row.created_at,
                "platform": row.platform,
                "charge": row.charge_id,
                "pack": row.pack,
                "credits": row.credits,
                "price": row.price,
                "currency": row.currency,
                "account": row.payer,
                "reversed_at": row.reversed_at,
            }
            for row in await tx.purchases.of_person(person)
        ],
        "offers": [
            {
                "at": row.created_at,
                "platform": row.platform,
                "account": row.payer,
                "pack": row.pack,
                "stars": row.stars,
                "charge": row.charge_id,
                "each_month": row.recurring,
                "until": row.until,
                "ended_at": row.cancelled_at,
            }
            for row in await tx.offers.of_person(person)
        ],
        "questions": [
            {"at": row.created_at, "text": row.text, "answered_at": row.answered_at, "answer": row.answer}
            for row in await tx.offers.questions_of(person)
        ],
        "subscriptions": [
            {
                "since": row.started_at,
                "until": row.ends_at,
                "platform": row.platform,
                "charge": row.charge_id,
                "pack": row.pack,
                "credits": row.credits,
                "months": row.months,
                "reversed_at": row.reversed_at,
            }
            for row in await tx.purchases.subscriptions_of(person)
        ],
    }


async def _requests(tx: "UnitOfWork", person: str) -> list[dict[str, Any]]:
    """Clips that they asked for and that wait for their word."""
    return [
        {"at": row.created_at, "text": row.text, "place": row.place, "until": row.due_at, "clip": row.clip_id}
        for row in await tx.proposals.of_person(person)
    ]


async def _dialogues(tx: "UnitOfWork", person: str) -> list[dict[str, Any]]:
    """What they were asked to write, and what they wrote so far."""
    return [
        {
            "at": row.created_at,
            "platform": row.platform,
            "chat": row.chat_id,
            "kind": row.kind,
            "about": row.about,
            "answers": row.answers,
            "until": row.due_at,
        }
        for row in await tx.dialogues.of_person(person)
    ]


async def _conduct(ports: Ports, tx: "UnitOfWork", person: str) -> dict[str, Any]:
    return {
        "standing": (await penalising.standing_of(ports, tx, person)).model_dump(mode="json"),
        "appeals": [
            {"at": row.created_at, "penalty": row.penalty_id, "text": row.text, "state": row.state}
            for row in await tx.penalties.appeals_of(person)
        ],
        "reports_made": [
            {
                "at": row.created_at,
                "kind": row.kind,
                "text": row.text,
                "clip": row.clip_id,
                "state": row.state,
            }
            for row in await tx.reports.by_reporter(person)
        ],
    }


async def _allowed(ports: Ports, person: str) -> dict[str, Any]:
    characters = (await keeping.shown(ports, person)).characters
    settings = {one.handle: await allowing.settings(ports, person, one.handle) for one in characters}
    return {
        "settings.json": (await allowing.settings(ports, person)).model_dump(mode="json"),
        "friends.json": (await befriending.friends(ports, person)).model_dump(mode="json"),
        "characters.json": [
            one.model_dump(mode="json") | {"settings": settings[one.handle].model_dump(mode="json")}
            for one in characters
        ],
    }


async def _clips(tx: "UnitOfWork", person: str) -> list[ClipRow]:
    """Those they made and those with them or a character of theirs, the newest first."""
    rows = await tx.clips.made_by(person)
    for one in [person, *await tx.people.owned_by(person)]:
        rows += await tx.clips.with_person(one, tuple(ClipState))
    return sorted(
        {row.id: row for row in rows}.values(), key=lambda row: (row.created_at, row.id), reverse=True
    )


def _parts(rows: Sequence[ClipRow]) -> list[Sequence[ClipRow]]:
    return [rows[first : first + PART] for first in range(0, len(rows), PART)]


async def _described(ports: Ports, rows: Sequence[ClipRow], person: str) -> list[dict[str, Any]]:
    async with ports.uow() as tx:
        makers = await tx.people.handles({row.maker_id for row in rows})
        return [
            await _clip(tx, row, mine=row.maker_id == person) | {"maker": makers.get(row.maker_id, "")}
            for row in rows
        ]


async def _clip(tx: "UnitOfWork", row: ClipRow, *, mine: bool) -> dict[str, Any]:
    view = await viewing.shown(tx, row)
    if not mine:  # why not is for the maker
        view = view.model_copy(update={"refusals": ()})
    return view.model_dump(mode="json") | {
        "at": row.created_at,
        "seconds": row.seconds,
        "style": row.style,
        "lines": [line.text for shot in row.screenplay.shots for line in shot.lines],
        "delivered_at": row.delivered_at,
        "ended_at": row.ended_at,
        "kept_by": sorted({kept.platform.value for kept in await tx.uploads.of_clip(row.id)}),
    }


async def _films(ports: Ports, archive: Archive, person: str, row: ClipRow) -> list[str]:
    """Put a clip's files in as far as they fit, and name them; what may not be seen now is left out."""
    written: list[str] = []
    for kind, ending in _FILES.items():
        name, expected = f"clips/{row.id}.{ending}", row.bytes if kind is FileKind.VIDEO else None
        if not archive.fits(name, expected or 0):
            continue
        try:
            data = await fetching.fetch(ports, person, row.id, kind)
        except Refused:
            continue
        if await asyncio.to_thread(archive.write_film, name, data):
            written.append(name)
    return written
