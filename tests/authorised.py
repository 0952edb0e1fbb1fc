"""One prepared world for the authorisation matrix: seven who ask, and one of everything they could ask for.

It is built once, kept as a file and copied for each cell. Everybody is enrolled, in, and seen in one room.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from factories import NOON, ManualClock
from fakes import FakeRenderQueue, FakeVault
from house import ROOM, House, house_settings, open_house
from stores import opened, renewed

from bot.characters import CharacterKind, NewCharacter
from bot.clips import ClipState
from bot.deliveries import Hindrance
from bot.ids import new_id
from bot.offers import Payment
from bot.people import Account, Platform
from bot.plans import Term
from bot.reports import ReportKind
from bot.requests import MakeRequest
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.unit_of_work import units_of_work

CHARGE, SUBSCRIPTION = "charge-1", "subscription-1"


class Who(StrEnum):
    """Who asks, by their handle."""

    OWNER = "olwen"
    """Made the clips, bought the credits, has a warning."""
    APPEARS = "appia"
    """Is in the clips, and decides for rex, a character."""
    ASKER = "askell"
    """Asked appia, who has not answered."""
    STRANGER = "strabo"
    """Was seen in the same room; nothing else."""
    BLOCKED = "bloch"
    """A stranger whom appia blocked."""
    SERVER_ADMIN = "admira"
    """Administers the server that the clips were asked for in: a stranger to the service."""
    OPERATOR = "optima"
    """The account that [operators] names: to the app a stranger, too."""


KNOWN: Mapping[Who, frozenset[Who]] = {
    Who.OWNER: frozenset({Who.OWNER, Who.APPEARS}),
    Who.APPEARS: frozenset({Who.OWNER, Who.APPEARS, Who.ASKER, Who.BLOCKED}),
    Who.ASKER: frozenset({Who.ASKER, Who.APPEARS}),
} | {who: frozenset({who}) for who in (Who.STRANGER, Who.BLOCKED, Who.SERVER_ADMIN, Who.OPERATOR)}
"""Whom each has to do with already: nobody else may turn up unnamed in what they are answered."""

SECRETS: Mapping[str, frozenset[Who]] = {
    "lighthouse": frozenset({Who.OWNER, Who.APPEARS}),
    "porcupines": frozenset({Who.APPEARS}),
    "imploring": frozenset({Who.APPEARS, Who.ASKER}),
    "disgraceful": frozenset(),
}
"""Words of the clips' prompts, of a boundary, of the question and of a report, and who may read them."""


@dataclass(frozen=True, slots=True)
class Things:
    """What there is, by id or handle: all that a call can name."""

    draft: str
    posted: str
    proposal: str
    waiting: str
    making: str
    held: str
    request: str
    boundary: str
    challenge: str
    warning: str
    delivery: str
    message: str
    unread: str
    rex: str
    report: str
    offer: str
    question: str
    appeal: str
    penalty: str
    invite: str

    def none_of_these(self) -> "Things":
        """Names of the same kind that nothing has."""
        return Things(**{each.name: new_id() for each in fields(self)} | {"rex": "nemo"})


@dataclass(frozen=True, slots=True)
class World:
    """The prepared world, at rest."""

    folder: Path
    settings: BotSettings
    things: Things
    people: Mapping[Who, str]
    pseudonyms: Mapping[str, str]
    queue: FakeRenderQueue
    vault: FakeVault


@dataclass(frozen=True, slots=True)
class Scene:
    """A copy of it that one call is made in. `me` is the id of who calls."""

    house: House
    world: World
    things: Things
    who: Who
    me: str
    file: Path


def build(template: Path, folder: Path) -> World:
    """Prepare it from a migrated file."""
    shutil.copy(template, folder / "cameo.db")
    return asyncio.run(_build(folder))


