"""From frames and sound to the finished file: marked, encoded in one pipe, signed, with its poster.

Nothing of it touches a disk: sound and film are nameless files, frames go through the encoder's input.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, cast

import cv2
import ffmpeg
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS
from engine.finish_mark import marked
from engine.memory_file import contents, memory_file
from engine.provenance import Signer, Timing, signed
from engine.renderers import Footage, Take
from engine.sound import MIX_RATE

VIDEO = {"vcodec": "libx264", "preset": "veryfast", "crf": 21, "pix_fmt": "yuv420p"}
COLOUR = {"colorspace": "bt709", "color_primaries": "bt709", "color_trc": "bt709", "color_range": "tv"}
AUDIO = {"acodec": "aac", "audio_bitrate": "160k", "ar": MIX_RATE}
THREADS = 2
END_S = 60
POSTER_TRIES = 5

Frame = NDArray[np.uint8]


class FinishError(Exception):
    """The encoder failed, or the renderer gave other frames than it promised. The message says what."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The clip: `video` MP4 (H.264, AAC), `poster` PNG, and how many frames it has."""

    video: bytes
    poster: bytes
    frames: int


def _command(width: int, height: int, sound: int, film: int, seconds: float) -> list[str]:
    """One ffmpeg call: raw frames from its input, sound and film by descriptor."""
    frames = ffmpeg.input(
        "pipe:0", f="rawvideo", pix_fmt="yuv420p", s=f"{width}x{height}", framerate=FPS, **COLOUR
    )
    heard = ffmpeg.input(f"/dev/fd/{sound}", f="f32le", ar=MIX_RATE, ac=2)
    options = {
        **VIDEO,
        **COLOUR,
        **AUDIO,
        "threads": THREADS,
        "movflags": "+faststart",
        "t": f"{seconds:.6f}",
    }
    plain = {"map_metadata": -1, "fflags": "+bitexact", "flags": "+bitexact"}
    out = ffmpeg.output(frames, heard, f"/dev/fd/{film}", f="mp4", r=FPS, **options, **plain)
    quiet = out.global_args("-hide_banner", "-loglevel", "error", "-nostats").overwrite_output()
    return cast("list[str]", quiet.compile(cmd=imageio_ffmpeg.get_ffmpeg_exe()))


@contextmanager
def _encoder(command: list[str], *fds: int) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], int]]:
    """The encoder, its input and a nameless file with what it says; it is dead when the block ends."""
    with memory_file() as said:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said, pass_fds=fds)
        stdin = cast("IO[bytes]", child.stdin)
        try:
            yield child, stdin, said
        finally:
            child.kill()
            child.wait()
            with suppress(OSError):
                stdin.close()


class _PosterChoice:
    """Keeps the sharpest of a few frames around the middle, so that no blurred one is the poster."""

    def __init__(self, count: int) -> None:
        middle, spread = count // 2, max(count // 12, 1)
        tries = range(-(POSTER_TRIES // 2), POSTER_TRIES // 2 + 1)
        self._wanted = {min(max(middle + step * spread, 0), count - 1) for step in tries}
        self._best = -1.0
        self.frame: Frame | None = None

    def see(self, index: int, frame: Frame, height: int) -> None:
        """Look at a frame as it goes by."""
        if index in self._wanted:
            detail = float(cv2.Laplacian(frame[:height], cv2.CV_32F).var())
            if detail > self._best:
                self._best, self.frame = detail, frame


def _poster(choice: _PosterChoice) -> bytes:
    assert choice.frame is not None  # noqa: S101 - there is at least one frame
    picture = yuv_to_bgr(choice.frame)
    done, png = cv2.imencode(".png", picture)
    if not done:
        raise FinishError("The poster could not be written.")
    return png.tobytes()


def yuv_to_bgr(frame: Frame) -> Frame:
    """A planar YUV 4:2:0 frame, BT.709 limited range, as BGR (height, width, 3)."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    quarter = (height // 2, width // 2)
    luma = (frame[:height].astype(np.float32) - 16) * (255 / 219)
    chroma = frame.reshape(-1)[height * width :].reshape(2, *quarter).astype(np.float32)
    blue, red = (cv2.resize(plane - 128, (width, height)) * (255 / 224) for plane in chroma)
    mixed = (luma + 1.8556 * blue, luma - 0.18733 * blue - 0.46812 * red, luma + 1.5748 * red)
    return np.clip(np.stack(mixed, axis=-1) + 0.5, 0, 255).astype(np.uint8)


def finish(
    footage: Footage,
    take: Take,
    *,
    verified: bool,
    signer: Signer,
    renderer: str = "",
    see: Callable[[Frame], None] | None = None,
) -> Finished:
    """Encode, mark, sign.

    Args:
        footage: read to its end, once.
        take: what it is a rendering of.
        verified: whether every likeness in it passed a challenge; if not, the picture says so.
        signer: the operator's key.
        renderer: its name, for the manifest.
        see: is shown each frame as it will be in the clip, marks and all.

    Raises:
        FinishError: the encoder failed or the frames are not those promised. What the frames raise goes
            through; either way the encoder is gone.
    """
    width, height = take.resolution.size
    seconds = footage.frame_count / FPS
    choice = _PosterChoice(footage.frame_count)
    sound = _sound(footage)
    with memory_file(sound) as heard, memory_file() as film:
        with _encoder(_command(width, height, heard, film, seconds), heard, film) as (child, stdin, said):
            count = _feed(stdin, footage, take, choice, verified=verified, see=see)
            _end(child, stdin, said)
        if count != footage.frame_count:
            raise FinishError(f"The renderer gave {count} frames instead of {footage.frame_count}.")
        video = contents(film)
    timing = Timing.of(footage, take.screenplay, renderer=renderer, verified=verified, credited=take.credits)
    return Finished(signed(video, timing, signer), _poster(choice), count)


def _sound(footage: Footage) -> bytes:
    """The mix, cut or padded to the frames' length to the sample."""
    samples = round(footage.frame_count / FPS * MIX_RATE)
    mix = footage.soundtrack.mix[:samples]
    return np.pad(mix, ((0, samples - len(mix)), (0, 0))).astype("<f4").tobytes()


def _feed(
    stdin: IO[bytes],
    footage: Footage,
    take: Take,
    choice: _PosterChoice,
    *,
    verified: bool,
    see: Callable[[Frame], None] | None,
) -> int:
    width, height = take.resolution.size
    credited = take.credits
    count = 0
    for frame in footage.frames:
        if frame.shape != (height * 3 // 2, width) or frame.dtype != np.uint8:
            raise FinishError(f"A frame has shape {frame.shape} instead of {(height * 3 // 2, width)}.")
        if count >= footage.frame_count:
            raise FinishError(f"The renderer gave more than {footage.frame_count} frames.")
        shown = marked(frame, width, height, verified=verified, credited=credited)
        choice.see(count, shown, height)
        if see is not None:
            see(shown)
        try:
            stdin.write(shown.data)
        except BrokenPipeError:
            break
        count += 1
    return count


def _end(child: subprocess.Popen[bytes], stdin: IO[bytes], said: int) -> None:
    with suppress(BrokenPipeError):
        stdin.close()
    try:
        code = child.wait(END_S)
    except subprocess.TimeoutExpired as error:
        raise FinishError(f"The encoder did not come to an end within {END_S} s.") from error
    if code:
        words = contents(said).decode("utf-8", "replace").strip()[-500:]
        raise FinishError(f"The encoder failed ({code}): {words}")
