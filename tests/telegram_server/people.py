"""People at their Telegram clients: what they can do there, and only that.

A button must be on a message that they see, a result must have been offered, an invoice must be there to pay.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram_server import doing, paying
from telegram_server.limits import INLINE_QUERY, REACTIONS, START_PAYLOAD
from telegram_server.media import StoredFile
from telegram_server.media import film as as_film
from telegram_server.media import video_note as as_video_note
from telegram_server.queries import InlineQuery, Press, new_number
from telegram_server.sales import Charge, Checkout
from telegram_server.server import TelegramServer
from telegram_server.words import read_typed
from telegram_server.world import GENERAL, Chat, Message, Topic, User

PATIENCE_S = 30.0
Where = Chat | Topic
_LINK = re.compile(r"https?://t\.me/(\w+)\?start=([^&#]*)")


@dataclass(eq=False, repr=False)
class Person:
    """Somebody at their client; `here` is the group that they are usually in, if any."""

    server: TelegramServer
    user: User
    group: Chat | None = None
    _answered: dict[tuple[str, str], InlineQuery] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<{self.user.name}>"

    @property
    def here(self) -> Chat:
        """The group that they moved into."""
        assert self.group is not None, f"{self.user.name} is in no group"
        return self.group

    @property
    def id(self) -> int:
        """Their number."""
        return self.user.id

    @property
    def mention(self) -> str:
        """How others name them when they type."""
        return self.user.mention

    @property
    def alone(self) -> Chat:
        """Their chat with the bot."""
        return self.server.private(self.user)

    # --- writing

    async def tells(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write to the bot alone."""
        return await self.says(self.alone, text, reply_to=reply_to)

    async def says(
        self, where: Where, text: str, *, reply_to: Message | None = None, anonymous: bool = False
    ) -> Message:
        """Write a message somewhere. Commands, @names and `Person.mention` are marked as a client does.

        anonymous: in the group's name, as its administrators can.
        """
        said, entities = read_typed(text, self.server.users)
        message = self._message(where, reply_to)
        message.anonymous = anonymous
        message.text, message.entities = said, entities
        return await self._post(message)

    async def answers(self, message: Message, text: str) -> Message:
        """Write an answer to a message, where that is."""
        return await self.says(message.chat, text, reply_to=message)

    async def starts(self, payload: str = "") -> Message:
        """Press the start button, or follow a deep link `?start=<payload>`; unblocks the bot."""
        assert START_PAYLOAD.fullmatch(payload), f"no start payload: {payload!r}"
        await self.unblocks_the_bot()
        return await self.tells(f"/start {payload}".strip())

    async def follows(self, message: Message, label: str) -> Message:
        """Press a button that is a deep link to the bot."""
        url = str(doing.button(message, label)["url"])
        found = _LINK.fullmatch(url)
        assert found, f"{label!r} leads to {url!r}, not to the bot"
        assert found[1].lower() == str(self.server.bot.username).lower(), f"{url!r} is somebody else's"
        return await self.starts(found[2])

    async def records(
        self, data: bytes, where: Where | None = None, *, side: int = 384, duration: int = 10
    ) -> Message:
        """Record a video note, for the bot alone or somewhere else. side: px. duration: s."""
        return await self.sends(as_video_note(data, side=side, duration=duration), where)

    async def films(
        self, data: bytes, where: Where | None = None, *, caption: str = "", duration: int = 10
    ) -> Message:
        """Send a video."""
        return await self.sends(as_film(data, duration=duration), where, caption=caption)

    async def sends(
        self,
        file: StoredFile,
        where: Where | None = None,
        *,
        caption: str = "",
        reply_to: Message | None = None,
        album: str | None = None,
        date: int = 0,
    ) -> Message:
        """Send a file. album: the same for all sent together. date: s since 1970, instead of now."""
        message = self._message(where or self.alone, reply_to)
        message.text, message.entities = read_typed(caption, self.server.users)
        message.media, message.album, message.date = file, album, date
        return await self._post(message)

    async def sends_album(
        self, *files: StoredFile, where: Where | None = None, caption: str = ""
    ) -> list[Message]:
        """Send several files at once; the first carries the words."""
        name = new_number()
        captions = [caption, *[""] * len(files)]
        pairs = zip(files, captions, strict=False)
        return [await self.sends(one, where, caption=said, album=name) for one, said in pairs]

    async def forwards(self, message: Message, where: Where | None = None) -> Message:
        """Forward a message to the bot, or elsewhere."""
        made = self._message(where or self.alone, None)
        made.text, made.entities, made.media = message.text, message.entities, message.media
        made.forwarded = doing.origin(message)
        return await self._post(made)

    async def shares_contact(self, other: User, *, reply_to: Message | None = None) -> Message:
        """Send somebody's contact to the bot."""
        made = self._message(self.alone, reply_to)
        contact = {"phone_number": "+10000000000", "first_name": other.first_name, "user_id": other.id}
        made.service = {"contact": contact}
        return await self._post(made)

    async def shares_users(self, request: int, *others: User) -> Message:
        """Choose people where the bot asked for some by a button below the field for words."""
        made = self._message(self.alone, None)
        told = [{"user_id": one.id, "first_name": one.first_name} for one in others]
        made.service = {"users_shared": {"request_id": request, "users": told}}
        return await self._post(made)

    async def edits(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        assert message.author is self.user, "that is somebody else's"
        message.text, message.entities = read_typed(text, self.server.users)
        message.edited = int(self.server.now())
        if self.server.hears(message):
            self.server.updates.add("edited_message", message.payload())
        self.server.changes.notify()
        return message

    async def deletes(self, message: Message) -> None:
        """Delete a message; the bot does not hear of it."""
        del message.chat.messages[message.id]
        self.server.inline_messages.pop(message.inline_id or "", None)
        self.server.changes.notify()

    # --- pressing, reacting, inline, paying

    async def presses(self, message: Message, named: str) -> Press:
        """Press a button, named by its label or the beginning of its data; wait for the answer."""
        pressed = await self.begins_press(message, named)
        silent = f"an answer to {self.user.name}'s {pressed.data!r}"
        await self.server.changes.until(lambda: pressed.answered_at is not None, silent, PATIENCE_S)
        return pressed

    async def begins_press(self, message: Message, named: str) -> Press:
        """Press a button without waiting for its answer."""
        return doing.press(
            self.server, self.user, message, str(doing.button(message, named)["callback_data"])
        )

    async def forges_press(self, message: Message, data: str) -> Press:
        """Send data that no button holds, as a tampered client can; wait for the answer."""
        pressed = doing.press(self.server, self.user, message, data)
        await self.server.changes.until(lambda: pressed.answered_at is not None, "an answer", PATIENCE_S)
        return pressed

    async def reacts(self, message: Message, *emoji: str) -> None:
        """React to a message; none: take the reaction back."""
        assert set(emoji) <= REACTIONS, f"nobody can react with {emoji}"
        doing.react(self.server, self.user, message, list(emoji))

    async def types_inline(self, query: str, chat_type: str = "sender", offset: str = "") -> InlineQuery:
        """Type `@bot <query>` and wait for what is offered."""
        known = self._answered.get((query, offset))
        if known is not None and known.cache_s:
            return known
        asked = await self.begins_inline(query, chat_type, offset)
        silent = f"an answer to the inline query {query!r}"
        await self.server.changes.until(lambda: asked.answered_at is not None, silent, PATIENCE_S)
        self._answered[query, offset] = asked
        return asked

    async def goes_inline(self, message: Message, label: str, chat_type: str = "private") -> InlineQuery:
        """Press a button that opens the bot's name with words behind it, and wait for what is offered."""
        pressed = doing.button(message, label)
        ways = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
        found = [pressed[one] for one in ways if one in pressed]
        assert found, f"{label!r} does not lead there: {pressed}"
        query = found[0].get("query", "") if isinstance(found[0], dict) else found[0]
        return await self.types_inline(str(query), chat_type)

    async def begins_inline(self, query: str, chat_type: str = "sender", offset: str = "") -> InlineQuery:
        """The same without waiting."""
        asked = InlineQuery(self.user, query[:INLINE_QUERY], chat_type, offset)
        doing.ask_inline(self.server, asked)
        return asked

    async def chooses(self, offered: InlineQuery, named: str, where: Where) -> Message:
        """Send one of the offers, named by its title or the beginning of its id, into any chat."""
        result = offered.result(named)
        return await doing.choose(self.server, offered, result, self._message(where, None))

    async def pays(self, what: Message | str) -> Charge:
        """Pay an invoice or what an invoice link leads to.

        Raises:
            AssertionError: the bot does not want the money; says what the client shows.
        """
        checkout = await self.checks_out(what)
        assert checkout.ok, f"the bot refused: {checkout.error!r}"
        return await paying.pay(self.server, checkout)

    async def checks_out(self, what: Message | str) -> Checkout:
        """Press pay, and wait until the bot says whether the offer still stands; pays nothing."""
        name = what if isinstance(what, str) else f"{what.chat.id}/{what.id}"
        checkout = paying.check_out(self.server, self.user, self.server.invoices[name])
        await self.server.changes.until(
            lambda: checkout.answered_at is not None, "an answer before the payment", PATIENCE_S
        )
        return checkout

    # --- the bot and the chats

    async def blocks_the_bot(self) -> None:
        """It can write to them no more."""
        doing.block(self.server, self.user, blocked=True)

    async def unblocks_the_bot(self) -> None:
        """It can again."""
        if self.user.blocked:
            doing.block(self.server, self.user, blocked=False)
        self.user.started = True

    async def leaves(self, where: Chat) -> None:
        """Go out of a group."""
        await doing.go(self.server, self.user, where)

    def menu(self, where: Chat | None = None) -> dict[str, str]:
        """The commands that their client offers there, with what is said of each."""
        return doing.menu(self.server, self.user, where or self.alone)

    # --- seeing

    async def sees(
        self,
        what: Callable[[Message], object],
        where: Where | None = None,
        about: str = "",
        patience_s: float = PATIENCE_S,
    ) -> Message:
        """Wait for a message that is there and that `what` is true of; the newest one."""
        there = where or self.alone

        def found() -> Message | None:
            return next((one for one in reversed(there.posted) if what(one)), None)

        try:
            result = await self.server.changes.until(found, about or "a message", patience_s)
        except AssertionError as error:
            raise AssertionError(f"{error} among {[one.text[:300] for one in there.posted[-5:]]}") from None
        assert result is not None
        return result

    async def hears(self, words: str, where: Where | None = None) -> Message:
        """Wait for the bot to say these words, alone with them or in `where`."""
        bot = self.server.bot
        return await self.sees(
            lambda one: bot in (one.author, one.via_bot) and words in one.text, where, repr(words)
        )

    def _message(self, where: Where, reply_to: Message | None) -> Message:
        there = where.chat if isinstance(where, Topic) else where
        thread = where.id if isinstance(where, Topic) and where.id != GENERAL else None
        if reply_to is not None and there.forum:
            thread = reply_to.thread
        assert there.standing(self.user).inside, f"{self.user.name} is not in {there.title!r}"
        return Message(there, self.user, thread=thread, reply_to=reply_to)

    async def _post(self, message: Message) -> Message:
        """To write to the bot alone is to start it."""
        if message.chat is self.server.chats.get(self.user.id):
            assert not self.user.blocked, f"{self.user.name} has blocked the bot"
            self.user.started = True
        return await self.server.publish(message)


def move_in(
    server: TelegramServer, *names: str, title: str = "friends", kind: str = "supergroup", forum: bool = False
) -> list[Person]:
    """People and a group of theirs, with the bot in it as a plain member; the first one owns it."""
    users = [User(name) for name in names]
    small = kind == "group"
    there = server.group(title, users) if small else server.supergroup(title, users, forum=forum)
    return [Person(server, one, there) for one in users]
