"""`cameo admin invites`, `waitlist`, `credits` and `costs`: what an operator types, sees and gets as JSON."""

from pathlib import Path

import pytest
from office import Office, open_office

pytestmark = pytest.mark.integration


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    monkeypatch.setenv("CAMEO_ACCESS__MODE", "invite")
    return open_office(tmp_path, monkeypatch, capsys)


def test_a_code_is_shown_once_and_listed_without_itself(office: Office) -> None:
    made = office.json("invites", "create", "--quota", "5")
    (listed,) = office.json("invites", "list")["invites"]
    assert (listed["id"], listed["quota"], listed["uses"]) == (made["id"], 5, 0)
    assert made["code"] not in str(listed)


def test_a_code_lets_in_whom_it_is_given_to(office: Office) -> None:
    code = office.json("invites", "create")["code"]
    ada = office.joins("ada")
    office.does(lambda app: app.redeem(ada, code))
    assert office.types("invites", "list")[1].split()[1:5] == ["1", "of", "1", "used"]


def test_an_invite_can_be_withdrawn(office: Office) -> None:
    made = office.json("invites", "create")
    assert office.json("invites", "withdraw", made["id"])["withdrawn_at"] is not None


def test_an_invite_that_is_not_there_is_refused(office: Office) -> None:
    assert office.types("invites", "withdraw", "none")[0] == 2


def test_who_waits_is_listed_and_let_in_from_the_front(office: Office) -> None:
    for name in ("ada", "bo"):
        person = office.joins(name)
        office.does(lambda app, person=person: app.waitlist(person))
    assert [one["handle"] for one in office.json("waitlist", "list")["waiting"]] == ["ada", "bo"]
    assert office.json("waitlist", "admit", "1")["admitted"] == ["ada"]
    assert office.json("waitlist", "admit", "@bo")["admitted"] == ["bo"]
    assert office.types("waitlist", "list") == (0, "Nobody waits.\n")


def test_credits_are_given_and_shown(office: Office) -> None:
    office.joins("ada")
    assert office.json("credits", "grant", "ada", "50", "--note", "Welcome") == {
        "granted": 50,
        "available": 50,
    }
    shown = office.json("credits", "show", "ada")
    assert (shown["plan"], shown["available"], shown["held"]) == ("standard", 50, 0)
    assert [(one["kind"], one["amount"]) for one in shown["entries"]] == [("grant", 50)]


def test_a_plan_is_given_and_ended(office: Office) -> None:
    office.joins("ada")
    assert office.json("credits", "plan", "ada", "pro", "--months", "2")["until"] is not None
    assert office.json("credits", "show", "ada")["available"] == 8000
    assert office.json("credits", "plan", "ada", "standard") == {"plan": "standard", "until": None}


@pytest.mark.parametrize(
    "words",
    [
        ("credits", "show", "nobody"),
        ("credits", "grant", "nobody", "5"),
        ("credits", "refund", "none"),
        ("credits", "reverse", "telegram", "none"),
        ("credits", "plan", "nobody", "pro"),
        ("waitlist", "admit", "nobody"),
    ],
)
def test_what_is_not_there_is_refused(office: Office, words: tuple[str, ...]) -> None:
    assert office.types(*words)[0] == 2


def test_costs_of_a_house_that_rendered_nothing(office: Office) -> None:
    assert office.json("costs") == {"days": 30.0, "costs": [], "reference_usd": [0.1, 0.5]}
