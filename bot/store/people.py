"""People and their accounts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.consent import Usage
from bot.likeness import LikenessState
from bot.people import Chat, Platform, folded
from bot.store.tables import (
    AccountRow,
    CharacterRow,
    GrantRow,
    LikenessRow,
    Person,
    PlaceRow,
    SettingsRow,
)

_mine, _theirs = aliased(PlaceRow), aliased(PlaceRow)
_shared = (
    select(_mine.person_id)
    .join(_theirs, (_theirs.platform == _mine.platform) & (_theirs.chat_id == _mine.chat_id))
    .where(_mine.person_id == bindparam("one"), _theirs.person_id == bindparam("other"))
    .limit(1)
)


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
        query = select(Person).where(Person.id == person_id).with_for_update(key_share=True)
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def lock_with(self, person_id: str, others: Collection[str]) -> None:
        """Hold the person as `lock` does, and keep the others from changing what they allow meanwhile.

        In the order of their ids, so that two who cast one another do not wait for one another.
        """
        for name in sorted({person_id, *others}):
            query = select(Person.id).where(Person.id == name)
            mine = name == person_id
            await self.session.execute(query.with_for_update(key_share=mine, read=not mine))

    async def character(self, person_id: str) -> CharacterRow | None:
        """What a character is; None for a human being."""
        return await self.session.get(CharacterRow, person_id)

    async def owned_by(self, person_id: str) -> list[str]:
        """Ids of the characters that a person decides for, the oldest first."""
        query = select(Person.id).where(Person.owner_id == person_id, Person.erased_at.is_(None))
        return list(await self.session.scalars(query.order_by(Person.created_at, Person.id)))

    async def left(self, person_id: str, chat: Chat) -> bool:
        """Forget that a person was seen in a chat's place. False where they were not."""
        row = await self.session.get(PlaceRow, (person_id, chat.platform, chat.place))
        if row is None:
            return False
        await self.session.delete(row)
        await self.session.flush()
        return True

    async def describe(self, character: CharacterRow) -> CharacterRow:
        """Store what a new character is, after its row among people."""
        self.session.add(character)
        await self.session.flush()
        return character

    async def undescribe(self, person_id: str) -> None:
        """Forget what a character was."""
        await self.session.execute(delete(CharacterRow).where(CharacterRow.person_id == person_id))

    async def by_handle(self, handle: str) -> Person | None:
        """The living person of that handle, in whatever case it was written."""
        query = select(Person).where(Person.handle == folded(handle), Person.erased_at.is_(None))
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
        query = select(AccountRow).where(AccountRow.person_id == person_id)
        oldest = query.order_by(AccountRow.created_at, AccountRow.platform, AccountRow.platform_id)
        return list(await self.session.scalars(oldest))

    async def unlink_all(self, person_id: str) -> None:
        """Remove every account of a person, and where they were seen."""
        await self.session.execute(delete(AccountRow).where(AccountRow.person_id == person_id))
        await self.session.execute(delete(PlaceRow).where(PlaceRow.person_id == person_id))

    async def places(self, person_id: str) -> list[PlaceRow]:
        """Where a person was seen, the first place first."""
        query = select(PlaceRow).where(PlaceRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(PlaceRow.first_seen_at, PlaceRow.chat_id)))

    async def seen(self, person_id: str, chat: Chat, at: datetime) -> None:
        """Note once that a person was seen in a chat."""
        if await self.session.get(PlaceRow, (person_id, chat.platform, chat.place)) is None:
            self.session.add(
                PlaceRow(person_id=person_id, platform=chat.platform, chat_id=chat.place, first_seen_at=at)
            )
            await self.session.flush()

    async def plans_over(self, at: datetime) -> list[str]:
        """Ids of people whose paid plan has run out."""
        query = select(Person.id).where(Person.plan_until <= at, Person.erased_at.is_(None))
        return list(await self.session.scalars(query.order_by(Person.plan_until)))

    async def was_seen(self, person_id: str, chat: Chat) -> bool:
        """Whether a person was ever seen in the place of this chat."""
        return await self.session.get(PlaceRow, (person_id, chat.platform, chat.place)) is not None

    async def share_place(self, one: str, other: str) -> bool:
        """Whether two people were ever seen in one chat."""
        found = await self.session.execute(_shared, {"one": one, "other": other})
        return found.one_or_none() is not None

    async def at_hand(self, person_id: str, chat: Chat, begins: str, limit: int) -> list[Person]:
        """Who has a likeness and may be theirs to use: they themselves first, their characters, then others.

        Others are those who allowed them by name, and those who let in everyone and were seen in the chat's
        place. begins: how the handle does, folded. What each allows is not looked at closer here.
        """
        ready = select(LikenessRow.person_id).where(LikenessRow.state == LikenessState.READY)
        granted = select(GrantRow.owner_id).where(
            GrantRow.grantee_id == person_id, GrantRow.revoked_at.is_(None)
        )
        here = select(PlaceRow.person_id).where(
            PlaceRow.platform == chat.platform, PlaceRow.chat_id == chat.place
        )
        open_to_all = select(SettingsRow.person_id).where(SettingsRow.usage == Usage.EVERYONE)
        rank = case((Person.id == person_id, 0), (Person.owner_id == person_id, 1), else_=2)
        query = (
            select(Person)
            .where(
                Person.erased_at.is_(None),
                Person.handle.startswith(begins, autoescape=True),
                Person.id.in_(ready),
                or_(
                    rank < 2,  # noqa: PLR2004 - their own
                    Person.id.in_(granted),
                    Person.id.in_(open_to_all) & or_(Person.id.in_(here), Person.owner_id.in_(here)),
                ),
            )
            .order_by(rank, Person.handle)
            .limit(limit)
        )
        return list(await self.session.scalars(query))

    async def display_names(self, person_ids: Collection[str], platform: Platform) -> list[tuple[str, str]]:
        """What a platform calls them, each with the person's id."""
        query = select(AccountRow.display_name, AccountRow.person_id).where(
            AccountRow.person_id.in_(person_ids), AccountRow.platform == platform
        )
        return [(name, person) for name, person in await self.session.execute(query)]

    async def rename_account(self, row: AccountRow, username: str) -> None:
        """Note what `@` finds an account by, "": nothing; nobody else on the platform has that name then."""
        row.username = folded(username) or None
        if row.username is not None:
            others = (AccountRow.platform == row.platform, AccountRow.platform_id != row.platform_id)
            query = update(AccountRow).where(AccountRow.username == row.username, *others)
            await self.session.execute(query.values(username=None))

    async def by_usernames(self, platform: Platform, usernames: Collection[str]) -> dict[str, Person]:
        """Username -> the living person whom `@` finds by it; those that there are."""
        query = (
            select(AccountRow.username, Person)
            .join(Person, Person.id == AccountRow.person_id)
            .where(AccountRow.platform == platform, AccountRow.username.in_(usernames))
            .where(Person.erased_at.is_(None))
        )
        return {name: person for name, person in await self.session.execute(query) if name is not None}

    async def taken(self, handles: Collection[str]) -> set[str]:
        """Those of the given handles that somebody has."""
        return set(await self.session.scalars(select(Person.handle).where(Person.handle.in_(handles))))

    async def handles_behind(self, pseudonyms: Collection[str]) -> dict[str, str]:
        """Name in the audit trail -> handle, or that of whom they became part; nobody's once erased."""
        now = aliased(Person)
        query = (
            select(Person.pseudonym, now.handle)
            .join(now, now.id == func.coalesce(Person.merged_into, Person.id))
            .where(Person.pseudonym.in_(pseudonyms))
        )
        return {name: handle for name, handle in await self.session.execute(query) if name is not None}

    async def handles(self, person_ids: Collection[str]) -> dict[str, str]:
        """Person id -> handle."""
        if not person_ids:
            return {}
        query = select(Person.id, Person.handle).where(Person.id.in_(person_ids))
        return dict((await self.session.execute(query)).all())
