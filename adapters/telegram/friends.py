"""`/friends`, and asking, allowing and blocking somebody: by name, by an answer to their message, by contact.

an answer to somebody's message with /ask, /allow, /block ... is about who wrote it
/ask -> asked, and a link to send them, where they have not spoken to the bot yet
a shared contact -> "what do you tell them?" -> asked
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import telegram
from telegram import InlineKeyboardButton
from telegram.error import TelegramError

from adapters import conversation, text
from adapters.telegram import mentions
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.dialogues import ended, on_answer, private_chat, question
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.links import share_button
from adapters.telegram.people import account_of
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import UnknownPerson, UnknownRequest
from bot.notices import AccessAsked, AccessRequested, Action, AnyNotice, Button, FriendsShown
from bot.people import Account, Platform

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

ABOUT_SOMEBODY = ("ask", "allow", "deny", "revoke", "block", "unblock", "profile")
MOST_QUESTIONS = 20
"""With buttons under `/friends`; the text names all."""
ASK, SEND = "ask", "send"
LONGEST_NAME = 128
Way = Callable[[Asked], Awaitable[None]]


@on_command("friends")
async def friends(asked: Asked) -> None:
    """Everybody, and buttons for the questions that wait for an answer."""

    async def listed(visit: Visit) -> Drawn | AnyNotice:
        shown = await conversation.act(visit.app, visit.speaker, intents.Friends())
        drawn = draw(shown, visit.language)
        if not isinstance(shown, FriendsShown) or not shown.asked_of_me:
            return drawn
        return replace(drawn, keyboard=keyboard(_answers(shown, visit.language)))

    await respond(asked, listed)


def _about(word: str) -> Way:
    """What a command does that is about somebody."""

    async def done(visit: Visit) -> Drawn | AnyNotice:
        said, known = await whom(visit)
        if not said:
            return _how(word, visit.language)
        answer = await conversation.answer(visit.app, visit.speaker, f"/cameo {word} {said}".strip(), known)
        return _passed_on(visit, answer)

    return lambda asked: respond(asked, done)


for _word in ABOUT_SOMEBODY:
    on_command(_word)(_about(_word))


@on_start(ASK)
async def come_to_answer(asked: Asked, request: str) -> None:
    """Show the question of a link to who was asked; to everybody else there is none."""

    async def shown(visit: Visit) -> AnyNotice:
        waiting = (await visit.app.friends(visit.speaker.person)).asked_of_me
        for one in waiting:
            if one.request == request:
                return AccessAsked(
                    request=one.request, asker=one.handle, message=one.message, due_at=one.due_at, of=one.of
                )
        raise UnknownRequest

    await respond(asked, shown)


async def contacted(asked: Asked, contact: telegram.Contact) -> None:
    """Somebody shared a contact: offer to ask that person."""

    async def offered(visit: Visit) -> Drawn:
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))[:LONGEST_NAME]
        if contact.user_id is None:  # not on Telegram, or hidden
            raise UnknownPerson(name=name)
        account = await _account(visit.bot, contact.user_id)
        handle = (await visit.app.pointed_out(account)).handle
        words = text.phrase("telegram.friends.ask", visit.language, name=name or f"@{handle}")
        send = text.phrase("telegram.friends.send", visit.language)
        without = InlineKeyboardButton(send, callback_data=callback_data(ASK, SEND))
        return await question(visit, Dialogue(DialogueKind.ASK, handle), words, [without])

    await respond(asked, offered)


async def _account(bot: "CameoBot", number: int) -> Account:
    """As they name themselves, not as who shares the contact does: what they are called here stays theirs.

    Telegram tells nothing of who never spoke to the bot.
    """
    try:
        chat = await bot.api.get_chat(number)
    except TelegramError:
        return Account(Platform.TELEGRAM, str(number), "")
    return Account(Platform.TELEGRAM, str(number), chat.full_name or "", username=chat.username or "")


@on_answer(DialogueKind.ASK)
async def told(visit: Visit, dialogue: Dialogue, said: str) -> Drawn | AnyNotice:
    """Ask them, with these words."""
    return await _asked(visit, dialogue.about, said)


@on_data(ASK)
async def pressed(asked: Asked, _data: str) -> None:
    """Ask them without words."""

    async def send(visit: Visit) -> Drawn | AnyNotice:
        dialogue = await visit.app.dialogue(visit.speaker.person, private_chat(asked))
        if dialogue is None or dialogue.kind is not DialogueKind.ASK:
            raise UnknownRequest
        return await _asked(visit, dialogue.about, "")

    await respond(asked, send)


async def _asked(visit: Visit, handle: str, message: str) -> Drawn | AnyNotice:
    """Whom a dialogue is about was pointed out by Telegram when it began."""
    pointing = replace(visit.speaker, resolved=frozenset({handle}))
    answer = await conversation.act(visit.app, pointing, intents.Ask(handle, message))
    if isinstance(answer, AccessRequested):
        await ended(visit)
    return _passed_on(visit, answer)


async def whom(visit: Visit) -> tuple[str, Mapping[str, str]]:
    """What follows a command, with whom it is about in it, and the handles behind mentions."""
    said, message = visit.asked.arguments, visit.asked.message
    known = dict(await mentions.known(visit))
    author = _author_answered_to(message)
    if author is None or said.startswith("@") or any(said.startswith(one) for one in known):
        return said, known
    here = await mentions.shared_with(visit, author)
    handle = (await visit.app.pointed_out(account_of(author), here)).handle
    return f"@{handle} {said}".strip(), {**known, f"@{handle}": handle}


def _author_answered_to(message: telegram.Message | None) -> telegram.User | None:
    """Who wrote what a message answers. In a topic, what answers nothing answers the topic's beginning."""
    there = None if message is None else message.reply_to_message
    if there is None or there.forum_topic_created is not None or there.sender_chat is not None:
        return None
    return None if there.from_user is None or there.from_user.is_bot else there.from_user


def _how(word: str, tag: str) -> Drawn:
    """How to say whom a command is about."""
    how = text.phrase("telegram.friends.who", tag, command=word)
    also = text.phrase("telegram.friends.contact", tag) if word == ASK else ""
    return written(f"{how}\n{also}".strip(), tag)


def _passed_on(visit: Visit, answer: AnyNotice) -> Drawn | AnyNotice:
    """A question that was asked, with a way to send it to who has not spoken to the bot yet."""
    if not isinstance(answer, AccessRequested) or answer.request is None or answer.granted:
        return answer
    share = share_button(
        visit, f"{ASK}-{answer.request}", "telegram.friends.come", "telegram.friends.pass_on"
    )
    return replace(draw(answer, visit.language), keyboard=keyboard([share]))


def _answers(shown: FriendsShown, tag: str) -> list[InlineKeyboardButton]:
    """Yes and no to each question."""
    made: list[InlineKeyboardButton] = []
    for one in shown.asked_of_me[:MOST_QUESTIONS]:
        both = [Button(action=action, id=one.request) for action in (Action.ALLOW_ACCESS, Action.DENY_ACCESS)]
        made += [
            InlineKeyboardButton(
                f"{label.text} @{one.handle}",
                callback_data=callback_data(label.button.action.value, one.request),
            )
            for label in text.labels(both, tag)
        ]
    return made
