"""What a platform's own forms say of a clip, beside or instead of a line of chat: pure, like the grammar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.clips import Tier
from bot.commands.errors import UnreadableError
from bot.commands.intents import SELF, Make
from bot.commands.mentions import mentions_in, resolve, with_me
from bot.commands.options import take_options
from bot.prompts import with_cast
from bot.script.text import clean
from engine.contract.messages import Style

_WHO = re.compile(r"<@!?\w+>|[^\s,;&+]+")
_AND = frozenset({"and", "und", "y", "e"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeForm:
    """A prompt with its options in fields of their own, which win over those inside it; None: not filled in.

    cast: names or mentions of those in it besides whom the prompt names. parts: what the first and the second
    of them play, "" where that is not said.
    """

    prompt: str
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None
    cast: str = ""
    parts: tuple[str, ...] = ()


def make_of(form: MakeForm, mentions: Mapping[str, str]) -> Make:
    """The wish that a form stands for. mentions: as written -> handle, as the platform knows them.

    Raises:
        UnreadableError: an option inside the prompt, or a name, cannot be read; or there is no prompt.
    """
    asked = rewritten(form.prompt, mentions)
    text = with_cast(asked.text, _cast(form.cast, mentions), form.parts)
    return replace(
        asked,
        text=text,
        mentions=mentions_in(text, mentions),
        seconds=form.seconds if form.seconds is not None else asked.seconds,
        tier=form.tier or asked.tier,
        style=form.style or asked.style,
    )


def rewritten(prompt: str, mentions: Mapping[str, str]) -> Make:
    """A prompt with the options inside it; it need not say who is in it.

    Raises:
        UnreadableError: there is none, or an option cannot be read.
    """
    asked = take_options(clean(prompt))
    if not asked.text:
        raise UnreadableError("no_prompt")
    text = with_me(asked.text)
    found = mentions_in(text, mentions)
    return Make(text=text, mentions=found, seconds=asked.seconds, tier=asked.tier, style=asked.style)


def _cast(written: str, mentions: Mapping[str, str]) -> list[str]:
    """The handles that a field names, each once."""
    found: list[str] = []
    for name in _WHO.findall(clean(written)):
        if name.casefold() in _AND:
            continue
        handle = resolve(name, mentions)
        if not handle:
            raise UnreadableError("no_name")
        found.append("Self" if handle == SELF else handle)
    return list(dict.fromkeys(found))
