"""`/settings` in a group: what those who run it decide there, by buttons in their private chat.

/settings in a group -> [in the private chat] what holds there -> a button for each rule -> its values -> ...
Nobody else reads it, and a button names the group, so that a panel works after a restart. That whoever
presses administers the group is asked of Telegram with every press.
"""

import re
from dataclasses import replace

from telegram import InputFile
from telegram.error import TelegramError

from adapters import conversation, text
from adapters.telegram.buttons import keyboard, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.group_rules import DECIDED, PAGES, RULES, Panel, named
from adapters.telegram.membership import surroundings
from adapters.telegram.places import Room, chat_in
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.errors import UnknownRequest
from bot.notices import AnyNotice
from bot.people import Chat

START = "settings"
DAYS = 30
"""How far back the export goes."""
DATA = re.compile(
    r"(?P<page>[a-z]{0,8}):(?P<value>[a-z_.\d]{0,20}):(?P<group>-\d{1,20})(?:/(?P<topic>\d{1,20}))?", re.ASCII
)
"""What the data of a button says after its first word."""
LINK = re.compile(r"(?P<group>-\d{1,20})(?:_(?P<topic>\d{1,20}))?", re.ASCII)
"""What a link to a group's settings says after its first word."""


@on_command("settings")
async def settings(asked: Asked) -> None:
    """In a group what holds there; alone what somebody set for themselves."""

    async def mine(visit: Visit) -> AnyNotice:
        return await conversation.answer(visit.app, visit.speaker, "/cameo settings", {})

    if asked.alone:
        await respond(asked, mine)
    else:
        start = f"{START}-{asked.chat.chat_id.replace('/', '_')}"
        await respond(asked, lambda visit: _opened(visit, asked.chat), start=start)


@on_start(START)
async def come_to_decide(asked: Asked, rest: str) -> None:
    """The same from a link, where the private chat was not open."""
    found = LINK.fullmatch(rest)

    async def opened(visit: Visit) -> Drawn:
        if found is None:
            raise UnknownRequest
        return await _opened(visit, _chat(found))

    await respond(asked, opened)


@on_data(RULES)
async def pressed(asked: Asked, data: str) -> None:
    """Turn to a rule, or decide one."""
    found = DATA.fullmatch(data)

    async def turned(visit: Visit) -> Drawn:
        page = "" if found is None else found["page"]
        if found is None or page not in {"", *PAGES, *DECIDED}:
            raise UnknownRequest
        panel = await _panel(visit, _chat(found))
        if panel is None:
            return _not_yours(visit)
        if found["value"]:
            await DECIDED[page](panel, await panel.now(), found["value"])
        return await (_page(panel, page) if page in PAGES else _front(panel))

    async def exported(visit: Visit) -> Drawn:
        panel = None if found is None else await _panel(visit, _chat(found))
        return _not_yours(visit) if panel is None else await _export(panel)

    await (respond(asked, exported) if data.startswith("export:") else refresh(asked, turned))


async def _opened(visit: Visit, chat: Chat) -> Drawn:
    panel = await _panel(visit, chat)
    return _not_yours(visit) if panel is None else await _front(panel)


async def _panel(visit: Visit, chat: Chat) -> Panel | None:
    """None where they do not administer the group, or the bot is not in it any more."""
    around = await surroundings(visit.bot, chat, visit.asked.user.id)
    return Panel(visit, chat, around) if around.manages else None


def _not_yours(visit: Visit) -> Drawn:
    return written(text.phrase("telegram.group.not_yours", visit.language), visit.language)


async def _front(panel: Panel) -> Drawn:
    """All that holds, and a button for each rule."""
    now, tag = await panel.now(), panel.visit.language
    pause = panel.button(panel.say("resume" if now.paused else "pause"), "pause", "0" if now.paused else "1")
    pages = [page for page in PAGES if page != "topics" or panel.chat.server is not None or now.channels]
    rules = [panel.button(panel.say(page), page) for page in pages]
    export = panel.button(panel.say("export"), "export", str(DAYS))
    words = f"{await _title(panel)}\n{text.say(named(panel, now), tag).text}"
    return written(words, tag, keyboard([pause, *rules, export]))


async def _page(panel: Panel, page: str) -> Drawn:
    """One rule with its values."""
    now, tag = await panel.now(), panel.visit.language
    back = panel.button(text.phrase("telegram.back", tag), "")
    rows = keyboard([*PAGES[page](panel, now), back])
    return written(f"{await _title(panel)}\n{panel.say(f'{page}.choose')}", tag, rows)


async def _title(panel: Panel) -> str:
    try:
        found = await panel.visit.bot.api.get_chat(Room.parse(panel.chat.chat_id).chat)
    except TelegramError:
        return ""
    return panel.say("title", title=found.title or "")


async def _export(panel: Panel) -> Drawn:
    """The log of what was made and decided there, as a file."""
    visit = panel.visit
    found = await visit.app.export_place(visit.speaker.person, panel.group, panel.around, DAYS)
    file = InputFile(found.data, filename=f"cameo{panel.chat.place}.jsonl")
    return replace(draw(found.notice, visit.language), document=file)


def _chat(found: re.Match[str]) -> Chat:
    return chat_in(int(found["group"]), int(found["topic"]) if found["topic"] else None)
