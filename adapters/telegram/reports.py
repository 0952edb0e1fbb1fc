"""`/report`: a clip by an answer to its message or by its number, a person by name or by an answer to them.

/report to a clip -> what is wrong? -> taken
/report @friend -> what is wrong? -> in your words, or without -> taken
"""

from collections.abc import Mapping
from dataclasses import replace

from telegram import InlineKeyboardButton

from adapters import conversation, text
from adapters.reading import pointing
from adapters.telegram.buttons import callback_data, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.dialogues import asking, ended, on_answer, private_chat, question
from adapters.telegram.direct import answers
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.friends import whom
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.commands import CommandError, intents, parse
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import UnknownClip, UnknownRequest
from bot.notices import AnyNotice, ReportTaken
from bot.people import Platform
from bot.reports import ReportKind

REPORT, SEND = "report", "send"
KIND, POINTED_OUT = "kind", "pointed_out"


@on_command("report", "flag")
async def report(asked: Asked) -> None:
    """What is wrong, of what the message answers or names."""

    async def offered(visit: Visit) -> Drawn | AnyNotice:
        message = asked.message
        place = None if message is None or asked.arguments else answers(message)
        if place is not None:
            try:
                return await visit.app.offer_report_at(visit.speaker.person, Platform.TELEGRAM, place)
            except UnknownClip:  # it is about who wrote that message
                pass
        said, known = await whom(visit)
        if not said:
            return written(text.phrase("telegram.report.how", visit.language), visit.language)
        line = f"/cameo report {said}"
        somebody = _somebody(line, known)
        if somebody is None:
            return await conversation.answer(visit.app, visit.speaker, line, known)
        return await _kinds(visit, somebody, pointed_out=somebody in known.values())

    await respond(asked, offered)


@on_start(REPORT)
async def come_to_report(asked: Asked, _rest: str) -> None:
    """Go on with what was begun in a group, where the private chat was not open."""

    async def again(visit: Visit) -> Drawn | AnyNotice:
        begun = visit.left
        if begun is None or begun.kind is not DialogueKind.REPORT:
            return written(text.phrase("telegram.report.how", visit.language), visit.language)
        return await _kinds(visit, begun.about, pointed_out=POINTED_OUT in begun.answers)

    await respond(asked, again)


@on_data(REPORT)
async def pressed(asked: Asked, data: str) -> None:
    """What is wrong with who the dialogue is about; or that there is nothing to add."""

    async def said(visit: Visit) -> Drawn | AnyNotice:
        person, chat = visit.speaker.person, private_chat(asked)
        dialogue = await visit.app.dialogue(person, chat)
        if dialogue is None or dialogue.kind is not DialogueKind.REPORT:
            raise UnknownRequest
        if data == SEND:
            return await _sent(visit, dialogue, "")
        if data not in {kind.value for kind in ReportKind}:
            raise UnknownRequest
        await visit.app.continue_dialogue(person, chat, dialogue, {**dialogue.answers, KIND: data})
        send = _button(text.phrase("telegram.report.send", visit.language), SEND)
        return asking(visit.language, text.phrase("telegram.report.words", visit.language), [send])

    await refresh(asked, said)


@on_answer(DialogueKind.REPORT)
async def told(visit: Visit, dialogue: Dialogue, said: str) -> Drawn | AnyNotice:
    """In their words."""
    return await _sent(visit, dialogue, said)


async def _sent(visit: Visit, dialogue: Dialogue, words: str) -> Drawn | AnyNotice:
    kind = dialogue.answers.get(KIND)
    if kind is None:
        return asking(
            visit.language, text.phrase("telegram.report.what", visit.language), _buttons(visit.language)
        )
    speaker = visit.speaker
    if POINTED_OUT in dialogue.answers:
        speaker = pointing(speaker, [dialogue.about])
    intent = intents.Report("", dialogue.about, ReportKind(kind), words)
    answer = await conversation.act(visit.app, speaker, intent)
    if isinstance(answer, ReportTaken):
        await ended(visit)
    return answer


async def _kinds(visit: Visit, handle: str, *, pointed_out: bool) -> Drawn:
    given = {POINTED_OUT: "yes"} if pointed_out else {}
    words = text.phrase("telegram.report.what", visit.language)
    drawn = await question(
        visit, Dialogue(DialogueKind.REPORT, handle, given), words, _buttons(visit.language)
    )
    return replace(drawn, start=REPORT)


def _somebody(line: str, known: Mapping[str, str]) -> str | None:
    """Whom a line reports without saying why; None where it says more, or something else."""
    try:
        found = parse(f"{line} {ReportKind.OTHER.value}", known)
    except CommandError:
        return None
    bare = isinstance(found, intents.Report) and bool(found.who) and not found.text
    return found.who if bare and isinstance(found, intents.Report) else None


def _buttons(tag: str) -> list[InlineKeyboardButton]:
    return [_button(text.phrase(f"report.kind.{kind.value}", tag), kind.value) for kind in ReportKind]


def _button(words: str, which: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words, callback_data=callback_data(REPORT, which))
