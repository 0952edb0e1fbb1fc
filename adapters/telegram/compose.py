"""`/compose`: a prompt in its five parts, asked for one after another in the private chat.

who -> what happens -> camera -> where -> style -> what it would come to
Where somebody is stands in the store with what they wrote so far, and the buttons under a question name the
turn that it was asked in: under an old question they do nothing.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from telegram import InlineKeyboardButton

from adapters import proposing, text
from adapters.phrasing import lines
from adapters.reading import named
from adapters.telegram import membership, mentions
from adapters.telegram.buttons import callback_data, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.dialogues import asked_from, asking, ended, on_answer, private_chat, question, where
from adapters.telegram.drawing import NOTHING, Drawn
from adapters.telegram.proposals import shown
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.commands.forms import MakeForm
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import UnknownRequest
from bot.notices import AnyNotice, Proposed
from bot.prompts import FiveWritten, by_handle, composed

COMPOSE = "compose"
NEEDED, MORE = ("subject", "action"), ("camera", "environment", "style")
PARTS = (*NEEDED, *MORE)
_STEP, _POINTED_OUT = "step", "pointed_out"
"""Names of answers: the part that is asked for, and the handles behind mentions."""
_DATA = re.compile(r"(?P<way>skip|back|done):(?P<turn>\d{1,6})", re.ASCII)
Answers: TypeAlias = Mapping[str, str]


@on_command("compose")
async def compose(asked: Asked) -> None:
    """Ask for the first part."""

    async def begin(visit: Visit) -> Drawn:
        dialogue = Dialogue(DialogueKind.COMPOSE, answers={**asked_from(asked), _STEP: PARTS[0]})
        tag = visit.language
        drawn = await question(visit, dialogue, _words(dialogue, tag), _buttons(dialogue, tag))
        return replace(drawn, start=COMPOSE)

    await respond(asked, begin)


@on_answer(DialogueKind.COMPOSE)
async def written(visit: Visit, dialogue: Dialogue, said: str) -> Drawn | AnyNotice:
    """Keep a part, and ask for the next; after the last one, show what it would come to."""
    step = _step(dialogue)
    known = await mentions.known(visit)
    part, resolved = by_handle(said, known)
    pointed_out = " ".join(sorted({*dialogue.answers.get(_POINTED_OUT, "").split(), *resolved.values()}))
    return await _on(visit, dialogue, {**dialogue.answers, step: part, _POINTED_OUT: pointed_out})


@on_data(COMPOSE)
async def pressed(asked: Asked, data: str) -> None:
    """Leave a part out, go back to the one before, or be done with what there is."""
    found = _DATA.fullmatch(data)

    async def turned(visit: Visit) -> Drawn | AnyNotice:
        dialogue = await visit.app.dialogue(visit.speaker.person, private_chat(asked))
        if found is None or dialogue is None or dialogue.kind is not DialogueKind.COMPOSE:
            raise UnknownRequest
        if dialogue.turn != int(found["turn"]):
            raise UnknownRequest
        return await _WAYS[found["way"]](visit, dialogue)

    await refresh(asked, turned)


@on_start(COMPOSE)
async def come_to_compose(asked: Asked, _rest: str) -> None:
    """The same, for who followed the way from a group."""
    await compose(asked)


async def _on(visit: Visit, dialogue: Dialogue, answers: Answers) -> Drawn | AnyNotice:
    """Ask for the part behind the one that was asked for, if there is one."""
    place = PARTS.index(_step(dialogue)) + 1
    if place == len(PARTS):
        return await _done(visit, replace(dialogue, answers=answers))
    return await _to(visit, dialogue, {**answers, _STEP: PARTS[place]})


async def _back(visit: Visit, dialogue: Dialogue) -> Drawn | AnyNotice:
    """Ask anew for the part before; what it said is forgotten."""
    before = PARTS[max(PARTS.index(_step(dialogue)) - 1, 0)]
    kept = {name: said for name, said in dialogue.answers.items() if name != before}
    return await _to(visit, dialogue, {**kept, _STEP: before})


async def _skip(visit: Visit, dialogue: Dialogue) -> Drawn | AnyNotice:
    """Leave a part out that a prompt can do without."""
    if _step(dialogue) in NEEDED:
        raise UnknownRequest
    return await _on(visit, dialogue, dialogue.answers)


async def _to(visit: Visit, dialogue: Dialogue, answers: Answers) -> Drawn:
    chat = private_chat(visit.asked)
    now = await visit.app.continue_dialogue(visit.speaker.person, chat, dialogue, answers)
    if now is None:  # two messages at once: the other one was the answer
        return NOTHING
    return asking(visit.language, _words(now, visit.language), _buttons(now, visit.language))


async def _done(visit: Visit, dialogue: Dialogue) -> Drawn | AnyNotice:
    """What comes of it; a prompt that cannot be read can still be changed."""
    said = dialogue.answers
    if not all(said.get(part) for part in NEEDED):
        raise UnknownRequest
    prompt = composed(FiveWritten(**{part: said.get(part, "") for part in PARTS}))
    chat = where(visit.asked, dialogue)
    around = await membership.surroundings(visit.bot, chat, visit.asked.user.id)
    speaker = replace(visit.speaker, chat=chat, around=around)
    pointed_out = {f"@{handle}": handle for handle in said.get(_POINTED_OUT, "").split()}
    known = await named(visit.app, speaker, prompt, pointed_out)
    notice = await proposing.proposed(visit.app, speaker, MakeForm(prompt=prompt), known)
    if isinstance(notice, Proposed):
        await ended(visit)
    return shown(visit, notice)


def _step(dialogue: Dialogue) -> str:
    step = dialogue.answers.get(_STEP, "")
    return step if step in PARTS else PARTS[0]


def _words(dialogue: Dialogue, tag: str) -> str:
    step = _step(dialogue)
    part = text.phrase(f"compose.{step}", tag)
    number = PARTS.index(step) + 1
    return lines(
        text.phrase("telegram.compose.step", tag, step=number, steps=len(PARTS), part=part),
        text.phrase("telegram.compose.hint", tag, hint=text.phrase(f"compose.{step}.hint", tag)),
    )


def _buttons(dialogue: Dialogue, tag: str) -> Sequence[InlineKeyboardButton]:
    step = _step(dialogue)
    optional = step in MORE
    offered = {"back": step != PARTS[0], "skip": optional and step != PARTS[-1], "done": optional}
    return [
        InlineKeyboardButton(
            text.phrase(f"telegram.compose.{way}", tag),
            callback_data=callback_data(COMPOSE, f"{way}:{dialogue.turn}"),
        )
        for way, here in offered.items()
        if here
    ]


_WAYS: Mapping[str, Callable[[Visit, Dialogue], Awaitable[Drawn | AnyNotice]]] = {
    "back": _back,
    "skip": _skip,
    "done": _done,
}
