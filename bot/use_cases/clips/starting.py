"""From "may this be made?" to the engine: everybody's yes, consent once more, then the job."""

from typing import TYPE_CHECKING

from bot import approvals, clips
from bot.approvals import Phase, Standing
from bot.clips import WITH_THE_ENGINE, ClipState
from bot.notices import WhyNot
from bot.ports import Ports
from bot.receipts import Step
from bot.store.tables import ClipRow
from bot.use_cases.clips import jobs
from bot.use_cases.clips.asking import ask
from bot.use_cases.clips.casting import Judgement
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.jobs import NoLikenessLeftError
from bot.use_cases.clips.publishing import ended_by
from bot.use_cases.consents.consenting import write_receipts
from bot.use_cases.consents.weighing import asked_at, weigh

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def start(ports: Ports, tx: "UnitOfWork", clip: ClipRow, judgement: Judgement) -> None:
    """Take a clip that waits for answers as far as it can go now: ended, still waiting, or queued.

    Who has meanwhile come to want the question is asked, too, until the deadline that stands.

    Raises:
        StaleJudgementError: see `weighing.weigh`. QueueUnavailable: it cannot be queued; nothing changes.
    """
    members = await weigh(ports, tx, judgement)
    if await ended_by(ports, tx, clip, judgement, members):
        return
    await ask(ports, tx, clip, asked_at(members, Phase.BEFORE_RENDER), Phase.BEFORE_RENDER)
    asked = await tx.clips.approvals(clip.id, Phase.BEFORE_RENDER)
    match approvals.standing(row.decision for row in asked):
        case Standing.DENIED:
            await write_receipts(ports, tx, clip, members, Step.SUBMIT)
            await end(ports, tx, clip, ClipState.DENIED, why=WhyNot.NOT_AGREED)
        case Standing.AGREED:
            await write_receipts(ports, tx, clip, members, Step.SUBMIT)
            await _enqueue(ports, tx, clip)
        case Standing.WAITING:
            return


async def _enqueue(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    backlog = await tx.clips.count(clip.maker_id, WITH_THE_ENGINE)
    try:
        await jobs.enqueue_clip(ports, tx, clip, backlog)
    except NoLikenessLeftError:
        await end(ports, tx, clip, ClipState.REVOKED, why=WhyNot.ACCESS_ENDED)
        return
    clip.state, clip.due_at = clips.moved(clip.state, ClipState.QUEUED), None
