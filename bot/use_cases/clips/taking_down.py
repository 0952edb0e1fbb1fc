"""Taking down posted copies of clips that have ended, as far as a platform allows."""

from bot.audit import Audit
from bot.deliveries import NAMED_IN_FULL
from bot.people import Platform
from bot.ports import Ports
from bot.requests import Takedown
from bot.store.tables import UploadRow


async def due(ports: Ports, platform: Platform, limit: int) -> list[Takedown]:
    """What is to be removed there, the oldest first. It is offered until `mark` is called.

    Removing a message twice does no harm, so a sender that dies in between costs nothing.
    """
    found: list[Takedown] = []
    async with ports.uow() as tx:
        for row in await tx.deliveries.to_take_down(platform, limit):
            accounts = await tx.people.accounts(row.person_id) if row.person_id else []
            here = [account for account in accounts if account.platform is platform]
            findable = row.chat_id is not None or bool(here) or platform in NAMED_IN_FULL
            if row.message_id is None or not findable:
                await tx.deliveries.taken_down(row.id, gone=False)
                continue
            to, reads = (here[0].platform_id, here[0].reads) if here else (None, None)
            found.append(Takedown(row.id, platform, row.chat_id, to, row.message_id, reads))
        kept = await tx.uploads.to_take_down(platform, limit)
    return found + [Takedown(row.id, platform, None, None, row.message_id or "") for row in kept]


async def mark(ports: Ports, delivery: str, *, gone: bool) -> None:
    """It is gone there (or was not there any more), or the platform does not remove it."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery) or await tx.uploads.get(delivery)
        if isinstance(row, UploadRow):
            over = await tx.uploads.taken_down(delivery)
        else:
            over = await tx.deliveries.taken_down(delivery, gone=gone)
        if row is None or not over:
            return
        clip = row.clip_id
        await tx.audit.record(ports.clock.now(), None, Audit.CLIP_TAKEN_DOWN, clip or delivery, gone=gone)
