"""Films for browsers: an address shows what its owner may see, for a while, and nothing else."""

import hashlib
import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from factories import ManualClock
from house import House, house_settings, open_house
from sqlalchemy import select

from adapters.terminal.service import chat_services
from adapters.web.__main__ import UNCONFIGURED, main, serving
from adapters.web.films import application
from bot.audit import Audit
from bot.errors import NotAgreedYet, UnknownClip, UnknownLink
from bot.reports import ReportKind
from bot.settings import BotSettings
from bot.store.tables import LinkRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

Browser = TestClient[web.Request, web.Application]
FILM = bytes(range(200)) * 5
WEB = {"public_url": "https://clips.example.org/"}


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, web=WEB))
    await house.enrolled("ada")
    return house


@pytest.fixture
async def browser(house: House) -> AsyncIterator[Browser]:
    async with TestClient(TestServer(application(house.app), skip_url_asserts=True)) as client:
        yield client


async def _made(house: House) -> str:
    clip = (await house.order(await house.join("ada"), "@me waves")).id
    await house.finish(house.queue.in_order()[0], film=FILM, small=b"small")
    await house.app.take_outcomes()
    return clip


async def _path(house: House, clip: str) -> str:
    link = await house.app.link(await house.join("ada"), clip)
    assert link is not None
    assert link.startswith("https://clips.example.org/clips/")
    return link.removeprefix("https://clips.example.org")


async def _links(house: House) -> list[str]:
    async with house.uow() as tx:
        return list(await tx.session.scalars(select(LinkRow.mark)))


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_a_link_shows_the_whole_film(house: House, browser: Browser) -> None:
    answer = await browser.get(await _path(house, await _made(house)))
    assert (answer.status, answer.content_type, await answer.read()) == (200, "video/mp4", FILM)


async def test_browsers_keep_nothing_and_tell_nobody(house: House, browser: Browser) -> None:
    told = (await browser.get(await _path(house, await _made(house)))).headers
    assert (told["Cache-Control"], told["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert "noindex" in told["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("wanted", "shown", "told"),
    [
        ("bytes=0-9", slice(0, 10), "bytes 0-9/1000"),
        ("bytes=990-", slice(990, 1000), "bytes 990-999/1000"),
        ("bytes=-10", slice(990, 1000), "bytes 990-999/1000"),
        ("bytes=500-5000", slice(500, 1000), "bytes 500-999/1000"),
    ],
)
async def test_a_player_gets_the_part_that_it_asks_for(
    house: House, browser: Browser, wanted: str, shown: slice, told: str
) -> None:
    answer = await browser.get(await _path(house, await _made(house)), headers={"Range": wanted})
    assert (answer.status, answer.headers["Content-Range"]) == (206, told)
    assert await answer.read() == FILM[shown]


@pytest.mark.parametrize("wanted", ["bytes=1000-", "bytes=9-3", "seconds=1-2"])
async def test_a_part_that_is_not_there_is_named(house: House, browser: Browser, wanted: str) -> None:
    answer = await browser.get(await _path(house, await _made(house)), headers={"Range": wanted})
    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */1000")


async def test_its_size_can_be_asked_for_alone(house: House, browser: Browser) -> None:
    answer = await browser.head(await _path(house, await _made(house)))
    assert (answer.status, answer.headers["Content-Length"], await answer.read()) == (200, "1000", b"")


@pytest.mark.parametrize("path", ["/clips/nonsense", "/clips/" + "x" * 5000, "/clips/", "/", "/clips/a/b"])
async def test_anything_else_is_not_there(browser: Browser, path: str) -> None:
    assert (await browser.get(path)).status == 404


async def test_nothing_can_be_sent_there(house: House, browser: Browser) -> None:
    assert (await browser.post(await _path(house, await _made(house)))).status == 405


async def test_after_a_day_it_shows_nothing(house: House, browser: Browser) -> None:
    clip = await _made(house)
    await house.app.keep(await house.join("ada"), clip)
    path = await _path(house, clip)
    house.clock.advance(hours=24)
    assert (await browser.get(path)).status == 404


async def test_with_the_clip_the_link_is_gone(house: House, browser: Browser) -> None:
    clip = await _made(house)
    path = await _path(house, clip)
    await house.app.delete(await house.join("ada"), clip)
    assert (await browser.get(path)).status == 404
    assert await _links(house) == []


async def test_what_was_reported_is_not_shown(house: House, browser: Browser) -> None:
    clip = await _made(house)
    path = await _path(house, clip)
    await house.app.report(await house.join("ada"), clip=clip, kind=ReportKind.ME_WITHOUT_CONSENT)
    assert (await browser.get(path)).status == 404


async def test_nothing_tells_what_was_never_there_from_what_is_gone(house: House, browser: Browser) -> None:
    clip = await _made(house)
    path = await _path(house, clip)
    await house.app.delete(await house.join("ada"), clip)
    gone, never = [await browser.get(each) for each in (path, "/clips/nonsense")]
    assert (await gone.read(), dict(gone.headers)) == (await never.read(), dict(gone.headers))


async def test_while_the_files_are_away_it_is_tried_again_later(house: House, browser: Browser) -> None:
    path = await _path(house, await _made(house))
    house.vault.unreadable = True
    answer = await browser.get(path)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "10")


