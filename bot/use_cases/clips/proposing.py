"""Requests that wait for a word: looked at as often as somebody likes, made once, and gone after an hour."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import ProposalTaken, UnknownProposal
from bot.ids import new_id
from bot.notices import ClipShown, ProposalDropped, Proposed, RequestTaken
from bot.people import Chat
from bot.ports import Ports
from bot.prompts import by_handle
from bot.requests import MakeRequest, Surroundings
from bot.script.text import clean
from bot.store.tables import ProposalRow
from bot.use_cases.clips import making, remixing
from bot.use_cases.clips.viewing import shown
from bot.use_cases.people.joining import living
from bot.use_cases.places.usual import settled

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

WAITS = timedelta(hours=1)
"""How long a request waits for a word."""


async def propose(ports: Ports, person: str, request: MakeRequest) -> Proposed:
    """Keep it, and say to who asks what it would come to."""
    return await _looked(ports, await _kept(ports, person, request))


async def take(ports: Ports, person: str, request: MakeRequest) -> RequestTaken:
    """Keep it where others read along: nothing is looked at before who asked comes for the answer."""
    row = await _kept(ports, person, request)
    async with ports.uow() as tx:
        maker = await living(tx, person)
    return RequestTaken(id=row.id, maker=maker.handle, remix=row.remix_of is not None)


async def look(ports: Ports, person: str, proposal: str, around: Surroundings | None) -> Proposed:
    """What it would come to now, with what the platform says now."""
    async with ports.uow() as tx:
        row = await _of(ports, tx, person, proposal)
        row.around = around or row.around
    return await _looked(ports, row)


async def remix(ports: Ports, person: str, about: str, request: MakeRequest) -> Proposed:
    """Other words in the place of a request of theirs, or a changed copy of a clip."""
    async with ports.uow() as tx:
        await living(tx, person)
        waiting = await tx.proposals.get(about)
    if waiting is None or waiting.person_id != person:
        return await propose(ports, person, replace(request, remix_of=about))
    async with ports.uow() as tx:
        row = await _of(ports, tx, person, about)
        asked = replace(request, remix_of=row.remix_of)
    text, mentions = await _read(ports, person, asked)
    async with ports.uow() as tx:
        row = await _of(ports, tx, person, about)
        row.text, row.mentions, row.around = text, mentions, request.surroundings
    return await _looked(ports, row)


async def again(ports: Ports, person: str, clip: str, chat: Chat, around: Surroundings) -> Proposed:
    """The same clip once more; nothing of it is taken over but what was asked for."""
    return await propose(ports, person, await remixing.again(ports, person, clip, chat, around))


async def start(ports: Ports, person: str, proposal: str, around: Surroundings | None) -> ClipShown:
    """Make it; pressing twice, or after it was forgotten, shows what came of it."""
    key = request_key(proposal)
    async with ports.uow() as tx:
        known = await tx.clips.by_key(person, key)
        if known is not None:
            return await shown(tx, known)
        row = await _of(ports, tx, person, proposal)
    asked = _request(row)
    return await making.make(
        ports, person, replace(asked, key=key, proposal=proposal, surroundings=around or row.around)
    )


async def drop(ports: Ports, person: str, proposal: str) -> ProposalDropped:
    """Forget it."""
    async with ports.uow() as tx:
        row = await _of(ports, tx, person, proposal)
        await tx.proposals.drop(row.id)
        return ProposalDropped(message=row.message_id)


async def posted(ports: Ports, proposal: str, message_id: str) -> None:
    """A message tells of it; where its render has begun meanwhile, that message tells of this from now on."""
    async with ports.uow() as tx:
        row = await tx.proposals.get(proposal, lock=True)
        if row is None:
            return
        row.message_id = message_id
        status = None if row.clip_id is None else await tx.statuses.get(row.clip_id)
        if status is not None and status.message_id is None:
            status.message_id, status.chat_id, status.next_at = message_id, row.chat_id, None


def request_key(proposal: str) -> str:
    """What makes one clip of a proposal, however often its button is pressed."""
    return f"proposal:{proposal}"


async def _kept(ports: Ports, person: str, request: MakeRequest) -> ProposalRow:
    asked = await remixing.filled(ports, person, request)
    text, mentions = await _read(ports, person, asked)
    now = ports.clock.now()
    name = new_id() if asked.key is None else _name(person, asked.key)
    async with ports.uow() as tx:
        await living(tx, person, lock=True)
        known = await tx.proposals.get(name)
        if known is not None:  # the message that asks was handled before
            return known
        return await tx.proposals.add(
            ProposalRow(
                id=name,
                person_id=person,
                platform=asked.chat.platform,
                chat_id=asked.chat.chat_id,
                place=asked.chat.place,
                text=text,
                mentions=mentions,
                created_at=now,
                due_at=now + WAITS,
                seconds=asked.seconds,
                tier=asked.tier,
                style=asked.style,
                draft=asked.draft,
                around=asked.surroundings,
                remix_of=asked.remix_of,
            )
        )


async def _read(ports: Ports, person: str, request: MakeRequest) -> tuple[str, dict[str, str]]:
    """The prompt by handles; one that names nobody has the cast of the clip that it changes."""
    text, mentions = by_handle(request.text, request.mentions)
    text = clean(text)
    if request.remix_of is None:
        return text, mentions
    return await remixing.cast_along(ports, person, request.remix_of, text, mentions)


async def _looked(ports: Ports, row: ProposalRow) -> Proposed:
    request = _request(row)
    preflight = await making.preflight(ports, row.person_id, request)
    draft = (await settled(ports, request)).draft
    remix = row.remix_of is not None
    return Proposed(
        id=row.id, prompt=row.text, draft=draft, remix=remix, preflight=preflight, room=row.chat_id
    )


def _request(row: ProposalRow) -> MakeRequest:
    server = None if row.place == row.chat_id else row.place
    return MakeRequest(
        text=row.text,
        chat=Chat(row.platform, row.chat_id, server),
        mentions=row.mentions,
        seconds=row.seconds,
        tier=row.tier,
        style=row.style,
        draft=row.draft,
        surroundings=row.around,
        remix_of=row.remix_of,
    )


async def _of(ports: Ports, tx: "UnitOfWork", person: str, proposal: str) -> ProposalRow:
    """What this person asked for, while it waits. To others there is no such request.

    Raises:
        UnknownProposal. ProposalTaken: a clip came of it.
    """
    await living(tx, person)
    row = await tx.proposals.get(proposal, lock=True)
    if row is None or row.person_id != person or row.due_at <= ports.clock.now():
        raise UnknownProposal
    if row.clip_id is not None:
        raise ProposalTaken
    return row


def _name(person: str, key: str) -> str:
    return hashlib.sha256(f"{person} {key}".encode()).hexdigest()[:32]
