import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.webhook import is_update

pytestmark = pytest.mark.unit

MESSAGE = {
    "message_id": 1,
    "date": 1,
    "chat": {"id": 5, "type": "private"},
    "from": {"id": 5, "is_bot": False, "first_name": "Ada"},
    "text": "hello",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_an_update_is_one() -> None:
    assert is_update(json.dumps({"update_id": 7, "message": MESSAGE}).encode())


def test_an_update_of_a_kind_that_is_not_known_yet_is_one() -> None:
    assert is_update(b'{"update_id": 7, "something_new": {"a": 1}}')


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"garbage",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 7.5}',
        b'{"update_id": 7, "message": {}}',
        b'{"update_id": 7, "message": []}',
        b'{"update_id": 7, "message": {"message_id": 1, "date": 1e400, "chat": {"id": 5, "type": "x"}}}',
        b"[" * 100_000,
        b'{"update_id": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_update_is_none(body: bytes) -> None:
    assert not is_update(body)


@given(st.binary())
def test_no_bytes_break_it(body: bytes) -> None:
    assert not is_update(body)


@given(st.dictionaries(st.sampled_from([*MESSAGE, "video_note", "entities", "reply_to_message"]), JSON))
def test_no_message_breaks_it(message: dict[str, object]) -> None:
    assert is_update(json.dumps({"update_id": 7, "message": message}).encode()) in {True, False}
