"""What tests of languages look at: the languages besides English, and every refusal that there is."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from string import Formatter
from typing import Any

from adapters import text
from adapters.manual import Manual
from adapters.phrasing import Phrasing
from bot.commands.errors import CODE, SENTENCES
from bot.errors import Refused
from bot.moderation.codes import REASONS
from bot.script import errors as script_errors
from engine import child, footage, pictures, scene_picture, worker
from engine.characters import enrol as character_enrolment
from engine.contract.messages import WHICH, Refusal
from engine.enrolment import refusals as enrolment
from engine.sound import schedule
from engine.sound.speech import UNSPEAKABLE

PACKAGES: Mapping[str, str] = {"de": "german", "es": "spanish"}
OTHERS = sorted(set(text.LANGUAGES) - {text.FALLBACK})
ENGLISH = text.LANGUAGES[text.FALLBACK]


def module(tag: str, name: str) -> Any:
    return import_module(f"adapters.{PACKAGES[tag]}.{name}")


def phrasing(tag: str) -> Phrasing:
    return next(one for one in vars(module(tag, "writing")).values() if isinstance(one, Phrasing))


def manual(tag: str) -> Manual:
    found: Manual = module(tag, "commands").MANUAL
    return found


def refusal_kinds() -> Iterator[type[Refused]]:
    """Every class of refusal that there is, wherever it stands."""
    waiting = [Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not Refused and kind.__module__.startswith(("bot.errors.", script_errors.__name__)):
            yield kind


def holes(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name}


def numbers(said: str) -> list[str]:
    """The digits of a text in their order of size, without marks inside numbers."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0](?=\d)", "", said)))


def commands(said: str) -> list[str]:
    return sorted(re.findall(r"cameo [a-z]+", said))


def handles(said: str) -> set[str]:
    return set(re.findall(r"@\w+", said))


def brought() -> Iterator[tuple[str, Refusal]]:
    """Every refusal that is no class: of the engine, of the checks on a prompt, of the reader of lines."""
    for of in (footage, pictures, scene_picture, character_enrolment):
        for code in of.REFUSALS:
            yield code, of.refused(code).refusals[0]
    for name in enrolment.REFUSALS:
        yield name, enrolment.refused(name).refusals[0]
    troubles = [*child._ROOM_TROUBLES.values(), *((code, said) for _, code, said in child._TROUBLES)]
    for code, said in troubles:
        yield code, Refusal(code=code, message=said)
    for code, given in (("gave up", child.FAILED), ("gave up", worker._GAVE_UP), ("job", worker._UNREADABLE)):
        yield code, given
    for code, fact in (("role_without_cast", "role"), ("likeness_too_short", "role"), (UNSPEAKABLE, "text")):
        yield code, Refusal(code=code, message="It holds 7.", facts={fact: "7"})
    for which, said in schedule.TOO_LONG_SAID.items():
        facts = {"needed": "4.5", "seconds": "3"}
        told = Refusal(code=schedule.TOO_LONG, message=said.format(**facts), facts={WHICH: which, **facts})
        yield which, told
    for (code, outcome), said in REASONS.items():
        facts = {WHICH: outcome.value}
        yield f"{code}.{outcome}", Refusal(code=code.value, message=said, facts=facts)
    for which, said in SENTENCES.items():
        filled = {name: "make" if name == "meant" else f"7{name}" for name in holes(said)}
        filled |= {name: "4" for name in ("length", "limit") if name in filled}
        filled |= {"about": "What it does."} if "about" in filled else {}
        yield (
            f"{CODE}.{which}",
            Refusal(code=CODE, message=said.format(**filled), facts={WHICH: which, **filled}),
        )


BROUGHT = dict(brought())
REFUSALS = {kind.code: kind for kind in refusal_kinds()}
