"""Rows for tests: one function for each table, every field with a sensible value, overridden by keyword."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.clips import ClipState, Tier
from bot.ids import new_id
from bot.likeness import LikenessState
from bot.people import Platform
from bot.store.tables import AccountRow, CastRow, ChallengeRow, ClipRow, DeliveryRow, LikenessRow, Person
from bot.store.unit_of_work import UnitOfWork
from engine.contract.messages import Resolution, Role, Screenplay, Shot, Style, Turn

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
_numbers = count(1)


class ManualClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, start: datetime = NOON) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment it shows."""
        return self._now

    def advance(self, **by: float) -> datetime:
        """Move on, by the arguments of timedelta: `clock.advance(hours=24)`."""
        self._now += timedelta(**by)
        return self._now


def person(**fields: Any) -> Person:
    given: dict[str, Any] = {"handle": f"person{next(_numbers)}", "created_at": NOON}
    return Person(**given | fields)


def account(person_id: str, **fields: Any) -> AccountRow:
    given: dict[str, Any] = {
        "platform": Platform.TERMINAL,
        "platform_id": new_id(),
        "display_name": "Ada",
        "created_at": NOON,
    }
    return AccountRow(person_id=person_id, **given | fields)


def challenge(person_id: str, **fields: Any) -> ChallengeRow:
    given: dict[str, Any] = {
        "turns": (Turn.LEFT, Turn.UP),
        "phrase": "blue lanterns drift over the harbour",
        "created_at": NOON,
        "due_at": NOON + timedelta(minutes=10),
    }
    return ChallengeRow(person_id=person_id, **given | fields)


def likeness(person_id: str, **fields: Any) -> LikenessRow:
    given: dict[str, Any] = {
        "state": LikenessState.READY,
        "created_at": NOON,
        "vault_ref": f"people/{person_id}/likeness/1",
    }
    return LikenessRow(person_id=person_id, **given | {"verified": True} | fields)


def screenplay(*roles: str, seconds: float = 4.0) -> Screenplay:
    names = roles or ("Self",)
    return Screenplay(
        prompt="on a beach at sunset, waves",
        roles=tuple(Role(name=name) for name in names),
        shots=(Shot(seconds=seconds, roles=names, action="waves", environment="a beach at sunset"),),
    )


def clip(maker_id: str, **fields: Any) -> ClipRow:
    given: dict[str, Any] = {
        "state": ClipState.QUEUED,
        "prompt": "on a beach at sunset, waves",
        "screenplay": screenplay(),
        "tier": Tier.STANDARD,
        "resolution": Resolution.P720,
        "style": Style.PHOTO,
        "seconds": 4.0,
        "price": 64,
        "seed": 2**32 - 1,
        "renderer": "studio",
        "created_at": NOON,
        "platform": Platform.TERMINAL,
        "chat_id": "room",
    }
    return ClipRow(maker_id=maker_id, **given | fields)


def delivery(**fields: Any) -> DeliveryRow:
    given: dict[str, Any] = {
        "platform": Platform.TERMINAL,
        "chat_id": "room",
        "person_id": None,
        "notice": {"kind": "help_shown"},
    }
    return DeliveryRow(**given | {"created_at": NOON} | fields)


async def someone(tx: UnitOfWork, **fields: Any) -> Person:
    """A stored person."""
    return await tx.people.add(person(**fields))


async def someone_with_clip(tx: UnitOfWork, **fields: Any) -> tuple[Person, ClipRow]:
    """A stored person and their stored clip with themselves in it."""
    maker = await someone(tx)
    own = await tx.likenesses.add(likeness(maker.id))
    row = clip(maker.id, **fields)
    appears = CastRow(clip_id=row.id, role="Self", person_id=maker.id, likeness_id=own.id)
    return maker, await tx.clips.add(row, [appears])