async def test_who_may_not_see_a_clip_gets_no_link(house: House) -> None:
    clip = await _made(house)
    with pytest.raises(UnknownClip):
        await house.app.link(await house.join("eve"), clip)


async def test_before_it_is_finished_there_is_no_link(house: House) -> None:
    clip = (await house.order(await house.join("ada"), "@me waves")).id
    with pytest.raises(NotAgreedYet):
        await house.app.link(await house.join("ada"), clip)


async def test_an_installation_without_pages_makes_none(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    clip = await _made(house)
    assert await house.app.link(await house.join("ada"), clip) is None
    assert await _links(house) == []


async def test_the_store_keeps_no_token(house: House) -> None:
    token = (await _path(house, await _made(house))).rpartition("/")[2]
    assert await _links(house) == [hashlib.sha256(token.encode()).hexdigest()]
    assert len(token) >= 43  # 32 random bytes


async def test_that_a_link_was_made_is_written_down(house: House) -> None:
    clip = await _made(house)
    await _path(house, clip)
    async with house.uow() as tx:
        entries = [row.details["file"] for row in await tx.audit.of(clip) if row.action is Audit.CLIP_FETCHED]
    assert entries == ["link"]


async def test_links_that_have_lapsed_are_forgotten(house: House) -> None:
    await _path(house, await _made(house))
    house.clock.advance(hours=24)
    await house.app.sweep()
    assert await _links(house) == []


async def test_with_the_person_their_links_are_forgotten(house: House) -> None:
    clip = await _made(house)
    path = await _path(house, clip)
    await house.app.erase(await house.join("ada"))
    assert await _links(house) == []
    with pytest.raises(UnknownLink):
        await house.app.follow(path.rpartition("/")[2])


async def test_no_token_is_logged(house: House, caplog: pytest.LogCaptureFixture, free_port: int) -> None:
    path = await _path(house, await _made(house))
    with caplog.at_level(logging.DEBUG):
        async with serving(house.app, f"127.0.0.1:{free_port}"), ClientSession() as session:
            answer = await session.get(f"http://127.0.0.1:{free_port}{path}")
            assert await answer.read() == FILM
    assert path.rpartition("/")[2] not in caplog.text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"listen": "8080", "public_url": "https://a.b"}, "HOST:PORT"),
        ({"listen": "127.0.0.1:99999", "public_url": "https://a.b"}, "HOST:PORT"),
        ({"listen": "127.0.0.1:80"}, "public_url"),
        ({"public_url": "clips.example.org"}, "https://"),
    ],
)
def test_an_address_that_is_none_is_named_at_the_start(written: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        BotSettings.model_validate({"web": written})


def test_it_says_what_to_set_where_nothing_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BotSettings, "load", BotSettings)
    assert main() == 1
    assert UNCONFIGURED in capsys.readouterr().err


@pytest.mark.parametrize("listen", [None, "127.0.0.1:8080"])
def test_cameo_run_starts_what_is_set_up(listen: str | None) -> None:
    settings = BotSettings.model_validate({"web": {"listen": listen, "public_url": "https://a.b"}})
    started = [child.module for child in chat_services(settings)]
    assert ("adapters.web" in started) is (listen is not None)


@pytest.mark.parametrize(
    ("section", "module"), [("discord", "adapters.discord"), ("telegram", "adapters.telegram")]
)
def test_a_platform_with_a_token_is_served(section: str, module: str) -> None:
    settings = BotSettings.model_validate({section: {"token": "t"}})
    assert [child.module for child in chat_services(settings)] == [module]


def test_both_platforms_are_served_side_by_side() -> None:
    settings = BotSettings.model_validate({"discord": {"token": "t"}, "telegram": {"token": "t"}})
    assert [child.module for child in chat_services(settings)] == ["adapters.discord", "adapters.telegram"]
