"""Characters, reports and what else is about an account, on Telegram."""

import json
import re
from urllib.parse import unquote

import pytest
from telegram_house import TelegramHouse
from telegram_server.media import Kind, document, photo
from telegram_server.people import Person

from bot.admission import AdmissionMode
from bot.characters import CharacterKind, NewCharacter
from bot.notices import CharactersShown
from bot.reports import ReportKind

pytestmark = pytest.mark.integration


async def _characters(at: TelegramHouse, somebody: Person) -> CharactersShown:
    return await at.house.app.characters(await at.person(somebody))


async def _reports(at: TelegramHouse) -> list[tuple[str, str | None, str]]:
    async with at.house.uow() as tx:
        return [(row.kind.value, row.clip_id, row.text) for row in await tx.reports.newest()]


async def test_a_character_is_set_up_from_pictures_sent_one_after_the_other(
    telegram_house: TelegramHouse,
) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/character add @rex pet")
    await ada.hears("one to 4 pictures")
    await ada.sends(photo(b"front"))
    await ada.hears("Got picture 1.")
    await ada.sends(photo(b"side"))
    await ada.presses(await ada.hears("Got picture 2."), "✅ All are there")
    await ada.hears("Got the pictures of @\u2060rex")
    await telegram_house.house.finish_jobs()
    (rex,) = (await _characters(telegram_house, ada)).characters
    assert (rex.handle, rex.ready) == ("rex", True)


