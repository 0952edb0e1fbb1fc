"""What somebody takes along of themselves, and what they do not get of others."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.audit import Audit
from bot.consent import ApprovalMode
from bot.errors import TooManyAttempts
from bot.reports import ReportKind
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PAGES = {
    "person.json",
    "recordings.json",
    "credits.json",
    "conduct.json",
    "requests.json",
    "dialogues.json",
    "settings.json",
    "friends.json",
    "characters.json",
    "receipts.jsonl",
    "clips.json",
}


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """ada, with a clip of bo's in which she appears, one of her own, a boundary, and bo who blocked her."""
    settings = house_settings(tmp_path)
    limits = settings.limits.model_copy(update={"export": "3 per day"})
    house = open_house(sqlite_uow, tmp_path, clock, settings.model_copy(update={"limits": limits}))
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    for person, friend in ((ada, "bo"), (bo, "ada")):
        await house.app.grant(person, friend)
        await house.app.set_approval(person, ApprovalMode.NEVER)
    await house.app.add_boundary(ada, "spiders")
    await house.app.add_boundary(bo, "porcupines")
    await house.order(ada, "@Self reads under an oak")
    await house.finish_jobs()
    clock.advance(minutes=1)
    await house.order(bo, "@ada waves on a beach")
    await house.finish_jobs()
    await house.app.report(bo, handle="ada", kind=ReportKind.OTHER, text="secretly annoyed")
    await house.hear()
    return house


async def _exported(house: House, name: str, room: int | None = None) -> dict[str, bytes]:
    person = await house.join(name)
    data = await (house.app.export(person) if room is None else house.app.export(person, room))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


async def _clips(house: House, name: str, room: int | None = None) -> list[dict[str, Any]]:
    return list(json.loads((await _exported(house, name, room))["clips.json"]))


async def test_every_page_is_there_and_can_be_read(house: House) -> None:
    files = await _exported(house, "ada")
    assert {name for name in files if not name.startswith("clips/")} == PAGES
    assert all(json.loads(files[name]) is not None for name in PAGES if name.endswith(".json"))


async def test_it_says_what_they_set_and_what_moved(house: House) -> None:
    files = await _exported(house, "ada")
    assert json.loads(files["person.json"])["handle"] == "ada"
    assert [one["text"] for one in json.loads(files["settings.json"])["boundaries"]] == ["spiders"]
    kinds = [entry["kind"] for entry in json.loads(files["credits.json"])["entries"]]
    assert sorted(kinds) == ["allowance", "hold", "settle"]
    assert [one["state"] for one in json.loads(files["recordings.json"])] == ["ready"]


async def test_clips_they_made_and_clips_with_them_are_in_it_with_their_films(house: House) -> None:
    files = await _exported(house, "ada")
    clips = json.loads(files["clips.json"])
    assert [(one["maker"], one["prompt"]) for one in clips] == [
        ("bo", "@ada waves on a beach"),
        ("ada", "@Self reads under an oak"),
    ]
    named = [name for one in clips for name in one["files"]]
    assert (len(named), {files[name] for name in named}) == (4, {b"film", b"still"})


async def test_films_that_do_not_fit_are_left_out_and_said_to_be(house: House) -> None:
    assert [one["files"] for one in await _clips(house, "ada", room=1)] == [[], []]


async def test_nothing_of_what_others_keep_to_themselves_is_in_it(house: House) -> None:
    words = b"".join((await _exported(house, "ada")).values())
    assert [word for word in (b"porcupines", b"secretly annoyed") if word in words] == []


async def test_whoever_reported_finds_their_own_words(house: House) -> None:
    reports = json.loads((await _exported(house, "bo"))["conduct.json"])["reports_made"]
    assert [one["text"] for one in reports] == ["secretly annoyed"]


async def test_a_request_that_waits_for_their_word_is_in_it(house: House) -> None:
    await house.app.propose(await house.join("ada"), MakeRequest("@Self waves on a beach", ROOM))
    waiting = json.loads((await _exported(house, "ada"))["requests.json"])
    assert [one["text"] for one in waiting] == ["@Self waves on a beach"]


async def test_no_film_of_a_deleted_clip_is_in_it(house: House) -> None:
    ada = await house.join("ada")
    for clip in (await house.app.clips(ada)).clips:
        await house.app.delete(ada, clip.id)
    mine = [one for one in await _clips(house, "ada") if one["maker"] == "ada"]
    assert [(one["state"], one["files"]) for one in mine] == [("deleted", [])]


async def test_the_likeness_itself_stays_in_the_vault(house: House) -> None:
    assert {name.partition("/")[0] for name in await _exported(house, "ada")} == PAGES | {"clips"}


async def test_taking_everything_along_is_written_down(house: House) -> None:
    await _exported(house, "ada")
    async with house.uow() as tx:
        person = await tx.people.by_handle("ada")
        assert person is not None
        tags = [row.action for row in await tx.audit.about([person.pseudonym or ""])]
    assert tags.count(Audit.PERSON_EXPORTED) == 1


async def test_it_can_be_had_so_often_and_no_more(house: House) -> None:
    for _ in range(3):
        await _exported(house, "ada")
    with pytest.raises(TooManyAttempts):
        await _exported(house, "ada")
