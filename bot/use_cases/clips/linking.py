"""Addresses at which a whole film can be watched, for where a chat takes no file of its size.

Whoever has one can watch, so each is long, random and short-lived, and shows only what the person it was made
for may see at that moment: with the clip's end, a report or a change of heart it shows nothing any more.
"""

import hashlib
import secrets
from datetime import timedelta

from bot.audit import Audit
from bot.errors import Refused, UnknownLink
from bot.ports import Ports
from bot.store.tables import LinkRow
from bot.use_cases.clips.fetching import film_of, opened, seen
from bot.use_cases.people.joining import living

TOKEN_BYTES = 32
LONGEST_TOKEN = 100
FILE = "link"
"""What the audit trail calls it."""


async def link(ports: Ports, person: str, clip: str) -> str | None:
    """Make one; None where this installation serves no films."""
    web, token = ports.settings.web, secrets.token_urlsafe(TOKEN_BYTES)
    now = ports.clock.now()
    async with ports.uow() as tx:
        row = await seen(tx, person, clip)
        film_of(row)
        if web.public_url is None:
            return None
        due = now + timedelta(hours=web.link_hours)
        made = LinkRow(mark=_mark(token), clip_id=clip, person_id=person, created_at=now, due_at=due)
        await tx.links.add(made)
        await tx.audit.record(now, await living(tx, person), Audit.CLIP_FETCHED, clip, file=FILE)
    return f"{web.public_url}/clips/{token}"


async def follow(ports: Ports, token: str) -> bytes:
    """The film behind a token, decided anew; everything that stands in the way reads the same."""
    if len(token) > LONGEST_TOKEN:
        raise UnknownLink
    async with ports.uow() as tx:
        found = await tx.links.get(_mark(token), ports.clock.now())
        if found is None:
            raise UnknownLink
        try:
            row = await seen(tx, found.person_id, found.clip_id)
            ref = film_of(row)
        except Refused as refused:
            raise UnknownLink from refused
    return await opened(ports, row, ref)


def _mark(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
