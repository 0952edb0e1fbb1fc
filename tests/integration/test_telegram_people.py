"""Oneself on Telegram: the welcome, all on one page, the panels, the language, taking along, erasing."""

import io
import zipfile

import pytest
from telegram_house import TelegramHouse
from telegram_server.media import Kind
from telegram_server.people import Person
from telegram_server.world import Message

from bot.characters import CharacterKind, NewCharacter
from bot.consent import BoundaryPreset
from bot.notices import SettingsShown

pytestmark = pytest.mark.integration


async def _settings(at: TelegramHouse, somebody: Person, of: str = "") -> SettingsShown:
    return await at.house.app.settings(await at.person(somebody), of)


async def _asks(somebody: Person, command: str, words: str) -> Message:
    await somebody.tells(command)
    return await somebody.hears(words)


async def test_who_comes_is_welcomed_and_led_on(telegram_house: TelegramHouse) -> None:
    ada = telegram_house.stranger("ada")
    await ada.starts()
    welcome = await ada.hears("Hello!")
    await ada.presses(welcome, "🎥 Make my likeness")
    offered = await ada.hears("stored encrypted")
    assert offered.labels == ["✅ I agree"]


async def test_a_link_may_lead_to_setting_up(telegram_house: TelegramHouse) -> None:
    ada = telegram_house.stranger("ada")
    await ada.starts("setup")
    await ada.hears("stored encrypted")


