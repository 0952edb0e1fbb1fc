"""`cameo admin reports`: what people reported, and the decision."""

from pathlib import Path

import click

from adapters.english.phrases import moment
from adapters.terminal import private_files
from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.cases import ReportCase
from bot.reports import ReportState

_note = click.option("--note", default="", help="The reason, for operators; nobody else reads it.")


@click.group("reports")
def reports() -> None:
    """See and decide what people reported. Only operators learn who reported it."""


@reports.command("list")
@click.option(
    "--state",
    type=click.Choice([*(state.value for state in ReportState), "all"]),
    default=ReportState.OPEN.value,
    show_default=True,
    help="Which of them.",
)
@as_json_option
def listed(state: str, *, as_json: bool) -> int:
    """List reports, the newest first."""
    wanted = None if state == "all" else ReportState(state)
    found = at_desk(lambda desk, operator: desk.reports(operator, wanted))
    lines = [_line(case) for case in found] or ["No reports."]
    answer({"reports": [case.model_dump(mode="json") for case in found]}, lines, as_json=as_json)
    return DONE


@reports.command("show")
@click.argument("report")
@as_json_option
def show(report: str, *, as_json: bool) -> int:
    """Show one report with what was kept; this is written down."""
    case = at_desk(lambda desk, operator: desk.report(operator, report))
    answer(case.model_dump(mode="json"), _lines(case), as_json=as_json)
    return DONE


@reports.command("uphold")
@click.argument("report")
@_note
@click.option("--no-strike", is_flag=True, help="Take the clip away, and leave it at that.")
@click.option("--penalty", help='Instead of the ladder\'s, for example "suspension 30".')
@as_json_option
def uphold(report: str, note: str, *, no_strike: bool, penalty: str | None, as_json: bool) -> int:
    """Say that it breaks the rules: the clip goes, its maker or the person reported gets a strike."""
    case = at_desk(
        lambda desk, operator: desk.uphold(operator, report, note, strike=not no_strike, penalty=penalty)
    )
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


@reports.command("dismiss")
@click.argument("report")
@_note
@click.option("--abusive", is_flag=True, help="It was made to harm somebody: a strike for who made it.")
@as_json_option
def dismiss(report: str, note: str, *, abusive: bool, as_json: bool) -> int:
    """Say that it keeps to the rules; a hidden clip can be watched again."""
    case = at_desk(lambda desk, operator: desk.dismiss(operator, report, note, abusive=abusive))
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


@reports.command("evidence")
@click.argument("report")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the clip (MP4). Delete it when you have decided.",
)
@as_json_option
def evidence(report: str, out: Path, *, as_json: bool) -> int:
    """Write down the kept copy of the reported clip; this is written down, too."""
    film = at_desk(lambda desk, operator: desk.evidence(operator, report))
    private_files.write(out, film)
    answer({"out": str(out), "bytes": len(film)}, [f"Written to {out}."], as_json=as_json)
    return DONE


def _line(case: ReportCase) -> str:
    what = f"clip {case.clip} by @{case.about}" if case.clip else f"@{case.about}"
    hidden = ", hidden" if case.hidden else ""
    return f"{case.id}  {moment(case.at)}  {case.state.value}{hidden}  {case.report.value}  {what}"


def _lines(case: ReportCase) -> list[str]:
    return [
        _line(case),
        f"Reported by @{case.reporter}" + (f": “{case.text}”" if case.text else "."),
        *([f"With it: {', '.join(case.others)}"] if case.others else []),
        *(f"{name}: {value}" for name, value in case.evidence.items()),
        "A copy of the clip is kept." if case.video else "No copy of the clip is kept.",
        *([f"Decided by {case.decided_by}: {case.note}"] if case.decided_by else []),
    ]


COMMANDS = (reports,)
