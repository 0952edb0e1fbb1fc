"""What was made and decided in a place, for who administers it: one JSON object a line, the oldest first.

Of a clip it holds what everybody there could see: who asked for it or shared it, when and in which chat, and
what it shows only where it was posted in that chat and can still be watched. Nobody's settings, answers or
boundaries, and no prompt that never became a clip there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.admission import place_name
from bot.audit import Audit
from bot.clips import VISIBLE
from bot.errors import ExportTooLarge, UnusableDays
from bot.notices import CARRIERS, PlaceExported
from bot.people import Chat
from bot.place_rules import MOST_DAYS
from bot.ports import Ports
from bot.requests import Surroundings
from bot.store.place_log import MadeThere
from bot.store.tables import AuditRow
from bot.use_cases.places.governing import administrator

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

LIMIT_BYTES = 10_485_760
"""What can be posted where nobody says more: Discord's limit for everybody."""
MEGABYTE = 1_000_000

Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class PlaceExport:
    """The file (JSON lines, UTF-8), and what is said over it."""

    data: bytes
    notice: PlaceExported


async def export(ports: Ports, person: str, chat: Chat, around: Surroundings, days: int) -> PlaceExport:
    """All of the last so many days; that it was taken out is written down."""
    if not 1 <= days <= MOST_DAYS:
        raise UnusableDays(most=MOST_DAYS)
    now = ports.clock.now()
    since = now - timedelta(days=days)
    async with ports.uow() as tx:
        actor = await administrator(tx, person, around)
        made = await tx.place_log.made(chat.platform, chat.place, since, CARRIERS)
        decided = [row for row in await _written_of(tx, chat) if _is_decision(row, since)]
        clips = [_clip(one, cast) for one, cast in zip(made, await _casts(tx, made), strict=True)]
        who = await tx.people.handles_behind({row.actor for row in decided})
        data = _written(since, now, clips, [_decision(row, who) for row in decided])
        _check_size(data, around.upload_limit or LIMIT_BYTES, days)
        await tx.audit.record(now, actor, Audit.PLACE_EXPORTED, place_name(chat), days=days)
    return PlaceExport(data, PlaceExported(days=days, clips=len(clips), decisions=len(decided)))


def _written(since: datetime, until: datetime, clips: Iterable[Line], decisions: Iterable[Line]) -> bytes:
    lines: list[Line] = sorted([*decisions, *clips], key=lambda line: str(line["at"]))
    head: Line = {"from": _moment(since), "until": _moment(until), "lines": len(lines)}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [head, *lines]).encode()


def _check_size(data: bytes, limit: int, days: int) -> None:
    if len(data) > limit:
        size, most = (f"{number / MEGABYTE:.1f}" for number in (len(data), limit))
        raise ExportTooLarge(size=size, limit=most, days=days)


async def _written_of(tx: "UnitOfWork", chat: Chat) -> list[AuditRow]:
    """What the trail says of a place, under the ids that it went by before, too; in order."""
    former = [Chat(chat.platform, one) for one in await tx.moved_chats.former(chat.platform, chat.place)]
    rows = [row for one in (chat, *former) for row in await tx.audit.of(place_name(one))]
    return sorted(rows, key=lambda row: row.seq)


def _is_decision(row: AuditRow, since: datetime) -> bool:
    return row.action is Audit.PLACE_RULES_CHANGED and row.at >= since


def _decision(row: AuditRow, who: Mapping[str, str]) -> Line:
    return {"at": _moment(row.at), "kind": "decision", "by": who.get(row.actor), "decided": dict(row.details)}


def _clip(made: MadeThere, cast: tuple[str, ...]) -> Line:
    line: Line = {
        "at": _moment(made.at),
        "kind": "clip",
        "clip": made.clip,
        "by": made.maker,
        "account": made.account,
        "chat": made.chat_id,
        "shared": made.shared,
        "posted": _is_public(made),
    }
    if _is_public(made):
        line |= {
            "messages": list(made.messages),
            "with": list(cast),
            "prompt": made.prompt,
            "seconds": made.seconds,
            "tier": made.tier.value,
            "style": made.style.value,
        }
    return line


def _is_public(made: MadeThere) -> bool:
    """Posted in a chat, and nobody has taken it away since."""
    return bool(made.messages) and made.state in VISIBLE and made.suspended_at is None


async def _casts(tx: "UnitOfWork", made: list[MadeThere]) -> list[tuple[str, ...]]:
    """The handles in each clip that everybody there can watch; of no other clip they are looked up."""
    known = await tx.place_log.casts([one.clip for one in made if _is_public(one)])
    return [known.get(one.clip, ()) for one in made]


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
