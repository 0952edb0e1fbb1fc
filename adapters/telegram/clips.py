"""`/clips`: one clip to a page, with its poster; watching, sharing and passing on a clip; `/cancel`."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import TelegramError

from adapters import conversation, text
from adapters.clip_pages import Sheet, sheet
from adapters.films import film_in
from adapters.pages import CLIPS, Book
from adapters.telegram import membership
from adapters.telegram.buttons import callback_data, keyboard, keyboard_of, on_press
from adapters.telegram.clip_messages import beside
from adapters.telegram.commands import on_command
from adapters.telegram.drawing import CAPTION_LENGTH, Drawn, draw, length, written
from adapters.telegram.pages import PAGE, paged, turning
from adapters.telegram.people import account_of, upload_limit
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.errors import NowhereToShare
from bot.notices import Action, AnyNotice, Button, ShareTaken, Which
from bot.people import Chat, Platform
from bot.requests import Surroundings

LARGEST_POSTER = 10_000_000
"""Bytes of a picture that Telegram takes."""
OTHER = {Which.MINE: Which.WITH_ME, Which.WITH_ME: Which.MINE}
WITH_ME = frozenset({"with", "with_me", "me", "mit", "mir", "conmigo"})
"""Words behind the command that ask for clips of others."""


@on_command("clips")
async def clips(asked: Asked) -> None:
    """Those they made; those with them, where they say so."""
    with_me = WITH_ME & set(asked.arguments.casefold().split())
    which = Which.WITH_ME if with_me else Which.MINE
    await respond(asked, lambda visit: draw_page(visit, which, 0))


async def draw_page(visit: Visit, which: Which, page: int) -> Drawn:
    """One clip: its line, its poster where it can be seen, and what can be done with it."""
    person, tag = visit.speaker.person, visit.language
    found = await sheet(visit.app, person, which, page, size=1, room=LARGEST_POSTER, tag=tag)
    drawn = written(found.words, tag, _under(found, which, tag))
    poster = next(iter(found.posters.values()), None)
    if poster is None or length(drawn.plain) > CAPTION_LENGTH:
        return drawn
    return replace(drawn, photo=poster)


def _under(found: Sheet, which: Which, tag: str) -> InlineKeyboardMarkup:
    labels = [label for row in found.rows for label in row]
    rows = [] if not labels else [*(keyboard_of(labels) or keyboard([])).inline_keyboard]
    for card in found.shown.cards:
        if card.mine and card.watchable:
            word = text.phrase("telegram.clips.pass_on", tag)
            rows.append((InlineKeyboardButton(word, switch_inline_query=card.clip.id),))
    rows.append(tuple(turning(CLIPS[which], found.shown.page, found.shown.pages, tag)))
    other = OTHER[which]
    words = text.phrase(f"clips.{other.value}", tag)
    there = InlineKeyboardButton(words, callback_data=callback_data(PAGE, f"{CLIPS[other].value}:0"))
    return InlineKeyboardMarkup([row for row in (*rows, (there,)) if row])


@on_press(Action.WATCH_CLIP)
async def watch(asked: Asked, button: Button) -> None:
    """Show a clip to who may see it, and to nobody else."""

    async def film(visit: Visit) -> Drawn:
        person, limit = visit.speaker.person, upload_limit(visit.bot.settings.telegram)
        found = await film_in(visit.app, person, button.id, limit, Platform.TELEGRAM)
        drawn = draw(await visit.app.clip(person, button.id), visit.language)
        return beside(drawn, found, visit.language)

    await respond(asked, film, start=f"clip-{button.id}")


@on_press(Action.SHARE_CLIP)
async def share(asked: Asked, button: Button) -> None:
    """Post a clip where this is pressed or, pressed where nobody else reads, where it was asked for."""

    async def shared(visit: Visit) -> ShareTaken:
        person, chat = visit.speaker.person, asked.chat
        if not membership.in_group(chat):
            chat = await visit.app.clip_home(person, button.id)
        return await visit.app.share(person, button.id, chat, await _around(visit, chat))

    await respond(asked, shared)


async def _around(visit: Visit, chat: Chat) -> Surroundings:
    """How somebody stands in a group, as Telegram says at this moment.

    Raises:
        NowhereToShare: nobody else reads there, or they do not write in it any more.
    """
    asked = visit.asked
    if not membership.in_group(chat):
        raise NowhereToShare
    try:
        found = await membership.member(asked.bot, chat, asked.user.id)
    except TelegramError as error:
        raise NowhereToShare from error
    if found is None:
        await visit.app.left(account_of(asked.user), chat)
    if found is None or not membership.may_write(found):
        raise NowhereToShare
    return await membership.surroundings(asked.bot, chat, asked.user.id)


@on_command("cancel")
async def cancel(asked: Asked) -> None:
    """Ask no longer what was asked, if anything was; else stop a clip, the newest where none is named."""

    async def stop(visit: Visit) -> Drawn | AnyNotice:
        if visit.left is not None and not asked.arguments:
            return written(text.phrase("telegram.forgotten", visit.language), visit.language)
        return await conversation.act(visit.app, visit.speaker, intents.Cancel(asked.arguments))

    await respond(asked, stop)


async def _mine(visit: Visit, page: int) -> Drawn:
    return await draw_page(visit, Which.MINE, page)


async def _with_me(visit: Visit, page: int) -> Drawn:
    return await draw_page(visit, Which.WITH_ME, page)


paged(Book.MINE, _mine)
paged(Book.WITH_ME, _with_me)
