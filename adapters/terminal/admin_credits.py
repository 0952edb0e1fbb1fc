"""`cameo admin credits` and `cameo admin costs`: what people have and get back, and what rendering costs."""

from dataclasses import asdict

import click

from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.clips import Tier
from bot.costs import REFERENCE, Cost
from bot.people import Platform

note_option = click.option("--note", default="", help="What the person is told with it.")


@click.group("credits")
def credit() -> None:
    """People's credits and plans."""


@credit.command("show")
@click.argument("handle")
@as_json_option
def show(handle: str, *, as_json: bool) -> int:
    """Show HANDLE's plan, credits and newest movements; that you looked is written down."""
    found = at_desk(lambda desk, operator: desk.credits(operator, handle))
    until = found.plan_until.isoformat() if found.plan_until else None
    entries = [
        {"at": at.isoformat(), "kind": kind.value, "amount": amount} for at, kind, amount in found.entries
    ]
    payload = {
        "handle": found.handle,
        "plan": found.plan.value,
        "plan_until": until,
        "available": found.available,
        "held": found.held,
        "entries": entries,
    }
    head = f"@{found.handle}: {found.plan.value} plan{f' until {until}' if until else ''}"
    lines = [head, f"{found.available:,} to spend, {found.held:,} reserved"]
    lines += [f"{at:%Y-%m-%d %H:%M}  {amount:>8,}  {kind.value}" for at, kind, amount in found.entries]
    answer(payload, lines, as_json=as_json)
    return DONE


@credit.command("grant")
@click.argument("handle")
@click.argument("amount", type=click.IntRange(1, 1_000_000))
@note_option
@as_json_option
def grant(handle: str, amount: int, note: str, *, as_json: bool) -> int:
    """Give HANDLE an AMOUNT of credits, and tell them."""
    available = at_desk(lambda desk, operator: desk.grant_credits(operator, handle, amount, note))
    answer({"granted": amount, "available": available}, [f"Done; {available:,} to spend."], as_json=as_json)
    return DONE


@credit.command("refund")
@click.argument("clip")
@note_option
@as_json_option
def refund(clip: str, note: str, *, as_json: bool) -> int:
    """Give back what CLIP had cost, once, and tell its maker."""
    back = at_desk(lambda desk, operator: desk.refund(operator, clip, note))
    answer({"refunded": back}, [f"{back:,} credits are back."], as_json=as_json)
    return DONE


@credit.command("reverse")
@click.argument("platform", type=click.Choice([one.value for one in Platform]))
@click.argument("charge")
@click.option("--force", is_flag=True, help="Take what is left where that is less.")
@as_json_option
def reverse(platform: str, charge: str, *, force: bool, as_json: bool) -> int:
    """Take back what a payment (CHARGE, the platform's number for it) had brought; it was paid back."""
    done = at_desk(
        lambda desk, operator: desk.reverse_purchase(operator, Platform(platform), charge, force=force)
    )
    payload = {"taken": done.credits, "available": done.available}
    answer(payload, [f"{done.credits:,} credits taken back; {done.available:,} are left."], as_json=as_json)
    return DONE


@credit.command("plan")
@click.argument("handle")
@click.argument("plan", type=click.Choice([tier.value for tier in Tier]))
@click.option("--months", type=click.IntRange(1, 120), default=1, help="Of 30 days, each with its allowance.")
@as_json_option
def plan(handle: str, plan: str, months: int, *, as_json: bool) -> int:
    """Put HANDLE on the pro PLAN for some months, or back on the standard one now."""
    done = at_desk(lambda desk, operator: desk.set_plan(operator, handle, Tier(plan), months))
    until = done.until.isoformat() if done.until else None
    said = f"{done.plan.value} plan{f' until {until}' if until else ''}"
    answer({"plan": done.plan.value, "until": until}, [said], as_json=as_json)
    return DONE


@click.command("costs")
@click.option("--days", type=click.FloatRange(0.01, 3650), default=30.0, help="How far back.")
@as_json_option
def costs(days: float, *, as_json: bool) -> int:
    """Show what rendering took, by renderer and frame size, and estimate what a second costs for API use.

    Measured on the renders of the last days; prices come from [costs] in the settings.
    """
    found = at_desk(lambda desk, _operator: desk.costs(days))
    rows = [asdict(cost) | {"resolution": cost.resolution.value} for cost in found]
    low, high = REFERENCE
    told = [_line(cost) for cost in found] or [f"Nothing was rendered in the last {days:g} days."]
    told.append(f"Comparable services ask {low:.2f} to {high:.2f} USD a second.")
    answer({"days": days, "costs": rows, "reference_usd": list(REFERENCE)}, told, as_json=as_json)
    return DONE


def _line(cost: Cost) -> str:
    head = (
        f"{cost.renderer} {cost.resolution.value}: {cost.clips} clips, {cost.clip_s:.1f} s; "
        f"{cost.work_per_second:.2f} s of work a second"
    )
    if cost.cost is None or cost.price is None:
        return f"{head}; no price set: [costs] hour or per_second"
    return f"{head}; costs {cost.cost:.4f} {cost.currency} a second, {cost.price:.4f} with the margin"


COMMANDS = (credit, costs)
