"""One use case is one transaction: it commits whole at the end of the block, or nothing of it happened."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session

from bot.deliveries import DeliveryState
from bot.people import Platform
from bot.store.admission import Admission
from bot.store.audit import AuditTrail
from bot.store.chores import Chores
from bot.store.clips import Clips
from bot.store.consents import Consents
from bot.store.deliveries import Deliveries
from bot.store.dialogues import Dialogues
from bot.store.digests import Digests
from bot.store.faces import Faces
from bot.store.heard import Heard
from bot.store.ledger import Ledger
from bot.store.likenesses import Likenesses
from bot.store.link_codes import LinkCodes
from bot.store.links import Links
from bot.store.merging import Merging
from bot.store.moved_chats import MovedChats
from bot.store.offers import Offers
from bot.store.penalties import Penalties
from bot.store.people import People
from bot.store.place_log import PlaceLog
from bot.store.place_rules import PlaceRulesStore
from bot.store.proposals import Proposals
from bot.store.purchases import Purchases
from bot.store.reports import Reports
from bot.store.statuses import Statuses
from bot.store.tables import ClipRow, DeliveryRow, StatusRow, UploadRow
from bot.store.uploads import Uploads

if TYPE_CHECKING:
    from bot.ports import Wakeups

_TO_DO = (DeliveryState.PENDING, DeliveryState.TAKE_DOWN)


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """The repositories of one transaction. `session` is for those who write into the same one (the queue).

    news: platforms on which there is more to say, to take down or to show once this is committed.
    """

    session: AsyncSession
    people: People
    likenesses: Likenesses
    faces: Faces
    consents: Consents
    clips: Clips
    ledger: Ledger
    purchases: Purchases
    offers: Offers
    admission: Admission
    deliveries: Deliveries
    digests: Digests
    audit: AuditTrail
    chores: Chores
    reports: Reports
    penalties: Penalties
    place_rules: PlaceRulesStore
    place_log: PlaceLog
    proposals: Proposals
    statuses: Statuses
    links: Links
    link_codes: LinkCodes
    merging: Merging
    moved_chats: MovedChats
    uploads: Uploads
    dialogues: Dialogues
    heard: Heard
    news: set[Platform] = field(default_factory=set)


Uow = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


def units_of_work(engine: AsyncEngine) -> Uow:
    """What opens transactions: `async with uow() as tx: ...`.

    Never open one inside another: on SQLite the inner one waits for the outer one's connection in vain.
    Rows may be read after the block; they are as they were at its end.
    """

    @asynccontextmanager
    async def uow() -> AsyncIterator[UnitOfWork]:
        async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
            unit = UnitOfWork(
                session=session,
                people=People(session),
                likenesses=Likenesses(session),
                faces=Faces(session),
                consents=Consents(session),
                clips=Clips(session),
                ledger=Ledger(session),
                purchases=Purchases(session),
                offers=Offers(session),
                admission=Admission(session),
                deliveries=Deliveries(session),
                digests=Digests(session),
                audit=AuditTrail(session),
                chores=Chores(session),
                reports=Reports(session),
                penalties=Penalties(session),
                place_rules=PlaceRulesStore(session),
                place_log=PlaceLog(session),
                proposals=Proposals(session),
                statuses=Statuses(session),
                links=Links(session),
                link_codes=LinkCodes(session),
                merging=Merging(session),
                moved_chats=MovedChats(session),
                uploads=Uploads(session),
                dialogues=Dialogues(session),
                heard=Heard(session),
            )
            event.listen(session.sync_session, "after_flush", partial(_note_news, unit.news))
            yield unit
            await unit.audit.write()

    return uow


def telling(uow: Uow, wakeups: "Wakeups") -> Uow:
    """The same transactions; once one is committed, who waits for what it changed is told to look."""

    @asynccontextmanager
    async def told() -> AsyncIterator[UnitOfWork]:
        async with uow() as tx:
            yield tx
        if tx.news:
            wakeups.call(*(platform.value for platform in tx.news))

    return told


def _note_news(news: set[Platform], session: Session, _flush: object) -> None:
    for row in (*session.new, *session.dirty):
        if (
            isinstance(row, ClipRow | StatusRow)
            or (isinstance(row, DeliveryRow) and row.state in _TO_DO)
            or (isinstance(row, UploadRow) and row.over)
        ):
            news.add(row.platform)
