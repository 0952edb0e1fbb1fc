"""`cameo admin people`: how somebody stands, strikes by hand, and mercy."""

import click

from adapters.english.phrases import count, moment
from adapters.english.terms import PENALTIES
from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.cases import AccountCase
from bot.desk import Desk
from bot.penalties import FALSE_REPORT, WHY
from bot.people import Platform

CODES = sorted({*WHY, FALSE_REPORT, "other"})


@click.group("people")
def people() -> None:
    """See how somebody stands; give a strike or take a penalty back."""


@people.command("show")
@click.argument("handle")
@as_json_option
def show(handle: str, *, as_json: bool) -> int:
    """Show somebody's strikes and penalties; this is written down."""
    case = at_desk(lambda desk, operator: desk.account(operator, handle))
    answer(case.model_dump(mode="json"), _lines(case), as_json=as_json)
    return DONE


@people.command("strike")
@click.argument("handle")
@click.argument("code", type=click.Choice(CODES))
@click.option("--reason", default="", help="What they are told besides the reason of the code.")
@click.option("--penalty", help='Instead of the ladder\'s, for example "suspension 30".')
@as_json_option
def strike(handle: str, code: str, reason: str, penalty: str | None, *, as_json: bool) -> int:
    """Count a strike against somebody; the ladder says what follows, and they are told."""

    async def work(desk: Desk, operator: str) -> AccountCase:
        await desk.strike(operator, handle, code, reason, penalty=penalty)
        return await desk.account(operator, handle)

    case = at_desk(work)
    answer(case.model_dump(mode="json"), _lines(case), as_json=as_json)
    return DONE


@people.command("lift")
@click.argument("penalty")
@as_json_option
def lift(penalty: str, *, as_json: bool) -> int:
    """Take a penalty back, with its strike; the person is told."""
    at_desk(lambda desk, operator: desk.lift(operator, penalty))
    answer({"lifted": penalty}, ["Taken back."], as_json=as_json)
    return DONE


@people.command("reopen")
@click.argument("platform", type=click.Choice([each.value for each in Platform]))
@click.argument("platform_id")
@as_json_option
def reopen(platform: str, platform_id: str, *, as_json: bool) -> int:
    """Let an account begin anew that was erased while it was suspended or banned."""
    at_desk(lambda desk, operator: desk.reopen(operator, Platform(platform), platform_id))
    answer({"reopened": f"{platform}:{platform_id}"}, ["It can begin anew."], as_json=as_json)
    return DONE


def _lines(case: AccountCase) -> list[str]:
    return [
        f"@{case.handle}, here since {moment(case.joined_at)}.",
        f"Made {count(case.reports_made, 'report')}; {count(case.reports_about, 'report')} about them.",
        *(
            f"{each.id}  {PENALTIES[each.penalty]}"
            + (f" until {moment(each.until)}" if each.until else "")
            + f", for {each.reason}"
            for each in case.penalties
        ),
        *(
            f"Strike on {moment(each.at)} for {each.reason}, until {moment(each.expires_at)}"
            for each in case.strikes
        ),
    ]


COMMANDS = (people,)
