"""Who somebody is here: the first word makes an account a person, with a handle and an allowance."""

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.admission import AdmissionMode, place_name
from bot.audit import Audit
from bot.credits import monthly_allowance
from bot.errors import AccountClosed, AccountErased, ThatIsYou, UnknownPerson
from bot.ids import new_id
from bot.moderation.text import fold
from bot.people import Account, Chat, folded, handles_for, is_language_tag
from bot.ports import Ports
from bot.requests import PersonView
from bot.store.tables import AccountRow, Person
from bot.use_cases.people.closing import refuse_closed

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

LONGEST_USERNAME = 64
"""Characters; Telegram's have at most 32."""


async def person_for(ports: Ports, account: Account, chat: Chat | None) -> PersonView:
    """Find or make the person; two first words at once make one person."""
    try:
        return await _person_for(ports, account, chat)
    except IntegrityError:  # the other first word was faster: now it is found, or its handle is seen as taken
        return await _person_for(ports, account, chat)


async def _person_for(ports: Ports, account: Account, chat: Chat | None) -> PersonView:
    async with ports.uow() as tx:
        person = await tx.people.by_account(account.platform, account.platform_id)
        if person is None:
            person = await _join(ports, tx, account)
        language = await _learn(tx, account)
        now = ports.clock.now()
        if chat is not None:
            await tx.people.seen(person.id, chat, now)
        await _let_in(ports, tx, person, chat)
        if person.admitted_at is not None:
            await monthly_allowance(tx.ledger, person.id, ports.settings.tiers.standard.allowance, now)
        likeness = await tx.likenesses.current(person.id)
        return PersonView(person.id, person.handle, person.plan, likeness is not None, language)


async def pointed_out(ports: Ports, account: Account, chat: Chat | None) -> PersonView:
    """Find whoever somebody points at; who never spoke here is known by name only from then on."""
    try:
        return await _pointed_out(ports, account, chat)
    except IntegrityError:
        return await _pointed_out(ports, account, chat)
    except AccountClosed as closed:
        raise UnknownPerson(name=account.display_name) from closed


async def _pointed_out(ports: Ports, account: Account, chat: Chat | None) -> PersonView:
    async with ports.uow() as tx:
        person = await tx.people.by_account(account.platform, account.platform_id)
        if person is None:
            person = await _join(ports, tx, account)
        await _learn(tx, account)
        if chat is not None:
            await tx.people.seen(person.id, chat, ports.clock.now())
        likeness = await tx.likenesses.current(person.id)
        return PersonView(person.id, person.handle, person.plan, likeness is not None)


async def _learn(tx: "UnitOfWork", account: Account) -> str | None:
    """What the platform says last counts; where it says nothing, what it said before. The language."""
    row = await tx.people.account(account.platform, account.platform_id)
    if row is None:
        return None
    name = account.username
    if name is not None and (folded(name) or None) != row.username and len(name) <= LONGEST_USERNAME:
        await tx.people.rename_account(row, name)
    said = account.language
    if said is not None and is_language_tag(said) and row.language != said:
        row.language = said
    return row.reads


async def _let_in(ports: Ports, tx: "UnitOfWork", person: Person, chat: Chat | None) -> None:
    """Who speaks while the service is open, or in one of its servers, is in, and stays in."""
    if person.admitted_at is not None:
        return
    access = ports.settings.access
    by_server = access.mode is AdmissionMode.SERVERS and await _is_named(ports, tx, chat)
    if access.mode is AdmissionMode.OPEN or by_server:
        person.admitted_at = ports.clock.now()
        await tx.admission.leave_line(person.id)


async def _is_named(ports: Ports, tx: "UnitOfWork", chat: Chat | None) -> bool:
    """Whether operators named its place, be it by the id that it went by then."""
    if chat is None:
        return False
    former = [Chat(chat.platform, one) for one in await tx.moved_chats.former(chat.platform, chat.place)]
    return any(place_name(one) in ports.settings.access.servers for one in (chat, *former))


async def _join(ports: Ports, tx: "UnitOfWork", account: Account) -> Person:
    await refuse_closed(ports, tx, account.platform, account.platform_id)
    person = await newcomer(ports, tx, account.display_name)
    await tx.people.link(
        AccountRow(
            platform=account.platform,
            platform_id=account.platform_id,
            person_id=person.id,
            display_name=account.display_name,
            created_at=person.created_at,
        )
    )
    return person


async def newcomer(ports: Ports, tx: "UnitOfWork", display_name: str) -> Person:
    """A new person with what everybody allows at first, and no account yet."""
    now = ports.clock.now()
    handle = await _free_handle(tx, display_name)
    person = await tx.people.add(Person(id=new_id(), handle=handle, created_at=now))
    settings = await tx.consents.settings(person.id)
    first = ports.settings.likeness
    settings.usage, settings.approval = first.usage, first.approval
    settings.visibility, settings.notify = first.visibility, first.notify
    await tx.audit.record(now, person, Audit.PERSON_JOINED, name_of(person))
    return person


async def _free_handle(tx: "UnitOfWork", display_name: str) -> str:
    """The first that nobody has, nor what it looks like: a Cyrillic a makes nobody another Ada."""
    candidates = {handle: fold(handle).text for handle in handles_for(display_name)}
    taken = await tx.people.taken({*candidates, *candidates.values()})
    return next(handle for handle, alike in candidates.items() if not taken & {handle, alike})


async def living(tx: "UnitOfWork", person: str, *, lock: bool = False) -> Person:
    """The person of that id.

    Raises:
        AccountErased: they are no more.
    """
    found = await (tx.people.lock(person) if lock else tx.people.get(person))
    if found is None or found.erased_at is not None:
        raise AccountErased
    return found


async def now_living(tx: "UnitOfWork", person: str) -> Person:
    """Who somebody is now, locked: they themselves, or whom their accounts were joined to just before.

    Raises:
        AccountErased: they are no more.
    """
    found = await tx.people.lock(person)
    if found is not None and found.merged_into is not None:
        return await living(tx, found.merged_into, lock=True)
    return await living(tx, person)


def name_of(person: Person) -> str:
    """What the audit trail calls them; erasing a person unties it."""
    return person.pseudonym or "erased"


async def other(tx: "UnitOfWork", person: str, handle: str) -> Person:
    """Somebody else, by handle as written.

    Raises:
        UnknownPerson: nobody has that handle. ThatIsYou: it is the person's own.
    """
    bare = folded(handle)
    found = await tx.people.by_handle(bare)
    if found is None:
        raise UnknownPerson(name=bare)
    if found.id == person:
        raise ThatIsYou
    return found
