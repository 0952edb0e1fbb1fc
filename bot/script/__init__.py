"""Free text -> a screenplay, by rules, in English first; what they cannot place stays in the action.

The order matters and is this: clean, tell scenes apart, take out a wanted length, mark people and quotations,
attribute the lines, find who plays what, find sound events and their times, sort the rest into action, camera
and environment, decide the length.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.script.errors import PromptTooLong
from bot.script.marks import mark
from bot.script.scenes import STORYBOARD_S, Limits, read_one, read_several
from bot.script.storyboard import split
from bot.script.text import clean
from bot.script.timing import LONGEST_STANDARD_S
from engine.contract.messages import Screenplay, Style

LONGEST_PROMPT = 1000
"""Characters of a prompt, counted after cleaning."""
LONGEST_STORYBOARD = 2000
"""The same of a prompt of several scenes: what a screenplay holds."""

__all__ = ["LONGEST_PROMPT", "LONGEST_STORYBOARD", "STORYBOARD_S", "FiveParts", "clean", "five_parts", "read"]


def read(
    text: str,
    names: Mapping[str, str],
    seconds: float | None = None,
    style: Style | None = None,
    longest: float = LONGEST_STANDARD_S,
    *,
    whole: tuple[float, float] = STORYBOARD_S,
    usual: tuple[float | None, Style | None] = (None, None),
) -> Screenplay:
    """Read a prompt into a screenplay: of one shot, or of one for each scene that it tells apart.

    text: what was written, 1..1000 characters once cleaned, up to 2000 for several scenes.
    names: written mention ("@ada", "<@123>", a bare "ada") -> role name. "@me" or "@self" also stands for I
    and me.
        Where the text mentions none of them, all are in it (a cast given beside the text).
    seconds: the wanted length, before one in the text ("5s" at the end), before the time that the lines need.
        For several scenes the length of all of them.
    style: before one named in the text, before `photo`.
    longest: seconds that a clip, or a scene, may have at most.
    whole: seconds that several scenes have together, at least and at most.
    usual: the length (of one scene) and the style where nothing says which; lines that need longer have it.

    Raises:
        bot.errors.Refused: the subclass says why: too long, empty, nobody or too many in it, lines that do
        not fit. What is wrong with one of several scenes begins with its number.
    """
    prompt = clean(text)
    _check_length(prompt, LONGEST_STORYBOARD)  # before anything looks at it more closely
    marked = mark(prompt, names)
    board = split(marked)
    if board is None:
        _check_length(prompt, LONGEST_PROMPT)
    limits = Limits(seconds, style, longest, whole, *usual)
    if board is None:
        return read_one(prompt, names, limits)
    return read_several(prompt, marked, board, names, limits)


def _check_length(prompt: str, limit: int) -> None:
    if len(prompt) > limit:
        raise PromptTooLong(length=f"{len(prompt):,}", limit=f"{limit:,}")


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
