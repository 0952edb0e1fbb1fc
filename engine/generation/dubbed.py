"""A film that came without sound, or whose sound is not wanted, with the engine's own, and lips that fit it.

For families that make no speech, or cannot say it in somebody's voice: what is said, what is heard and the
music are made apart (engine.sound), before the film, so that a line that cannot be said is refused at once.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Shot, Style
from engine.enrolment.likeness import Likeness
from engine.generation.followed import Seen, follow
from engine.generation.mouths import Mouth
from engine.renderers import Footage, Report, Take, sounds
from engine.renderers.studio import scenes
from engine.renderers.studio.direction import spans
from engine.settings import EngineSettings
from engine.sound import Soundtrack
from engine.visemes import aperture_track

DUBBED = "Speech and sound were made apart from the film; lips were fitted to the words."
SOUND_ONLY = "Sound was made apart from the film."

Frame = NDArray[np.uint8]


def heard(take: Take, report: Report) -> Soundtrack:
    """The sound of a take, made before its film.

    Raises:
        engine.errors.EngineRefusal: a line cannot be spoken, or does not fit its shot.
        engine.contract.weights.WeightMissingError: the speech synthesiser's files are not on this machine.
    """
    play = take.screenplay
    return sounds.heard(take, [scenes.ambience(shot, scenes.about(play)) for shot in play.shots], report)


def dubbed(take: Take, sound: Soundtrack, film: Callable[[], Footage]) -> Footage:
    """A film with this sound, and the lips of those who speak in it moving with what they say.

    Args:
        take: what it is a film of.
        sound: as `heard` made it.
        film: gives the whole film, from its beginning, every time; its own sound is left out. It is read
            once here, to see who is where, and once as the footage is read.
    """
    silent = film()
    shots = spans(take.screenplay.shots)
    frames = iter(silent.frames)
    mouths: list[Mapping[str, Mouth]] = []
    notes: list[str] = []
    for number, span in enumerate(shots, start=1):
        speaking = _speaking(sound, span.first, span.last)
        seen = _seen(take, span.shot, speaking, frames, span.last - span.first)
        mouths.append(
            {
                role: Mouth(one, _wanted(sound, role, span.first, span.last), _lender(take, role))
                for role, one in seen.items()
            }
        )
        # Whoever is not in the shot is heard from off screen: nobody looks for their lips.
        notes += [_left(role, number) for role in speaking if role in span.shot.roles and role not in seen]
    deque(frames, maxlen=0)  # to its end, at which whoever decodes it is let go
    told = (DUBBED,) if any(mouths) else (SOUND_ONLY,)
    again = film()
    lengths = [span.last - span.first for span in shots]
    return Footage(
        frames=_spoken(again.frames, lengths, mouths),
        frame_count=silent.frame_count,
        soundtrack=sound,
        notes=tuple(dict.fromkeys((*silent.notes, *told, *notes))),
    )


def _speaking(sound: Soundtrack, first: int, last: int) -> list[str]:
    """Who says something in these frames."""
    lines = [line for line in sound.lines if first <= line.start_s * FPS < last]
    return list(dict.fromkeys(line.role for line in lines))


def _seen(
    take: Take, shot: Shot, speaking: list[str], frames: Iterator[Frame], count: int
) -> Mapping[str, Seen]:
    people = {role: take.cast[role] for role in shot.roles if role in take.cast}
    wanted = [role for role in speaking if role in people]
    if not wanted:
        for _ in islice(frames, count):
            pass
        return {}
    return follow(frames, count, people, wanted, EngineSettings.load().weight_store())


def _wanted(sound: Soundtrack, role: str, first: int, last: int) -> NDArray[np.float32]:
    """A role's lips in these frames (frames, 2); a closed mouth where they say nothing."""
    phones = [phone for line in sound.lines if line.role == role for phone in line.phones]
    return aperture_track(phones, last, FPS)[first:]


def _lender(take: Take, role: str) -> Likeness | None:
    """Whose recorded mouths may stand in; a drawn film would show that they are none of it."""
    return None if take.screenplay.style is Style.GRAPHIC else take.cast[role]


def _left(role: str, number: int) -> str:
    return f"{role}: no face in shot {number} that words could be fitted to; its lips stay as they were made."


def _spoken(
    frames: Iterator[Frame], lengths: list[int], mouths: list[Mapping[str, Mouth]]
) -> Iterator[Frame]:
    """The film with new lips. Frames beyond the last shot pass as they are."""
    for length, speaking in zip(lengths, mouths, strict=True):
        for number, frame in enumerate(islice(frames, length)):
            shown = frame
            for mouth in speaking.values():
                shown = mouth.onto(shown, number)
            yield shown
    yield from frames
