"""What operators decide about reports: all that are open on one thing together, each reporter told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.cases import AccountCase, ReportCase
from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.errors import FilesUnavailable, NothingKept, UnknownReport
from bot.notices import ClipRestored, ReportDecided, WhyNot
from bot.penalties import FALSE_REPORT
from bot.ports import Ports
from bot.reports import ReportState
from bot.store.tables import ClipRow, ReportRow
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.outbox import tell
from bot.use_cases.clips.viewing import remove_visible
from bot.use_cases.people import closing
from bot.use_cases.people.joining import name_of
from bot.use_cases.safety import penalising
from bot.use_cases.safety.operators import answering
from bot.use_cases.safety.reporting import appearing
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Case:
    """An open report with everything that is decided with it, locked.

    answering: who may be struck, and whoever has an account now that was theirs when it happened.
    """

    report: ReportRow
    together: tuple[ReportRow, ...]
    clip: ClipRow | None
    answering: tuple[str, ...]


async def reports(ports: Ports, state: ReportState | None) -> list[ReportCase]:
    """Reports for operators to see, the newest first."""
    async with ports.uow() as tx:
        return [await _case(tx, row) for row in await tx.reports.newest(state)]


async def show(ports: Ports, operator: str, name: str) -> ReportCase:
    """One report with its evidence; written down."""
    async with ports.uow() as tx:
        row = await tx.reports.get(name)
        if row is None:
            raise UnknownReport(id=name)
        await tx.audit.record(ports.clock.now(), None, Audit.REPORT_SEEN, row.id, operator=operator)
        return await _case(tx, row)


async def film(ports: Ports, operator: str, name: str) -> bytes:
    """The copy of the clip, of this report or of another that is open on the same clip; written down."""
    async with ports.uow() as tx:
        row = await tx.reports.get(name)
        if row is None:
            raise UnknownReport(id=name)
        kept = next((each for each in [row, *await _with(tx, row)] if each.evidence_ref), None)
        if kept is None or kept.evidence_ref is None or kept.evidence_key is None:
            raise NothingKept
        try:
            key = ports.keys.unwrap(kept.evidence_key, kept.id)
        except KeyProblemError as error:
            raise FilesUnavailable from error
        await tx.audit.record(ports.clock.now(), None, Audit.EVIDENCE_SEEN, kept.id, operator=operator)
        ref = kept.evidence_ref
    try:
        return await ports.files.get(ref, key)
    except VaultError as error:
        raise FilesUnavailable from error


async def uphold(
    ports: Ports, operator: str, name: str, note: str, *, strike: bool, penalty: str | None
) -> ReportCase:
    """It is as the reporter says: the clip goes, its maker (or the person reported) gets a strike."""
    rung = penalising.read_rung(penalty)
    async with ports.uow() as tx:
        case = await _locked(tx, name, also=_about)
        if case.clip is not None:
            await _take_away(ports, tx, case.clip)
        if strike and case.report.about_id is not None:
            kind, of = case.report.kind.value, case.report.id
            for one in case.answering:
                await penalising.strike(ports, tx, one, kind, report_id=of, penalty=rung, operator=operator)
            step = rung or penalising.rung_for(ports, kind, 1)
            await closing.keep_out(ports, tx, case.report.evidence.get(closing.ACCOUNTS, ()), step)
        await _close(ports, tx, case, ReportState.UPHELD, operator=operator, note=note)
        return await _case(tx, case.report)


async def dismiss(ports: Ports, operator: str, name: str, note: str, *, abusive: bool) -> ReportCase:
    """It is not. The clip can be watched again; an abusive report counts against who made this one."""
    async with ports.uow() as tx:
        case = await _locked(tx, name, also=_reporter if abusive else _nobody)
        if case.clip is not None and case.clip.suspended_at is not None:
            await _restore(ports, tx, case.clip)
        if abusive:
            for one in case.answering:
                await penalising.strike(
                    ports, tx, one, FALSE_REPORT, report_id=case.report.id, operator=operator
                )
        await _close(ports, tx, case, ReportState.DISMISSED, operator=operator, note=note)
        return await _case(tx, case.report)


async def account(ports: Ports, operator: str, handle: str) -> AccountCase:
    """How a person stands; written down."""
    async with ports.uow() as tx:
        person = await answering(tx, handle)
        await tx.audit.record(ports.clock.now(), None, Audit.ACCOUNT_SEEN, name_of(person), operator=operator)
        stands = await penalising.standing_of(ports, tx, person.id)
        made, about = await tx.reports.counted(person.id)
        return AccountCase(
            handle=person.handle,
            joined_at=person.created_at,
            strikes=stands.strikes,
            penalties=stands.penalties,
            reports_made=made,
            reports_about=about,
        )


def _about(row: ReportRow) -> str | None:
    return row.about_id


def _reporter(row: ReportRow) -> str | None:
    return row.reporter_id


def _nobody(_row: ReportRow) -> str | None:
    return None


async def _with(tx: "UnitOfWork", report: ReportRow) -> list[ReportRow]:
    """Other open reports on the same clip. Reports on a person may be about different things: each alone."""
    if report.clip_id is None:
        return []
    return [row for row in await tx.reports.open_on_clip(report.clip_id) if row.id != report.id]


async def _locked(tx: "UnitOfWork", name: str, also: Callable[[ReportRow], str | None]) -> Case:
    """Lock the clip and what the person who may be struck has in the making, by id; then the reports.

    Raises:
        UnknownReport: there is none, or it is decided.
    """
    known = await tx.reports.get(name)
    if known is None:
        raise UnknownReport(id=name)
    answering = await _answering(tx, known, also(known))
    names = {row.id for one in answering for row in await tx.clips.made_by(one, UNDELIVERED)}
    names |= set() if known.clip_id is None else {known.clip_id}
    clips = {each: await tx.clips.get(each, lock=True) for each in sorted(names)}
    ids = sorted({known.id} | {row.id for row in await _with(tx, known)})
    rows = [await tx.reports.get(each, lock=True) for each in ids]
    open_ones = tuple(row for row in rows if row is not None and row.state is ReportState.OPEN)
    if known not in open_ones:
        raise UnknownReport(id=name)
    return Case(known, open_ones, None if known.clip_id is None else clips[known.clip_id], answering)


async def _answering(tx: "UnitOfWork", report: ReportRow, person: str | None) -> tuple[str, ...]:
    """A person, and who parted from them since: nobody leaves behind what is not decided yet."""
    if person is None:
        return ()
    clip = None if report.clip_id is None else await tx.clips.get(report.clip_id)
    done_by_them = clip is not None and person == report.about_id
    since = clip.created_at if clip is not None and done_by_them else report.created_at
    return tuple(sorted({person, *await tx.merging.parted_since(person, since)}))


async def _take_away(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    if clip.state in UNDELIVERED:
        await end(ports, tx, clip, ClipState.REFUSED, why=WhyNot.REFUSED)
    elif clip.state in VISIBLE:
        await remove_visible(ports, tx, clip, ClipState.REFUSED, actor=None)


async def _restore(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    """Let it be watched again, where it is still there."""
    clip.suspended_at = None
    if clip.state not in VISIBLE:
        return
    await tx.audit.record(ports.clock.now(), None, Audit.CLIP_RESTORED, clip.id)
    notice = ClipRestored(clip=clip.id, prompt=clip.prompt)
    for person in sorted({clip.maker_id} | await appearing(tx, clip.id)):
        await tell(ports, tx, person, notice, clip=clip.id)


async def _close(
    ports: Ports, tx: "UnitOfWork", case: Case, to: ReportState, *, operator: str, note: str
) -> None:
    """The decision, for every report that it answers; each reporter is told."""
    now = ports.clock.now()
    action = Audit.REPORT_UPHELD if to is ReportState.UPHELD else Audit.REPORT_DISMISSED
    for row in case.together:
        row.state, row.decided_at, row.decided_by, row.note = to, now, operator, note
        row.due_at = now + timedelta(days=ports.settings.reports.evidence_days)
        row.evidence = {name: fact for name, fact in row.evidence.items() if name != closing.ACCOUNTS}
        await tx.audit.record(now, None, action, row.id, operator=operator)
        notice = ReportDecided(
            report=row.id,
            clip=row.clip_id,
            who=None if row.clip_id else row.evidence.get("handle", "somebody"),
            upheld=to is ReportState.UPHELD,
        )
        await tell(ports, tx, row.reporter_id, notice)


async def _case(tx: "UnitOfWork", row: ReportRow) -> ReportCase:
    ids = {row.reporter_id} | (set() if row.about_id is None else {row.about_id})
    handles = await tx.people.handles(ids)
    clip = None if row.clip_id is None else await tx.clips.get(row.clip_id)
    others = await _with(tx, row)
    return ReportCase(
        id=row.id,
        report=row.kind,
        state=row.state,
        at=row.created_at,
        reporter=handles[row.reporter_id],
        clip=row.clip_id,
        about=None if row.about_id is None else handles[row.about_id],
        text=row.text,
        evidence=row.evidence,
        video=any(each.evidence_ref for each in [row, *others]),
        others=tuple(each.id for each in others),
        hidden=clip is not None and clip.suspended_at is not None,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=row.note,
    )
