"""`cameo admin invites` and `cameo admin waitlist`: who may come in."""

from dataclasses import asdict
from typing import Any

import click

from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.use_cases.people.admission import Invite


@click.group("invites")
def invites() -> None:
    """Invite codes."""


def _as_json(invite: Invite) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in asdict(invite).items()
    }


def _line(invite: Invite) -> str:
    by = f"@{invite.by}" if invite.by else "operators"
    until = f"until {invite.expires_at:%Y-%m-%d}" if invite.expires_at else "without end"
    state = "withdrawn" if invite.withdrawn_at else until
    return f"{invite.id}  {invite.uses} of {invite.quota} used  {state}  by {by}"


@invites.command("create")
@click.option("--quota", type=click.IntRange(1, 100_000), default=1, help="How many people it lets in.")
@click.option(
    "--days", type=click.FloatRange(0.01, 3650), default=None, help="How long; else [access] invite_days."
)
@as_json_option
def create(quota: int, days: float | None, *, as_json: bool) -> int:
    """Make a code. It is printed this once: only its hash is kept."""
    code, invite = at_desk(lambda desk, operator: desk.make_invite(operator, quota, days))
    answer({"code": code, **_as_json(invite)}, [code, _line(invite)], as_json=as_json)
    return DONE


@invites.command("list")
@as_json_option
def listed(*, as_json: bool) -> int:
    """List every invite, the newest first."""
    found = at_desk(lambda desk, _operator: desk.invites())
    lines = [_line(invite) for invite in found] or ["There are no invites."]
    answer({"invites": [_as_json(invite) for invite in found]}, lines, as_json=as_json)
    return DONE


@invites.command("withdraw")
@click.argument("invite")
@as_json_option
def withdraw(invite: str, *, as_json: bool) -> int:
    """Let INVITE (its number in the list) admit nobody more; who came in by it stays in."""
    found = at_desk(lambda desk, operator: desk.withdraw_invite(operator, invite))
    answer(_as_json(found), [_line(found)], as_json=as_json)
    return DONE


@click.group("waitlist")
def waitlist() -> None:
    """The line of those who wait."""


@waitlist.command("list")
@as_json_option
def line(*, as_json: bool) -> int:
    """List who waits, the first in line first."""
    found = at_desk(lambda desk, _operator: desk.waitlist())
    waiting = [
        {"place": place, "handle": handle, "since": since.isoformat()}
        for place, (handle, since) in enumerate(found, 1)
    ]
    lines = [f"{one['place']:>5}  @{one['handle']}  since {one['since']:.10}" for one in waiting]
    answer({"waiting": waiting}, lines or ["Nobody waits."], as_json=as_json)
    return DONE


@waitlist.command("admit")
@click.argument("who")
@as_json_option
def admit(who: str, *, as_json: bool) -> int:
    """Let WHO in and tell them: a number of people from the front of the line, or one @handle."""
    chosen = int(who) if who.isdecimal() else who
    found = at_desk(lambda desk, operator: desk.admit(operator, chosen))
    lines = [f"@{handle} is in." for handle in found] or [
        "Nobody was let in: nobody waits, or they are in already."
    ]
    answer({"admitted": found}, lines, as_json=as_json)
    return DONE


COMMANDS = (invites, waitlist)
