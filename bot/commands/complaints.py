"""Readers of `report` and `appeal`."""

import re
from collections.abc import Mapping

from bot.commands.errors import UnreadableError
from bot.commands.intents import Appeal, Intent, Report
from bot.commands.mentions import first_word, resolve
from bot.commands.readers import Line
from bot.reports import ReportKind

_CLIP = re.compile(r"^#?[\w.-]{1,64}$")
_PENALTY = re.compile(r"^#?([0-9a-f]{32})(?:\s+|$)")
_KINDS: Mapping[str, ReportKind] = {kind.value: kind for kind in ReportKind} | {
    "me": ReportKind.ME_WITHOUT_CONSENT,
    "consent": ReportKind.ME_WITHOUT_CONSENT,
    "minors": ReportKind.MINOR,
    "violent": ReportKind.VIOLENCE,
    "gore": ReportKind.VIOLENCE,
    "hateful": ReportKind.HATE,
    "fraud": ReportKind.DECEPTION,
    "fake": ReportKind.DECEPTION,
}
KINDS = "me, " + ", ".join(kind.value for kind in ReportKind if kind is not ReportKind.ME_WITHOUT_CONSENT)


def report(line: Line) -> Intent:
    """What is reported, a clip or a person; what is wrong with it, in one word and then in many."""
    what, tail = first_word(line.rest, line.mentions)
    is_person = what.startswith("@") or what in line.mentions
    who = resolve(what.rstrip(",:;"), line.mentions) if is_person else ""
    if not who and (is_person or not _CLIP.match(what)):
        raise UnreadableError("nothing_reported")
    clip = "" if is_person else what.removeprefix("#")
    word, _, text = tail.partition(" ")
    kind = _KINDS.get(word.casefold().strip(".,:;!").replace("-", "_"))
    if kind is None and (word or is_person):
        raise UnreadableError("no_kind_of_report", kinds=KINDS)
    return Report(clip=clip, who=who, kind=kind, text=text.strip())


def appeal(line: Line) -> Intent:
    """Against which penalty, where several hold, and why it is a mistake."""
    named = _PENALTY.match(line.rest)
    text = line.rest[named.end() :] if named else line.rest
    if not text.strip():
        raise UnreadableError("no_reason")
    return Appeal(penalty=named.group(1) if named else "", text=text.strip())
