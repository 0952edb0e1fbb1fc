"""Playing a finished clip back for measuring: every picture, the sound, and what its header says."""

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, cast

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.memory_file import contents, memory_file
from engine.sound import MIX_RATE

CONTAINERS = "mov,matroska,webm"
LONGEST_DECODE_S = 300

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


class UnplayableError(ValueError):
    """These bytes are not a video clip that can be played."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of itself: size in pixels, frames a second, length in seconds."""

    width: int
    height: int
    fps: float
    seconds: float


@contextmanager
def _decoder(fd: int, *options: str) -> Iterator[tuple[IO[bytes], int]]:
    """A decoder on a nameless file: its output, and where it writes what it says; dead after the block."""
    bounds = ["-protocol_whitelist", "fd", "-format_whitelist", CONTAINERS, "-threads", "2"]
    source = ["-nostdin", "-hide_banner", "-nostats", *bounds, "-fd", str(fd), "-i", "fd:"]
    with memory_file() as said:
        child = subprocess.Popen(
            [imageio_ffmpeg.get_ffmpeg_exe(), *source, *options],
            pass_fds=(fd,),
            stdout=subprocess.PIPE,
            stderr=said,
        )
        timer = threading.Timer(LONGEST_DECODE_S, child.kill)
        timer.start()
        try:
            stdout = cast("IO[bytes]", child.stdout)
            with stdout:
                yield stdout, said
        finally:
            timer.cancel()
            child.kill()
            child.wait()


def header(video: bytes) -> Header:
    """Read a clip's header.

    Raises:
        UnplayableError: there is no video stream in it, or its length is not told.
    """
    with memory_file(video) as fd, _decoder(fd) as (stdout, said):
        stdout.read()
        text = contents(said).decode("utf-8", "replace")
    size = re.search(r"Stream #0:\d+.*?: Video: .*?\b(\d{2,5})x(\d{2,5})\b.*?([\d.]+) fps", text)
    lasts = re.search(r"Duration: (\d+):(\d\d):(\d\d\.\d+)", text)
    if not size or not lasts:
        raise UnplayableError("This is not a video clip that can be played.")
    seconds = int(lasts[1]) * 3600 + int(lasts[2]) * 60 + float(lasts[3])
    return Header(int(size[1]), int(size[2]), float(size[3]), seconds)


def pictures(video: bytes, size: tuple[int, int]) -> Iterator[Picture]:
    """Every frame as it is stored, BGR (height, width, 3), none kept or repeated."""
    width, height = size
    raw = ["-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"]
    with memory_file(video) as fd, _decoder(fd, *raw) as (stdout, _):
        while len(data := stdout.read(width * height * 3)) == width * height * 3:
            yield np.frombuffer(data, np.uint8).reshape(height, width, 3)


def sound(video: bytes) -> Floats:
    """The sound as played, (n, 2) at 48 kHz, the encoder's priming taken off; empty without sound."""
    raw = ["-map", "0:a:0?", "-ac", "2", "-ar", str(MIX_RATE), "-f", "f32le", "pipe:1"]
    with memory_file(video) as fd, _decoder(fd, *raw) as (stdout, _):
        data = stdout.read()
    return np.frombuffer(data[: len(data) // 8 * 8], np.float32).reshape(-1, 2)
