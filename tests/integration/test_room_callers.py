"""Whom the machine room hangs up on; the models are fakes."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

import pytest
from rooms import BLOBS, FakeRoom, fake_room, film

from engine.room.client import asked
from engine.room.keeper import ROOM
from engine.room.messages import ANSWER, LARGEST_BLOB, EnlargeAsk, Failed, Trouble
from engine.room.wire import Line

pytestmark = pytest.mark.integration

LENGTH = struct.Struct("!I")


@pytest.fixture(scope="module")
def fakes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeRoom]:
    """A room that all of these ask."""
    with fake_room(tmp_path_factory.mktemp("room")) as room:
        yield room


def _framed(*parts: bytes) -> bytes:
    return b"".join(LENGTH.pack(len(part)) + part for part in parts)


def _ask(**fields: object) -> bytes:
    return film().model_copy(update=fields).model_dump_json().encode()


def _answered(data: bytes, *, open_ended: bool = False) -> bytes:
    """What comes back for so many bytes, until the room hangs up. open_ended: more might follow."""
    answer = b""
    with socket.socket(socket.AF_UNIX) as end, suppress(ConnectionError):
        end.settimeout(60)
        end.connect(os.environ[ROOM])
        end.sendall(data)
        if not open_ended:
            end.shutdown(socket.SHUT_WR)
        while some := end.recv(65536):
            answer += some
    return answer


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x80\x04\x95" * 100, id="something else"),
        pytest.param(_framed(b"{}"), id="no message"),
        pytest.param(_framed(b'{"kind":"film","family":"fake"}'), id="half a message"),
        pytest.param(LENGTH.pack(2**32 - 1), id="a header of 4 GB"),
        pytest.param(_framed(_ask()) + LENGTH.pack(LARGEST_BLOB + 1), id="too large a picture"),
        pytest.param(_framed(_ask(pictures=5000)), id="too many pictures"),
        pytest.param(_framed(_ask(frames=10**9)), id="too many frames"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_who_sends_no_proper_message_is_hung_up_on(fakes: FakeRoom, data: bytes) -> None:
    assert _answered(data) == b""


def test_who_asks_for_a_heap_at_once_is_hung_up_on_and_nobody_else(fakes: FakeRoom) -> None:
    ask = _framed(film(gate="never").model_dump_json().encode(), *BLOBS[0], *BLOBS[1])
    with asked() as room:
        room.film(film(), *BLOBS)
        _answered(ask * 3, open_ended=True)
        assert room.film(film(), *BLOBS).header.frames == 12


def test_pictures_that_are_not_as_large_as_is_said_are_not_enlarged(fakes: FakeRoom) -> None:
    ask = EnlargeAsk(family="fake", frames=9, width=8, height=8, from_width=4, from_height=4)
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(os.environ[ROOM])
        line = Line(end)
        line.send(ask, b"few")
        answer, _ = line.receive(ANSWER)
    assert isinstance(answer, Failed)
    assert answer.trouble is Trouble.CANNOT
