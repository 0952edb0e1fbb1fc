"""Our Telegram, by means of the bare client: what it tells, what it refuses, what it checks."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaVideo,
    InputTextMessageContent,
    LabeledPrice,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram_server import chatting, faults, paying
from telegram_server.media import DOWNLOAD_LIMIT, document, video_note
from telegram_server.members import Standing
from telegram_server.people import Person, move_in
from telegram_server.required import REQUIRED
from telegram_server.routing import METHODS
from telegram_server.server import TelegramServer
from telegram_server.serving import running
from telegram_server.spec import FILE, Required, Spec
from telegram_server.words import read_html

pytestmark = pytest.mark.integration
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes:1")]])


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with running(TelegramServer()) as server:
        yield server
    assert not server.wrong, "\n".join(server.wrong)


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=telegram.api_base, base_file_url=telegram.file_base) as made:
        await made.get_updates(allowed_updates=Update.ALL_TYPES)
        yield made


@pytest.fixture
def ada(telegram: TelegramServer) -> Person:
    """In a supergroup with bob; she has started the bot."""
    first, _ = move_in(telegram, "ada", "bob")
    first.user.started = True
    return first


@pytest.fixture
def bob(telegram: TelegramServer, ada: Person) -> Person:
    other = next(one for one in telegram.users.values() if one.name == "bob")
    return Person(telegram, other, ada.here)


@contextmanager
def refused(kind: type[TelegramError], words: str) -> Iterator[None]:
    with pytest.raises(kind) as error:
        yield
    assert error.type is kind
    assert words in error.value.message


async def heard(bot: Bot, after: int = 0) -> list[Update]:
    """What the bot has not confirmed, in order."""
    return list(await bot.get_updates(offset=after))


# --- what the bot hears


async def test_what_is_not_confirmed_is_told_again(bot: Bot, ada: Person) -> None:
    await ada.tells("hi")
    (first,), (again,) = await heard(bot), await heard(bot)
    assert (first.update_id, first.message.text) == (again.update_id, "hi")
    assert not await heard(bot, first.update_id + 1)


async def test_a_poll_waits_until_something_happens(bot: Bot, ada: Person) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0)
    await ada.tells("hi")
    assert [one.message.text for one in await waiting] == ["hi"]


async def test_a_second_poll_ends_the_first(bot: Bot, telegram: TelegramServer) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    polls = telegram.updates.polls
    await telegram.changes.until(lambda: telegram.updates.polls > polls, "the poll")
    async with Bot(telegram.token, base_url=telegram.api_base) as other:
        await other.get_updates()
    with refused(Conflict, "terminated by other getUpdates request"):
        await first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello there", False),
        ("/make me", True),
        ("/make@cameobot me", True),
        ("/make@otherbot me", False),
        ("hey @CameoBot", True),
        ("hey @bob", False),
    ],
)
async def test_privacy_mode_keeps_away_what_is_not_for_the_bot(
    bot: Bot, ada: Person, text: str, *, told: bool
) -> None:
    await ada.says(ada.here, text)
    assert bool(await heard(bot)) == told


async def test_answers_to_the_bot_are_told_in_privacy_mode(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.here.id, "who?")
    await ada.answers(ada.here.posted[-1], "me")
    (update,) = await heard(bot)
    assert update.message.reply_to_message.text == "who?"


async def test_an_administrator_reads_all(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    await chatting.becomes(telegram, ada.here, telegram.bot, Standing.ADMINISTRATOR, ada.user)
    await ada.says(ada.here, "hello there")
    became, said = await heard(bot)
    assert (became.my_chat_member.new_chat_member.status, said.message.text) == (
        "administrator",
        "hello there",
    )


async def test_a_person_without_a_username_is_mentioned_by_number(bot: Bot, ada: Person, bob: Person) -> None:
    bob.user.username = None
    await ada.tells(f"😀 {bob.mention} waves")
    (update,) = await heard(bot)
    (entity,) = update.message.entities
    assert (entity.type, entity.user.id, update.message.parse_entity(entity)) == (
        "text_mention",
        bob.id,
        "Bob",
    )


async def test_a_message_in_a_topic_answers_its_beginning(bot: Bot, telegram: TelegramServer) -> None:
    (cleo,) = move_in(telegram, "cleo", forum=True)
    topic = await chatting.open_topic(telegram, cleo.here, "clips", cleo.user)
    await cleo.says(topic, "/make")
    opened, said = await heard(bot)
    assert said.message.is_topic_message
    assert said.message.message_thread_id == opened.message.message_id
    assert said.message.reply_to_message.forum_topic_created.name == "clips"


async def test_a_forwarded_film_says_where_it_is_from(bot: Bot, ada: Person, bob: Person) -> None:
    await ada.forwards(await bob.sends(video_note(b"film"), ada.here))
    (update,) = await heard(bot)
    assert update.message.forward_origin.sender_user.id == bob.id


async def test_a_film_can_be_fetched(bot: Bot, ada: Person) -> None:
    await ada.records(b"film", side=240)
    (update,) = await heard(bot)
    note = update.message.video_note
    assert (note.length, bytes(await (await note.get_file()).download_as_bytearray())) == (240, b"film")


async def test_more_than_20_mb_cannot_be_fetched(bot: Bot, ada: Person) -> None:
    file = document(b"film")
    file.claimed = DOWNLOAD_LIMIT + 1
    await ada.sends(file)
    (update,) = await heard(bot)
    with refused(BadRequest, "File is too big"):
        await update.message.document.get_file()


async def test_reactions_in_a_group_are_told_to_administrators_alone(
    bot: Bot, telegram: TelegramServer, ada: Person
) -> None:
    message = await ada.says(ada.here, "hello")
    await ada.reacts(message, "👍")
    assert not await heard(bot)
    ada.here.set_standing(telegram.bot, Standing.ADMINISTRATOR)
    await ada.reacts(message, "👎")
    (update,) = await heard(bot)
    told = update.message_reaction
    assert [told.old_reaction[0].emoji, told.new_reaction[0].emoji] == ["👍", "👎"]


async def test_blocking_and_coming_back_are_told(bot: Bot, ada: Person) -> None:
    await ada.blocks_the_bot()
    await ada.starts("setup")
    blocked, back, start = await heard(bot)
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member.new_chat_member.status == "member"
    assert start.message.text == "/start setup"


async def test_a_bot_that_is_thrown_out_hears_of_it(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    await chatting.bot_leaves(telegram, ada.here, ada.user)
    said, became = await heard(bot)
    assert said.message.left_chat_member.id == bot.id
    assert became.my_chat_member.new_chat_member.status == "kicked"


# --- what the bot may not


async def test_nobody_is_written_to_who_did_not_start_the_bot(bot: Bot, bob: Person) -> None:
    with refused(Forbidden, "bot can't initiate conversation with a user"):
        await bot.send_message(bob.id, "hi")


async def test_nobody_is_written_to_who_blocked_the_bot(bot: Bot, ada: Person) -> None:
    await ada.blocks_the_bot()
    with refused(Forbidden, "bot was blocked by the user"):
        await bot.send_message(ada.id, "hi")


async def test_nobody_is_written_to_who_is_gone(bot: Bot, ada: Person) -> None:
    ada.user.deactivated = True
    with refused(Forbidden, "user is deactivated"):
        await bot.send_message(ada.id, "hi")


async def test_no_unknown_chat_is_written_to(bot: Bot) -> None:
    with refused(BadRequest, "Chat not found"):
        await bot.send_message(4711, "hi")


async def test_no_group_is_written_to_after_leaving_it(bot: Bot, ada: Person) -> None:
    await bot.leave_chat(ada.here.id)
    with refused(Forbidden, "bot is not a member of the supergroup chat"):
        await bot.send_message(ada.here.id, "hi")


async def test_an_upgraded_group_tells_its_new_number(bot: Bot, telegram: TelegramServer) -> None:
    (cleo,) = move_in(telegram, "cleo", kind="group")
    new = await chatting.upgrade(telegram, cleo.here)
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(cleo.here.id, "hi")
    old_told, new_told = await heard(bot)
    assert error.value.new_chat_id == new.id == old_told.message.migrate_to_chat_id
    assert new_told.message.migrate_from_chat_id == cleo.here.id


async def test_a_topic_that_is_not_there_is_refused(bot: Bot, ada: Person) -> None:
    with refused(BadRequest, "Message thread not found"):
        await bot.send_message(ada.here.id, "hi", message_thread_id=99)


async def test_an_answer_to_what_is_gone_is_refused_unless_that_is_allowed(bot: Bot, ada: Person) -> None:
    gone = await ada.tells("hi")
    await ada.deletes(gone)
    with refused(BadRequest, "Message to be replied not found"):
        await bot.send_message(ada.id, "yes", reply_to_message_id=gone.id)
    told = ReplyParameters(gone.id, allow_sending_without_reply=True)
    assert (await bot.send_message(ada.id, "yes", reply_parameters=told)).reply_to_message is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4097, "Message is too long"),
        (" ", "Message text is empty"),
        ("<b>x", "can't find end tag corresponding to start tag"),
        ("<x>y</x>", 'unsupported start tag "x" at byte offset 0'),
        ("ä<b>y</i>", 'unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ],
)
async def test_words_have_bounds(bot: Bot, ada: Person, text: str, words: str) -> None:
    with refused(BadRequest, words):
        await bot.send_message(ada.id, text, parse_mode="HTML")


async def test_what_is_said_of_a_button_has_64_bytes(bot: Bot, ada: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="ä" * 33)]])
    with refused(BadRequest, "Button_data_invalid"):
        await bot.send_message(ada.id, "?", reply_markup=keyboard)


async def test_more_than_50_mb_are_not_taken(bot: Bot, ada: Person) -> None:
    with refused(NetworkError, "Request Entity Too Large"):
        await bot.send_document(ada.id, bytes(50 * 1024 * 1024 + 1))


async def test_a_file_is_sent_again_by_its_id(bot: Bot, ada: Person) -> None:
    first = await bot.send_video(ada.id, b"film", duration=3, width=640, height=360, supports_streaming=True)
    again = await bot.send_video(ada.id, first.video.file_id)
    assert again.video.file_unique_id == first.video.file_unique_id
    assert [one.film for one in ada.alone.posted] == [b"film", b"film"]


# --- edits and deletions


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "hi", reply_markup=YES)
    with refused(BadRequest, "Message is not modified"):
        await sent.edit_text("hi", reply_markup=YES)


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "hi", reply_markup=YES)
    await sent.edit_text("hi")
    assert ada.alone.posted[-1].labels == []


async def test_what_is_gone_cannot_be_edited(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "hi")
    await sent.delete()
    with refused(BadRequest, "Message to edit not found"):
        await sent.edit_text("ho")


async def test_what_asks_for_an_answer_cannot_be_edited(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "what?", reply_markup={"force_reply": True})
    with refused(BadRequest, "Message can't be edited"):
        await sent.edit_text("ho")


async def test_words_become_a_film(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "soon")
    await sent.edit_media(InputMediaVideo(b"film", caption="<i>done</i>", parse_mode="HTML"))
    shown = ada.alone.posted[-1]
    assert (shown.film, shown.text, len(shown.edits)) == (b"film", "done", 1)


async def test_after_two_days_nothing_is_deleted(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "hi")
    ada.alone.posted[-1].date -= int(timedelta(hours=49).total_seconds())
    with refused(BadRequest, "Message can't be deleted for everyone"):
        await sent.delete()


async def test_only_administrators_delete_what_others_wrote(
    bot: Bot, telegram: TelegramServer, ada: Person
) -> None:
    said = await ada.says(ada.here, "hello")
    with refused(BadRequest, "Message can't be deleted"):
        await bot.delete_message(ada.here.id, said.id)
    ada.here.set_standing(telegram.bot, Standing.ADMINISTRATOR)
    assert await bot.delete_message(ada.here.id, said.id)


# --- presses and inline


async def test_a_press_is_answered_once(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Sure?", reply_markup=YES)
    pressed = await ada.begins_press(ada.alone.posted[-1], "Yes")
    (update,) = await heard(bot)
    await update.callback_query.answer("Noted", show_alert=True)
    assert (pressed.text, pressed.alert, update.callback_query.data) == ("Noted", True, "yes:1")
    with refused(BadRequest, "Query is too old and response timeout expired or query id is invalid"):
        await update.callback_query.answer()


async def test_an_alert_has_200_characters(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Sure?", reply_markup=YES)
    await ada.begins_press(ada.alone.posted[-1], "Yes")
    (update,) = await heard(bot)
    with refused(BadRequest, "Message_too_long"):
        await update.callback_query.answer("x" * 201)


async def test_a_button_that_is_not_there_cannot_be_pressed(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Sure?", reply_markup=YES)
    with pytest.raises(AssertionError, match="no button 'No'"):
        await ada.begins_press(ada.alone.posted[-1], "No")


@pytest.mark.parametrize("keyboard", [YES, None])
async def test_an_inline_message_can_be_edited_where_it_has_buttons(
    bot: Bot, telegram: TelegramServer, ada: Person, bob: Person, keyboard: InlineKeyboardMarkup | None
) -> None:
    asked = await ada.begins_inline("bob dances", "private")
    (update,) = await heard(bot)
    content = InputTextMessageContent("soon")
    card = InlineQueryResultArticle("r1", "A card", content, reply_markup=keyboard)
    await update.inline_query.answer([card], cache_time=0)
    there = telegram.between(ada.user, bob.user)
    message = await ada.chooses(asked, "A card", there)
    (chosen,) = await heard(bot, update.update_id + 1)
    told = chosen.chosen_inline_result
    assert (told.result_id, told.query) == ("r1", "bob dances")
    assert (told.inline_message_id is not None) == (keyboard is not None)
    if told.inline_message_id is not None:
        assert await bot.edit_message_text("now", inline_message_id=told.inline_message_id)
        assert (message.text, message.labels) == ("now", [])


async def test_nothing_is_uploaded_into_an_inline_message(
    bot: Bot, telegram: TelegramServer, ada: Person, bob: Person
) -> None:
    asked = await ada.begins_inline("", "private")
    (update,) = await heard(bot)
    content = InputTextMessageContent("soon")
    await update.inline_query.answer([InlineQueryResultArticle("r1", "A card", content, reply_markup=YES)])
    message = await ada.chooses(asked, "r1", telegram.between(ada.user, bob.user))
    with refused(BadRequest, "Invalid message content specified"):
        await bot.edit_message_media(InputMediaVideo(b"film"), inline_message_id=message.inline_id)
    kept = await bot.send_video(ada.id, b"film")
    media = InputMediaVideo(kept.video.file_id)
    assert await bot.edit_message_media(media, inline_message_id=message.inline_id)
    assert message.film == b"film"


async def test_more_than_50_results_are_refused(bot: Bot, ada: Person) -> None:
    await ada.begins_inline("")
    (update,) = await heard(bot)
    cards = [InlineQueryResultArticle(str(one), "x", InputTextMessageContent("x")) for one in range(51)]
    with refused(BadRequest, "Results_too_much"):
        await bot.answer_inline_query(update.inline_query.id, cards, current_offset=None)


# --- payments


async def test_stars_are_paid_after_the_bot_agreed(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    link = await bot.create_invoice_link("Credits", "100 credits", "offer-1", "XTR", [LabeledPrice("x", 50)])
    asking = asyncio.create_task(ada.pays(link))
    await telegram.changes.until(lambda: telegram.updates.pending, "the question")
    (asked,) = await heard(bot)
    await asked.pre_checkout_query.answer(ok=True)
    charge = await asking
    (paid,) = await heard(bot, asked.update_id + 1)
    told = paid.message.successful_payment
    assert (told.invoice_payload, told.telegram_payment_charge_id, told.is_recurring) == (
        "offer-1",
        charge.id,
        None,
    )
    assert await bot.refund_star_payment(ada.id, charge.id)
    went = (await bot.get_star_transactions()).transactions
    assert [(one.id, one.source is None) for one in went] == [(charge.id, False), (charge.id, True)]


async def test_a_subscription_goes_on(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    price, month = [LabeledPrice("x", 500)], timedelta(days=30)
    link = await bot.create_invoice_link("Pro", "A month", "pro", "XTR", price, subscription_period=month)
    checkout = paying.check_out(telegram, ada.user, telegram.invoices[link])
    (asked,) = await heard(bot)
    await asked.pre_checkout_query.answer(ok=True)
    first = await paying.pay(telegram, checkout)
    await paying.renew(telegram, first)
    told = [one.message.successful_payment for one in await heard(bot, asked.update_id + 1)]
    assert [(one.is_recurring, one.is_first_recurring) for one in told] == [(True, True), (True, None)]


async def test_who_the_bot_refuses_does_not_pay(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    await bot.send_invoice(ada.id, "Credits", "100 credits", "offer-1", "XTR", [LabeledPrice("x", 50)])
    asking = asyncio.create_task(ada.checks_out(ada.alone.posted[-1]))
    await telegram.changes.until(lambda: telegram.updates.pending, "the question")
    (asked,) = await heard(bot)
    await asked.pre_checkout_query.answer(ok=False, error_message="Too late")
    assert (await asking).error == "Too late"
    assert not telegram.charges


# --- trouble


async def test_too_many_requests_are_told_when_to_come_back(
    bot: Bot, telegram: TelegramServer, ada: Person
) -> None:
    telegram.faults.append(faults.too_many("sendMessage", 7))
    with pytest.raises(RetryAfter) as error:
        await bot.send_message(ada.id, "hi")
    assert error.value._retry_after == timedelta(seconds=7)
    await bot.send_message(ada.id, "hi")


async def test_an_answer_can_be_lost_after_the_deed(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    telegram.faults.append(faults.broken("sendMessage", after=True))
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hi")
    assert [one.text for one in ada.alone.posted] == ["hi"]


async def test_a_page_of_a_proxy_is_a_network_error(bot: Bot, telegram: TelegramServer, ada: Person) -> None:
    telegram.faults.append(faults.proxy_error("sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hi")


# --- the bot itself, and the judge


async def test_a_client_shows_the_menu_of_its_scope_and_language(bot: Bot, ada: Person) -> None:
    await bot.set_my_commands([BotCommand("help", "Explain")])
    await bot.set_my_commands([BotCommand("help", "Erklärt")], language_code="de")
    await bot.set_my_commands([BotCommand("make", "Make")], scope=BotCommandScopeAllGroupChats())
    assert (ada.menu(), ada.menu(ada.here)) == ({"help": "Explain"}, {"make": "Make"})
    ada.user.language = "de"
    assert ada.menu() == {"help": "Erklärt"}


def test_the_judge_sees_what_is_wrong() -> None:
    field = {"name": "chat_id", "types": ["Integer", "String"], "required": True, "description": ""}
    kind = {"name": "type", "types": ["String"], "required": True, "description": 'Kind, always "a"'}
    update = [{"name": "message", "types": ["Message"], "required": False, "description": ""}]
    spec = Spec(
        {
            "methods": {"send": {"returns": ["Boolean"], "fields": [field]}},
            "types": {"Update": {"fields": update}, "Message": {"fields": [kind]}},
        }
    )
    assert spec.wrong_with("send", {"other": "1"}, ()) == [
        "send: other is not known",
        "send: chat_id is missing",
    ]
    assert spec.wrong_with_answer("send", 1) == ["send -> result: '1' is no Boolean"]
    assert spec.wrong_with_update({"message": {"type": "b"}}) == ["update.message.type: 'b' is not 'a'"]


def test_without_the_description_missing_fields_are_seen() -> None:
    assert Required().wrong_with("sendMessage", {"chat_id": "1"}, ()) == ["sendMessage: text is missing"]


def test_it_is_known_what_each_method_needs() -> None:
    assert {name.lower() for name in REQUIRED} >= set(METHODS)


@pytest.mark.shared
def test_what_each_method_needs_is_what_the_description_says() -> None:
    methods = json.loads(FILE.read_text(encoding="utf-8"))["methods"]
    needed = {
        name: tuple(one["name"] for one in methods[name].get("fields", ()) if one["required"])
        for name in REQUIRED
    }
    assert needed == REQUIRED


def test_marks_count_utf_16_units() -> None:
    said, marks = read_html(' 😀<b>a <i>b</i></b> &lt;<a href="https://example.org/?a=1&amp;b=2">c</a>')
    assert said == "😀a b <c"
    assert [(one["type"], one["offset"], one["length"]) for one in marks] == [
        ("bold", 2, 3),
        ("italic", 4, 1),
        ("text_link", 7, 1),
    ]
    assert marks[2]["url"] == "https://example.org/?a=1&b=2"


# --- pushing


class Hook:
    """A webhook of a bot; answers: status codes in turn, then 200."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.told: list[dict[str, Any]] = []
        self.secrets: set[str] = set()

    async def called(self, request: web.Request) -> web.Response:
        self.told.append(await request.json())
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/hook", self.called)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        await runner.cleanup()


