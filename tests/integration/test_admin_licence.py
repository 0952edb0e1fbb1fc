"""`cameo admin licence`: what an operator types, sees and gets as JSON."""

from pathlib import Path

import pytest
from house import ROOM
from office import Office, open_office

from bot.characters import CharacterKind, NewCharacter
from engine.contract.keys import EngineKey

pytestmark = pytest.mark.integration


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    EngineKey.load_or_create(tmp_path / "keys")
    made = open_office(tmp_path, monkeypatch, capsys)
    owner = made.joins("owner")
    bolt = NewCharacter(
        "bolt", CharacterKind.LICENSED, (b"picture",), licensed=True, attribution="© Ada Studio"
    )
    made.does(lambda app: app.create_character(owner, bolt, ROOM))
    return made


def test_a_licence_is_confirmed(office: Office) -> None:
    assert office.types("licence", "confirm", "@Bolt") == (0, "The licence of @bolt is confirmed.\n")


def test_a_licence_is_taken_back(office: Office) -> None:
    office.types("licence", "confirm", "bolt")
    assert office.json("licence", "withdraw", "bolt")["confirmed"] is False


def test_what_is_no_licensed_character_is_refused(office: Office) -> None:
    code, out = office.types("licence", "confirm", "owner", "--json")
    assert code == 2
    assert "unknown_person" in out
