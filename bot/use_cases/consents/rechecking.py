"""Consent again, where somebody may allow less than before: what no longer has it ends now."""

from typing import TYPE_CHECKING

from bot.clips import UNDELIVERED
from bot.ports import Ports
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import TRIES, StaleJudgementError
from bot.use_cases.clips.publishing import ended_by
from bot.use_cases.consents.weighing import weigh

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def recheck(ports: Ports, person: str) -> int:
    """Judge everything in the making with a person, or a character of theirs; returns how many ended.

    Runs after the transaction of the change, since judging by meaning takes its time. What is asked for after
    that change is judged by it anyway, and everything is judged again before it is shown.
    """
    async with ports.uow() as tx:
        clips = await _with(tx, person)
    return sum([await recheck_clip(ports, clip) for clip in clips])


async def recheck_clip(ports: Ports, clip: str) -> bool:
    """Judge one clip in the making as things stand now; whether it ended."""
    for _ in range(TRIES):
        judgement = await casting.judge_clip(ports, clip)
        try:
            async with ports.uow() as tx:
                row = await tx.clips.get(clip, lock=True)
                if row is None or row.state not in UNDELIVERED:
                    return False
                return await ended_by(ports, tx, row, judgement, await weigh(ports, tx, judgement))
        except StaleJudgementError:
            continue
    raise StaleJudgementError


async def _with(tx: "UnitOfWork", person: str) -> list[str]:
    """Ids of other people's clips in the making in which they, or what they own, appear."""
    subjects = [person, *await tx.people.owned_by(person)]
    found = [row for one in subjects for row in await tx.clips.with_person(one, UNDELIVERED)]
    return list(dict.fromkeys(row.id for row in found if row.maker_id != person))