async def test_everything_about_oneself_is_on_one_page(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    shown = await _asks(ada, "/me", "Likeness: ready")
    assert shown.labels == ["🎥 Record again", "⏸️ Pause", "📦 Export", "🗑️ Erase…"]


async def test_what_is_asked_in_a_group_is_answered_to_who_asked_alone(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.says(ada.here, "/me")
    await ada.hears("Likeness: ready")
    assert "Likeness" not in (await ada.hears("private chat", ada.here)).text


async def test_taking_everything_along_gives_one_file(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.presses(await _asks(ada, "/export", "one ZIP file"), "📦 Export")
    given = await ada.sees(lambda one: one.media is not None and one.media.kind is Kind.DOCUMENT)
    with zipfile.ZipFile(io.BytesIO(given.film or b"")) as packed:
        assert "clips.json" in packed.namelist()


async def test_nobody_takes_along_what_is_somebody_elses(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.enrolled("bo")
    shown = await _asks(bo, "/me", "Likeness: ready")
    pressed = await bo.forges_press(shown, f"export_me:{await telegram_house.person(ada)}")
    assert pressed.alert
    assert all(one.media is None for one in bo.alone.posted)


async def test_nothing_is_erased_before_they_confirm(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    offered = await _asks(ada, "/erase", "cannot be undone")
    assert (await _settings(telegram_house, ada)).likeness
    await ada.presses(offered, "🗑️ Erase everything")
    await ada.hears("Everything of yours is destroyed")
    assert not (await _settings(telegram_house, ada)).likeness


@pytest.mark.parametrize(
    ("setting", "value"),
    [("usage", "everyone"), ("visibility", "nobody"), ("approval", "both"), ("notify", "digest")],
)
async def test_each_setting_of_the_panel_is_changed_by_its_button(
    telegram_house: TelegramHouse, setting: str, value: str
) -> None:
    ada = await telegram_house.member("ada")
    panel = await _asks(ada, "/privacy", "Who may include you")
    await ada.presses(panel, f"set:{setting}:")
    assert len([label for label in panel.labels if label.startswith("✓")]) == 1
    await ada.presses(panel, f"set:{setting}:{value}")
    assert getattr(await _settings(telegram_house, ada), setting).value == value
    assert len(panel.labels) == 4


async def test_a_setting_may_be_left_as_it_is(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    panel = await _asks(ada, "/privacy", "Who may include you")
    before = panel.text
    await ada.presses(panel, "set:usage:")
    await ada.presses(panel, "◀ Back")
    assert panel.text == before


@pytest.mark.parametrize("data", ["set:usage:nonsense:", "set:nonsense::", "set:", "set:::.0123", "set:::bo"])
async def test_what_no_button_of_the_panel_says_changes_nothing(
    telegram_house: TelegramHouse, data: str
) -> None:
    ada = await telegram_house.member("ada")
    panel = await _asks(ada, "/privacy", "Who may include you")
    before = await _settings(telegram_house, ada)
    await ada.forges_press(panel, data)
    assert await _settings(telegram_house, ada) == before


@pytest.mark.parametrize("handle", ["rex", "長" * 24])
async def test_a_character_has_a_panel_of_its_own_without_notices(
    telegram_house: TelegramHouse, handle: str
) -> None:
    """However long its name is."""
    ada = await telegram_house.member("ada")
    app, person = telegram_house.house.app, await telegram_house.person(ada)
    await app.create_character(
        person, NewCharacter(handle, CharacterKind.PET, (b"front",)), telegram_house.chat
    )
    panel = await _asks(ada, f"/privacy @{handle}", handle)
    assert len(panel.labels) == 3
    await ada.presses(panel, "set:usage:")
    await ada.presses(panel, "set:usage:everyone")
    assert (await app.settings(person, handle)).usage.value == "everyone"
    assert (await app.settings(person)).usage.value == "approved"


async def test_a_preset_is_set_and_taken_away_by_its_button(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    panel = await _asks(ada, "/boundaries", "do not want to be shown in")
    await ada.presses(panel, "▫️ No romance")
    assert [one.preset for one in (await _settings(telegram_house, ada)).boundaries] == [
        BoundaryPreset.ROMANCE
    ]
    await ada.presses(panel, "✅ No romance")
    assert (await _settings(telegram_house, ada)).boundaries == ()


async def test_a_boundary_that_nobody_has_is_not_taken_away(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    panel = await _asks(ada, "/boundaries", "do not want to be shown in")
    pressed = await ada.forges_press(panel, "bound:0123456789abcdef:")
    assert "no such boundary" in (pressed.text or "")


async def test_a_boundary_is_a_line_behind_the_command_as_well(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await _asks(ada, "/boundaries add no spiders", "no spiders")
    assert [one.text for one in (await _settings(telegram_house, ada)).boundaries] == ["no spiders"]


async def test_a_boundary_in_own_words_is_asked_for(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.presses(await _asks(ada, "/boundaries", "do not want to be shown in"), "✍️ In my own words")
    await ada.hears("in a few words")
    await ada.tells("no spiders")
    panel = await ada.hears("• no spiders")
    await ada.presses(panel, "🗑️ no spiders")
    assert (await _settings(telegram_house, ada)).boundaries == ()


async def test_words_that_are_no_boundary_can_be_written_anew(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.presses(await _asks(ada, "/boundaries", "do not want to be shown in"), "✍️ In my own words")
    await ada.hears("in a few words")
    await ada.tells("x" * 1000)
    await ada.hears("characters")
    await ada.tells("no spiders")
    await ada.hears("• no spiders")


async def test_a_link_to_a_clip_shows_it_to_those_whom_it_concerns(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    eve = await telegram_house.member("eve")
    person = await telegram_house.person(ada)
    clip = await telegram_house.house.order(person, "@Self waves on a beach", chat=telegram_house.chat)
    await ada.starts(f"clip-{clip.id}")
    await ada.hears("waves on a beach")
    await eve.starts(f"clip-{clip.id}")
    await eve.hears("no such clip")


@pytest.mark.parametrize(
    ("label", "said", "chosen"),
    [
        ("Deutsch", "Ich schreibe dir auf Deutsch.", "de"),
        ("Español", "Te escribo en español.", "es"),
        ("✓ As in my app", "in the language of your app", None),
    ],
)
async def test_the_language_is_chosen_by_a_button(
    telegram_house: TelegramHouse, label: str, said: str, chosen: str | None
) -> None:
    ada = await telegram_house.member("ada")
    shown = await _asks(ada, "/language", "I write to you")
    await ada.presses(shown, label)
    assert said in (await ada.hears(said)).text
    async with telegram_house.house.uow() as tx:
        (account,) = await tx.people.accounts(await telegram_house.person(ada))
    assert account.chosen_language == chosen


async def test_a_language_that_nobody_offers_is_not_chosen(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    shown = await _asks(ada, "/language", "I write to you")
    pressed = await ada.forges_press(shown, "lang:xx")
    assert "by its tag" in (pressed.text or "")


async def test_what_is_kept_of_people_is_told(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    assert "24 hours" in (await _asks(ada, "/privacy_notice", "Who is responsible")).text


async def test_the_help_names_every_command_of_a_private_chat(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    told = (await _asks(ada, "/help", "five parts")).text
    assert "/boundaries What you do not want to be shown in." in told
    assert "/redeem" not in told


async def test_the_help_explains_one_command(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    assert "For example" in (await _asks(ada, "/help allow", "Let a friend use")).text
