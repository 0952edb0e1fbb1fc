"""A ZIP that does not grow beyond what can be sent."""

import io
import itertools
import json
import zipfile
from datetime import UTC, datetime

import pytest

from bot.archive import Archive

pytestmark = pytest.mark.unit

ROOM = 1_000_000


def _names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.namelist()


def test_films_are_taken_while_there_is_room_and_smaller_ones_after_a_large_one() -> None:
    archive = Archive(ROOM)
    assert [archive.write_film(f"{size}.mp4", b"\0" * size) for size in (700_000, 300_000, 50_000)] == [
        True,
        False,
        True,
    ]
    data = archive.close()
    assert (_names(data), len(data) <= ROOM) == (["700000.mp4", "50000.mp4"], True)


def test_there_is_room_left_for_the_pages_that_come_after_the_films() -> None:
    archive = Archive(ROOM)
    names = (f"{number}.mp4" for number in itertools.count())
    while archive.write_film(next(names), b"\0" * 40_000):
        pass
    archive.write_page("clips.json", [{"prompt": f"clip {number} on a beach"} for number in range(5000)])
    assert len(archive.close()) <= ROOM


def test_moments_are_written_as_everybody_reads_them() -> None:
    archive = Archive(ROOM)
    archive.write_page("person.json", {"since": datetime(2026, 11, 22, 12, tzinfo=UTC), "name": "Zoë"})
    with zipfile.ZipFile(io.BytesIO(archive.close())) as packed:
        assert json.loads(packed.read("person.json")) == {"since": "2026-11-22T12:00:00+00:00", "name": "Zoë"}


def test_what_is_no_json_is_a_fault() -> None:
    with pytest.raises(TypeError):
        Archive(ROOM).write_page("person.json", {"key": object()})
