"""Requests for clips, shown to who asks alone before anything is spent, and the buttons under them.

In a group nobody else is to read what a request would come to, so the one message about it tells nothing;
its buttons answer who asked, over the button or in the private chat. That message, or in a private chat the
one with the price, goes on to tell how the render stands.
"""

import html
from dataclasses import replace

from telegram.error import TelegramError

from adapters import conversation, proposing, text
from adapters.phrasing import lines
from adapters.presence import look_around
from adapters.telegram import membership, mentions
from adapters.telegram.buttons import on_press
from adapters.telegram.commands import on_start
from adapters.telegram.dialogues import asked_from, ended, on_answer, private_chat, question, where
from adapters.telegram.drawing import Drawn, draw, length, written
from adapters.telegram.naming import shown as marked
from adapters.telegram.places import MessagePlace
from adapters.telegram.sending import edit as edit_message
from adapters.telegram.visits import (
    ALERT_LENGTH,
    Asked,
    Visit,
    over_button,
    refresh,
    respond,
    take_down,
)
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import Refused
from bot.notices import Action, AnyNotice, Button, Preflight, ProposalDropped, Proposed, Refusals
from bot.requests import Surroundings

LOOK, EDIT = "look", "edit"
"""What links to the private chat begin with."""
LONGEST_PROMPT = 3000
"""Characters of a prompt that are shown to be changed; more than any is allowed to have."""


def shown(visit: Visit, notice: AnyNotice) -> Drawn | AnyNotice:
    """A request, drawn; where it was asked for in private its message goes on to tell of its render."""
    if not isinstance(notice, Proposed):
        return notice
    drawn = _drawn(visit, notice)
    if notice.room != private_chat(visit.asked).chat_id:
        return drawn
    name, app = notice.id, visit.app

    async def stands(place: MessagePlace) -> None:
        await app.proposal_posted(name, place.name)

    return replace(drawn, sent=stands)


@on_press(Action.LOOK_FIRST)
async def look(asked: Asked, button: Button) -> None:
    """What it would come to: over the button where that is all, else in the private chat."""
    if asked.alone:
        await refresh(asked, lambda visit: _looked(visit, button.id))
        return

    async def told(visit: Visit) -> Drawn:
        return _over_button(visit, await _look(visit, button.id))

    await over_button(asked, told)


@on_start(LOOK)
async def come_to_look(asked: Asked, proposal: str) -> None:
    """What a request would come to, to who followed the way from a group."""
    await respond(asked, lambda visit: _looked(visit, proposal))


@on_press(Action.START_CLIP)
async def start(asked: Asked, button: Button) -> None:
    """Make it; its message tells from then on how it stands."""

    async def started(visit: Visit) -> Drawn:
        around = await _look_around(visit, button.id)
        made = await visit.app.start(visit.speaker.person, button.id, around)
        told = written(text.phrase("telegram.make.started", visit.language), visit.language)
        await _leave(visit, made.id, told)
        return told

    await over_button(asked, started, f"{LOOK}-{button.id}")


async def _leave(visit: Visit, clip: str, told: Drawn) -> None:
    """In private, what was asked for in a group is told of there from now on."""
    asked = visit.asked
    if not asked.alone:
        return
    home = await visit.app.clip_home(visit.speaker.person, clip)
    if home.chat_id == asked.chat.chat_id:
        return
    try:
        await edit_message(asked.bot, asked.place, told)
    except TelegramError:  # it is gone, or too old: its buttons show what came of it
        return


@on_press(Action.DROP_PROPOSAL)
async def drop(asked: Asked, button: Button) -> None:
    """Forget it, and take down the message that others can read."""

    async def dropped(visit: Visit) -> AnyNotice:
        notice = await conversation.press(visit.app, visit.speaker, button)
        if isinstance(notice, ProposalDropped) and notice.message is not None:
            place = MessagePlace.parse(notice.message)
            if place != asked.place or not asked.alone:
                await take_down(asked.bot, place)
        return notice

    await (refresh if asked.alone else over_button)(asked, dropped)


