"""`cameo models`: which weights and families of models there are, fetching them, checking them."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from engine import cli_families
from engine.cli_families import Wish
from engine.contract.family_list import families
from engine.contract.pulling import Outcome, Pulled, pull
from engine.contract.weights import Weight, WeightStore, megabytes
from engine.settings import EngineSettings

BROKEN = 1
REFUSED = 2
TENTHS = 10

as_json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")


def answer(payload: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the payload, or the lines where a person reads."""
    if as_json:
        click.echo(json.dumps(payload, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(line)


@click.group("models", help="List, fetch and check the weights and the generative models.")
def models() -> None:
    """Hold the three commands below."""


@models.command("list", help="Which there are, and whether they are on this machine.")
@as_json_option
def list_weights(*, as_json: bool) -> int:
    """List all, with size and licence."""
    store = EngineSettings.load().weight_store()
    entries = [_entry(store, weight) for weight in store.weights.values()]
    made = cli_families.entries()
    lines = [
        f"{'here' if entry['present'] else '-':5}{entry['name']:20}{megabytes(entry['size']):>10}  "
        f"{entry['licence']:14}{entry['about']}"
        for entry in entries
    ]
    payload = {"folder": str(store.folder), "weights": entries, "families": made}
    answer(payload, [*lines, *cli_families.lines(made)], as_json=as_json)
    return 0


@models.command(
    "pull", help="Fetch what is not on this machine. Without NAMES: all weights, and no generative model."
)
@click.argument("names", nargs=-1)
@click.option("--accept-licence", is_flag=True, help="Say that you keep to the terms of the models named.")
@click.option("--turbo", is_flag=True, help="Their distilled weights too, which need fewer steps.")
@click.option("--revision", help="Another branch, tag or commit of the one model named.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where models go, in the place of [models] folder.",
)
@as_json_option
def pull_weights(
    *,
    names: tuple[str, ...],
    accept_licence: bool,
    turbo: bool,
    revision: str | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Fetch weights and models; exit 1 where a needed one cannot be had, 2 before terms are accepted."""
    store = EngineSettings.load().weight_store()
    weights, models_named = _told_apart(store, names)
    if revision and len(models_named) != 1:
        raise click.UsageError("--revision goes with the name of one model.")
    for name in models_named:
        for line in cli_families.terms(families()[name], turbo=turbo):
            click.echo(line, err=as_json)
    wish = Wish(accept_licence, turbo, revision, folder)
    made = cli_families.pull_families(models_named, wish, _Bar())
    pulled = pull(store, weights, _Bar()) if weights or not names else ()
    entries = [
        {"name": one.name, "outcome": one.outcome.value, "optional": one.optional, "message": one.sentence}
        for one in pulled
    ]
    answer(
        {
            "folder": str(store.folder),
            "weights": entries,
            "families": [{"name": one.name, "outcome": one.outcome, "message": one.sentence} for one in made],
        },
        [*(one.sentence for one in made), *(one.sentence for one in pulled)],
        as_json=as_json,
    )
    if any(_is_wanting(one) for one in pulled) or any(one.outcome == "missing" for one in made):
        return BROKEN
    return REFUSED if any(one.outcome == "refused" for one in made) else 0


@models.command("verify", help="Hash all that is on this machine. Without NAMES: all.")
@click.argument("names", nargs=-1)
@as_json_option
def verify_weights(names: tuple[str, ...], *, as_json: bool) -> int:
    """Check weights and models; exit 1 where a needed one is missing or one has other bytes."""
    store = EngineSettings.load().weight_store()
    weights, models_named = _told_apart(store, names)
    wrong = store.verify(weights if names else None)
    made = cli_families.verify_families(models_named if names else cli_families.fetched())
    entries = [
        {"name": name, "optional": store.weight(name).optional, "message": sentence}
        for name, sentence in wrong.items()
    ]
    entries += [{"name": one.name, "optional": False, "message": one.sentence} for one in made]
    lines = [*wrong.values(), *(one.sentence for one in made)] or ["All of them are what they should be."]
    answer({"folder": str(store.folder), "wrong": entries}, lines, as_json=as_json)
    return BROKEN if any(not entry["optional"] for entry in entries) else 0


def _told_apart(store: WeightStore, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The weights among some names, and the families of models."""
    unknown = [name for name in names if name not in store.weights and name not in families()]
    if unknown:
        listed = ", ".join([*store.weights, *families()])
        raise click.UsageError(f"There is nothing by the name of {unknown[0]}; there are: {listed}.")
    return [name for name in names if name in store.weights], [name for name in names if name in families()]


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