async def without(world: World, who: Who, folder: Path) -> World:
    """The world after somebody erased their account, in `folder`."""
    shutil.copytree(world.folder, folder, dirs_exist_ok=True)
    async with visit(world, who) as scene:
        await scene.house.app.erase(scene.me)
    shutil.copy(scene.file, folder / "cameo.db")
    return replace(world, folder=folder, queue=scene.house.queue, vault=scene.house.vault)


@asynccontextmanager
async def visit(world: World, who: Who) -> AsyncIterator[Scene]:
    """A copy of the world, with somebody about to ask."""
    file = world.folder / "visited.db"
    async with opened(renewed(file, world.folder / "cameo.db")) as engine:
        house = open_house(units_of_work(engine), world.folder, ManualClock(NOON), world.settings)
        house.queue.jobs.update(deepcopy(world.queue.jobs))
        house.vault.files.update(world.vault.files)
        yield Scene(house, world, world.things, who, world.people[who], file)


def rows(file: Path) -> dict[tuple[str, tuple[object, ...]], dict[str, object]]:
    """Every row of the store, by table and key."""
    found: dict[tuple[str, tuple[object, ...]], dict[str, object]] = {}
    store = sqlite3.connect(file)
    try:
        names = [name for (name,) in store.execute("select name from sqlite_master where type = 'table'")]
        for table in names:
            columns = list(store.execute(f"select name, pk from pragma_table_info('{table}')"))  # noqa: S608
            key = [place for place, (_, pk) in enumerate(columns) if pk]
            for row in store.execute(f'select * from "{table}"'):  # noqa: S608 - names of our own tables
                facts = {name: value for (name, _), value in zip(columns, row, strict=True)}
                found[table, tuple(row[place] for place in key)] = facts
    finally:
        store.close()
    return found


async def _build(folder: Path) -> World:
    settings = house_settings(
        folder,
        access={"mode": "invite", "waitlist": True},
        operators={"people": (f"terminal:{Who.OPERATOR}",)},
        clips={"running_per_person": 10},
        credits={
            "packs": [
                {"name": "small", "credits": 100, "price": 100, "currency": "EUR", "stars": 50},
                {"name": "pro", "credits": 0, "price": 900, "currency": "EUR", "plan_months": 1},
                {
                    "name": "monthly",
                    "credits": 0,
                    "price": 9,
                    "currency": "EUR",
                    "plan_months": 1,
                    "stars": 9,
                },
            ]
        },
    )
    engine = open_engine(f"sqlite+aiosqlite:///{folder / 'cameo.db'}")
    try:
        house = open_house(units_of_work(engine), folder, ManualClock(NOON), settings)
        people = {who: await _settled(house, who) for who in Who}
        bystander = await _settled(house, "zoe")
        things = await _furnished(house, people, bystander)
        async with house.uow() as tx:
            names = {who: await tx.people.get(one) for who, one in people.items()}
        pseudonyms = {str(one.pseudonym): one.id for one in names.values() if one is not None}
        return World(folder, settings, things, people, pseudonyms, house.queue, house.vault)
    finally:
        await engine.dispose()


async def _settled(house: House, name: str) -> str:
    """Somebody who is in, has credits and a likeness."""
    await house.join(name)
    await house.desk.admit("root", name)
    await house.desk.grant_credits("root", name, 1000)
    return await house.enrolled(name)


