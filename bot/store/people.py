"""People and their accounts."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.tables import AccountRow, Person


@dataclass(frozen=True, slots=True)
class People:
    """Queries on `people` and `accounts`."""

    session: AsyncSession

    async def add(self, person: Person) -> Person:
        """Store a new person; raises sqlalchemy.exc.IntegrityError where the handle is taken."""
        self.session.add(person)
        await self.session.flush()
        return person

    async def link(self, account: AccountRow) -> AccountRow:
        """Store a new account of a person who is there already."""
        self.session.add(account)
        await self.session.flush()
        return account

    async def get(self, person_id: str) -> Person | None:
        """The person by id, erased ones too."""
        return await self.session.get(Person, person_id)

    async def lock(self, person_id: str) -> Person | None:
        """The person, held until the transaction ends: two requests of theirs come one after the other."""
        query = select(Person).where(Person.id == person_id).with_for_update()
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def by_handle(self, handle: str) -> Person | None:
        """The living person of that handle, in whatever case it was written."""
        query = select(Person).where(Person.handle == handle.casefold(), Person.erased_at.is_(None))
        return (await self.session.scalars(query)).one_or_none()

    async def by_account(self, platform: Platform, platform_id: str) -> Person | None:
        """The person behind a platform's id."""
        query = (
            select(Person)
            .join(AccountRow, AccountRow.person_id == Person.id)
            .where(AccountRow.platform == platform, AccountRow.platform_id == platform_id)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def account(self, platform: Platform, platform_id: str) -> AccountRow | None:
        """One account."""
        return await self.session.get(AccountRow, (platform, platform_id))

    async def accounts(self, person_id: str) -> list[AccountRow]:
        """All accounts of a person, the oldest first."""
        query = select(AccountRow).where(AccountRow.person_id == person_id).order_by(AccountRow.created_at)
        return list(await self.session.scalars(query))

    async def unlink_all(self, person_id: str) -> None:
        """Remove every account of a person."""
        await self.session.execute(delete(AccountRow).where(AccountRow.person_id == person_id))

    async def taken(self, handles: Collection[str]) -> set[str]:
        """Those of the given handles that somebody has."""
        return set(await self.session.scalars(select(Person.handle).where(Person.handle.in_(handles))))

    async def handles(self, person_ids: Collection[str]) -> dict[str, str]:
        """Person id -> handle."""
        query = select(Person.id, Person.handle).where(Person.id.in_(person_ids))
        return dict((await self.session.execute(query)).all())
