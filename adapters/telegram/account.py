"""Receipts as a file, and commands that need a few words: they are asked for where none follow."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from telegram import InlineKeyboardButton, InputFile

from adapters import conversation, text
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.dialogues import Answer, ended, on_answer, question
from adapters.telegram.drawing import Drawn, draw
from adapters.telegram.links import share_button
from adapters.telegram.naming import shown
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.dialogues import Dialogue, DialogueKind
from bot.notices import AnyNotice, InviteMade, Refusals

RECEIPTS, FILE = "receipts", "file"
WORDS: Mapping[str, DialogueKind] = {"appeal": DialogueKind.APPEAL, "redeem": DialogueKind.REDEEM}
"""Commands of the grammar that say nothing without words behind them."""


@on_command("receipts")
async def receipts(asked: Asked) -> None:
    """The newest in words, and a button for all of them."""

    async def listed(visit: Visit) -> Drawn:
        said = draw(await conversation.act(visit.app, visit.speaker, intents.Receipts()), visit.language)
        button = InlineKeyboardButton(
            text.phrase("telegram.receipts.file", visit.language), callback_data=callback_data(RECEIPTS, FILE)
        )
        return Drawn(said.text, said.plain, keyboard([button]), said.document)

    await respond(asked, listed)


@on_data(RECEIPTS)
async def packed(asked: Asked, _data: str) -> None:
    """All that the audit trail says of who pressed."""

    async def given(visit: Visit) -> Drawn:
        lines = await visit.app.export_receipts(visit.speaker.person)
        words = text.phrase("receipts.here", visit.language)
        return Drawn(shown(words), words, document=InputFile(lines, filename="receipts.jsonl"))

    await respond(asked, given)


@on_command("invite")
async def invite(asked: Asked) -> None:
    """A code for a friend, and a way to send it to them."""

    async def made(visit: Visit) -> Drawn | AnyNotice:
        notice = await conversation.act(visit.app, visit.speaker, intents.Invite())
        if not isinstance(notice, InviteMade):
            return notice
        share = share_button(
            visit, f"redeem-{notice.code}", "telegram.invite.come", "telegram.invite.pass_on"
        )
        return replace(draw(notice, visit.language), keyboard=keyboard([share]))

    await respond(asked, made)


def _asking(word: str, kind: DialogueKind) -> Callable[[Asked], Awaitable[None]]:
    """A command that asks for its words where they are missing."""
    return lambda asked: respond(asked, lambda visit: _done(visit, word, kind, asked.arguments), start=word)


def _starting(word: str, kind: DialogueKind) -> Callable[[Asked, str], Awaitable[None]]:
    """The same from a link, which may bring the words."""
    return lambda asked, rest: respond(asked, lambda visit: _done(visit, word, kind, rest))


async def _done(visit: Visit, word: str, kind: DialogueKind, said: str) -> Drawn | AnyNotice:
    if said:
        return await conversation.answer(visit.app, visit.speaker, f"/cameo {word} {said}", {})
    return await question(visit, Dialogue(kind), text.phrase(f"telegram.ask.{word}", visit.language))


def _taking(word: str) -> Answer:
    """What answers the words that were asked for; what is refused can be written anew."""

    async def answered(visit: Visit, _dialogue: Dialogue, said: str) -> AnyNotice:
        answer = await conversation.answer(visit.app, visit.speaker, f"/cameo {word} {said}", {})
        if not isinstance(answer, Refusals):
            await ended(visit)
        return answer

    return answered


for _word, _kind in WORDS.items():
    on_command(_word)(_asking(_word, _kind))
    on_start(_word)(_starting(_word, _kind))
    on_answer(_kind)(_taking(_word))
