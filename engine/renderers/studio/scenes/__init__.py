"""The table of scenes: which words ask for which place, what it sounds like, and who paints it.

A new scene is one module with a class like `Beach` and one row here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.contract.messages import Screenplay, Shot
from engine.renderers.studio.scenes.beach import Beach
from engine.renderers.studio.scenes.look import Scene
from engine.renderers.studio.scenes.neon import Neon
from engine.renderers.studio.scenes.neutral import Neutral


@dataclass(frozen=True, slots=True)
class Place:
    """One row: `words` matches whole words, a regular expression; `ambience` names the sound's bed."""

    name: str
    words: str
    ambience: str
    paint: Callable[[int, int, int], Scene]


PLACES = (
    Place(
        "beach",
        r"beach(es)?|seaside|seashore|shore|coast|ocean|sea|surf(ing|er|board)?|(giant|big|huge|ocean) waves?"
        r"|tropical|island|palms?|sunset|sunrise|sundown|golden hour",
        "surf",
        Beach,
    ),
    Place(
        "neon",
        r"neon|tokyo|shibuya|osaka|hong kong|cyber ?punk|futuristic|night market|rain(y|ing|s)?|downpour"
        r"|(city|street|market|alley|town|downtown)\b.*\bnight|night\b.*\b(city|street|market|alley|town|downtown)",
        "rain",
        Neon,
    ),
)
NEUTRAL = Place("stage", r"", "room", Neutral)


def about(play: Screenplay) -> str:
    """What tells of a shot's place besides the shot: the prompt, where it is not about other shots too."""
    return play.prompt if len(play.shots) == 1 else ""


def place_of(shot: Shot, prompt: str = "") -> Place:
    """The scene a shot asks for: by its environment, its action, or else the whole prompt; else the stage."""
    for text in (shot.environment, shot.action, prompt):
        found = [(re.search(rf"\b(?:{place.words})\b", text, re.IGNORECASE), place) for place in PLACES]
        named = [(match.start(), place) for match, place in found if match]
        if named:
            return min(named, key=lambda pair: pair[0])[1]
    return NEUTRAL


def ambience(shot: Shot, prompt: str = "") -> str:
    """The name of the sound bed under a shot."""
    return place_of(shot, prompt).ambience
