"""What is kept with a report until it is decided, and a while after: facts, and a copy of the clip.

The copy is sealed with a key of its own, so that deleting the clip destroys everything but this; only
operators open it, and each time is written down. It goes when due, or at once where somebody who appears in
it erases themselves.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.audit import Audit
from bot.chores import ChoreKind
from bot.ports import Ports
from bot.reports import ReportState
from bot.store.tables import ClipRow, ReportRow
from bot.use_cases.clips.jobs import clip_key
from bot.use_cases.people.joining import name_of
from engine.contract.keys import DataKey, KeyProblemError
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

ORPHAN_S = 600.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copying:
    """A copy to be made: from where, sealed with what, to where, under which key."""

    source: str
    source_key: DataKey
    ref: str
    key: DataKey


async def somebody_erased(tx: "UnitOfWork", clip: str) -> bool:
    """Whether anybody who appears in it is erased: nothing is kept of such a clip."""
    for member in await tx.clips.cast(clip):
        person = await tx.people.get(member.person_id)
        if person is None or person.erased_at is not None:
            return True
    return False


async def facts(tx: "UnitOfWork", clip: ClipRow) -> dict[str, Any]:
    """What stands there now, in plain JSON: people by pseudonym, save where the prompt itself names them."""
    names: dict[str, str] = {}
    for member in await tx.clips.cast(clip.id):
        person = await tx.people.get(member.person_id)
        names[member.role] = "erased" if person is None else name_of(person)
    maker = await tx.people.get(clip.maker_id)
    lines = [line for shot in clip.screenplay.shots for line in shot.lines]
    return {
        "state": clip.state.value,
        "made_at": clip.created_at.isoformat(),
        "maker": "erased" if maker is None else name_of(maker),
        "cast": sorted(set(names.values())),
        "prompt": clip.prompt,
        "words": [{"who": names.get(line.role, ""), "text": line.text} for line in lines],
        "sha256": clip.sha256,
        "review": None if clip.review is None else clip.review.model_dump(mode="json"),
    }


async def begun(ports: Ports, tx: "UnitOfWork", clip: ClipRow, report: str) -> Copying | None:
    """Prepare a copy, unless there is no file or an open report has one. A file left alone is a chore."""
    if clip.rendered_at is None or clip.output_ref is None:
        return None
    if any(row.evidence_ref for row in await tx.reports.open_on_clip(clip.id)):
        return None
    try:
        key = clip_key(ports, clip)
    except KeyProblemError:
        return None
    if key is None:
        return None
    ref = f"reports/{report}/evidence.mp4"
    await tx.chores.add(ChoreKind.FILE, [ref], ports.clock.now() + timedelta(seconds=ORPHAN_S))
    return Copying(clip.output_ref, key, ref, DataKey.generate())


async def copied(ports: Ports, copying: Copying | None) -> bool:
    """Make the copy; a vault that fails keeps nobody from reporting."""
    if copying is None:
        return False
    try:
        film = await ports.files.get(copying.source, copying.source_key)
        await ports.files.put(copying.ref, film, copying.key)
    except VaultError:
        _log.warning("the vault gives no copy of a reported clip; the report is taken without")
        return False
    return True


async def attach(ports: Ports, tx: "UnitOfWork", row: ReportRow, copying: Copying) -> None:
    """Give the copy to its report."""
    await tx.chores.spare(ChoreKind.FILE, copying.ref)
    row.evidence_ref, row.evidence_key = copying.ref, ports.keys.wrap(copying.key, row.id)


async def destroy(ports: Ports, tx: "UnitOfWork", row: ReportRow) -> None:
    """The key goes with the commit, the file follows; words stay while somebody has to decide."""
    now = ports.clock.now()
    if row.evidence or row.evidence_ref:
        await tx.audit.record(now, None, Audit.EVIDENCE_DESTROYED, row.id)
    if row.evidence_ref is not None:
        await tx.chores.add(ChoreKind.FILE, [row.evidence_ref], now)
    row.evidence, row.evidence_ref, row.evidence_key, row.due_at = {}, None, None, None
    if row.state is not ReportState.OPEN:  # what was written about it tells of the same people
        row.text, row.note = "", ""


async def destroy_due(ports: Ports) -> int:
    """Everything whose time is over, each in a transaction of its own; returns how many reports."""
    async with ports.uow() as tx:
        due = await tx.reports.due(ports.clock.now())
    done = 0
    for name in due:
        async with ports.uow() as tx:
            row = await tx.reports.get(name, lock=True)
            if row is not None and row.due_at is not None:
                await destroy(ports, tx, row)
                done += 1
    return done
