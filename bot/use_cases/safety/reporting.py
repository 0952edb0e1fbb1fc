"""Reports on clips and on people. Who reports is for operators alone to know."""

from typing import TYPE_CHECKING

from bot.approvals import Decision, Phase
from bot.audit import Audit
from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.errors import CannotReportYourself, MessageTooLong, TooManyAttempts, UnknownClip, UnknownPerson
from bot.ids import new_id
from bot.notices import CARRIERS, ClipSuspended, Matter, ReportOffered, ReportTaken, WhyNot
from bot.people import Chat, Platform, folded
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.reports import ReportKind, ReportState
from bot.store.tables import ClipRow, Person, ReportRow
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.outbox import tell
from bot.use_cases.consents.seeing import sees
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety import evidence
from bot.use_cases.safety.operators import ask_operators

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def offer(ports: Ports, person: str, clip: str) -> ReportOffered:
    """Ask what is wrong with a clip that they may report."""
    async with ports.uow() as tx:
        await living(tx, person)
        await _reportable(tx, person, clip)
    return ReportOffered(clip=clip)


async def offer_at(ports: Ports, person: str, platform: Platform, message_id: str) -> ReportOffered:
    """The same for the clip that a message carries, or tells of."""
    async with ports.uow() as tx:
        said = await tx.deliveries.at(platform, message_id)
        told = await tx.statuses.at(platform, message_id)
    clip = said.clip_id if said is not None else None if told is None else told.clip_id
    if clip is None:
        raise UnknownClip
    return await offer(ports, person, clip)


async def report_clip(ports: Ports, person: str, clip: str, kind: ReportKind, text: str) -> ReportTaken:
    """Take it, with what stands there now; a second one of theirs, while the first is open, is that one."""
    await _check(ports, person, text)
    name = new_id()
    async with ports.uow() as tx:
        await living(tx, person)
        row = await _reportable(tx, person, clip)
        if known := await _known(tx, person, clip):
            return ReportTaken(report=known.id, clip=clip, who=None, again=True)
        copying = await evidence.begun(ports, tx, row, name)
    kept = await evidence.copied(ports, copying)
    async with ports.uow() as tx:
        row = await _reportable(tx, person, clip, lock=True)
        reporter = await living(tx, person, lock=True)
        if known := await _known(tx, person, clip):
            return ReportTaken(report=known.id, clip=clip, who=None, again=True)
        made = ReportRow(
            id=name,
            reporter_id=person,
            kind=kind,
            text=text,
            created_at=ports.clock.now(),
            clip_id=clip,
            about_id=row.maker_id,
        )
        if not await evidence.somebody_erased(tx, clip):
            made.evidence = await evidence.facts(tx, row)
            if kept and copying is not None:
                await evidence.attach(ports, tx, made, copying)
        await _add(ports, tx, made, reporter)
        hidden = await _protect(ports, tx, row, reporter)
        return ReportTaken(report=name, clip=clip, who=None, hidden=hidden)


async def report_person(
    ports: Ports, person: str, handle: str, kind: ReportKind, text: str, *, pointed_out: bool
) -> ReportTaken:
    """Take it; for a character, about its owner."""
    await _check(ports, person, text)
    async with ports.uow() as tx:
        reporter = await living(tx, person, lock=True)
        meant = await _meant(tx, person, handle, pointed_out=pointed_out)
        about = meant.owner_id or meant.id
        known = [row for row in await tx.reports.open_on_person(about) if row.reporter_id == person]
        if known:
            return ReportTaken(report=known[0].id, clip=None, who=meant.handle, again=True)
        made = ReportRow(
            reporter_id=person,
            kind=kind,
            text=text,
            created_at=ports.clock.now(),
            about_id=about,
            evidence={"handle": meant.handle, "person": name_of(meant)},
        )
        await _add(ports, tx, made, reporter)
        return ReportTaken(report=made.id, clip=None, who=meant.handle)