async def test_updates_are_pushed_again_until_they_are_taken(
    bot: Bot, telegram: TelegramServer, ada: Person
) -> None:
    telegram.updates.repeat_s = 0
    hook = Hook(500)
    async with hook.opened() as url:
        await ada.tells("first")
        await bot.set_webhook(url, secret_token="of-the-bot", allowed_updates=["message"])
        await ada.tells("second")
        await telegram.settled()
        info = await bot.get_webhook_info()
        await bot.delete_webhook()
    assert [one["message"]["text"] for one in hook.told] == ["first", "first", "second"]
    assert hook.secrets == {"of-the-bot"}
    assert "500" in info.last_error_message


async def test_nobody_polls_beside_a_webhook(bot: Bot, telegram: TelegramServer) -> None:
    async with Hook().opened() as url:
        await bot.set_webhook(url)
        with refused(Conflict, "can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()


async def test_names_in_what_a_bot_says_are_marked_except_in_code(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "@bob <code>@cleo</code> /help", parse_mode="HTML")
    marked = {sent.parse_entity(one): str(one.type) for one in sent.entities}
    assert marked == {"@bob": "mention", "@cleo": "code", "/help": "bot_command"}


async def test_an_inline_message_that_was_deleted_cannot_be_edited(
    bot: Bot, telegram: TelegramServer, ada: Person, bob: Person
) -> None:
    asked = await ada.begins_inline("", "private")
    (update,) = await heard(bot)
    content = InputTextMessageContent("soon")
    await update.inline_query.answer([InlineQueryResultArticle("r1", "A card", content, reply_markup=YES)])
    message = await ada.chooses(asked, "r1", telegram.between(ada.user, bob.user))
    await ada.deletes(message)
    with refused(BadRequest, "Message_id_invalid"):
        await bot.edit_message_text("now", inline_message_id=message.inline_id)


async def test_a_group_that_was_upgraded_can_be_looked_at_only(bot: Bot, telegram: TelegramServer) -> None:
    (cleo,) = move_in(telegram, "cleo", kind="group")
    sent = await bot.send_message(cleo.here.id, "hi")
    await chatting.upgrade(telegram, cleo.here)
    assert (await bot.get_chat(cleo.here.id)).title == "friends"
    with refused(BadRequest, "Message can't be edited"):
        await sent.edit_text("ho")
    with pytest.raises(ChatMigrated):
        await sent.delete()


async def test_where_somebody_blocked_the_bot_its_words_can_still_be_deleted(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "hi")
    await ada.blocks_the_bot()
    assert await sent.delete()
    assert ada.alone.posted == []


async def test_an_answer_to_what_was_meant_for_the_bot_is_told(bot: Bot, ada: Person, bob: Person) -> None:
    asked = await ada.says(ada.here, "@cameobot bob waves")
    await bob.answers(asked, "yes please")
    assert [one.message.text for one in await heard(bot)] == ["@cameobot bob waves", "yes please"]


async def test_a_film_without_sound_becomes_an_animation(
    bot: Bot, telegram: TelegramServer, ada: Person
) -> None:
    telegram.silent_films = True
    sent = await bot.send_video(ada.id, b"film")
    assert (sent.video, sent.animation is None, sent.document is None) == (None, False, False)
    assert (await bot.send_video(ada.id, sent.animation.file_id)).animation == sent.animation


async def test_films_are_refused_where_members_may_not_send_them(bot: Bot, ada: Person) -> None:
    ada.here.films_forbidden = True
    with refused(BadRequest, "Not enough rights to send videos to the chat"):
        await bot.send_video(ada.here.id, b"film")
    assert await bot.send_message(ada.here.id, "words")


async def test_topics_close_and_go(bot: Bot, telegram: TelegramServer) -> None:
    (cleo,) = move_in(telegram, "cleo", forum=True)
    topic = await chatting.open_topic(telegram, cleo.here, "clips", cleo.user)
    await bot.send_message(cleo.here.id, "hi", message_thread_id=topic.id)
    assert [one.text for one in topic.posted[1:]] == ["hi"]
    await chatting.close_topic(telegram, topic, cleo.user)
    with refused(BadRequest, "Topic_closed"):
        await bot.send_message(cleo.here.id, "hi", message_thread_id=topic.id)
    chatting.delete_topic(telegram, topic)
    with refused(BadRequest, "Message thread not found"):
        await bot.send_message(cleo.here.id, "hi", message_thread_id=topic.id)


async def test_a_link_to_a_number_names_a_person(bot: Bot, ada: Person, bob: Person) -> None:
    links = f'<a href="tg://user?id={bob.id}">Bob</a> <a href="tg://user?id=7">Eve</a>'
    sent = await bot.send_message(ada.id, links, parse_mode="HTML")
    assert [(str(one.type), one.user.id) for one in sent.entities] == [("text_mention", bob.id)]
