"""Clips page by page: those a person made, and those they are in."""

from typing import TYPE_CHECKING

from bot.approvals import Decision, Phase
from bot.clips import QUESTIONS, UNDELIVERED, VISIBLE, ClipState
from bot.notices import ClipCard, ClipPage, Which
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases.clips.viewing import shown
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

THERE = UNDELIVERED | VISIBLE
"""What has ended is not shown: there is nothing to do with it."""
LARGEST_PAGE = 10


async def page(ports: Ports, person: str, which: Which, number: int, size: int) -> ClipPage:
    """The newest first. A page that there is not is the nearest one. size: clips to a page, 1 to 10."""
    size = min(max(size, 1), LARGEST_PAGE)
    async with ports.uow() as tx:
        await living(tx, person)
        of = [] if which is Which.MINE else await subjects(tx, person)
        total = await tx.clips.count_there(person, of, THERE)
        pages = max(1, -(-total // size))
        number = min(max(number, 0), pages - 1)
        rows = await tx.clips.page_there(person, of, THERE, limit=size, skip=number * size)
        cards = tuple([await _card(tx, row, person) for row in rows])
    return ClipPage(which=which, page=number, pages=pages, cards=cards)


async def _card(tx: "UnitOfWork", row: ClipRow, person: str) -> ClipCard:
    view = await shown(tx, row)
    mine, hidden = row.maker_id == person, row.suspended_at is not None
    asked = await tx.clips.asked(row.id, person)
    open_now = [one for one in asked if one.phase is QUESTIONS.get(row.state)]
    seen_first = row.state is ClipState.APPROVAL and any(one.phase is Phase.BEFORE_PUBLISH for one in asked)
    return ClipCard(
        clip=view,
        maker=(await tx.people.handles([row.maker_id])).get(row.maker_id, ""),
        mine=mine,
        asked=any(one.decision is Decision.WAITING for one in open_now),
        watchable=(row.state in VISIBLE or seen_first) and not hidden,
        hidden=hidden,
        at=row.created_at,
    )
