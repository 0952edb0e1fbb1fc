"""Options inside a prompt: `--seconds 5 --style graphic --pro`, or a length at its end ("5s")."""

import re
from dataclasses import dataclass

from bot.clips import Tier
from bot.commands.errors import UnreadableError
from bot.script.storyboard import cuts
from bot.script.timing import take_length
from engine.contract.messages import Style

_TIERS = {"pro": Tier.PRO, "standard": Tier.STANDARD}
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»')
_OPTION = re.compile(
    r"(?:(?<=\s)|^)(?:--|\u2014|\u2013)([a-z][\w-]*)(?:(?:=|\s+)([^\s-][^\s]*))?", re.IGNORECASE
)
"""Two hyphens, or the dash that phones make of them."""
_SECONDS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:s|sec|seconds)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """A prompt without its options, and what they said; None where not named."""

    text: str
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None


def unquoted(text: str) -> str:
    """Return `text` with its quotations blanked out, every other character where it was."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def _seconds(written: str | None) -> float:
    found = _SECONDS.fullmatch(written or "")
    if found is None:
        raise UnreadableError("no_seconds")
    return float(found.group(1).replace(",", "."))


def _style(written: str | None) -> Style:
    try:
        return Style((written or "").casefold())
    except ValueError:
        raise UnreadableError("no_style", styles=", ".join(Style)) from None


def take_options(text: str) -> Options:
    """Take the options out of a prompt; what stands in quotation marks is left alone.

    Raises:
        UnreadableError: an option is unknown, or its value does not fit.
    """
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None
    kept: list[str] = []
    end = 0
    for found in _OPTION.finditer(unquoted(text)):
        name, stop = found.group(1).casefold(), found.end(1)
        if name == "seconds":
            seconds, stop = _seconds(found.group(2)), found.end(2)
        elif name == "style":
            style, stop = _style(found.group(2)), found.end(2)
        elif name in _TIERS:
            tier = _TIERS[name]
        else:
            raise UnreadableError("no_option", name=name)
        kept.append(text[end : found.start()])
        end = stop
    rest, length = " ".join("".join([*kept, text[end:]]).split()), None
    if not cuts(unquoted(rest)):  # a length in a storyboard is a scene's, which the reader of prompts finds
        rest, length = take_length(rest)
    return Options(text=rest, seconds=seconds if seconds is not None else length, tier=tier, style=style)
