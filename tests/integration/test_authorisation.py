"""Who may do what: every use case for each who could ask. The table is tests/authorisation_matrix.py."""

import ast
import asyncio
import inspect
import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import authorisation_calls as calls
import authorisation_matrix as matrix
import grimp
import pytest
from authorised import KNOWN, SECRETS, Scene, Who, World, build, rows, visit, without
from house import ROOM

import adapters.consenting
import adapters.conversation
from adapters.conversation import Speaker, answer
from bot.app import App
from bot.desk import Desk
from bot.errors import Refused
from bot.notices import AnyNotice, Preflight, Refusals
from bot.use_cases.safety.operators import is_operator

pytestmark = pytest.mark.integration

COLUMNS = {who.name.lower(): who for who in Who}
NAMED = {"appia", "askell", "rex"}
OWNERS = ("maker_id", "reporter_id", "requester_id", "owner_id", "person_id", "created_by")
"""Columns that say whose a row is, the first that a table has."""
STRANGERS = {who for who in Who if KNOWN[who] == {who}}
"""Who may at most have something said to others."""
UNWRITTEN = {
    "verify_audit",
    "invites",
    "waitlist",
    "costs",
    "reports",
    "appeals",
    "holds",
    "unknown_faces",
    "returnable",
    "payment_questions",
}
"""What operators see without a line in the audit trail: lists, and what names nobody."""

OF_ACCOUNTS = {
    name for name in calls.APP if "person" not in inspect.signature(getattr(App, name.split()[0])).parameters
}
"""Use cases of an account, or of nobody in particular."""
COUNTED = {"pace"}
"""What is counted before anybody looks who it is."""
POSTED = {Who.OWNER.value, "lighthouse"}
"""Who asked for clips in the room, and what the one shows that was posted there for all to see."""
DRAWN = {"begin_enrolment", "invite", "link_code"}
"""What is answered with chance words."""

Row = dict[str, object]


