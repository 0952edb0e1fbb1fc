"""What somebody writes to the bot alone."""

import pytest
from discord_answers import answer, read, words, write_to
from discord_house import DiscordHouse
from sqlalchemy.exc import OperationalError

from bot.people import Account, Chat, Platform

pytestmark = pytest.mark.integration


async def test_commands_are_read_as_in_any_chat(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    said = await write_to(discord_house, ada, "cameo boundary add no spiders")
    assert "1. no spiders" in read(said)


async def test_what_is_not_understood_is_answered_too(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    assert "Did you mean" in read(await write_to(discord_house, ada, "/cameo setpu"))


async def test_help_names_commands_as_discord_has_them(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    assert "`/cameo boundaries`" in read(await write_to(discord_house, ada, "cameo help"))


async def test_everything_can_be_taken_along_from_there(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    offered = await write_to(discord_house, ada, "cameo export")
    given = await ada.user.click(offered, label="📦 Export")
    assert [file.filename for file in answer(given).attachments] == ["cameo.zip"]


async def test_somebody_who_is_mentioned_is_who_is_meant(discord_house: DiscordHouse) -> None:
    ada, bo = await discord_house.enrolled("ada"), discord_house.member("bo")
    said = await write_to(discord_house, bo, f"cameo ask {ada.mention} a birthday clip?")
    assert "@ada was asked" in read(said)


async def test_a_message_with_nothing_to_read_is_told_what_can_be(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    message = await ada.send(discord_house.channel, "hello")
    await ada.forward(message, ada.user.dm_channel)
    said = ada.user.dm_channel.last_message
    assert said is not None
    assert "I read text, and videos" in read(said)


async def test_pictures_of_a_character_come_with_the_command(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    said = await write_to(discord_house, ada, "cameo character add @rex pet", ("rex.png", b"front"))
    assert "Got the pictures of @rex" in read(said)
    await discord_house.house.finish_jobs()
    said = await write_to(discord_house, ada, "cameo character pictures @rex", ("rex.png", b"side"))
    assert "Got the pictures of @rex" in read(said)


async def test_a_video_with_some_words_is_still_a_recording(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await discord_house.house.app.begin_enrolment(await discord_house.person(ada), agreed=True)
    said = await write_to(discord_house, ada, "here you are", ("me.mp4", b"footage"))
    assert "analysed" in read(said)


async def test_a_prompt_is_priced_and_nothing_is_spent_before_they_say_so(
    discord_house: DiscordHouse,
) -> None:
    ada = await discord_house.enrolled("ada")
    person = await discord_house.person(ada)
    said = await write_to(discord_house, ada, "@Self waves on a beach")
    assert "credits" in read(said)
    assert (await discord_house.house.app.ledger(person)).held == 0
    await ada.user.click(said, label="🎬 Make it")
    assert (await discord_house.house.app.ledger(person)).held > 0


async def test_answering_a_clip_asks_for_a_changed_copy(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    room = ada.user.dm_channel
    chat = Chat(Platform.DISCORD, str(room.id))
    person = await discord_house.person(ada)
    clip = await discord_house.house.order(person, "@Self waves on a beach", chat=chat)
    await discord_house.house.finish_jobs()
    await discord_house.bot.poster.once()
    film = room.last_message
    assert film is not None
    there = {"channel_id": str(room.id), "message_id": str(film.id)}
    said = await write_to(discord_house, ada, "reads in a neon street", reference=there)
    await ada.user.click(said, label="🎬 Make it")
    newest = (await discord_house.house.app.clips(person)).clips[0]
    assert (newest.id == clip.id, newest.cast, "neon street" in newest.prompt) == (False, ("ada",), True)


async def test_an_answer_is_in_the_language_that_discord_last_said_they_read(
    discord_house: DiscordHouse,
) -> None:
    ada = discord_house.member("ada")
    account = Account(Platform.DISCORD, str(ada.id), "ada", "de")
    await discord_house.house.app.person_for(account, discord_house.chat)
    said = await write_to(discord_house, ada, "cameo standing")
    assert "no strikes" not in read(said)


async def test_who_runs_too_fast_is_slowed_down(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = discord_house.member("ada")

    async def never(*_args: object) -> bool:
        return False

    monkeypatch.setattr(type(discord_house.house.ports.limiter), "take", never)
    said = await write_to(discord_house, ada, "cameo standing")
    assert "no strikes" not in read(said)


async def test_where_the_store_is_away_everything_says_so_and_changes_nothing(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = discord_house.member("ada")

    async def away(*_args: object, **_more: object) -> None:
        raise OperationalError("", {}, OSError())

    monkeypatch.setattr(discord_house.house.app, "person_for", away)
    said = await write_to(discord_house, ada, "cameo standing")
    commands = ("me", "privacy", "friends list", "boundaries list", "standing", "setup", "receipts")
    answers = [words(await ada.slash(discord_house.channel, f"cameo {name}")) for name in commands]
    assert {read(said), *answers} == {answers[0]}
    assert "nothing was charged" in answers[0]
