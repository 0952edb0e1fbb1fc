"""Films out of the machine room on their way to a clip: kept as they come, enlarged, cut to size, joined.

A film is taken in as fast as it is decoded, so that the room can go on with somebody else's. It is kept in
memory, encoded so finely that nobody sees it (`FINE`), which is a twentieth of the pictures as they come.
"""

import logging
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from typing import IO, cast

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Resolution, Stage
from engine.generation.film import FilmError, cut_to_shape, footage_of
from engine.memory_file import contents, memory_file
from engine.renderers import Footage, Report
from engine.review.playback import header, pictures, sound
from engine.room.client import Room, RoomError
from engine.room.messages import EnlargeAsk
from engine.sound import MIX_RATE, Soundtrack

FINE = 10
"""x264's quantiser: 42 dB to what came for the sample person's recording, most of it lost to 4:2:0; 13 Mbit/s
at 1344x768, or 55 with grain of two levels in it."""
PIECE = 8
"""Pictures that are enlarged at a time."""

_log = logging.getLogger(__name__)
Pictures = NDArray[np.uint8]
Samples = NDArray[np.float32]
Enlarge = Callable[[Pictures, int, int], Pictures]
"""Pictures (n, h, w, 3) RGB, the width and the height they are to have."""


def kept(
    frames: Iterable[Pictures], size: tuple[int, int], fps: float, heard: Samples | None = None, rate: int = 0
) -> bytes:
    """Take a film in as it comes.

    Args:
        frames: pieces (n, height, width, 3) uint8 RGB.
        size: their width and height, even numbers.
        fps: pictures a second.
        heard: the sound, (samples, channels), -1..1; None or empty where there is none.
        rate: of the sound in Hz.

    Returns:
        Matroska, for `delivered` and for whoever looks or listens.

    Raises:
        FilmError: the pictures are not of that size, or cannot be encoded.
    """
    silent = heard is None or not heard.size
    wave = np.zeros((0, 1), np.float32) if heard is None else np.nan_to_num(heard)
    with memory_file(wave.astype("<f4").tobytes()) as audio, memory_file() as film, memory_file() as said:
        call = _encoding(size, fps, film, () if silent else _sounding(audio, wave.shape[1], rate))
        child = subprocess.Popen(call, stdin=subprocess.PIPE, stderr=said, pass_fds=(audio, film))
        try:
            _feed(child, frames, size)
        finally:
            child.kill()
            child.wait()
        if child.returncode:
            raise FilmError(f"it cannot be kept: {contents(said)[-200:].decode('utf-8', 'replace')}")
        return contents(film)


def delivered(
    film: bytes,
    seconds: float,
    resolution: Resolution,
    notes: tuple[str, ...] = (),
    upscaler: tuple[str, Enlarge] | None = None,
) -> Footage:
    """A film that was kept, as footage: exactly `seconds` long, 24 pictures a second, of the asked size.

    notes: what else there is to say of how it was made. upscaler: who enlarges a film that is too small, by
    name; None: ffmpeg does.

    Raises:
        FilmError: it ends too early.
    """
    large = grown(film, resolution, upscaler)
    return footage_of(large.film, seconds, resolution, (*notes, *large.notes), size_note=large.size_note)


@dataclass(frozen=True, slots=True, repr=False)
class Grown:
    """A film as large as it gets before it is cut and scaled.

    notes: what there is to say of that. size_note: how the note on its size is to begin, if there is one.
    """

    film: bytes
    notes: tuple[str, ...] = ()
    size_note: str = "Made at"


def grown(film: bytes, resolution: Resolution, upscaler: tuple[str, Enlarge] | None) -> Grown:
    """Have a film that was kept enlarged where it is too small and somebody does that; else it stays."""
    if upscaler is None:
        return Grown(film)
    try:
        larger, said = enlarged(film, resolution, upscaler[1], upscaler[0])
    except RoomError as error:
        # What was made is worth more than what it would have gained.
        _log.warning("A film is not enlarged: %s", error)
        return Grown(film, (f"It could not be enlarged by {upscaler[0]}.",))
    return Grown(larger, said, "Enlarged to" if said else "Made at")


