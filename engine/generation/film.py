"""A film that a model made, as the engine goes on with it: the size and length that were asked for, mastered.

Models make the sizes they can. What comes is cut to the shape that was asked for and scaled, and the clip's
notes say so; a film that is too short to be what was asked for is none.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Resolution
from engine.decoding import bounded, command
from engine.memory_file import memory_file
from engine.renderers import Footage
from engine.review.playback import CONTAINERS, Header, UnplayableError, header, sound
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.mix import mastered

SHAPE = Fraction(16, 9)
SHORT_S = 0.5
"""A film may end so much early; its last picture stands for the rest."""
LARGEST_BYTES = 400 * 10**6
"""Of a film that is fetched from somewhere."""
MOST_PIXELS = 4096 * 2304
DECODE_S = 300

Frame = NDArray[np.uint8]


class FilmError(ValueError):
    """What a model or a server gave is no film that can be used; the message says why."""


def footage_of(
    film: bytes,
    seconds: float,
    resolution: Resolution,
    notes: tuple[str, ...] = (),
    *,
    size_note: str = "Made at",
) -> Footage:
    """A film (MP4, WebM, Matroska) as footage: exactly `seconds` long, 24 frames a second, of the asked size.

    notes: what else there is to say of how it was made. size_note: how the note on its size begins.

    Raises:
        FilmError: it cannot be played, its pictures are too large, or it ends too early.
    """
    told = _header(film)
    if told.seconds < seconds - SHORT_S:
        raise FilmError(f"it ends after {told.seconds:.1f} of {seconds:.1f} seconds")
    count = round(seconds * FPS)
    size = resolution.size
    return Footage(
        frames=_frames(film, told, size, count),
        frame_count=count,
        soundtrack=Soundtrack(_mix(film, seconds), (), (), ()),
        notes=(*notes, *_changes(told, size, size_note)),
    )


def cut_to_shape(width: int, height: int) -> tuple[int, int]:
    """The largest part of a picture that has the shape of all clips, in even pixels."""
    if Fraction(width, height) > SHAPE:
        return int(height * SHAPE) // 2 * 2, height // 2 * 2
    return width // 2 * 2, int(width / SHAPE) // 2 * 2


def _header(film: bytes) -> Header:
    try:
        told = header(film)
    except UnplayableError as error:
        raise FilmError("it cannot be played") from error
    if told.width * told.height > MOST_PIXELS:
        raise FilmError(f"its pictures are too large: {told.width}x{told.height}")
    return told


def _changes(told: Header, size: tuple[int, int], begins: str) -> tuple[str, ...]:
    made, cut = (told.width, told.height), cut_to_shape(told.width, told.height)
    if made == size:
        return ()
    pieces = [f"{begins} {told.width}x{told.height}"]
    if cut != made:
        pieces.append(f"cut to {cut[0]}x{cut[1]}")
    if cut != size:
        pieces.append(f"scaled to {size[0]}x{size[1]}")
    return (f"{', '.join(pieces)}.",)


def _frames(film: bytes, told: Header, size: tuple[int, int], count: int) -> Iterator[Frame]:
    """Planar YUV 4:2:0, BT.709 limited, (height * 3 / 2, width), none kept."""
    (width, height), cut = size, cut_to_shape(told.width, told.height)
    chain = ",".join(
        [
            f"fps={FPS}",
            f"crop={cut[0]}:{cut[1]}",
            f"scale={width}:{height}:flags=lanczos:out_color_matrix=bt709:out_range=tv",
            f"tpad=stop_mode=clone:stop_duration={SHORT_S + 1}",
            "setsar=1",
            "format=yuv420p",
        ]
    )
    out = ["-v", "error", "-map", "0:v:0", "-vf", chain, "-frames:v", str(count), "-f", "rawvideo", "pipe:1"]
    length, made = width * height * 3 // 2, 0
    with memory_file(film) as fd, bounded(command(CONTAINERS, fd, *out), fd, DECODE_S) as (child, _):
        stream = child.stdout
        while stream and len(raw := stream.read(length)) == length:
            made += 1
            yield np.frombuffer(raw, np.uint8).reshape(height * 3 // 2, width)
    if made != count:
        raise FilmError(f"only {made} of its {count} pictures can be read")


def _mix(film: bytes, seconds: float) -> NDArray[np.float32]:
    """Its sound, exactly as long as the clip, mastered like every clip's; silence where there is none."""
    samples = round(seconds * MIX_RATE)
    mix = np.zeros((samples, 2), np.float64)
    heard = sound(film)[:samples]
    mix[: len(heard)] = np.nan_to_num(heard)
    return mastered(mix)