async def _furnished(house: House, people: Mapping[Who, str], bystander: str) -> Things:
    app, desk = house.app, house.desk
    owner, appears = people[Who.OWNER], people[Who.APPEARS]
    boundary = (await app.add_boundary(appears, "porcupines")).boundaries[0].id
    await app.create_character(appears, _character("rex", CharacterKind.PET), ROOM)
    await app.create_character(bystander, _character("hero", CharacterKind.LICENSED), ROOM)
    await house.finish_jobs()
    await app.grant(appears, Who.OWNER)
    clips = await _clips(house, owner, appears)
    asked = await app.request_access(people[Who.ASKER], Who.APPEARS, "imploring you", ROOM)
    await app.block(appears, Who.BLOCKED)
    await app.purchase(owner, "small", CHARGE, Platform.TERMINAL)
    term = Term(house.clock.now())
    await app.subscribe(owner, "pro", SUBSCRIPTION, platform=Platform.TERMINAL, term=term)
    pays = account(Who.OWNER)
    monthly = await app.offer(owner, pays, "monthly")
    await app.paid(pays.platform, Payment(monthly.id, "charge-4", pays.platform_id, monthly.stars))
    await _somebody_waits_and_somebody_is_banned(house)
    await desk.strike("root", Who.OWNER, "other", penalty="warning")
    await desk.strike("root", "zoe", "other", penalty="warning")
    penalty = (await app.standing(bystander)).penalties[0].id
    return Things(
        **clips,
        request=asked.request or "",
        boundary=boundary,
        challenge=(await app.begin_enrolment(appears, agreed=True)).id,
        warning=(await app.standing(owner)).penalties[0].id,
        rex="rex",
        offer=(await app.offer(owner, pays, "small")).id,
        question=(await app.ask_about_payment(owner, "lighthouse, please")).question,
        proposal=(await app.propose(owner, MakeRequest(text="@me waves", chat=ROOM))).id,
        report=(
            await app.report(bystander, clip=clips["draft"], kind=ReportKind.OTHER, text="disgraceful")
        ).report,
        appeal=(await app.appeal(bystander, penalty, "why?")).appeal,
        penalty=penalty,
        invite=(await desk.make_invite("root", 1))[1].id,
        **await _all_said_but_two(house, appears),
    )


def _character(handle: str, kind: CharacterKind) -> NewCharacter:
    licensed = kind is CharacterKind.LICENSED
    return NewCharacter(handle, kind, (b"front",), licensed=licensed, attribution="(c) Zoe" * licensed)


async def _clips(house: House, owner: str, appears: str) -> dict[str, str]:
    """One clip of the owner's with appia in each state that matters."""
    found: dict[str, str] = {}
    asked = {
        "draft": "@appia at the lighthouse",
        "posted": "@appia at the harbour",
        "waiting": "@appia at the lighthouse",
        "held": "@appia and @olwen at the lighthouse",
    }
    for name, prompt in asked.items():
        found[name] = (await house.order(owner, prompt)).id
        await house.finish_jobs()
        if name in {"draft", "posted"}:
            await house.app.decide(appears, found[name], approve=True)
    found["making"] = (await house.order(owner, "@appia sings at the lighthouse")).id
    states = {name: (await house.app.clip(owner, clip)).state for name, clip in found.items()}
    delivered = ClipState.DELIVERED
    wanted = (delivered, delivered, ClipState.APPROVAL, ClipState.HELD, ClipState.QUEUED)
    assert states == dict(zip(found, wanted, strict=True))
    return found


async def _somebody_waits_and_somebody_is_banned(house: House) -> None:
    await house.app.waitlist(await house.join("wanda"))
    banned = await house.join("yann")
    await house.desk.strike("root", "yann", "other", penalty="ban")
    await house.app.erase(banned)


async def _all_said_but_two(house: House, person: str) -> dict[str, str]:
    """Nothing is owed any more. One notice to this person perhaps was not said, and one waits to be read."""
    found = {"delivery": "", "unread": "", "message": ""}
    while due := await house.app.due_deliveries(Platform.TERMINAL):
        for one in due:
            missing = [name for name in found if not found[name]] if one.person == person else []
            match missing:
                case ["delivery", *_]:
                    await house.app.mark_unknown(one.id)
                case ["unread", *_] if one.chat_id is None:
                    await house.app.mark_hindered(one.id, Hindrance.CLOSED)
                case _:
                    await house.app.mark_sent(one.id, f"m-{one.id}")
                    missing = ["message"] if missing else []
            if missing:
                found[missing[0]] = f"m-{one.id}" if missing[0] == "message" else one.id
    assert all(found.values())
    return found


def account(who: Who) -> Account:
    """Their account on the platform."""
    return Account(Platform.TERMINAL, who, who)
