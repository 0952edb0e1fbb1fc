"""`cameo audit` at a terminal, and what people's words may do to one."""

import json
from functools import partial
from pathlib import Path

import pytest
from office import Office, open_office

from adapters.terminal import audit, main, private_files
from adapters.terminal.answers import answer
from bot.bootstrap import opened

pytestmark = pytest.mark.integration


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    office = open_office(tmp_path, monkeypatch, capsys)
    monkeypatch.setattr(audit, "opened", partial(opened, given=office.given))
    office.joins("ada")
    return office


def _export(office: Office, *words: str) -> tuple[int, str]:
    office.output.readouterr()
    code = main.run(["audit", "export", "ada", *words])
    return code, office.output.readouterr().out


def test_an_export_is_a_json_object_a_line(office: Office) -> None:
    lines = [json.loads(line) for line in _export(office)[1].splitlines()]
    assert (lines[0]["entries"], lines[1]["action"]) == (len(lines) - 1, "person.joined")


def test_an_export_as_json_is_one_object(office: Office) -> None:
    assert json.loads(_export(office, "--json")[1])["entries"][0]["action"] == "person.joined"


def test_an_export_to_a_file_is_for_the_operators_eyes_only(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "ada.jsonl"
    said = json.loads(_export(office, "--out", str(file), "--json")[1])
    assert said == {"out": str(file), "count": len(file.read_text(encoding="utf-8").splitlines()) - 1}
    assert file.stat().st_mode & 0o077 == 0


def test_an_export_leaves_other_files_alone(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("mine", encoding="utf-8")
    code, said = _export(office, "--out", str(file), "--json")
    assert (code, json.loads(said)["refusals"][0]["code"], file.read_text("utf-8")) == (2, "usage", "mine")


def test_a_file_that_others_could_read_is_closed_before_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "open.mp4"
    file.touch(mode=0o644)
    private_files.write(file, b"film")
    assert (file.read_bytes(), file.stat().st_mode & 0o077) == (b"film", 0)


def test_peoples_words_do_not_steer_an_operators_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    answer({}, ["said: \x1b[2J\x07\u202eöffne"], as_json=False)
    assert capsys.readouterr().out == "said: [2Jöffne\n"
