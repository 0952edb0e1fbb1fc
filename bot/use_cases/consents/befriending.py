"""Who others are to me: a profile, and everybody I have to do with."""

from typing import TYPE_CHECKING

from bot.consent import Outcome
from bot.errors import TooManyTries
from bot.notices import FriendsShown, Granted, ProfileShown, Question
from bot.people import Chat, Platform, folded
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import AccessRequestRow
from bot.use_cases.consents.allowing import grants_shown
from bot.use_cases.consents.seeing import seen
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.consents.weighing import Use, controller, weighed
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def profile(ports: Ports, person: str, handle: str, chat: Chat | None) -> ProfileShown:
    """Who somebody is to me, asked for in a chat. Looking is counted like a preflight."""
    if not await ports.limiter.take(Limited.PREFLIGHT, person, folded(handle)):
        raise TooManyTries(name=folded(handle))
    async with ports.uow() as tx:
        viewer = await living(tx, person)
        other = await seen(tx, person, handle)
        here = chat or Chat(Platform.TERMINAL, "")
        use = Use(
            maker=viewer,
            subject=other,
            platform=here.platform,
            place=here.place,
            server=here.server is not None,
        )
        verdict = (await weighed(ports, tx, use)).verdict
        return ProfileShown(
            handle=other.handle,
            likeness=await tx.likenesses.current(other.id) is not None,
            may_use=verdict.outcome is not Outcome.REFUSED,
            asked=await tx.consents.open_request(other.id, person) is not None,
            you=controller(other) == person,
        )


async def friends(ports: Ports, person: str) -> FriendsShown:
    """Everybody I have to do with, my characters included."""
    async with ports.uow() as tx:
        me = await living(tx, person)
        mine = await subjects(tx, person)
        given: list[Granted] = []
        received: tuple[Granted, ...] = ()
        for one in mine:
            owner = me if one == person else await tx.people.get(one)
            if owner is None:
                continue
            grants, others = await grants_shown(tx, owner)
            of = "" if owner is me else owner.handle
            given += [grant.model_copy(update={"of": of}) for grant in grants]
            received += others
        blocks = await tx.consents.blocks(person)
        questions = await tx.consents.open_requests(mine)
        to_me = [row for row in questions if row.owner_id in mine and row.requester_id not in blocks]
        by_me = [row for row in questions if row.requester_id == person]
        known = await tx.people.handles(blocks)
        return FriendsShown(
            grants=tuple(given),
            granted_by=received,
            asked_of_me=await _questions(tx, to_me, person, asked=True),
            asked_by_me=await _questions(tx, by_me, person, asked=False),
            blocked=tuple(known[one] for one in blocks),
        )


async def _questions(
    tx: "UnitOfWork", rows: list[AccessRequestRow], person: str, *, asked: bool
) -> tuple[Question, ...]:
    """Open questions as the one who was `asked`, or else who asks, reads them."""
    names = await tx.people.handles({one for row in rows for one in (row.owner_id, row.requester_id)})
    return tuple(
        Question(
            request=row.id,
            handle=names[row.requester_id if asked else row.owner_id],
            message=row.message,
            due_at=row.due_at or row.created_at,
            of=names[row.owner_id] if asked and row.owner_id != person else "",
        )
        for row in rows
    )
