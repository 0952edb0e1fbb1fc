"""One use case is one transaction: it commits whole at the end of the block, or nothing of it happened."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.store.admission import Admission
from bot.store.audit import AuditTrail
from bot.store.chores import Chores
from bot.store.clips import Clips
from bot.store.consents import Consents
from bot.store.deliveries import Deliveries
from bot.store.digests import Digests
from bot.store.faces import Faces
from bot.store.ledger import Ledger
from bot.store.likenesses import Likenesses
from bot.store.penalties import Penalties
from bot.store.people import People
from bot.store.purchases import Purchases
from bot.store.reports import Reports


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """The repositories of one transaction. `session` is for those who write into the same one (the queue)."""

    session: AsyncSession
    people: People
    likenesses: Likenesses
    faces: Faces
    consents: Consents
    clips: Clips
    ledger: Ledger
    purchases: Purchases
    admission: Admission
    deliveries: Deliveries
    digests: Digests
    audit: AuditTrail
    chores: Chores
    reports: Reports
    penalties: Penalties


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
                admission=Admission(session),
                deliveries=Deliveries(session),
                digests=Digests(session),
                audit=AuditTrail(session),
                chores=Chores(session),
                reports=Reports(session),
                penalties=Penalties(session),
            )
            yield unit
            await unit.audit.write()

    return uow