@dataclass(frozen=True)
class Came:
    """What came of a call. code: of the refusal, else ""; said: all that can be read in the answer.

    touched: whether jobs or files are others than before.
    """

    code: str
    said: str
    touched: bool
    before: dict[tuple[str, tuple[object, ...]], Row]
    after: dict[tuple[str, tuple[object, ...]], Row]

    @property
    def changed(self) -> list[tuple[str, Row]]:
        """Every row that was added, removed or is another now, as it was and as it is."""
        both = set(self.before) | set(self.after)
        differ = [key for key in both if self.before.get(key) != self.after.get(key)]
        return [(key[0], side[key]) for key in differ for side in (self.before, self.after) if key in side]


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(sqlite_template, tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def world_without_appia(world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return asyncio.run(without(world, Who.APPEARS, tmp_path_factory.mktemp("without")))


def _cells(table: str, *kinds: str) -> list[Any]:
    """The cells of these kinds, or of all that are none of `house`, `desk`, `shut`."""
    wanted = [
        (line, COLUMNS[column], cell)
        for line, column, cell in matrix.cells(table)
        if (cell in kinds if kinds else cell not in {"house", "desk", "shut"})
    ]
    return [
        pytest.param(*each, id="-".join([each[0].replace(" ", "_"), each[1].name, each[2]]))
        for each in wanted
    ]


def _methods(of: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_")}


@pytest.mark.parametrize(("of", "table"), [(App, matrix.APP), (Desk, matrix.DESK)], ids=["app", "desk"])
def test_every_use_case_has_a_line(of: type, table: str) -> None:
    assert {line.split()[0] for line in matrix.lines(table)} == _methods(of)


def test_every_line_is_called() -> None:
    asked = {line for line, _, cell in matrix.cells(matrix.APP) if cell != "house"}
    assert (asked, set(matrix.lines(matrix.DESK))) == (set(calls.APP), set(calls.DESK))


@pytest.mark.parametrize(("line", "who", "cell"), _cells(matrix.APP))
async def test_the_app_does_what_its_cell_says(world: World, line: str, who: Who, cell: str) -> None:
    async with visit(world, who) as scene:
        came = await _come_of(scene, calls.APP[line])
    refusal = matrix.REFUSALS.get(cell)
    assert came.code == ("" if refusal is None else refusal.code)
    assert _told_too_much(came.said, who) - (POSTED if cell == "log" else set()) == set()
    if refusal is not None:
        assert ([table for table, _ in came.changed if table != "audit"], came.touched) == ([], False)
    elif cell == "own":
        assert _of_others(came, world, who) == []
    elif who in STRANGERS and line != "erase":
        assert {table for table, _ in _of_others(came, world, who)} <= {"deliveries"}


@pytest.mark.parametrize(
    "line", dict.fromkeys(line for line, _, cell in matrix.cells(matrix.APP) if cell == "house")
)
def test_nobody_asks_for_what_the_house_does(line: str) -> None:
    assert "person" not in inspect.signature(getattr(App, line)).parameters
    assert line not in _attributes_used(adapters.conversation) | _attributes_used(adapters.consenting)


@pytest.mark.parametrize(("line", "who", "cell"), _cells(matrix.DESK, "desk"))
async def test_the_desk_writes_down_which_operator_it_was(
    world: World, line: str, who: Who, cell: str
) -> None:
    async with visit(world, who) as scene:
        came = await _come_of(scene, calls.DESK[line][1])
    entries = [json.loads(str(row["details"])) for table, row in came.changed if table == "audit"]
    assert came.code == ""
    assert {one["operator"] for one in entries if "operator" in one} == (
        set() if line in UNWRITTEN else {who}
    )


@pytest.mark.parametrize(("line", "who", "cell"), _cells(matrix.DESK, "shut", "desk"))
async def test_no_words_in_a_chat_reach_the_desk(world: World, line: str, who: Who, cell: str) -> None:
    async with visit(world, who) as scene:
        typed = "/cameo " + calls.DESK[line][0].format(**asdict(scene.things))
        before = rows(scene.file)
        said = await answer(scene.house.app, Speaker(scene.me, who, ROOM), typed, {})
    assert _understood(said) in {"", "receipts_shown"}, "`/cameo audit` is one's own receipts"
    assert _told_too_much(_text(said), who) == set()
    assert rows(scene.file) == before


def test_no_way_leads_from_a_chat_to_the_desk() -> None:
    graph = grimp.build_graph("adapters", "bot")
    assert not graph.chain_exists("adapters.conversation", "bot.desk")


@pytest.mark.parametrize("who", Who, ids=lambda who: who.name)
async def test_operators_are_those_whom_the_settings_name(world: World, who: Who) -> None:
    async with visit(world, who) as scene, scene.house.uow() as tx:
        assert await is_operator(scene.house.ports, tx, scene.me) is (who is Who.OPERATOR)


@pytest.mark.parametrize("line", [line for line in calls.APP if line not in DRAWN])
async def test_who_is_blocked_reads_what_a_stranger_reads(world: World, line: str) -> None:
    one, other = [await _read_by(world, who, line) for who in (Who.STRANGER, Who.BLOCKED)]
    assert one == other


@pytest.mark.parametrize(
    "line",
    [
        line
        for line, column, cell in matrix.cells(matrix.APP)
        if column == "stranger" and cell in matrix.NOT_THERE
    ],
)
async def test_what_is_somebody_elses_reads_like_what_is_not_there(world: World, line: str) -> None:
    async with visit(world, Who.STRANGER) as scene:
        nothing = replace(scene, things=world.things.none_of_these())
        theirs, nobodys = [await _come_of(each, calls.APP[line]) for each in (scene, nothing)]
    assert (theirs.code, theirs.said.replace("rex", "nemo")) == (nobodys.code, nobodys.said)


@pytest.mark.parametrize("line", [line for line in calls.APP if line.split()[0] not in OF_ACCOUNTS | COUNTED])
async def test_who_is_erased_can_do_nothing(world_without_appia: World, line: str) -> None:
    async with visit(world_without_appia, Who.APPEARS) as scene:
        came = await _come_of(scene, calls.APP[line])
    assert came.code in {"account_erased", "not_asked_to_approve", "unknown_clip", "unknown_person"}
    assert (came.changed, came.touched) == ([], False)


async def _come_of(scene: Scene, call: calls.Call) -> Came:
    before, outside = rows(scene.file), _outside(scene)
    code = ""
    try:
        given = call(scene)
        found = await given if inspect.isawaitable(given) else given
        said = _text(found)
        if isinstance(found, Preflight) and found.refusals:
            code = found.refusals[0].code
    except Refused as refused:
        code, said = refused.code, refused.message
    return Came(code, said, _outside(scene) != outside, before, rows(scene.file))


def _outside(scene: Scene) -> tuple[object, ...]:
    """What lies in the queue and in the vault."""
    jobs = [(name, one.state) for name, one in scene.house.queue.jobs.items()]
    return jobs, list(scene.house.vault.files)


def _understood(said: AnyNotice) -> str:
    """What kind of an answer it is, "" where the words were not understood."""
    missed = isinstance(said, Refusals) and [one.code for one in said.refusals] == ["not_understood"]
    return "" if missed else said.kind


def _text(found: Any) -> str:
    if isinstance(found, bytes):
        return found.decode(errors="replace")
    return found.model_dump_json() if hasattr(found, "model_dump_json") else repr(found)


def _told_too_much(said: str, who: Who) -> set[str]:
    """Names of people whom they have nothing to do with and did not name; secrets of others."""
    names = {str(one) for one in Who if one not in KNOWN[who]} - NAMED
    private = {word for word, readers in SECRETS.items() if who not in readers}
    return {word for word in names | private if word in said}


def _of_others(came: Came, world: World, who: Who) -> list[tuple[str, Row]]:
    """Rows that changed and are somebody else's."""
    ids = set(world.people.values()) - {world.people[who]}
    return [(table, row) for table, row in came.changed if _whose(row, world, table) in ids]


def _whose(row: Row, world: World, table: str) -> str | None:
    if table == "audit":
        return world.pseudonyms.get(str(row["actor"] or row["subject"]))
    if table == "people":
        return str(row["owner_id"] or row["id"])
    return next((str(row[name]) for name in OWNERS if row.get(name)), None)


async def _read_by(world: World, who: Who, line: str) -> tuple[str, str]:
    """The refusal, and what is said without ids, hashes and the reader's own name."""
    async with visit(world, who) as scene:
        came = await _come_of(scene, calls.APP[line])
    plain = re.sub(r"\b[0-9a-f]{32,64}\b|\"seq\": ?\d+", "ID", came.said)
    return came.code, plain.replace(who, "READER")


def _attributes_used(module: Any) -> set[str]:
    tree = ast.parse(inspect.getsource(module))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
