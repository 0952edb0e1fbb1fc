"""Free text -> a screenplay, by rules, in English first; what they cannot place stays in the action.

The order matters and is this: clean, take out a wanted length, mark people and quotations, attribute the
lines, find who plays what, find sound events and their times, sort the rest into action, camera and
environment, decide the length.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import NobodyCast
from bot.script.beats import read_beats
from bot.script.errors import PromptEmpty, PromptTooLong, TooManyPeople
from bot.script.lines import quote_bare_speech, read_lines
from bot.script.marks import Marked, mark
from bot.script.parts import read_parts, read_scene
from bot.script.text import clean
from bot.script.timing import LONGEST_STANDARD_S, length, take_length
from engine.contract.messages import MOST_PEOPLE_IN_A_SHOT, Role, Screenplay, Shot, Style

LONGEST_PROMPT = 1000
"""Characters of a prompt, counted after cleaning."""

__all__ = ["LONGEST_PROMPT", "FiveParts", "clean", "five_parts", "read"]


def _checked(text: str) -> str:
    """A clean prompt.

    Raises:
        PromptTooLong: it has more than 1000 characters.
    """
    prompt = clean(text)
    if len(prompt) > LONGEST_PROMPT:
        raise PromptTooLong(length=f"{len(prompt):,}", limit=f"{LONGEST_PROMPT:,}")
    return prompt


def _cast(marked: Marked, names: Mapping[str, str]) -> Marked:
    """Who is in it: those the text mentions, else all that were given beside the text.

    Raises:
        NobodyCast: there is nobody.
        TooManyPeople: more than fit in one shot.
    """
    roles = marked.roles or tuple(dict.fromkeys(names.values()))
    if not roles:
        raise NobodyCast
    if len(roles) > MOST_PEOPLE_IN_A_SHOT:
        raise TooManyPeople(limit=MOST_PEOPLE_IN_A_SHOT, count=len(roles))
    return Marked(text=marked.text, roles=roles, quotes=marked.quotes)


def read(
    text: str,
    names: Mapping[str, str],
    seconds: float | None = None,
    style: Style | None = None,
    longest: float = LONGEST_STANDARD_S,
) -> Screenplay:
    """Read a prompt into a screenplay of one shot.

    text: what was written, 1..1000 characters once cleaned.
    names: written mention ("@ada", "<@123>", a bare "ada") -> role name. "@me" or "@self" also stands for I
    and me.
        Where the text mentions none of them, all are in it (a cast given beside the text).
    seconds: the wanted length, before one in the text ("5s" at the end), before the time that the lines need.
    style: before one named in the text, before `photo`.
    longest: seconds that a clip may have at most.

    Raises:
        bot.errors.Refused: the subclass says why: too long, empty, nobody or too many in it, lines that do
        not fit.
    """
    prompt = _checked(text)
    told, own_length = take_length(prompt)
    marked = _cast(mark(told, names), names)
    bare, quotes = quote_bare_speech(marked.text, marked.quotes)
    marked = Marked(text=bare, roles=marked.roles, quotes=quotes)
    speech = read_lines(marked)
    parts, rest = read_parts(speech.rest)
    beats, rest = read_beats(rest)
    scene = read_scene(rest, marked.roles)
    if not (
        speech.lines or beats or parts or scene.action or scene.camera or scene.environment or scene.style
    ):
        raise PromptEmpty
    wanted = seconds if seconds is not None else own_length
    shot = Shot(
        seconds=length(speech.lines, beats, wanted=wanted, longest=longest),
        roles=marked.roles,
        action=scene.action,
        camera=scene.camera,
        environment=scene.environment,
        lines=speech.lines,
        beats=beats,
    )
    roles = tuple(Role(name=name, part=parts.get(index, "")) for index, name in enumerate(marked.roles))
    return Screenplay(prompt=prompt, style=style or scene.style or Style.PHOTO, roles=roles, shots=(shot,))


@dataclass(frozen=True, slots=True)
class FiveParts:
    """A screenplay in the five parts of a good prompt, in words; an empty part was not given."""

    subject: str
    action: str
    camera: str
    environment: str
    style: str


def five_parts(screenplay: Screenplay) -> FiveParts:
    """Say in words what was understood, for the preflight."""
    subject = " and ".join(
        f"{role.name} as {role.part}" if role.part else role.name for role in screenplay.roles
    )

    def joined(pieces: list[str]) -> str:
        return "; ".join(filter(None, pieces))

    return FiveParts(
        subject=subject,
        action=joined([shot.action for shot in screenplay.shots]),
        camera=joined([shot.camera for shot in screenplay.shots]),
        environment=joined([shot.environment for shot in screenplay.shots]),
        style=screenplay.style.value,
    )
