"""`cameo demo`: the whole story in the terminal, with a throw-away store and everything else real."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path

import click
from rich.console import Console

from adapters import text
from adapters.terminal.answers import BROKEN, DONE, answer, as_json_option
from adapters.terminal.chat_view import ChatView
from adapters.terminal.checks import weight_store
from adapters.terminal.demo_house import DemoHouse, open_house
from adapters.terminal.demo_play import DemoBrokenError, Player
from adapters.terminal.demo_room import Room
from adapters.terminal.story import FRIEND, OWNER, STORY
from adapters.terminal.supervisor import CannotStartError, Child, running
from bot.bootstrap import opened
from bot.notices import ClipDelivered
from bot.requests import FileKind
from bot.settings import BotSettings
from engine.contract.keys import EngineKey
from engine.contract.weights import WeightMissingError, WeightStore, megabytes


@click.command("demo")
@click.option(
    "--selfie",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A recording of yourself, 10 to 20 s; else a sample person plays the owner.",
)
@as_json_option
def demo(selfie: Path | None, *, as_json: bool) -> int:
    """Play the whole story: likeness, consent, refusal, render, approval, delivery, ledger.

    Asks nothing. The last line of standard output is the path of the clip.
    """
    weights = weight_store()
    _check_weights(weights)
    view = ChatView(Console(highlight=False, soft_wrap=True, stderr=as_json))
    try:
        with open_house(weights) as house:
            _play_in(house, view, selfie)
    except asyncio.CancelledError:
        click.echo("Stopped.", err=True)
        return BROKEN
    files = {"clip": house.clip, "poster": house.poster, "ledger": house.ledger, "folder": house.folder}
    payload = {name: str(path) for name, path in files.items()} | {"verified": False}
    answer(payload, [str(house.clip)], as_json=as_json)
    return DONE


def _play_in(house: DemoHouse, view: ChatView, selfie: Path | None) -> None:
    try:
        asyncio.run(_play(house, view, selfie))
    except (DemoBrokenError, CannotStartError):
        view.remark(f"The engine's log may say why: {house.log}")
        raise
    _say_where(house, view)


def _check_weights(weights: WeightStore) -> None:
    missing = [
        weight for name, weight in weights.weights.items() if not weights.has(name) and not weight.optional
    ]
    if missing:
        size = megabytes(sum(weight.size for weight in missing))
        raise WeightMissingError(
            f"The demo needs {size} of weights that are not here; `cameo models pull` fetches them."
        )


async def _play(house: DemoHouse, view: ChatView, selfie: Path | None) -> None:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    settings = BotSettings.load()
    EngineKey.load_or_create(settings.vault.keys)
    with house.log.open("wb") as log:
        engine = Child(name="engine", module="engine.worker", output=log)
        async with opened(settings) as service, running([engine], view.remark):
            room = Room(service.app, view, lambda who, kind: _file(house, who, kind))
            async with _beside(service.run_chores(), room.deliver()):
                await room.enter(OWNER)
                friend = await room.enter(FRIEND)
                await Player(service.app, room, view, selfie).play(STORY)
                delivered = friend.latest(ClipDelivered)
                if delivered is not None:
                    poster = await service.app.fetch(friend.speaker.person, delivered.clip, FileKind.POSTER)
                    house.poster.write_bytes(poster)
                ledger = text.say(await service.app.ledger(friend.speaker.person)).text
                house.ledger.write_text(f"{ledger}\n", encoding="utf-8")


def _file(house: DemoHouse, who: str, kind: FileKind) -> Path:
    """The friend's files stay; what the owner is shown for approval goes with the rest."""
    if who != FRIEND:
        return house.inside / ("preview.mp4" if kind is FileKind.VIDEO else "preview.png")
    return house.clip if kind is FileKind.VIDEO else house.poster


@asynccontextmanager
async def _beside(*works: Awaitable[None]) -> AsyncIterator[None]:
    """Keep work going for the length of the block; the first to fail ends the block with its error."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_run(work)) for work in works]
            yield
            for task in tasks:
                task.cancel()
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None


async def _run(work: Awaitable[None]) -> None:
    await work


def _say_where(house: DemoHouse, view: ChatView) -> None:
    view.heading("That was it.")
    view.remark(f"clip    {house.clip}")
    view.remark(f"poster  {house.poster}")
    view.remark(f"ledger  {house.ledger}")
    view.remark("Store, vault and keys of this demo are gone; so is the likeness.")
    view.remark("Next: make demo SELFIE=me.mp4 plays it with you; cameo doctor looks at this machine;")
    view.remark("cameo likeness and cameo render make clips without the service; README.md has the map.")


COMMANDS = {"demo": demo}
