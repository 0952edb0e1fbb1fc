"""What a log line or a traceback would show of the things nobody may read."""

import pytest
from drawn_person import drawn_likeness
from factories import screenplay
from fakes import REVIEW
from house import face_of
from pydantic import ValidationError

from bot.store.tables import FaceRow
from engine.contract.keys import DataKey
from engine.contract.messages import JobKeys, Line, Resolution
from engine.production import Produced
from engine.renderers import Take
from engine.review import Reviewed

pytestmark = pytest.mark.unit


def test_a_take_shows_nothing_of_the_likeness_it_holds() -> None:
    take = Take(
        screenplay=screenplay("ada"), cast={"ada": drawn_likeness()}, resolution=Resolution.P720, seed=1
    )
    shown = repr(take)
    assert "JFIF" not in shown
    assert "array(" not in shown


def test_keys_show_nothing_of_themselves() -> None:
    key = DataKey.generate()
    keys = JobKeys(keysets={"people/ada/likeness/1": key.serialise()})
    assert key.serialise() not in repr(keys)
    assert repr(key.keyset)[2:-1] not in repr(key)


def test_a_review_shows_nothing_of_strangers_faces() -> None:
    reviewed = Reviewed(REVIEW, (face_of("eve"),))
    made = Produced(b"film", b"still", REVIEW, (), verified=True, strangers=(face_of("eve"),))
    assert "array" not in repr(reviewed) + repr(made)


def test_rows_show_nothing_of_a_sealed_face() -> None:
    row = FaceRow(person_id="p", likeness_id="l", sealed=b"sealed face")
    assert "sealed face" not in repr(row)


def test_what_is_wrong_with_a_message_is_told_without_what_it_says() -> None:
    with pytest.raises(ValidationError) as wrong:
        Line(role="ada", text="a secret " * 100)
    assert "secret" not in str(wrong.value)
