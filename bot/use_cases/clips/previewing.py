"""A frame of a clip that is being rendered: for its maker, and only where nobody else decides about it."""

from typing import TYPE_CHECKING

from bot.clips import ClipState
from bot.errors import UnknownClip
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import Judgement, StaleJudgementError
from bot.use_cases.clips.jobs import clip_key
from bot.use_cases.clips.publishing import to_ask
from bot.use_cases.consents.weighing import weigh
from bot.use_cases.people.joining import living
from bot.use_cases.safety.reviewing import policy_of
from engine.contract import preview as contract
from engine.contract.keys import KeyProblemError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def preview(ports: Ports, person: str, name: str) -> bytes | None:
    """The newest frame as a JPEG, None where there is none or it is not to be shown.

    Each look is decided anew. They are not written down one by one, as the uses of a finished clip are: there
    is one every few seconds, and none that shows anybody who had a say.

    Raises:
        AccountErased, UnknownClip.
    """
    async with ports.uow() as tx:
        await living(tx, person)
        row = await tx.clips.get(name)
        if row is None or row.maker_id != person:
            raise UnknownClip
        owners = await tx.clips.controllers(name)
    sealed = await ports.previews.get(row.job_id) if _is_drawn(row) and row.job_id is not None else None
    if sealed is None or not (owners == {person} or await _nobody_decides(ports, name)):
        return None
    try:
        key = clip_key(ports, row)
    except KeyProblemError:
        return None
    return None if key is None else contract.opened(sealed, key, str(row.job_id))


def _is_drawn(row: ClipRow) -> bool:
    return row.state is ClipState.RENDERING and row.suspended_at is None


async def _nobody_decides(ports: Ports, name: str) -> bool:
    """Whether it would go to its maker at once, were it finished now and nothing wrong with it."""
    judgement = await casting.judge_clip(ports, name)
    if judgement.ruling.refusal is not None or judgement.ruling.ask_everyone:
        return False
    try:
        async with ports.uow() as tx:
            return await _goes_out(ports, tx, name, judgement)
    except StaleJudgementError:
        return False  # somebody changes what they allow at this moment


async def _goes_out(ports: Ports, tx: "UnitOfWork", name: str, judgement: Judgement) -> bool:
    row = await tx.clips.get(name)
    if row is None or not _is_drawn(row):
        return False
    members = await weigh(ports, tx, judgement)
    people = {member.person.id for member in members if member.person.owner_id is None}
    if policy_of(ports.settings).several_people and len(people) > 1:
        return False
    refused = any(member.verdict.refusal is not None for member in members)
    return not refused and not await to_ask(tx, row, members)
