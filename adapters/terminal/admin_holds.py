"""`cameo admin holds`: finished clips that wait for an operator, and the decision."""

from collections.abc import Iterator
from pathlib import Path

import click

from adapters.english.phrases import moment
from adapters.terminal import private_files
from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.cases import HeldCase
from bot.desk import Desk
from engine.contract.messages import Review

_note = click.option("--note", default="", help="The reason, for operators; nobody else reads it.")


@click.group("holds")
def holds() -> None:
    """Look at clips that nobody has seen yet, and let them go on or refuse them."""


@holds.command("list")
@as_json_option
def listed(*, as_json: bool) -> int:
    """List clips that wait, the longest first."""
    found, unknown = at_desk(_waiting)
    lines = [_line(case) for case in found] or ["No clip waits."]
    if unknown:
        lines.append(
            f"{unknown} with a likeness from an older version: not recognised in clips before they re-record."
        )
    payload = {"holds": [case.model_dump(mode="json") for case in found], "unknown_faces": unknown}
    answer(payload, lines, as_json=as_json)
    return DONE


async def _waiting(desk: Desk, operator: str) -> tuple[list[HeldCase], int]:
    return await desk.holds(operator), await desk.unknown_faces()


@holds.command("show")
@click.argument("clip")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the clip (MP4) there, to watch it. Delete it when you have decided.",
)
@as_json_option
def show(clip: str, *, out: Path | None, as_json: bool) -> int:
    """Show one with its words and scores; this is written down."""
    case = at_desk(lambda desk, operator: desk.hold(operator, clip))
    lines = list(_lines(case))
    if out is not None:
        film = at_desk(lambda desk, operator: desk.look_at(operator, clip))
        private_files.write(out, film)
        lines.append(f"Written to {out}.")
    answer(case.model_dump(mode="json") | {"out": str(out) if out else None}, lines, as_json=as_json)
    return DONE


@holds.command("release")
@click.argument("clip")
@_note
@as_json_option
def release(clip: str, note: str, *, as_json: bool) -> int:
    """Let it go on: consent is judged again, and whoever wants to be asked is asked first."""
    case = at_desk(lambda desk, operator: desk.release(operator, clip, note))
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


@holds.command("refuse")
@click.argument("clip")
@_note
@click.option("--strike", is_flag=True, help="Count it against its maker.")
@click.option("--code", help='What the strike is for, for example "sexual"; else what it was held for.')
@as_json_option
def refuse(clip: str, note: str, *, strike: bool, code: str | None, as_json: bool) -> int:
    """End it: its credits go back, its maker hears why in general, those in it that it is gone."""
    case = at_desk(lambda desk, operator: desk.refuse(operator, clip, note, strike=strike, code=code))
    answer(case.model_dump(mode="json"), [_line(case)], as_json=as_json)
    return DONE


def _line(case: HeldCase) -> str:
    since = moment(case.rendered_at) if case.rendered_at else "-"
    why = ", ".join(reason.value for reason in case.reasons)
    return f"{case.clip}  {since}  {case.state.value}  {why}  by @{case.maker}"


def _lines(case: HeldCase) -> Iterator[str]:
    yield _line(case)
    yield f"Prompt: {case.prompt}"
    yield "Cast: " + ", ".join(f"@{handle}" for handle in case.cast)
    yield from (f"@{line.handle} says: “{line.text}”" for line in case.words)
    if case.recognised:
        yield "Seems to show, unnamed: " + ", ".join(f"@{handle}" for handle in case.recognised)
    if case.review is not None:
        yield from _scores(case.review)
    if case.due_at is not None:
        yield f"Given up {moment(case.due_at)}, with the credits back."


def _scores(review: Review) -> Iterator[str]:
    if review.nudity is not None:
        yield f"nudity {review.nudity.worst:.2f} worst, {review.nudity.mean:.2f} mean (0 to 1)"
    if review.strangers is not None:
        yield f"people visible who are not in the cast: {review.strangers}"
    for face in review.identity:
        yield f"{face.role}: themselves in {face.below_060:.0%} of frames, face distance {face.mean:.2f} mean"
    if review.spoken is not None:
        yield f"heard: “{review.spoken.heard}”, word error rate {review.spoken.wer:.0%}"


COMMANDS = (holds,)
