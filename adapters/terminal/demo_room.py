"""The chat room of the demo: the terminal as one more platform, with two accounts in one room.

It does what any chat adapter does: reads a line or a button with `adapters.conversation`, words the notice
that answers, polls what is owed to its people and says each to whom it is addressed. Files are put where that
person can open them.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from adapters import conversation, text
from adapters.conversation import Speaker
from adapters.terminal.chat_view import ChatView
from bot.app import App
from bot.notices import Action, AnyNotice, Attach, Button, ChallengeIssued, Notice, Refusals
from bot.people import Account, Chat, Platform
from bot.requests import Delivery, FileKind

ROOM = Chat(platform=Platform.TERMINAL, chat_id="demo-room")
POLL_S = 0.2

Told = TypeVar("Told", bound=Notice)
FileFor = Callable[[str, FileKind], Path]


class StoryRefusedError(Exception):
    """The service refused what the story cannot go on without; `refusals` says why."""

    def __init__(self, notice: Notice) -> None:
        """Keep what was said."""
        self.refusals = getattr(notice, "refusals", ())
        super().__init__(" ".join(refusal.message for refusal in self.refusals) or text.say(notice).text)


@dataclass(slots=True)
class Person:
    """Somebody in the room, and what they were told, oldest first."""

    speaker: Speaker
    told: list[AnyNotice] = field(default_factory=list)

    def latest(self, kind: type[Told]) -> Told | None:
        """The last thing of that kind they were told."""
        return next((notice for notice in reversed(self.told) if isinstance(notice, kind)), None)

    def button(self, action: Action) -> Button:
        """The newest button of that kind that they were shown."""
        buttons = [button for notice in self.told for button in notice.buttons if button.action is action]
        return buttons[-1]


class Room:
    """Two accounts, one room, one service."""

    def __init__(self, app: App, view: ChatView, file_for: FileFor) -> None:
        """Talk to `app`, draw on `view`, put files where `file_for(handle, kind)` says."""
        self._app = app
        self._view = view
        self._file_for = file_for
        self._people: dict[str, Person] = {}
        self._news = asyncio.Condition()

    async def enter(self, name: str) -> Person:
        """Seat an account in the room."""
        account = Account(platform=Platform.TERMINAL, platform_id=f"demo-{name}", display_name=name)
        seen = await self._app.person_for(account, ROOM)
        person = Person(Speaker(person=seen.id, handle=seen.handle, chat=ROOM))
        self._people[seen.handle] = person
        return person

    async def says(self, who: str, line: str) -> AnyNotice:
        """Let somebody write a line, and show the answer."""
        person = self._people[who]
        self._view.says(who, line)
        notice = await conversation.answer(self._app, person.speaker, line, {})
        await self._tell(person, notice)
        return notice

    async def presses(self, who: str, action: Action, sign: str) -> AnyNotice:
        """Let somebody press a button they were shown, and show the answer.

        Raises:
            StoryRefusedError: what the button stands for is refused.
        """
        person = self._people[who]
        self._view.does(who, sign)
        notice = await conversation.press(self._app, person.speaker, person.button(action))
        await self._tell(person, notice)
        if isinstance(notice, Refusals):
            raise StoryRefusedError(notice)
        return notice

    async def sends_recording(self, who: str, footage: bytes, *, verified: bool) -> None:
        """Let somebody send a recording: in answer to their challenge, or (in the demo alone) without."""
        person = self._people[who]
        challenge = person.latest(ChallengeIssued)
        number = challenge.id if challenge is not None and verified else None
        taken = await self._app.submit_recording(
            person.speaker.person, number, footage, ROOM, unverified=not verified
        )
        await self._tell(person, taken)

    def latest(self, who: str, kind: type[Told]) -> Told | None:
        """The last thing of that kind that somebody was told."""
        return self._people[who].latest(kind)

    def person_id(self, who: str) -> str:
        """The id behind a handle."""
        return self._people[who].speaker.person

    async def until_told(self, who: str, kind: type[Told], ends: tuple[type[Notice], ...]) -> Told:
        """Wait until somebody is told this.

        Raises:
            StoryRefusedError: anybody is told one of `ends` instead.
        """
        async with self._news:
            while True:
                found = self.latest(who, kind)
                if found is not None:
                    return found
                for person in self._people.values():
                    for notice in person.told:
                        if isinstance(notice, ends):
                            raise StoryRefusedError(notice)
                await self._news.wait()

    async def deliver(self) -> None:
        """Say what is owed, until cancelled."""
        while True:
            for delivery in await self._app.due_deliveries(Platform.TERMINAL):
                await self._say(delivery)
                await self._app.mark_sent(delivery.id, delivery.id)
            await asyncio.sleep(POLL_S)

    async def _say(self, delivery: Delivery) -> None:
        person = next(each for each in self._people.values() if each.speaker.person == delivery.person)
        await self._tell(person, delivery.notice, alone=delivery.chat_id is None)

    async def _tell(self, person: Person, notice: AnyNotice, *, alone: bool = False) -> None:
        only = person.speaker.handle if alone or notice.private else None
        said = text.say(notice)
        lines = [said.text]
        if notice.attach is Attach.VIDEO:
            lines.append(str(await self._put_file(person, notice, FileKind.VIDEO)))
        if said.labels:
            lines.append("   ".join(f"[ {label.text} ]" for label in said.labels))
        self._view.answers("\n".join(lines), only=only)
        async with self._news:
            person.told.append(notice)
            self._news.notify_all()

    async def _put_file(self, person: Person, notice: AnyNotice, kind: FileKind) -> Path:
        clip: str = getattr(notice, "clip", "")
        data = await self._app.fetch(person.speaker.person, clip, kind)
        path = self._file_for(person.speaker.handle, kind)
        await asyncio.to_thread(path.write_bytes, data)
        return path
