"""Clips made anew from others: the same again, or with another prompt."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clips import VISIBLE
from bot.errors import BeingLookedAt, PromptGone, UnknownClip
from bot.notices import PromptShown
from bot.people import Chat, Platform
from bot.ports import Ports
from bot.prompts import by_handle, names_somebody, of_third_person, with_cast
from bot.requests import MakeRequest, Surroundings
from bot.script.parts import read_style
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def prompt_of(ports: Ports, person: str, about: str) -> PromptShown:
    """How a clip, or a request of theirs, reads for somebody who may change it."""
    async with ports.uow() as tx:
        await living(tx, person)
        waiting = await tx.proposals.get(about)
        if waiting is not None and waiting.person_id == person:
            return PromptShown(id=about, prompt=waiting.text)
        return PromptShown(id=about, prompt=await _prompt(tx, person, await remixable(tx, person, about)))


async def prompt_at(ports: Ports, person: str, platform: Platform, message_id: str) -> PromptShown:
    """The same for the clip that a message carries, or tells of."""
    async with ports.uow() as tx:
        said = await tx.deliveries.at(platform, message_id)
        told = await tx.statuses.at(platform, message_id)
    clip = said.clip_id if said is not None else None if told is None else told.clip_id
    if clip is None:
        raise UnknownClip
    return await prompt_of(ports, person, clip)


async def filled(ports: Ports, person: str, request: MakeRequest) -> MakeRequest:
    """A request with what its maker said for the clip that it is a changed copy of, where it does not say.

    Raises:
        UnknownClip, BeingLookedAt, PromptGone: as `remixable`.
    """
    if request.remix_of is None:
        return request
    async with ports.uow() as tx:
        row = await remixable(tx, person, request.remix_of)
    if row.maker_id != person:
        return request
    style = row.style if read_style(request.text)[0] is None else None
    return replace(
        request,
        tier=request.tier or row.tier,
        style=request.style or style,
        draft=row.draft if request.draft is None else request.draft,
    )


async def again(ports: Ports, person: str, clip: str, chat: Chat, around: Surroundings) -> MakeRequest:
    """The request that makes a clip once more, with everybody in it who was.

    Raises:
        UnknownClip, BeingLookedAt, PromptGone: as `remixable`.
    """
    async with ports.uow() as tx:
        await living(tx, person)
        row = await remixable(tx, person, clip)
        text = await _prompt(tx, person, row)
        seconds = row.seconds if row.maker_id == person else None
    return MakeRequest(
        text=text, chat=chat, seconds=seconds, style=row.style, surroundings=around, remix_of=clip
    )


async def cast_along(
    ports: Ports, person: str, clip: str, text: str, mentions: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """A changed prompt with those in the clip: all of them where it names nobody.

    Who is in a clip that somebody may remix is known to be there, as if the platform had pointed at them.
    """
    async with ports.uow() as tx:
        row = await remixable(tx, person, clip)
        cast = list(await casting.handles(tx, [member.person_id for member in await tx.clips.cast(row.id)]))
        maker = (await tx.people.handles([row.maker_id])).get(row.maker_id)
    if not names_somebody(text, mentions):
        text = with_cast(text, cast)
    known = [*cast, *([maker] if maker is not None else [])]
    return text, by_handle(text, {f"@{handle}": handle for handle in known})[1] | mentions


async def remixable(tx: "UnitOfWork", person: str, clip: str) -> ClipRow:
    """A clip that they may make anew: their own; one that they are in, or that was posted where they are.

    Raises:
        UnknownClip: to others there is none. BeingLookedAt: it was reported. PromptGone: it is not kept.
    """
    row = await tx.clips.get(clip)
    if row is None:
        raise UnknownClip
    if row.maker_id != person:
        if row.state not in VISIBLE or not await _has_seen(tx, person, row):
            raise UnknownClip
        if row.suspended_at is not None:
            raise BeingLookedAt
    if not row.prompt:
        raise PromptGone
    return row


async def _has_seen(tx: "UnitOfWork", person: str, row: ClipRow) -> bool:
    if person in await tx.clips.controllers(row.id):
        return True
    if not row.draft and await tx.people.was_seen(person, Chat(row.platform, row.chat_id, row.place)):
        return True
    return await tx.clips.shared_with(row.id, person)


async def _prompt(tx: "UnitOfWork", person: str, row: ClipRow) -> str:
    """Its prompt; to others than its maker, "me" is the maker."""
    if row.maker_id == person:
        return row.prompt
    maker = (await tx.people.handles([row.maker_id])).get(row.maker_id, "")
    return of_third_person(row.prompt, maker)