async def test_a_character_is_set_up_from_an_album(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.sends_album(photo(b"front"), photo(b"side"), photo(b"back"), caption="/character add @rex pet")
    asked = await ada.hears("Got picture 1.")
    await telegram_house.settle()
    await ada.presses(asked, "✅ All are there")
    await ada.hears("Got the pictures of @\u2060rex")
    fetched = [one for one in telegram_house.server.asked("getFile") if one.status == 200]
    assert len(fetched) == 3


async def test_a_picture_may_come_as_a_file(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    sent = document(b"front", "rex.png", "image/png")
    await ada.sends(sent, caption="/character add @rex pet")
    await ada.presses(await ada.hears("Got picture 1."), "✅ All are there")
    await ada.hears("Got the pictures of @\u2060rex")


async def test_a_fifth_picture_is_one_too_many(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/character add @rex pet")
    await ada.hears("one to 4 pictures")
    for number in range(1, 5):
        await ada.sends(photo(b"front"))
        await ada.hears(f"Got picture {number}.")
    await ada.sends(photo(b"front"))
    await ada.hears("4 pictures")


async def test_a_picture_that_is_too_large_is_refused(telegram_house: TelegramHouse) -> None:
    settings = telegram_house.bot.settings
    small = settings.characters.model_copy(update={"picture_mb": 1})
    telegram_house.bot.settings = settings.model_copy(update={"characters": small})
    ada = await telegram_house.member("ada")
    await ada.sends(photo(bytes(1_000_001)), caption="/character add @rex pet")
    pressed = await ada.presses(await ada.hears("Got picture 1."), "✅ All are there")
    assert "larger than 1 MB" in (pressed.text or "")


async def test_pictures_that_nobody_asked_for_set_nothing_up(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.sends(photo(b"front"))
    await telegram_house.settle()
    assert (await _characters(telegram_house, ada)).characters == ()


@pytest.mark.parametrize("handle", ["rex", "長" * 24])
async def test_a_character_is_destroyed_after_a_question(telegram_house: TelegramHouse, handle: str) -> None:
    ada = await telegram_house.member("ada")
    app, person = telegram_house.house.app, await telegram_house.person(ada)
    wanted = NewCharacter(handle, CharacterKind.PET, (b"front",))
    await app.create_character(person, wanted, telegram_house.chat)
    await telegram_house.house.finish_jobs()
    await ada.tells(f"/character remove @{handle}")
    asked = await ada.sees(lambda one: "🗑️ Destroy it" in one.labels)
    assert len((await _characters(telegram_house, ada)).characters) == 1
    await ada.presses(asked, "🗑️ Destroy it")
    assert (await _characters(telegram_house, ada)).characters == ()


async def test_characters_are_listed(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/characters")
    await ada.hears("no characters")


async def test_a_clip_is_reported_by_an_answer_to_its_message(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    person = await telegram_house.person(ada)
    await telegram_house.person(bo)
    clip = await telegram_house.house.order(person, "@Self waves on a beach", chat=telegram_house.chat)
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    posted = await bo.sees(lambda one: one.media is not None, bo.here)
    await bo.answers(posted, "/report")
    await bo.presses(await bo.sees(lambda one: "🎭 Deception" in one.labels), "🎭 Deception")
    await bo.hears("Thank you")
    assert await _reports(telegram_house) == [("deception", clip.id, "")]


async def test_a_person_is_reported_in_their_reporters_words(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.member("ada"), await telegram_house.member("bo")
    await telegram_house.person(ada)
    said = await ada.says(ada.here, "hello")
    await bo.answers(said, "/report")
    asked = await bo.hears("What is wrong?")
    await bo.presses(asked, "Harassment")
    await bo.tells("keeps asking after I said no")
    await bo.sees(lambda one: one.author is telegram_house.server.bot and not one.keyboard)
    assert await _reports(telegram_house) == [("harassment", None, "keeps asking after I said no")]


async def test_a_person_is_reported_without_words(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.member("ada"), await telegram_house.member("bo")
    await telegram_house.person(ada)
    await bo.says(bo.here, f"/report {ada.mention}")
    asked = await bo.hears("What is wrong?")
    await bo.presses(asked, "Hate")
    await bo.presses(asked, "🚩 Send without words")
    assert await _reports(telegram_house) == [("hate", None, "")]


async def test_a_report_begun_before_the_private_chat_was_open_goes_on_there(
    telegram_house: TelegramHouse,
) -> None:
    ada, bo = await telegram_house.member("ada"), await telegram_house.member("bo", started=False)
    await telegram_house.person(ada)
    await bo.says(bo.here, f"/report {ada.mention}")
    there = await bo.sees(lambda one: one.author is telegram_house.server.bot, bo.here)
    await bo.follows(there, there.labels[0])
    asked = await bo.hears("What is wrong?")
    await bo.presses(asked, "Hate")
    await bo.presses(asked, "🚩 Send without words")
    assert await _reports(telegram_house) == [("hate", None, "")]


async def test_words_before_a_reason_ask_for_the_reason_again(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.member("ada"), await telegram_house.member("bo")
    await telegram_house.person(ada)
    await bo.says(bo.here, f"/report {ada.mention}")
    await bo.hears("What is wrong?")
    said = await bo.tells("everything")
    await bo.sees(lambda one: one.id > said.id and "What is wrong?" in one.text)
    assert await _reports(telegram_house) == []


async def test_a_report_about_nothing_says_how(telegram_house: TelegramHouse) -> None:
    bo = await telegram_house.member("bo")
    await bo.tells("/report")
    await bo.hears("Answer the message of a clip")


async def test_a_whole_report_may_stand_in_one_line(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.member("ada"), await telegram_house.member("bo")
    await telegram_house.person(ada)
    await bo.says(bo.here, f"/report {ada.mention} hate they mock me")
    await bo.hears("Thank you")
    assert await _reports(telegram_house) == [("hate", None, "they mock me")]


@pytest.mark.parametrize("data", ["report:nonsense", "report:send", "report:", f"report:{ReportKind.HATE}"])
async def test_a_reason_that_nobody_asked_for_reports_nothing(
    telegram_house: TelegramHouse, data: str
) -> None:
    bo = await telegram_house.member("bo")
    await bo.tells("/report")
    pressed = await bo.forges_press(await bo.hears("Answer the message of a clip"), data)
    assert pressed.alert
    assert await _reports(telegram_house) == []


async def test_receipts_come_in_words_and_as_a_file(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.tells("/receipts")
    await ada.presses(await ada.hears("audit trail"), "📄 All of it as a file")
    given = await ada.sees(lambda one: one.media is not None and one.media.kind is Kind.DOCUMENT)
    head, *entries = (given.film or b"").decode().splitlines()
    assert json.loads(head)["entries"] == len(entries) > 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/invite", "Nobody needs an invite"),
        ("/redeem ABCD", "in already"),
        ("/waitlist", "in already"),
        ("/standing", "no strikes"),
        ("/cameo waitlist", "in already"),
        ("/status", "clips"),
        ("/cancel", "clip"),
    ],
)
async def test_what_is_about_an_account_is_answered(
    telegram_house: TelegramHouse, command: str, said: str
) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells(command)
    told = await ada.sees(lambda one: one.author is telegram_house.server.bot)
    assert said in told.text


async def test_a_penalty_is_appealed_in_words_that_are_asked_for(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await telegram_house.person(ada)
    await telegram_house.house.desk.strike("boss", "ada", "hate")
    await ada.tells("/appeal")
    await ada.hears("Why is the penalty a mistake?")
    await ada.tells("It was a prop")
    await ada.hears("look at it again")


async def test_a_code_that_lets_nobody_in_can_be_written_anew(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/redeem")
    await ada.hears("Which code lets you in?")
    for _ in range(2):
        said = await ada.tells("ABCD")
        await ada.sees(lambda one, said=said: one.id > said.id and "in already" in one.text)


async def test_an_invite_is_sent_to_a_friend_who_comes_in_by_it(
    telegram_house: TelegramHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, eve = await telegram_house.member("ada"), telegram_house.stranger("eve")
    await telegram_house.person(ada)
    access = telegram_house.house.ports.settings.access
    monkeypatch.setitem(access.__dict__, "mode", AdmissionMode.INVITE)
    await ada.tells("/invite")
    made = await ada.sees(lambda one: one.keyboard)
    (url,) = [unquote(str(one["url"])) for one in made.keyboard]
    found = re.search(r"start=(redeem-[\w-]+)", url)
    assert found is not None
    await eve.starts(found[1])
    await eve.hears("you are in")


async def test_a_code_is_asked_for_by_a_link_without_one(telegram_house: TelegramHouse) -> None:
    eve = telegram_house.stranger("eve")
    await eve.starts("redeem")
    await eve.hears("Which code lets you in?")
