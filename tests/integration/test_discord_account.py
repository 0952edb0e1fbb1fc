"""Boundaries, characters, reports, and everything about one's account, on Discord."""

import json
from collections.abc import Mapping

import pytest
from discord_answers import answer, buttons, offered, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters.text import phrase
from bot.boundaries.presets import preset_named
from bot.consent import BoundaryPreset
from bot.notices import Boundary
from bot.reports import ReportKind

pytestmark = pytest.mark.integration

PICTURES = {"picture": ("a.png", b"front"), "picture2": ("b.png", b"side")}


async def _boundaries(at: DiscordHouse, member: MemberActor) -> tuple[Boundary, ...]:
    return (await at.house.app.settings(await at.person(member))).boundaries


async def _clip(at: DiscordHouse, maker: MemberActor) -> str:
    """A clip of the maker's own, posted in the channel."""
    clip = await at.house.order(await at.person(maker), "@Self waves on a beach", chat=at.chat)
    await at.house.finish_jobs()
    await at.bot.poster.once()
    return clip.id


async def _reports(at: DiscordHouse) -> list[tuple[str, str | None, str]]:
    async with at.house.uow() as tx:
        return [(row.kind.value, row.clip_id, row.text) for row in await tx.reports.newest()]


async def test_a_boundary_in_own_words(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await ada.slash(discord_house.channel, "cameo boundaries add", text="no spiders")
    assert [one.text for one in await _boundaries(discord_house, ada)] == ["no spiders"]


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_what_is_offered_for_a_preset_is_understood_as_that_preset(preset: BoundaryPreset) -> None:
    assert preset_named(preset.value) is preset
    assert preset_named(phrase(f"boundaries.preset.{preset.value}")) is preset


async def test_presets_are_offered_while_typing_but_those_that_are_set(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    assert "romance" in await offered(discord_house, ada, "cameo boundaries add", "text", "rom")
    await ada.slash(discord_house.channel, "cameo boundaries add", text="romance")
    assert await offered(discord_house, ada, "cameo boundaries add", "text", "rom") == []
    assert [one.preset for one in await _boundaries(discord_house, ada)] == [BoundaryPreset.ROMANCE]


async def test_a_boundary_that_is_offered_is_taken_away(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await ada.slash(discord_house.channel, "cameo boundaries add", text="no spiders")
    (which,) = await offered(discord_house, ada, "cameo boundaries remove", "which", "spid")
    await ada.slash(discord_house.channel, "cameo boundaries remove", which=which)
    assert await _boundaries(discord_house, ada) == ()


@pytest.mark.parametrize(
    ("command", "said"), [("list", "Boundaries: none"), ("presets", "You have none of these")]
)
async def test_boundaries_are_shown(discord_house: DiscordHouse, command: str, said: str) -> None:
    ada = discord_house.member("ada")
    assert said in words(await ada.slash(discord_house.channel, f"cameo boundaries {command}"))


async def test_a_character_is_set_up_from_attached_pictures(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    taken = await ada.slash(discord_house.channel, "cameo character add", name="@rex", kind="pet", **PICTURES)
    assert "Got the pictures of @rex" in words(taken)
    await discord_house.house.finish_jobs()
    shown = await ada.slash(discord_house.channel, "cameo character list")
    assert words(shown) == "@rex: a pet; people you approve"


@pytest.fixture
async def owner(discord_house: DiscordHouse) -> MemberActor:
    """Whoever has a character called rex."""
    ada = discord_house.member("ada")
    await ada.slash(discord_house.channel, "cameo character add", name="rex", kind="pet", **PICTURES)
    await discord_house.house.finish_jobs()
    return ada


async def test_a_character_gets_other_pictures(discord_house: DiscordHouse, owner: MemberActor) -> None:
    taken = await owner.slash(discord_house.channel, "cameo character pictures", name="rex", **PICTURES)
    assert "Got the pictures of @rex" in words(taken)


async def test_a_character_is_renamed_by_the_name_that_is_offered(
    discord_house: DiscordHouse, owner: MemberActor
) -> None:
    assert await offered(discord_house, owner, "cameo character rename", "name", "@r") == ["rex"]
    renamed = await owner.slash(discord_house.channel, "cameo character rename", name="rex", new_name="spot")
    assert "@rex is called @spot" in words(renamed)


async def test_a_character_is_destroyed_after_a_question(
    discord_house: DiscordHouse, owner: MemberActor
) -> None:
    asked = await owner.slash(discord_house.channel, "cameo character remove", name="rex")
    person = await discord_house.person(owner)
    assert len((await discord_house.house.app.characters(person)).characters) == 1
    gone = await owner.click(answer(asked), custom_id=buttons(asked)["remove_character"])
    assert "@rex is gone" in words(gone)


async def test_a_picture_that_is_too_large_is_refused(discord_house: DiscordHouse) -> None:
    settings = discord_house.bot.settings
    small = settings.characters.model_copy(update={"picture_mb": 1})
    discord_house.bot.settings = settings.model_copy(update={"characters": small})
    ada = discord_house.member("ada")
    large = {"picture": ("a.png", b"front"), "picture2": ("b.png", b"0" * 1_000_001)}
    told = await ada.slash(discord_house.channel, "cameo character add", name="rex", kind="pet", **large)
    assert "larger than 1 MB" in words(told)


async def test_a_clip_is_reported_by_its_number(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    bo = discord_house.member("bo")
    await discord_house.person(bo)
    clip = await _clip(discord_house, ada)
    await bo.slash(discord_house.channel, "cameo report", kind="hate", clip=clip, text="it mocks me")
    assert await _reports(discord_house) == [("hate", clip, "it mocks me")]


async def test_a_person_is_reported(discord_house: DiscordHouse) -> None:
    ada, bo = discord_house.member("ada"), discord_house.member("bo")
    await discord_house.person(ada)
    await bo.slash(discord_house.channel, "cameo report", kind="harassment", who=ada)
    assert await _reports(discord_house) == [("harassment", None, "")]


async def test_a_report_about_nothing_asks_what_it_is_about(discord_house: DiscordHouse) -> None:
    bo = discord_house.member("bo")
    told = await bo.slash(discord_house.channel, "cameo report", kind="other")
    assert "which clip" in words(told)


async def test_a_clip_is_reported_from_the_menu_of_its_message(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    bo = discord_house.member("bo")
    await discord_house.person(bo)
    clip = await _clip(discord_house, ada)
    message = discord_house.channel.last_message
    assert message is not None
    asked = await bo.context_menu(discord_house.channel, "Report this clip", message)
    await bo.click(answer(asked), custom_id=buttons(asked)["report_deception"])
    assert await _reports(discord_house) == [("deception", clip, "")]


async def test_a_message_without_a_clip_has_nothing_to_report(discord_house: DiscordHouse) -> None:
    ada, bo = discord_house.member("ada"), discord_house.member("bo")
    message = await ada.send(discord_house.channel, "hello")
    told = await bo.context_menu(discord_house.channel, "Report this clip", message)
    assert "no such clip" in words(told)


def test_every_kind_of_report_can_be_chosen() -> None:
    assert all(phrase(f"report.kind.{kind.value}") for kind in ReportKind)


async def test_receipts_come_in_words_and_as_a_file(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    shown = await ada.slash(discord_house.channel, "cameo receipts")
    assert "audit trail" in words(shown)
    given = await ada.slash(discord_house.channel, "cameo receipts", file=True)
    (file,) = answer(given).attachments
    head, *entries = (await file.read()).decode().splitlines()
    assert json.loads(head)["entries"] == len(entries) > 0


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("help", {}, "`/cameo friends` Whom you allow to use your likeness, and whom you ask. (ask, list"),
        ("help", {"topic": "friends allow"}, "`until`: The last day"),
        ("help", {"topic": "nonsense"}, "five parts"),
        ("invite", {}, "Nobody needs an invite"),
        ("redeem", {"code": "ABCD"}, "in already"),
        ("waitlist", {}, "in already"),
        ("standing", {}, "no strikes"),
    ],
)
async def test_what_is_about_an_account_is_answered(
    discord_house: DiscordHouse, command: str, options: Mapping[str, str], said: str
) -> None:
    ada = discord_house.member("ada")
    assert said in words(await ada.slash(discord_house.channel, f"cameo {command}", **options))


async def test_the_topics_of_the_help_are_offered(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    assert "boundaries add" in await offered(discord_house, ada, "cameo help", "topic", "bound")


async def test_a_penalty_that_is_offered_is_appealed(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await discord_house.person(ada)
    await discord_house.house.desk.strike("boss", "ada", "hate")
    (penalty,) = await offered(discord_house, ada, "cameo appeal", "penalty")
    taken = await ada.slash(discord_house.channel, "cameo appeal", why="It was a prop", penalty=penalty)
    assert "look at it again" in words(taken)
