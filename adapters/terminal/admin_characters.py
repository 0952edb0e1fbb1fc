"""`cameo admin licence`: whether a licensed character may be used here."""

import click

from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk


@click.group("licence")
def licence() -> None:
    """Confirm that the owner of a licensed character may use it, or take that back."""


@licence.command("confirm")
@click.argument("handle")
@as_json_option
def confirm(handle: str, *, as_json: bool) -> int:
    """Let it be cast; its owner is told."""
    return _decide(handle, as_json=as_json, confirmed=True)


@licence.command("withdraw")
@click.argument("handle")
@as_json_option
def withdraw(handle: str, *, as_json: bool) -> int:
    """Let nobody cast it from now on; what is not shown yet is refused when it is judged again."""
    return _decide(handle, as_json=as_json, confirmed=False)


def _decide(handle: str, *, as_json: bool, confirmed: bool) -> int:
    found = at_desk(lambda desk, operator: desk.confirm_licence(operator, handle, confirmed=confirmed))
    said = "confirmed" if found.confirmed else "not confirmed"
    answer(found.model_dump(mode="json"), [f"The licence of @{found.handle} is {said}."], as_json=as_json)
    return DONE


COMMANDS = (licence,)
