"""Why somebody may or may not use somebody: for operators alone, and every look is written down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.audit import Audit
from bot.errors import UnknownClip, UnknownPerson
from bot.explanations import ClipExplanation, Explanation, Ground, Rested
from bot.people import Chat, folded
from bot.ports import Ports
from bot.receipts import Receipt
from bot.requests import MakeRequest
from bot.store.tables import AuditRow, Person
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import TRIES, StaleJudgementError
from bot.use_cases.consents.weighing import Use, Weighed, controller, weigh, weighed
from bot.use_cases.people.joining import name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained. prompt: "" for the two people alone; it names the owner as `@handle`."""

    maker: str
    owner: str
    prompt: str
    chat: Chat


async def explain(ports: Ports, operator: str, asked: Question) -> Explanation:
    """Decide as if the maker asked now; nobody is told, and nothing is counted against them.

    Raises:
        UnknownPerson: either is not here. Refused: the prompt cannot be read.
    """
    async with ports.uow() as tx:
        maker, subject = await _named(tx, asked.maker), await _named(tx, asked.owner)
        await _written(ports, tx, operator, subject, maker)
    if asked.prompt:
        return await _of_prompt(ports, maker, asked)
    async with ports.uow() as tx:
        here = asked.chat
        use = Use(
            maker=maker,
            subject=subject,
            platform=here.platform,
            place=here.place,
            server=here.server is not None,
        )
        ground = await _ground(tx, subject, maker, await weighed(ports, tx, use))
    return Explanation(maker=maker.handle, prompt="", moderation=None, grounds=(ground,))


async def explain_clip(ports: Ports, operator: str, clip: str) -> ClipExplanation:
    """The receipts of a clip, the oldest first.

    Raises:
        UnknownClip.
    """
    async with ports.uow() as tx:
        row = await tx.clips.get(clip)
        if row is None:
            raise UnknownClip
        people = [await tx.people.get(name) for name in await tx.clips.controllers(clip)]
        cast = [await tx.people.get(member.person_id) for member in await tx.clips.cast(clip)]
        known = [one for one in (*people, *cast, await tx.people.get(row.maker_id)) if one is not None]
        handles = {one.pseudonym: one.handle for one in known if one.pseudonym is not None}
        for one in known:
            before = await tx.merging.merged(one.id)
            handles |= {part.pseudonym: one.handle for part in before if part.pseudonym is not None}
        found = {entry.seq: entry for name in handles for entry in await tx.audit.of(name)}
        receipts = [entry for entry in found.values() if _is_receipt(entry, clip)]
        await tx.audit.record(ports.clock.now(), None, Audit.CONSENT_EXPLAINED, clip, operator=operator)
    receipts.sort(key=lambda entry: entry.seq)
    rested = tuple(_rested(entry, handles) for entry in receipts)
    return ClipExplanation(clip=clip, state=row.state, receipts=rested)


async def _of_prompt(ports: Ports, maker: Person, asked: Question) -> Explanation:
    subject = folded(asked.owner)
    request = MakeRequest(text=asked.prompt, chat=asked.chat, mentions={f"@{subject}": subject})
    for _ in range(TRIES):
        judgement = await casting.judge_request(ports, maker.id, request)
        try:
            async with ports.uow() as tx:
                members = await weigh(ports, tx, judgement)
                one_each = {member.person.id: member for member in members}.values()
                grounds = [await _ground(tx, one.person, maker, one.weighed) for one in one_each]
        except StaleJudgementError:
            continue
        return Explanation(
            maker=maker.handle,
            prompt=asked.prompt,
            moderation=judgement.ruling.refusal,
            grounds=tuple(grounds),
        )
    raise StaleJudgementError


async def _ground(tx: "UnitOfWork", subject: Person, maker: Person, found: Weighed) -> Ground:
    verdict = found.verdict
    owner = await tx.people.get(controller(subject))
    grant = await tx.consents.open_grant(subject.id, maker.id)
    limits = None
    if grant is not None:
        limits = {
            "until": grant.until.isoformat() if grant.until else None,
            "clips": grant.clips,
            "used": await tx.consents.grant_used(grant.id),
            "platform": grant.platform.value if grant.platform else None,
            "place": grant.place,
            "presets": [preset.value for preset in grant.presets],
        }
    return Ground(
        of=subject.handle,
        owner=owner.handle if owner is not None else "",
        outcome=verdict.outcome,
        reason=verdict.reason,
        explanation=verdict.explanation,
        told=None if verdict.refusal is None else verdict.refusal.refusal,
        phases=tuple(phase for phase in Phase if phase in verdict.phases),
        settings_version=found.settings_version,
        grant=found.grant,
        limits=limits,
        likeness=None if found.likeness is None else found.likeness.id,
    )


def _is_receipt(entry: AuditRow, clip: str) -> bool:
    return entry.action is Audit.CONSENT_RECEIPT and entry.details.get("clip") == clip


def _rested(entry: AuditRow, handles: dict[str, str]) -> Rested:
    receipt = Receipt.of_details(entry.details)
    return Rested(
        seq=entry.seq,
        at=entry.at,
        of=handles.get(receipt.of),
        owner=handles.get(receipt.whose),
        maker=handles.get(receipt.who),
        receipt=receipt.details(),
    )


async def _named(tx: "UnitOfWork", handle: str) -> Person:
    found = await tx.people.by_handle(handle)
    if found is None:
        raise UnknownPerson(name=folded(handle))
    return found


async def _written(ports: Ports, tx: "UnitOfWork", operator: str, subject: Person, maker: Person) -> None:
    owner = await tx.people.get(controller(subject)) or subject
    now = ports.clock.now()
    about = {"operator": operator, "of": name_of(subject), "who": name_of(maker)}
    await tx.audit.record(now, None, Audit.CONSENT_EXPLAINED, name_of(owner), **about)
