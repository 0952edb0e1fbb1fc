"""`cameo admin appeals`: people who ask for a second look at a penalty."""

import click

from adapters.english.phrases import moment
from adapters.english.terms import PENALTIES
from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.cases import AppealCase
from bot.penalties import AppealState

_note = click.option("--note", default="", help="The reason, for operators; nobody else reads it.")


@click.group("appeals")
def appeals() -> None:
    """See and decide appeals against penalties."""


@appeals.command("list")
@click.option(
    "--state",
    type=click.Choice([*(state.value for state in AppealState), "all"]),
    default=AppealState.OPEN.value,
    show_default=True,
    help="Which of them.",
)
@as_json_option
def listed(state: str, *, as_json: bool) -> int:
    """List appeals, the oldest first."""
    wanted = None if state == "all" else AppealState(state)
    found = at_desk(lambda desk, operator: desk.appeals(operator, wanted))
    lines = [_line(case) for case in found] or ["No appeals."]
    answer({"appeals": [case.model_dump(mode="json") for case in found]}, lines, as_json=as_json)
    return DONE


@appeals.command("show")
@click.argument("appeal")
@as_json_option
def show(appeal: str, *, as_json: bool) -> int:
    """Show one appeal; this is written down."""
    case = at_desk(lambda desk, operator: desk.appeal(operator, appeal))
    answer(case.model_dump(mode="json"), [_line(case), f"“{case.text}”"], as_json=as_json)
    return DONE


@appeals.command("grant")
@click.argument("appeal")
@_note
@as_json_option
def grant(appeal: str, note: str, *, as_json: bool) -> int:
    """Take the penalty back, with its strike; the person is told."""
    case = at_desk(lambda desk, operator: desk.grant_appeal(operator, appeal, note))
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


@appeals.command("reject")
@click.argument("appeal")
@_note
@as_json_option
def reject(appeal: str, note: str, *, as_json: bool) -> int:
    """Let the penalty stand; the person is told."""
    case = at_desk(lambda desk, operator: desk.reject_appeal(operator, appeal, note))
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


def _line(case: AppealCase) -> str:
    penalty = case.penalty
    until = f" until {moment(penalty.until)}" if penalty.until else ""
    what = f"{PENALTIES[penalty.penalty]}{until}, for {penalty.reason}"
    return f"{case.id}  {moment(case.at)}  {case.state.value}  @{case.handle}  {what}"


COMMANDS = (appeals,)