def enlarged(
    film: bytes, resolution: Resolution, enlarge: Enlarge, name: str
) -> tuple[bytes, tuple[str, ...]]:
    """A film that is smaller than what was asked for, made larger; and what there is to say of it.

    enlarge: does it, a few pictures at a time. name: of who does it. A film that is large enough stays.
    """
    told = header(film)
    cut, wanted = cut_to_shape(told.width, told.height), resolution.size
    if cut[0] >= wanted[0]:
        return film, ()
    factor = Fraction(wanted[0], cut[0])
    width, height = _even(told.width * factor), _even(told.height * factor)
    larger = (enlarge(piece, width, height) for piece in pieces(film))
    made = kept(larger, (width, height), told.fps, sound(film), MIX_RATE)
    return made, (f"Made at {told.width}x{told.height}, enlarged by {name}.",)


def upscaler(room: Room, name: str, report: Report) -> tuple[str, Enlarge] | None:
    """The family in the machine room that enlarges, for `delivered`; None where none is set.

    report: is told now and then that it is still being worked on.
    """
    if not name:
        return None

    def enlarge(frames: Pictures, width: int, height: int) -> Pictures:
        report(Stage.FRAMES, 1.0)
        ask = EnlargeAsk(family=name, frames=len(frames), width=width, height=height)
        return room.enlarge(ask, frames, lambda _at: report(Stage.FRAMES, 1.0))

    return name, enlarge


def pieces(film: bytes, count: int = PIECE) -> Iterator[Pictures]:
    """The pictures of a film that was kept, `count` at a time: (n, height, width, 3) RGB."""
    told = header(film)
    shown = pictures(film, (told.width, told.height))
    while some := list(islice(shown, count)):
        yield np.ascontiguousarray(np.stack(some)[..., ::-1])


def joined(films: Sequence[Footage]) -> Footage:
    """Parts as one, cut to cut."""
    mix = np.concatenate([film.soundtrack.mix for film in films])
    notes = dict.fromkeys(note for film in films for note in film.notes)
    return Footage(
        frames=chain.from_iterable(film.frames for film in films),
        frame_count=sum(film.frame_count for film in films),
        soundtrack=Soundtrack(mix, (), (), ()),
        notes=tuple(notes),
    )


def _even(length: Fraction) -> int:
    return round(length / 2) * 2


def _encoding(size: tuple[int, int], fps: float, film: int, sound_in: Sequence[str]) -> list[str]:
    shown = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-framerate", f"{fps:g}"]
    tags = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    chain_ = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    fine = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", str(FINE), "-threads", "2", "-c:a", "pcm_f32le"]
    quiet = ["-hide_banner", "-loglevel", "error", "-nostats", "-y"]
    return [
        *(imageio_ffmpeg.get_ffmpeg_exe(), *quiet, *shown, "-i", "pipe:0", *sound_in, "-vf", chain_),
        *(*tags, *fine, "-f", "matroska", f"/dev/fd/{film}"),
    ]


def _sounding(audio: int, channels: int, rate: int) -> tuple[str, ...]:
    return ("-f", "f32le", "-ac", str(channels), "-ar", str(rate), "-i", f"/dev/fd/{audio}")


def _feed(child: subprocess.Popen[bytes], frames: Iterable[Pictures], size: tuple[int, int]) -> None:
    """All of it into the encoder, which has ended when this returns."""
    stdin = cast("IO[bytes]", child.stdin)
    with suppress(BrokenPipeError), stdin:
        for piece in frames:
            if piece.shape[1:] != (size[1], size[0], 3):
                raise FilmError(
                    f"its pictures are {piece.shape[2]}x{piece.shape[1]}, not {size[0]}x{size[1]}"
                )
            stdin.write(np.ascontiguousarray(piece).data)
    child.wait()
