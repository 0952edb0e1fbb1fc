"""`cameo admin reports`, `people` and `appeals`: what an operator types, sees and gets as JSON."""

import json
from pathlib import Path

import pytest
from office import Office, open_office

from bot.reports import ReportKind

pytestmark = pytest.mark.integration


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    return open_office(tmp_path, monkeypatch, capsys)


@pytest.fixture
def reported(office: Office) -> str:
    """Guest says of Rude that they keep asking."""
    guest = office.joins("guest")
    office.joins("rude")
    made = office.does(
        lambda app: app.report(guest, handle="rude", kind=ReportKind.HARASSMENT, text="keeps asking")
    )
    return made.report


def test_nothing_waits_in_a_fresh_house(office: Office) -> None:
    assert office.types("reports", "list") == (0, "No reports.\n")
    assert office.types("appeals", "list") == (0, "No appeals.\n")


def test_a_report_is_listed_and_shown(office: Office, reported: str) -> None:
    (listed,) = office.json("reports", "list")["reports"]
    assert (listed["id"], listed["report"], listed["about"]) == (reported, "harassment", "rude")
    code, out = office.types("reports", "show", reported)
    assert code == 0
    assert "Reported by @guest: “keeps asking”" in out


def test_a_report_is_upheld_by_the_operator_who_is_named(office: Office, reported: str) -> None:
    code, out = office.types("--operator", "mo", "reports", "uphold", reported, "--note", "clear", "--json")
    case = json.loads(out)
    assert (code, case["state"], case["decided_by"], case["note"]) == (0, "upheld", "mo", "clear")
    shown = office.json("people", "show", "rude")
    assert [strike["reason"] for strike in shown["strikes"]] == ["harassing somebody"]
    assert office.json("reports", "list")["reports"] == []
    assert len(office.json("reports", "list", "--state", "all")["reports"]) == 1


def test_a_report_is_dismissed_as_abusive(office: Office, reported: str) -> None:
    assert office.json("reports", "dismiss", reported, "--abusive")["state"] == "dismissed"
    assert len(office.json("people", "show", "guest")["strikes"]) == 1


def test_deciding_twice_is_refused_with_the_way_out(office: Office, reported: str) -> None:
    office.types("reports", "dismiss", reported)
    code, out = office.types("reports", "uphold", reported, "--json")
    assert (code, json.loads(out)["refusals"][0]["code"]) == (2, "unknown_report")


def test_there_is_no_film_of_a_person(office: Office, reported: str, tmp_path: Path) -> None:
    out = tmp_path / "evidence.mp4"
    code, said = office.types("reports", "evidence", reported, "--out", str(out), "--json")
    assert (code, json.loads(said)["refusals"][0]["code"], out.exists()) == (2, "nothing_kept", False)


def test_a_strike_by_hand_an_appeal_and_mercy(office: Office) -> None:
    ada = office.joins("ada")
    case = office.json("people", "strike", "ada", "hate", "--penalty", "suspension 3", "--reason", "3 May")
    (penalty,) = case["penalties"]
    assert (penalty["penalty"], penalty["reason"]) == ("suspension", "hateful content: 3 May")
    appeal = office.does(lambda app: app.appeal(ada, "", "Please.")).appeal
    assert "@ada  suspended until" in office.types("appeals", "list")[1]
    assert "“Please.”" in office.types("appeals", "show", appeal)[1]
    assert office.json("appeals", "reject", appeal, "--note", "no")["state"] == "rejected"
    assert office.json("people", "lift", penalty["id"]) == {"lifted": penalty["id"]}
    assert office.types("people", "show", "ada")[1].startswith("@ada, here since")


def test_an_appeal_is_granted(office: Office) -> None:
    ada = office.joins("ada")
    office.types("people", "strike", "ada", "hate")
    appeal = office.does(lambda app: app.appeal(ada, "", "Please.")).appeal
    assert office.json("appeals", "grant", appeal)["state"] == "granted"
    assert office.json("people", "show", "ada")["strikes"] == []


def test_a_penalty_that_there_is_not_is_refused(office: Office) -> None:
    office.joins("ada")
    code, out = office.types("people", "strike", "ada", "hate", "--penalty", "prison 3", "--json")
    assert (code, json.loads(out)["refusals"][0]["code"]) == (2, "no_such_rung")
    assert office.types("people", "strike", "ada", "dullness")[0] == 2


def test_a_closed_account_is_opened_again(office: Office) -> None:
    ada = office.joins("ada")
    office.types("people", "strike", "ada", "hate", "--penalty", "ban")
    office.does(lambda app: app.erase(ada))
    assert office.json("people", "reopen", "terminal", "ada") == {"reopened": "terminal:ada"}
    assert office.joins("ada") != ada
