"""A smaller version of a finished clip, for rooms that take no file of its size.

It is made of the finished film: the marks are in its pictures already, the sound is taken over as it is, and
the same manifest is signed into it. Nothing of it touches a disk.
"""

import subprocess
from typing import cast

import ffmpeg
import imageio_ffmpeg

from engine.contract.messages import FPS
from engine.finish import COLOUR, THREADS, VIDEO, FinishError
from engine.memory_file import contents, memory_file
from engine.provenance import Signer, read_timing, signed
from engine.review.playback import header

HEIGHTS = (1080, 720, 540)
LEAST_BITS_PER_PIXEL = 0.03
"""What a frame of some size needs at least; where there is less, a smaller one is made.

Measured on three clips of the studio at 720p (one person, two people, a film look), as SSIM against the film
at its own size: 0.977 to 0.988 at this floor with the frame as it is, 0.965 to 0.979 with 540 lines; with
twice the bits 0.989 to 0.993 and 0.978 to 0.987, with two thirds of them down to 0.956.
"""
SOUND_BITS = 164_000
"""Bits per second of sound in a clip, with what the container adds."""
MANIFEST_BYTES = 20_000
CONTAINER_SHARE = 0.01
BUFFER_S = 2.0
"""How far the encoder may run ahead of its rate: a scene's first picture takes more than those after it."""
TRIES = 3
LONGEST_S = 600


def fitted(video: bytes, limit_bytes: int, signer: Signer) -> bytes | None:
    """Encode a finished clip so that it fits, as large and as well as can be.

    Args:
        video: the finished film, signed.
        limit_bytes: what it may weigh, its manifest included.
        signer: the operator's key.

    Returns:
        The smaller film, signed; None where nothing of that size would be worth seeing.

    Raises:
        FinishError: the encoder failed, or the film is none of ours.
    """
    timing, told = read_timing(video), header(video)
    if timing is None:
        raise FinishError("The film has no manifest of ours.")
    with memory_file(video) as film:
        room = limit_bytes - MANIFEST_BYTES
        for _ in range(TRIES):
            rate = picture_rate(room, told.seconds)
            height = tallest(rate, told.width, told.height)
            if height is None:
                return None
            small = signed(_encoded(film, rate, height), timing, signer)
            if len(small) <= limit_bytes:
                return small
            room -= len(small) - limit_bytes
    return None


def picture_rate(room_bytes: float, seconds: float) -> int:
    """Bits per second that pictures may take in so many bytes beside the sound."""
    whole = room_bytes * 8 * (1 - CONTAINER_SHARE) - SOUND_BITS * seconds
    return max(0, int(whole / (seconds + BUFFER_S)))


def tallest(rate: int, width: int, height: int) -> int | None:
    """The tallest frame, no taller than it is, that so many bits per second are enough for; None: not one."""
    fitting = [one for one in HEIGHTS if one <= height and rate >= least_rate(_wide(one, width, height), one)]
    return fitting[0] if fitting else None


def least_rate(width: int, height: int) -> float:
    """Bits per second below which a frame of that size is not worth its size."""
    return LEAST_BITS_PER_PIXEL * width * height * FPS


def _wide(tall: int, width: int, height: int) -> int:
    return round(width * tall / height / 2) * 2


def _encoded(film: int, rate: int, height: int) -> bytes:
    """One ffmpeg call, from and to nameless files."""
    with memory_file() as small, memory_file() as said:
        command = _command(film, small, rate, height)
        fds = (film, small)
        try:
            ended = subprocess.run(
                command, stdin=subprocess.DEVNULL, stderr=said, pass_fds=fds, timeout=LONGEST_S, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise FinishError(f"The smaller version took longer than {LONGEST_S} s.") from error
        if ended.returncode:
            words = contents(said).decode("utf-8", "replace").strip()[-500:]
            raise FinishError(f"The encoder of the smaller version failed ({ended.returncode}): {words}")
        return contents(small)


def _command(film: int, small: int, rate: int, height: int) -> list[str]:
    """As good as the film where the rate allows it, and nowhere above the rate but for the buffer."""
    source = ffmpeg.input(f"/dev/fd/{film}")
    pictures = source.video.filter("scale", -2, height, flags="lanczos")
    options = {
        **VIDEO,
        **COLOUR,
        "preset": "medium",
        "maxrate": rate,
        "bufsize": int(rate * BUFFER_S),
        "acodec": "copy",
        "threads": THREADS,
        "movflags": "+faststart",
    }
    plain = {"map_metadata": -1, "fflags": "+bitexact", "flags": "+bitexact"}
    out = ffmpeg.output(pictures, source.audio, f"/dev/fd/{small}", f="mp4", **options, **plain)
    quiet = out.global_args("-hide_banner", "-loglevel", "error", "-nostats").overwrite_output()
    return cast("list[str]", quiet.compile(cmd=imageio_ffmpeg.get_ffmpeg_exe()))
