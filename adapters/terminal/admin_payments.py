"""`cameo admin payments`: what people ask about payments, and giving Telegram's Stars back."""

import click

from adapters.english.phrases import moment
from adapters.star_refunds import give_back
from adapters.terminal.answers import DONE, answer, as_json_option
from adapters.terminal.desk import at_desk
from bot.cases import PaidFor, PaymentCase
from bot.desk import Desk
from bot.notices import CreditsReversed
from bot.offers import Returnable
from bot.people import Platform
from bot.settings import BotSettings


@click.group("payments")
def payments() -> None:
    """Answer questions about payments, and give payments back."""


@payments.command("list")
@click.option("--answered", is_flag=True, help="Those that were answered.")
@as_json_option
def listed(*, answered: bool, as_json: bool) -> int:
    """List the questions, the oldest first."""
    found = at_desk(lambda desk, operator: desk.payment_questions(operator, answered=answered))
    lines = [f"{case.id}  {moment(case.at)}  @{case.handle}: {case.text}" for case in found]
    payload = {"questions": [case.model_dump(mode="json") for case in found]}
    answer(payload, lines or ["No questions."], as_json=as_json)
    return DONE


@payments.command("show")
@click.argument("question")
@as_json_option
def show(question: str, *, as_json: bool) -> int:
    """Show one QUESTION and all that its asker paid for; this is written down."""
    case = at_desk(lambda desk, operator: desk.payment_question(operator, question))
    answer(case.model_dump(mode="json"), _lines(case), as_json=as_json)
    return DONE


@payments.command("answer")
@click.argument("question")
@click.argument("text")
@as_json_option
def answered(question: str, text: str, *, as_json: bool) -> int:
    """Answer a QUESTION, once; who asked is told the TEXT."""
    case = at_desk(lambda desk, operator: desk.answer_payment_question(operator, question, text))
    answer(case.model_dump(mode="json"), _lines(case), as_json=as_json)
    return DONE


@payments.command("refund")
@click.argument("platform", type=click.Choice([Platform.TELEGRAM.value]))
@click.argument("charge")
@click.option("--force", is_flag=True, help="Although some of the credits were spent: take what is left.")
@click.option(
    "--payer", type=click.IntRange(1), help="The number of the account, where nothing was credited."
)
@as_json_option
def refund(platform: str, charge: str, *, force: bool, payer: int | None, as_json: bool) -> int:
    """Give a payment (CHARGE, its number) back to who paid it, and take back what it had brought.

    A month of the plan that is paid again each month ends with it.
    """

    async def given_back(desk: Desk, operator: str) -> CreditsReversed | None:
        if payer is not None:
            await give_back(BotSettings.load(), Returnable(charge, str(payer), 0))
            return None
        found = await desk.returnable(Platform(platform), charge, force=force)
        await give_back(BotSettings.load(), found)
        return await desk.reverse_purchase(operator, Platform(platform), charge, force=True)

    done = at_desk(given_back)
    taken = 0 if done is None else done.credits
    answer({"taken": taken}, [f"It is paid back; {taken:,} credits were taken for it."], as_json=as_json)
    return DONE


def _lines(case: PaymentCase) -> list[str]:
    said = [f"@{case.handle}, {moment(case.at)}: {case.text}", *(_paid(one) for one in case.payments)]
    if case.answered_at is not None:
        said.append(f"Answered by {case.answered_by}, {moment(case.answered_at)}: {case.answer}")
    return said


def _paid(one: PaidFor) -> str:
    over = "" if one.reversed_at is None else f", paid back {moment(one.reversed_at)}"
    return (
        f"{moment(one.at)}  {one.platform.value} {one.charge}: {one.pack}, {one.credits:,} credits "
        f"for {one.price:,} {one.currency}{over}"
    )


COMMANDS = (payments,)
