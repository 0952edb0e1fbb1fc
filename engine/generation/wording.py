"""Pieces of prompts, whichever model reads them: what a maker wrote, as plain words in plain sentences."""

import re
from collections.abc import Sequence

from engine.contract.messages import Screenplay, Shot, Style

LOOKS = {
    Style.PHOTO: "A photorealistic scene with natural light, true skin and true materials.",
    Style.CINEMATIC: "A cinematic scene: shaped light, shallow depth of field, a restrained film grade.",
    Style.DOCUMENTARY: "A documentary scene: available light, a hand-held camera that follows what happens.",
    Style.GRAPHIC: "A hand-drawn scene with clean outlines and flat colours; faces stay recognisable.",
}
CAMERA = "a steady camera at eye level"
"""Where nothing is said of it."""
_MARKUP = re.compile(r"[<>\[\]{}]")
_SPACES = re.compile(r"\s+")
_MUSIC = re.compile(r"[^,.;]*\bmusic\b[^,.;]*", re.IGNORECASE)


def untagged(text: str) -> str:
    """Without anything that a model may read as markup, on one line."""
    return _SPACES.sub(" ", _MARKUP.sub(" ", text)).strip()


def plain(text: str) -> str:
    """The same, to stand within a sentence."""
    return untagged(text).rstrip(".")


def sentence(*parts: str) -> str:
    """Those parts that say something as one sentence; "" where none does."""
    told = ", ".join(part for part in parts if part)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def listed(names: Sequence[str]) -> str:
    """One, two and three."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def named(text: str, names: dict[str, str]) -> str:
    """Plain words, with what a model calls somebody in the place of their name."""
    told = plain(text)
    for name in sorted(names, key=len, reverse=True):
        told = re.sub(rf"(?<![\w.-])@?{re.escape(name)}(?![\w-])", names[name], told)
    return told


def place(shot: Shot) -> str:
    """Where it is, unless the action tells of it already."""
    told = any(piece and piece in shot.action for piece in shot.environment.split(", "))
    return "" if told else plain(shot.environment)


def soundscape(screenplay: Screenplay) -> str:
    """What is heard beside speech. Spoken words are not repeated here: they would be spoken twice."""
    places = list(dict.fromkeys(plain(shot.environment) for shot in screenplay.shots if shot.environment))
    sounds = list(dict.fromkeys(plain(beat.what) for shot in screenplay.shots for beat in shot.beats))
    said = [f"The natural sound of the place: {listed(places)}." if places else "Quiet, natural room sound."]
    if sounds:
        said.append(f"Distinct sounds, in time with the picture: {listed(sounds)}.")
    if not speakers(screenplay):
        said.append("Nobody speaks.")
    return " ".join(said)


def music(screenplay: Screenplay) -> str:
    """What the maker wrote of music, as a sentence; "" where there is nothing."""
    asked = _MUSIC.search(screenplay.prompt)
    return f"{plain(asked[0])}." if asked else ""


def speakers(screenplay: Screenplay) -> frozenset[str]:
    """Who says something."""
    return frozenset(line.role for shot in screenplay.shots for line in shot.lines)


def seconds(moment_s: float) -> str:
    """As it stands in a prompt."""
    return f"{moment_s:.1f} s"
