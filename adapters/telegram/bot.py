"""The client: what it listens to, what it answers with, and what it does on its own."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from functools import partial
from types import TracebackType
from typing import Any, Self

import telegram
from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode, UpdateType
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from adapters.analyses import Analyses
from adapters.answering import settled
from adapters.posting import Poster
from adapters.serving import end
from adapters.statuses import Statuses
from adapters.telegram import buttons, commands, direct, groups, listening, mentions, presenting
from adapters.telegram.areas import AREAS
from adapters.telegram.inline import Inline
from adapters.telegram.pauses import Pauses
from adapters.telegram.people import chat_of, passed_on
from adapters.telegram.places import MessagePlace, inline_chat
from adapters.telegram.posting import TelegramPost
from adapters.telegram.purchases import Purchases
from adapters.telegram.reactions import on_reaction
from adapters.telegram.silence import keep_words_out_of_logs
from adapters.telegram.statuses import TelegramBoard
from adapters.telegram.visits import Asked, respond
from adapters.telegram.webhook import open_webhook
from bot.app import App
from bot.people import Platform
from bot.settings import BotSettings

Loop = Callable[[], Coroutine[Any, Any, None]]
Context = ContextTypes.DEFAULT_TYPE

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.CHOSEN_INLINE_RESULT,
    UpdateType.MESSAGE_REACTION,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHAT_MEMBER,
    UpdateType.PRE_CHECKOUT_QUERY,
)
"""All that Telegram is asked for. Edited messages are not: what was said is what counts."""
SAID = (
    filters.TEXT
    | filters.CAPTION
    | filters.CONTACT
    | filters.PHOTO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.ANIMATION
    | filters.Document.ALL
)
"""Messages that say something; that somebody joined or paid is no such thing."""
AT_ONCE = 64
"""Updates that are handled at once; more wait their turn."""
CONNECTIONS = 32
_log = logging.getLogger(__name__)


class CameoBot:
    """Talks to `app`. background: whether it delivers and edits by itself; tests do that step by step.

    now: a clock in seconds that only goes forward, by which Telegram's pauses are kept.
    """

    def __init__(
        self,
        app: App,
        settings: BotSettings,
        *,
        background: bool = True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connects to nothing yet.

        Raises:
            telegram.error.InvalidToken: there is no token.
        """
        self.app = app
        self.settings = settings
        self._background = background
        keep_words_out_of_logs()
        self.application = _application(settings, Pauses(now))
        self.api: ExtBot[Any] = self.application.bot
        self.areas = AREAS
        self.analyses = Analyses(app)
        self.inline = Inline(self)
        self.poster = Poster(app, TelegramPost(self))
        self.statuses = Statuses(app, TelegramBoard(self))
        self.purchases = Purchases(self)
        self._loops: tuple[Loop, ...] = (
            self.poster.run,
            self.statuses.run,
            self.analyses.run,
            self.purchases.run,
            partial(presenting.run, self),
        )
        self._tasks: list[asyncio.Task[None]] = []
        self._called = AsyncExitStack()
        self.application.add_handlers(self._handlers())
        self.application.add_error_handler(self._on_error)

    @property
    def username(self) -> str:
        """As people write it, without the @."""
        return self.api.username

    def deep_link(self, start: str) -> str:
        """An address that opens the private chat with the bot, with `start` said in it."""
        return telegram.helpers.create_deep_linked_url(self.username, start)

    async def __aenter__(self) -> Self:
        await self.application.initialize()
        await self.application.start()
        if self._background:
            self._tasks = [asyncio.create_task(loop()) for loop in self._loops]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._called.aclose()
        updater = self.application.updater
        if updater is not None and updater.running:
            await updater.stop()
        await end(*self._tasks)
        await self.application.stop()
        await self.application.shutdown()

    async def listen(self) -> None:
        """Take what people say, until the end; fetched from Telegram, or called by it."""
        await self.connect()
        _log.info("connected as @%s", self.username)
        await asyncio.Event().wait()

    async def connect(self) -> None:
        """Begin to take what people say."""
        updater, settings = self.application.updater, self.settings.telegram
        if updater is None:
            raise RuntimeError("the client was built without a way to hear")
        if settings.webhook_listen is None:
            await updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=-1)
            return
        await self._called.enter_async_context(open_webhook(updater, settings, UPDATES))

    def _handlers(self) -> Sequence[BaseHandler[Update, Any, Any]]:
        """The first that an update fits takes it."""
        return (
            CallbackQueryHandler(self._on_click),
            InlineQueryHandler(self._on_typing),
            ChosenInlineResultHandler(self._on_choice),
            *self.purchases.handlers(),
            *groups.handlers(self),
            MessageHandler(filters.COMMAND, self._on_command),
            MessageHandler(SAID, self._on_message),
            MessageReactionHandler(self._on_reaction),
        )

    async def _on_click(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        if query is None or query.data is None:
            return
        place, chat = (
            MessagePlace(inline=query.inline_message_id or ""),
            inline_chat(query.inline_message_id or ""),
        )
        if query.message is not None:
            place = MessagePlace(query.message.chat.id, query.message.message_id)
            chat = chat_of(query.message)
        message = query.message if isinstance(query.message, telegram.Message) else None
        await buttons.pressed(Asked(self, query.from_user, chat, place, message, query), query.data)

    async def _on_typing(self, update: Update, _context: Context) -> None:
        if update.inline_query is not None:
            await self.inline.typed(update.inline_query)

    async def _on_choice(self, update: Update, _context: Context) -> None:
        if update.chosen_inline_result is not None:
            await self.inline.chosen(update.chosen_inline_result, update.update_id)

    async def _on_command(self, update: Update, _context: Context) -> None:
        message = update.message
        if message is None or message.text is None:
            return
        written, arguments = (*mentions.words(message).split(maxsplit=1), "")[:2]
        word, _, whose = written.removeprefix("/").partition("@")
        if whose and whose.casefold() != self.username.casefold():
            return
        asked = self.asked(message, word.casefold(), arguments.strip())
        if asked is None or not (asked.alone or whose or commands.is_known(asked.command)):
            return  # in groups there are other bots, with words of their own
        if passed_on(message) and not asked.alone:
            return  # whoever said it first said it somewhere else
        if not await self._is_new(update):
            return
        if passed_on(message):
            await respond(asked, direct.not_theirs)
        else:
            await commands.commanded(asked, asked.command)

    async def _on_reaction(self, update: Update, _context: Context) -> None:
        if update.message_reaction is not None:
            await on_reaction(self, update.message_reaction)

    async def _on_message(self, update: Update, _context: Context) -> None:
        """What is written to the bot alone is read by `direct`, what is written in groups by `listening`."""
        message = update.message
        asked = None if message is None else self.asked(message)
        if message is None or asked is None or not (asked.alone or listening.is_meant(message, self)):
            return  # nothing is kept of what people say to one another, not even that they did
        if await self._is_new(update):
            await (direct if asked.alone else listening).heard(asked)

    def asked(self, message: telegram.Message, command: str = "", arguments: str = "") -> Asked | None:
        """What somebody wrote; None where nobody in particular did, or a bot, or where it is our own card."""
        user, card = message.from_user, message.via_bot is not None and message.via_bot.id == self.api.id
        if user is None or user.is_bot or card or message.sender_chat is not None:
            return None
        place = MessagePlace(message.chat.id, message.message_id)
        return Asked(self, user, chat_of(message), place, message, arguments=arguments, command=command)

    async def _is_new(self, update: Update) -> bool:
        """Telegram tells again what it does not know to have arrived; it is done once.

        Where the store does not say, it is gone on with: who wrote is told that something does not work.
        """
        heard = await settled(self.app.heard(Platform.TELEGRAM, f"update:{update.update_id}"))
        return heard is None or heard is True

    async def _on_error(self, _update: object, context: Context) -> None:
        """Note it without what was written: updates are people's messages."""
        _log.error("an update could not be handled", exc_info=context.error)


def _application(settings: BotSettings, pauses: Pauses) -> Application[Any, Any, Any, Any, Any, Any]:
    ours, token = settings.telegram, settings.telegram.token
    quiet = LinkPreviewOptions(is_disabled=True)
    return (
        ApplicationBuilder()
        .token("" if token is None else token.get_secret_value())
        .base_url(ours.api_base)
        .base_file_url(ours.file_base)
        .local_mode(ours.local)
        .rate_limiter(pauses)
        .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=quiet))
        .concurrent_updates(AT_ONCE)
        .connection_pool_size(CONNECTIONS)
        .build()
    )
