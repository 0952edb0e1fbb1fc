"""Questions about payments: somebody asks, and the people who run the service answer."""

from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.cases import PaidFor, PaymentCase
from bot.errors import MessageTooLong, TooManyAttempts, UnknownQuestion
from bot.ids import new_id
from bot.notices import Matter, PaymentQuestionAnswered, PaymentQuestionTaken
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import PaymentQuestionRow
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people.joining import living
from bot.use_cases.safety.operators import ask_operators

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def ask(ports: Ports, person: str, text: str) -> PaymentQuestionTaken:
    """Ask the people who run the service; they are told that somebody does."""
    limit = ports.settings.reports.text_length
    if len(text) > limit:
        raise MessageTooLong(limit=limit)
    if not await ports.limiter.take(Limited.QUESTION, person):
        raise TooManyAttempts
    async with ports.uow() as tx:
        asker = await living(tx, person)
        now = ports.clock.now()
        row = await tx.offers.add_question(
            PaymentQuestionRow(id=new_id(), person_id=person, text=text, created_at=now)
        )
        await tx.audit.record(now, asker, Audit.PAYMENT_QUESTIONED, row.id)
        await ask_operators(ports, tx, Matter.PAYMENT, row.id, but=person)
        return PaymentQuestionTaken(question=row.id)


async def questions(ports: Ports, *, answered: bool) -> list[PaymentCase]:
    """For operators, the oldest first."""
    async with ports.uow() as tx:
        return [await _case(tx, row) for row in await tx.offers.questions(answered=answered)]


async def show(ports: Ports, operator: str, name: str) -> PaymentCase:
    """One question with all that its asker ever paid for; written down."""
    async with ports.uow() as tx:
        row = await tx.offers.question(name)
        if row is None:
            raise UnknownQuestion(id=name)
        await tx.audit.record(ports.clock.now(), None, Audit.PAYMENTS_SEEN, row.id, operator=operator)
        return await _case(tx, row)


async def answer(ports: Ports, operator: str, name: str, text: str) -> PaymentCase:
    """Answer one, once; who asked is told."""
    async with ports.uow() as tx:
        row = await tx.offers.question(name, lock=True)
        if row is None or row.answered_at is not None:
            raise UnknownQuestion(id=name)
        now = ports.clock.now()
        row.answered_at, row.answered_by, row.answer = now, operator, text
        await tx.audit.record(now, None, Audit.PAYMENT_ANSWERED, row.id, operator=operator)
        await tell(ports, tx, row.person_id, PaymentQuestionAnswered(question=row.text, answer=text))
        return await _case(tx, row)


async def _case(tx: "UnitOfWork", row: PaymentQuestionRow) -> PaymentCase:
    return PaymentCase(
        id=row.id,
        handle=(await tx.people.handles([row.person_id]))[row.person_id],
        text=row.text,
        at=row.created_at,
        payments=tuple(
            PaidFor(
                at=paid.created_at,
                platform=paid.platform,
                charge=paid.charge_id,
                pack=paid.pack,
                credits=paid.credits,
                price=paid.price,
                currency=paid.currency,
                reversed_at=paid.reversed_at,
            )
            for paid in await tx.purchases.of_person(row.person_id)
        ),
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        answer=row.answer,
    )