async def _meant(tx: "UnitOfWork", person: str, handle: str, *, pointed_out: bool) -> Person:
    """Whom they can find, or have had to do with: who troubled somebody cannot hide from their report.

    Raises:
        UnknownPerson: nobody has that handle, or they hide; both read the same. CannotReportYourself.
    """
    bare = folded(handle)
    found = await tx.people.by_handle(bare)
    if found is None:
        raise UnknownPerson(name=bare)
    about = found.owner_id or found.id
    if about == person:
        raise CannotReportYourself
    if pointed_out or await sees(tx, person, found):
        return found
    if await tx.consents.acquainted(await subjects(tx, person), about):
        return found
    raise UnknownPerson(name=bare)


async def _check(ports: Ports, person: str, text: str) -> None:
    limit = ports.settings.reports.text_length
    if len(text) > limit:
        raise MessageTooLong(limit=limit)
    if not await ports.limiter.take(Limited.REPORT, person):
        raise TooManyAttempts


async def _reportable(tx: "UnitOfWork", person: str, clip: str, *, lock: bool = False) -> ClipRow:
    """A clip that they made, appear in (named or not), or could have seen where it was posted.

    To others there is none.
    """
    row = await tx.clips.get(clip, lock=lock)
    if row is None:
        raise UnknownClip
    if person in {row.maker_id} | await appearing(tx, clip) | set(await tx.faces.seen_in(clip)):
        return row
    posted = row.delivered_at is not None and not row.draft
    if posted and await tx.people.was_seen(person, Chat(row.platform, row.chat_id, row.place)):
        return row
    if await tx.clips.shared_with(clip, person):
        return row
    raise UnknownClip


async def appearing(tx: "UnitOfWork", clip: str) -> set[str]:
    """Who appears in a clip, in person or by a character of theirs."""
    found: set[str] = set()
    for member in await tx.clips.cast(clip):
        person = await tx.people.get(member.person_id)
        if person is not None:
            found.add(person.owner_id or person.id)
    return found


async def _known(tx: "UnitOfWork", person: str, clip: str) -> ReportRow | None:
    return next((row for row in await tx.reports.open_on_clip(clip) if row.reporter_id == person), None)


async def _add(ports: Ports, tx: "UnitOfWork", row: ReportRow, reporter: Person) -> None:
    await tx.reports.add(row)
    await tx.audit.record(row.created_at, reporter, Audit.REPORT_MADE, row.id, kind=row.kind.value)
    await ask_operators(ports, tx, Matter.REPORT, row.id, but=row.about_id)


async def _protect(ports: Ports, tx: "UnitOfWork", clip: ClipRow, reporter: Person) -> bool:
    """What happens before anybody decides; whether nobody can watch it for now.

    Who appears in a clip that is not out yet says no to it by reporting it. One that is out is hidden when
    they report it, and posted copies come down; or when enough others do, but not again once operators found
    nothing wrong with it.
    """
    present = await appearing(tx, clip.id)
    appears = reporter.id in present
    if clip.state in UNDELIVERED:
        if appears:
            for phase in Phase:
                await tx.clips.decide(clip.id, reporter.id, Decision.DENIED, ports.clock.now(), phase)
            why = None if reporter.id == clip.maker_id else WhyNot.NOT_AGREED
            await end(ports, tx, clip, ClipState.DENIED, actor=reporter, why=why)
        return False
    if clip.state not in VISIBLE:
        return False
    if appears:
        await tx.deliveries.take_down(clip.id, CARRIERS)
    if clip.suspended_at is not None:
        return True
    if not appears and not await _enough(ports, tx, clip):
        return False
    clip.suspended_at = ports.clock.now()
    await tx.audit.record(clip.suspended_at, None, Audit.CLIP_SUSPENDED, clip.id)
    notice = ClipSuspended(clip=clip.id, prompt=clip.prompt)
    for person in sorted(({clip.maker_id} | present) - {reporter.id}):
        await tell(ports, tx, person, notice, clip=clip.id)
    return True


async def _enough(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> bool:
    rows = await tx.reports.on_clips([clip.id])
    if any(row.state is ReportState.DISMISSED for row in rows):
        return False
    people = {row.reporter_id for row in rows if row.state is ReportState.OPEN}
    return len(people) >= ports.settings.reports.hide_at
