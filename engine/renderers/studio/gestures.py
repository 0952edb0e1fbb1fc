"""What the words ask a body to do, and what head and shoulders can do of it. The rest is said, not faked."""

import math
import re

from engine.contract.messages import Shot

# A selfie ends at the chest: these need arms or legs it does not show.
_BEYOND = (
    # "a wave crashes" is the sea's, "waves" and "wave at" are a hand's
    r"waves|waving|wave(?= (?:at|to|back|goodbye|hello|his|her|their|a hand))"
    r"|danc(?:es?|ing)|runs?|running|walks?|walking|jump(?:s|ing)?|claps?|clapping"
    r"|points?|pointing"
    r"|hugs?|hugging|swim(?:s|ming)?|surf(?:s|ing)?|rid(?:es?|ing)|plays?|playing|throws?|throwing|climb(?:s|ing)?"
    r"|fl(?:ies|ying)|cook(?:s|ing)?|driv(?:es?|ing)|fight(?:s|ing)?|performs?|performing|holds?|holding|raises?|raising"
)
_NODS = r"nod(?:s|ding)?|agree(?:s|ing)?"
_LEANS = r"lean(?:s|ing)?|bows?|bowing"


def undrawn(shot: Shot) -> tuple[str, ...]:
    """The words of a shot's action that this renderer cannot show, in order, once each."""
    sounds = "|".join(re.escape(beat.what) for beat in shot.beats)
    action = re.sub(sounds, " ", shot.action, flags=re.IGNORECASE) if sounds else shot.action
    found = re.findall(rf"\b(?:{_BEYOND})\b", action, re.IGNORECASE)
    return tuple(dict.fromkeys(word.lower() for word in found))


def sway(shot: Shot, seconds: float, phase: float) -> tuple[float, float, float]:
    """How a person's cut-out moves at a time in its shot: right, down (frame heights) and lean (radians).

    Breath and balance always; a nod or a lean where the action names one.
    """
    right = 0.0020 * math.sin(0.9 * seconds + phase) + 0.0012 * math.sin(2.3 * seconds + 2 * phase)
    down = 0.0016 * math.sin(1.5 * seconds + phase)
    lean = 0.0022 * math.sin(0.7 * seconds + 1.7 * phase)
    if re.search(rf"\b(?:{_NODS})\b", shot.action, re.IGNORECASE):
        beat = (seconds - 0.6) / 0.45
        down += 0.012 * math.sin(math.pi * beat) ** 2 if 0 <= beat <= 2 else 0.0  # noqa: PLR2004 - two nods
    if re.search(rf"\b(?:{_LEANS})\b", shot.action, re.IGNORECASE):
        lean += 0.035 * math.sin(math.pi * min(seconds / max(shot.seconds, 0.1), 1.0)) ** 2
    return right, down, lean


def zoom(shot: Shot, share: float) -> float:
    """The camera's magnification at `share` 0..1 of a shot: a slow push in unless the words say otherwise."""
    eased = share * share * (3 - 2 * share)
    if re.search(r"\b(?:static|still|locked|tripod|fixed)\b", shot.camera, re.IGNORECASE):
        return 1.0
    if re.search(r"\b(?:pull(?:s|ing)?|zoom(?:s|ing)? out|back)\b", shot.camera, re.IGNORECASE):
        return 1.05 - 0.05 * eased
    return 1.0 + 0.045 * eased
