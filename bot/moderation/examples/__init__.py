"""What wishes of each kind sound like: bot.moderation.fitting fits the judgement by meaning to them."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

INNOCENT = "innocent"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wish:
    """One sentence. Paraphrases of one wish share their `group`."""

    kind: str
    group: int
    text: str


def kinds() -> tuple[str, ...]:
    """Every kind that has examples, `innocent` first."""
    return (INNOCENT, *sorted(path.stem for path in _HERE.glob("*.toml") if path.stem != INNOCENT))


def wishes() -> tuple[Wish, ...]:
    """All examples, in a fixed order."""
    found: list[Wish] = []
    group = 0
    for kind in kinds():
        listed: str = tomllib.loads((_HERE / f"{kind}.toml").read_text("utf-8"))["wishes"]
        for line in filter(None, listed.split("\n")):
            found += [Wish(kind, group, text) for text in line.split(" | ")]
            group += 1
    return tuple(found)


def fingerprint() -> str:
    """The sha256 of all examples, to tell whether weights were fitted to these."""
    said = "\n".join(f"{wish.kind}\t{wish.group}\t{wish.text}" for wish in wishes())
    return hashlib.sha256(said.encode()).hexdigest()
