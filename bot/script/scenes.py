"""What a prompt tells, read into one shot, or into one shot for each of its scenes."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.errors import NobodyCast, Refused, StoryboardTooLong, StoryboardTooShort
from bot.errors.base import IN_SCENE
from bot.script.beats import read_beats
from bot.script.errors import CastTooLarge, PromptEmpty, ScenesDoNotFit, TooManyPeople
from bot.script.lines import quote_bare_speech, read_lines
from bot.script.marks import Marked, mark
from bot.script.parts import Scene, read_parts, read_scene
from bot.script.storyboard import Length, casts, shared_out
from bot.script.timing import least_s, length, take_length
from engine.contract.messages import (
    MOST_PEOPLE_IN_A_SHOT,
    MOST_ROLES,
    Beat,
    Line,
    Role,
    Screenplay,
    Shot,
    Style,
)

STORYBOARD_S = (15.0, 60.0)
"""Seconds that several scenes have together, at least and at most, where the caller names no others."""


TOLERANCE_S = 1e-6


@dataclass(frozen=True, slots=True)
class Limits:
    """What was asked for beside the prompt, and what may be had; as in `bot.script.read`."""

    seconds: float | None
    style: Style | None
    longest: float
    whole: tuple[float, float]
    usual_seconds: float | None = None
    usual_style: Style | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one scene tells: who plays what (role name -> part), what is said, heard and seen."""

    roles: tuple[str, ...]
    parts: Mapping[str, str]
    lines: tuple[Line, ...]
    beats: tuple[Beat, ...]
    scene: Scene

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing but who is in it."""
        seen = self.scene
        told = (self.lines, self.beats, self.parts, seen.action, seen.camera, seen.environment, seen.style)
        return not any(told)

    def shot(self, seconds: float, environment: str = "") -> Shot:
        """The shot; `environment` is where it plays unless it says so itself."""
        return Shot(
            seconds=seconds,
            roles=self.roles,
            action=self.scene.action,
            camera=self.scene.camera,
            environment=self.scene.environment or environment,
            lines=self.lines,
            beats=self.beats,
        )


def read_one(prompt: str, names: Mapping[str, str], limits: Limits) -> Screenplay:
    """A clean prompt of one scene; raises as `bot.script.read` does."""
    text, own_length = take_length(prompt)
    told = _told(_few(_somebody(mark(text, names), names)))
    wanted = limits.seconds if limits.seconds is not None else own_length
    seconds = length(
        told.lines, told.beats, wanted=wanted, longest=limits.longest, usual=limits.usual_seconds
    )
    shot = told.shot(seconds)
    style = limits.style or told.scene.style or limits.usual_style or Style.PHOTO
    return Screenplay(prompt=prompt, style=style, roles=_roles([told]), shots=(shot,))


def read_several(
    prompt: str,
    marked: Marked,
    board: tuple[str, Sequence[str]],
    names: Mapping[str, str],
    limits: Limits,
) -> Screenplay:
    """A clean prompt of several scenes, split as `bot.script.storyboard.split` does.

    What stands before the scenes holds for all: who plays what, the style, the length, and the place of those
    that name none.
    """
    marked = _somebody(marked, names)
    head, whole = take_length(board[0])
    timed = [take_length(text) for text in board[1]]
    whole, wanted = _lengths_named([seconds for _, seconds in timed], whole, limits)
    intro, scenes = casts(marked, head, [text for text, _ in timed])
    about = _told(intro, may_be_empty=True)
    told: list[Told] = []
    for number, scene in enumerate(scenes, 1):
        with _numbered(number):
            told.append(_told(_few(scene)))
    shots = [
        each.shot(seconds, about.scene.environment)
        for each, seconds in zip(told, _lengths(told, wanted, whole, limits), strict=True)
    ]
    styles = [limits.style, about.scene.style, *(each.scene.style for each in told), limits.usual_style]
    style = next(filter(None, styles), Style.PHOTO)
    return Screenplay(prompt=prompt, style=style, roles=_roles(told, about.parts), shots=tuple(shots))


def _somebody(marked: Marked, names: Mapping[str, str]) -> Marked:
    """Who is in it: those the text mentions, else all that were given beside the text.

    Raises:
        NobodyCast: there is nobody.
    """
    roles = marked.roles or tuple(dict.fromkeys(names.values()))
    if not roles:
        raise NobodyCast
    return Marked(text=marked.text, roles=roles, quotes=marked.quotes)


def _few(marked: Marked) -> Marked:
    """The same, refused where more people are in it than fit.

    Raises:
        TooManyPeople.
    """
    if len(marked.roles) > MOST_PEOPLE_IN_A_SHOT:
        raise TooManyPeople(limit=MOST_PEOPLE_IN_A_SHOT, count=len(marked.roles))
    return marked


def _told(marked: Marked, *, may_be_empty: bool = False) -> Told:
    bare, quotes = quote_bare_speech(marked.text, marked.quotes)
    speech = read_lines(Marked(text=bare, roles=marked.roles, quotes=quotes))
    parts, rest = read_parts(speech.rest)
    beats, rest = read_beats(rest)
    named = {marked.roles[index]: part for index, part in parts.items()}
    told = Told(marked.roles, named, speech.lines, beats, read_scene(rest, marked.roles))
    if told.is_empty and not may_be_empty:
        raise PromptEmpty
    return told


def _roles(told: Sequence[Told], parts: Mapping[str, str] | None = None) -> tuple[Role, ...]:
    """Everybody who appears, each once, with the part that is told first.

    Raises:
        CastTooLarge.
    """
    names = list(dict.fromkeys(name for each in told for name in each.roles))
    if len(names) > MOST_ROLES:
        raise CastTooLarge(limit=MOST_ROLES, count=len(names))
    played = [parts or {}, *(each.parts for each in told)]
    return tuple(
        Role(name=name, part=next((some[name] for some in played if some.get(name)), "")) for name in names
    )


@contextmanager
def _numbered(number: int) -> Iterator[None]:
    """Say in which scene something is wrong."""
    try:
        yield
    except Refused as refused:
        refused.message = f"Scene {number}: {refused.message}"
        refused.facts = {**refused.facts, IN_SCENE: str(number)}
        raise


def _lengths_named(
    scenes: list[float | None], whole: float | None, limits: Limits
) -> tuple[float | None, list[float | None]]:
    """The length of all of it and of each scene, as far as they are named.

    A length at the end of the text, where no other scene has one, is that of the whole if it could be.

    Raises:
        StoryboardTooShort, StoryboardTooLong: no storyboard has the length that was asked for.
    """
    if limits.seconds is not None:
        whole = limits.seconds
    *before, last = scenes
    if whole is None and last is not None and not any(before) and last >= limits.whole[0]:
        whole, scenes = last, [*before, None]
    if whole is not None:
        _check_whole(whole, limits)
    return whole, scenes


def _check_whole(seconds: float, limits: Limits) -> None:
    shortest, longest = limits.whole
    if seconds < shortest:
        raise StoryboardTooShort(shortest=shortest, longest=longest, seconds=seconds)
    if seconds > longest:
        raise StoryboardTooLong(shortest=shortest, longest=longest, seconds=seconds)


def _lengths(
    told: Sequence[Told], wanted: Sequence[float | None], whole: float | None, limits: Limits
) -> list[float]:
    """Seconds of each scene: those named, else what it takes, stretched to what a storyboard has at least.

    Raises:
        ScenesDoNotFit: they cannot be as short as the whole is to be. What `timing.length` raises.
    """
    lengths: list[Length] = []
    for number, (each, named) in enumerate(zip(told, wanted, strict=True), 1):
        with _numbered(number):
            takes = length(each.lines, each.beats, wanted=named, longest=limits.longest)
        lengths.append(Length(takes, min(takes, least_s(each.lines, each.beats)), named is not None))
    sum_s = math.fsum(each.wanted for each in lengths)
    if all(each.named for each in lengths) and whole is None:
        _check_whole(sum_s, limits)
    goal = whole or min(max(sum_s, limits.whole[0]), limits.whole[1])
    seconds = shared_out(lengths, whole=goal, longest=limits.longest)
    if (needed := math.fsum(seconds)) > goal + TOLERANCE_S:
        raise ScenesDoNotFit(needed=needed, seconds=goal)
    for number, (each, lasting) in enumerate(zip(told, seconds, strict=True), 1):
        with _numbered(number):
            length(each.lines, each.beats, wanted=lasting, longest=limits.longest)
    return seconds
