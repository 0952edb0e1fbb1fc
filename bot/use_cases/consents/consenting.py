"""Writing consent down: a receipt for every use, an entry for every refusal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.approvals import Decision
from bot.audit import Audit
from bot.consent import Reason
from bot.ports import Ports
from bot.receipts import Question, Receipt, Step
from bot.store.tables import ApprovalRow, ClipRow, Person
from bot.use_cases.consents.weighing import Member
from bot.use_cases.people.joining import name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def write_receipts(
    ports: Ports, tx: "UnitOfWork", clip: ClipRow, members: Sequence[Member], step: Step
) -> None:
    """One receipt for each person in the cast, the maker's own use too, however many roles they play.

    One that says no, with a reason that is private, stands in the owner's part of the trail alone, or in the
    maker's where they blocked the owner. Where somebody who was asked said no, none stands in the maker's:
    the answers of the others would tell who it was.
    """
    maker = await tx.people.get(clip.maker_id)
    asked = await tx.clips.approvals(clip.id)
    denied = any(row.decision is Decision.DENIED for row in asked)
    for member in {one.person.id: one for one in members}.values():
        owner = await tx.people.get(member.controller)
        if maker is None or owner is None:
            raise LookupError(clip.id)
        receipt = _receipt(clip, member, step, (maker, owner), asked)
        refused = member.verdict.refusal is not None
        await tx.audit.record(
            ports.clock.now(),
            None if refused or denied else maker,
            Audit.CONSENT_RECEIPT,
            receipt.who if _is_the_makers(member) else receipt.whose,
            **receipt.details(),
        )


async def write_refusals(ports: Ports, tx: "UnitOfWork", maker: Person, members: Sequence[Member]) -> None:
    """One entry for each person in the cast who is why a clip was not taken, with the reason.

    It is the owner's alone: the reason is private, so no such entry stands in what the maker may read of the
    trail (entries that name them as actor or subject). Whom the maker blocked, only the maker may read.
    """
    for member in {one.person.id: one for one in members if one.verdict.refusal is not None}.values():
        owner = await tx.people.get(member.controller)
        if owner is None:
            raise LookupError(member.controller)
        await tx.audit.record(
            ports.clock.now(),
            None,
            Audit.CONSENT_REFUSED,
            name_of(maker if _is_the_makers(member) else owner),
            who=name_of(maker),
            of=name_of(member.person),
            reason=member.verdict.reason.value,
            settings_version=member.weighed.settings_version,
        )


def _is_the_makers(member: Member) -> bool:
    """Whether the reason is one that the maker set in private, and not the owner."""
    return member.verdict.reason is Reason.MAKER_BLOCKED


def _receipt(
    clip: ClipRow, member: Member, step: Step, pair: tuple[Person, Person], asked: Sequence[ApprovalRow]
) -> Receipt:
    maker, owner = pair
    questions = tuple(
        Question(phase=row.phase, answer=row.decision) for row in asked if row.person_id == member.controller
    )
    return Receipt(
        whose=name_of(owner),
        of=name_of(member.person),
        who=name_of(maker),
        clip=clip.id,
        step=step,
        settings_version=member.weighed.settings_version,
        outcome=member.verdict.outcome,
        reason=member.verdict.reason,
        grant=member.weighed.grant,
        likeness=None if member.likeness is None else member.likeness.id,
        questions=questions,
    )
