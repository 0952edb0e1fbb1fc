"""`cameo models`: which weights there are, fetching them, checking them."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from engine.contract.pulling import Outcome, Pulled, pull
from engine.contract.weights import Weight, WeightStore, megabytes
from engine.settings import EngineSettings

BROKEN = 1
TENTHS = 10

as_json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")


def answer(payload: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the payload, or the lines where a person reads."""
    if as_json:
        click.echo(json.dumps(payload, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(line)


@click.group("models", help="List, fetch and check the weights.")
def models() -> None:
    """Hold the three commands below."""


@models.command("list", help="Which weights there are, and whether they are on this machine.")
@as_json_option
def list_weights(*, as_json: bool) -> int:
    """List all, with size and licence."""
    store = EngineSettings.load().weight_store()
    entries = [_entry(store, weight) for weight in store.weights.values()]
    lines = (
        f"{'here' if entry['present'] else '-':5}{entry['name']:20}{megabytes(entry['size']):>10}  "
        f"{entry['licence']:14}{entry['about']}"
        for entry in entries
    )
    answer({"folder": str(store.folder), "weights": entries}, lines, as_json=as_json)
    return 0


@models.command("pull", help="Fetch what is not on this machine. Without NAMES: all.")
@click.argument("names", nargs=-1)
@as_json_option
def pull_weights(names: tuple[str, ...], *, as_json: bool) -> int:
    """Fetch weights; exit 1 where one that is needed cannot be had."""
    store = EngineSettings.load().weight_store()
    pulled = pull(store, names or None, _Bar())
    entries = [
        {"name": one.name, "outcome": one.outcome.value, "optional": one.optional, "message": one.sentence}
        for one in pulled
    ]
    answer(
        {"folder": str(store.folder), "weights": entries}, (one.sentence for one in pulled), as_json=as_json
    )
    return BROKEN if any(_is_wanting(one) for one in pulled) else 0


@models.command("verify", help="Hash every weight on this machine. Without NAMES: all.")
@click.argument("names", nargs=-1)
@as_json_option
def verify_weights(names: tuple[str, ...], *, as_json: bool) -> int:
    """Check weights; exit 1 where a needed one is missing or has other bytes."""
    store = EngineSettings.load().weight_store()
    wrong = store.verify(names or None)
    entries = [
        {"name": name, "optional": store.weight(name).optional, "message": sentence}
        for name, sentence in wrong.items()
    ]
    lines = list(wrong.values()) or ["All weights are what they should be."]
    answer({"folder": str(store.folder), "wrong": entries}, lines, as_json=as_json)
    return BROKEN if any(not entry["optional"] for entry in entries) else 0


def _entry(store: WeightStore, weight: Weight) -> dict[str, Any]:
    return {
        "name": weight.name,
        "present": store.has(weight.name),
        "optional": weight.optional,
        "size": weight.size,
        "licence": weight.licence,
        "about": weight.about,
        "needed_by": list(weight.needed_by),
    }


def _is_wanting(one: Pulled) -> bool:
    return one.outcome is Outcome.MISSING and not one.optional


class _Bar:
    """Bytes as they come, on standard error: a moving line in a terminal, a line each tenth elsewhere."""

    def __init__(self) -> None:
        self._said: tuple[str, int] | None = None

    def __call__(self, name: str, done: int, total: int) -> None:
        tenth = TENTHS * done // total if total else 0
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            click.echo(f"\r{name:24}{megabytes(done):>10} of {megabytes(total)} ", err=True, nl=False)
            click.echo(end, err=True, nl=False)
        elif (name, tenth) != self._said:
            self._said = (name, tenth)
            click.echo(f"{name}: {megabytes(done)} of {megabytes(total)}", err=True)