@on_press(Action.MAKE_AGAIN)
async def again(asked: Asked, button: Button) -> None:
    """The same clip, proposed once more where they are; to them alone where Telegram does not say where."""
    chat = private_chat(asked) if asked.place.inline else asked.chat

    async def proposed_again(visit: Visit) -> Drawn | AnyNotice:
        around = await membership.surroundings(asked.bot, chat, asked.user.id)
        return shown(visit, await visit.app.again(visit.speaker.person, button.id, chat, around))

    await respond(asked, proposed_again)


@on_press(Action.EDIT_PROMPT)
async def edit(asked: Asked, button: Button) -> None:
    """Ask for other words, with those that there are."""
    await respond(asked, lambda visit: _ask(visit, button.id), start=f"{EDIT}-{button.id}")


@on_start(EDIT)
async def come_to_edit(asked: Asked, about: str) -> None:
    """The same, for who followed the way from a group."""
    await respond(asked, lambda visit: _ask(visit, about))


@on_answer(DialogueKind.EDIT_PROMPT)
async def changed(visit: Visit, dialogue: Dialogue, said: str) -> Drawn | AnyNotice:
    """Put these words in the place of the ones there are; what cannot be read can be written again."""
    chat = where(visit.asked, dialogue)
    around = await membership.surroundings(visit.bot, chat, visit.asked.user.id)
    there = replace(visit, speaker=replace(visit.speaker, chat=chat, around=around))
    known = await mentions.known(there)
    try:
        notice = await proposing.reworded(visit.app, there.speaker, dialogue.about, said, known)
    except Refused:  # it is gone meanwhile: no other words would help
        await ended(visit)
        raise
    if isinstance(notice, Proposed):
        await ended(visit)
    return shown(visit, notice)


async def _ask(visit: Visit, about: str) -> Drawn | AnyNotice:
    found = await visit.app.prompt_of(visit.speaker.person, about)
    dialogue = Dialogue(DialogueKind.EDIT_PROMPT, found.id, asked_from(visit.asked))
    head, how = (text.phrase(key, visit.language) for key in ("telegram.edit", "edit.prompt.hint"))
    prompt = found.prompt[:LONGEST_PROMPT]
    asking = await question(visit, dialogue, lines(head, prompt, how))
    set_off = f"<code>{html.escape(prompt, quote=False)}</code>"
    return replace(asking, text=lines(marked(head), set_off, marked(how)), start=f"{EDIT}-{about}")


def _drawn(visit: Visit, notice: Proposed) -> Drawn:
    return replace(draw(notice, visit.language), start=f"{LOOK}-{notice.id}")


async def _looked(visit: Visit, proposal: str) -> Drawn | AnyNotice:
    return shown(visit, await _look(visit, proposal))


async def _look(visit: Visit, proposal: str) -> Proposed:
    around = await _look_around(visit, proposal)
    return await visit.app.look(visit.speaker.person, proposal, around)


async def _look_around(visit: Visit, proposal: str) -> Surroundings | None:
    """See who of those in it is still in the group; what Telegram says of the group now, None in private."""
    asked = visit.asked
    if not membership.in_group(asked.chat):
        return None
    await look_around(
        visit.app,
        visit.speaker.person,
        proposal,
        asked.chat,
        lambda account: membership.presence(asked.bot, asked.chat, account),
    )
    return await membership.surroundings(asked.bot, asked.chat, asked.user.id)


def _over_button(visit: Visit, notice: Proposed) -> Drawn:
    """As much as somebody has to know, where that fits over a button; else all of it.

    Starting it has a button of its own in the group.
    """
    plain = _briefly(notice.preflight, visit.language)
    return Drawn(plain, plain) if length(plain) <= ALERT_LENGTH else _drawn(visit, notice)


def _briefly(preflight: Preflight, tag: str) -> str:
    """The price and who has to agree, or what speaks against it."""
    if not preflight.ok:
        return text.say(Refusals(refusals=preflight.refusals), tag).text
    price, seconds = preflight.price, f"{preflight.seconds:g}"
    cost = text.phrase(
        "telegram.look.price", tag, price=price, seconds=seconds, available=preflight.available
    )
    asked = " ".join(f"@{handle}" for handle in preflight.approvers)
    return lines(cost, text.phrase("telegram.look.asked", tag, people=asked) if asked else "")
