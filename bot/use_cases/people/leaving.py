"""Who leaves a place shares it with nobody any more."""

from bot.people import Account, Chat
from bot.ports import Ports
from bot.use_cases.consents.rechecking import recheck


async def left(ports: Ports, account: Account, chat: Chat) -> None:
    """They are seen there no longer; whoever is not known here was not seen."""
    async with ports.uow() as tx:
        person = await tx.people.by_account(account.platform, account.platform_id)
        if person is None:
            return
        await tx.people.left(person.id, chat)
    await recheck(ports, person.id)
