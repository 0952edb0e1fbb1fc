"""Decoding what people send, in a bounded ffmpeg child that sees one nameless file and may open nothing else.

The size is bounded before anything is decoded; container kinds and protocols are short lists; picture
size, time, processor time and memory of the child are bounded. Nothing of the recording touches a disk.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import IO, cast

import ffmpeg
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Refusal
from engine.decoding import bounded, command, words
from engine.enrolment.likeness import FRAME_HEIGHT, VOICE_RATE
from engine.errors import EngineRefusal
from engine.memory_file import contents, memory_file

LARGEST_BYTES = 200 * 10**6
MOST_PIXELS = 3840 * 2160
SHORTEST_S, LONGEST_S = 5.0, 60.0
SMALLEST_SIDE = 240
PROBE_S, DECODE_S = 20, 180
CONTAINERS = "mov,matroska,webm,avi,mpeg,mpegts,mpegvideo,flv,ogg,asf,h264,hevc"
# A header that promises this much more than what decodes was cut off (sound and picture end up to 0.2 s
# apart).
MISSING_S, MISSING_SHARE = 0.5, 0.05

REFUSALS = {
    "not_a_video": "This is not a video that can be read. Send an MP4, MOV or WebM recording.",
    "truncated": "The recording is damaged or was cut off on its way. Please send it again.",
    "too_large": f"The recording is too large. Up to {LARGEST_BYTES // 10**6} MB and 4K can be read.",
    "too_long": "The recording is longer than 60 seconds; 10 to 20 seconds are right.",
    "too_short": "The recording is shorter than 5 seconds; 10 to 20 seconds are right.",
    "too_small": f"The picture is too small. At least {SMALLEST_SIDE} pixels on its shorter side are needed.",
}


def refused(code: str) -> EngineRefusal:
    """The refusal of that code, with its sentence."""
    return EngineRefusal(Refusal(code=code, message=REFUSALS[code]))


@dataclass(frozen=True, slots=True)
class Probe:
    """What the header says. `width` and `height` are as shown, after rotation, in square pixels."""

    width: int
    height: int
    rotation_deg: int
    seconds: float | None
    has_sound: bool


def read_probe(text: str) -> Probe:
    """Read the description that ffmpeg prints of an input.

    Raises:
        EngineRefusal: not_a_video.
    """
    video = re.search(r"Stream #0:\d+.*?: Video: (?!.*\(attached pic\)).*?\b(\d{2,5})x(\d{2,5})\b(.*)", text)
    if not video:
        raise refused("not_a_video")
    width, height = int(video[1]), int(video[2])
    if shape := re.search(r"SAR (\d+):(\d+)", video[3]):
        sides = Fraction(int(shape[1]), max(int(shape[2]), 1))
        width = round(width * sides) or width
    turned = re.search(r"rotation of (-?[\d.]+) degrees", text)
    rotation = round(float(turned[1])) % 360 if turned else 0
    if rotation in {90, 270}:
        width, height = height, width
    lasts = re.search(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", text)
    seconds = int(lasts[1]) * 3600 + int(lasts[2]) * 60 + float(lasts[3]) if lasts else None
    return Probe(width, height, rotation, seconds, bool(re.search(r"Stream #0:\d+.*: Audio:", text)))


class Recording:
    """One recording in memory, probed and within bounds, ready to be decoded (again and again if need be)."""

    def __init__(self, fd: int, probe: Probe) -> None:
        """Use `open_recording`."""
        self._fd = fd
        self.probe = probe
        scale = min(1.0, FRAME_HEIGHT / probe.height)
        self.width = max(2, round(probe.width * scale / 2) * 2)
        self.height = max(2, round(probe.height * scale / 2) * 2)

    def frames(self) -> Iterator[NDArray[np.uint8]]:
        """Upright BGR pictures (height, width, 3) uint8, 24 a second, none kept.

        Raises:
            EngineRefusal: truncated, too_short, too_long (once it has been read so far).
        """
        size = self.width * self.height * 3
        # Not "-autorotate 0": ffmpeg turns the picture upright by its display matrix before this chain.
        chain = f"fps={FPS},scale={self.width}:{self.height}:flags=area,setsar=1,format=bgr24"
        out = [
            "-v",
            "error",
            "-map",
            "0:v:0",
            "-t",
            str(LONGEST_S + 1),
            "-vf",
            chain,
            "-f",
            "rawvideo",
            "pipe:1",
        ]
        count = 0
        with bounded(command(CONTAINERS, self._fd, *out), self._fd, DECODE_S) as (child, _said_fd):
            stream = child.stdout
            while stream and len(raw := stream.read(size)) == size:
                count += 1
                yield np.frombuffer(raw, np.uint8).reshape(self.height, self.width, 3)
            child.wait()
        self._check_length(count / FPS)

    def _check_length(self, seconds: float) -> None:
        promised = self.probe.seconds
        if seconds == 0:
            raise refused("truncated")
        if promised and promised - seconds > max(MISSING_S, MISSING_SHARE * promised):
            raise refused("truncated")
        if seconds > LONGEST_S + 0.5:
            raise refused("too_long")
        if seconds < SHORTEST_S - 0.5 / FPS:
            raise refused("too_short")

    def sound(self) -> NDArray[np.float32] | None:
        """Mono sound at 24 kHz, (n,) float32 -1..1; None where there is none that decodes."""
        if not self.probe.has_sound:
            return None
        out = ["-v", "error", "-map", "0:a:0", "-t", str(LONGEST_S + 1), "-ac", "1", "-ar", str(VOICE_RATE)]
        # aresample fills gaps, so that sound and picture stay together where a phone dropped packets.
        out += ["-af", "aresample=async=1:first_pts=0", "-f", "f32le", "pipe:1"]
        with bounded(command(CONTAINERS, self._fd, *out), self._fd, DECODE_S) as (child, _said_fd):
            raw = child.stdout.read() if child.stdout else b""
        samples = np.frombuffer(raw[: len(raw) // 4 * 4], np.float32)
        return np.clip(np.nan_to_num(samples), -1, 1) if samples.size else None


@contextmanager
def open_recording(data: bytes) -> Iterator[Recording]:
    """Check size, kind, length and picture size of what was sent, and make it ready to decode.

    Raises:
        EngineRefusal: too_large, not_a_video, truncated, too_short, too_long, too_small.
    """
    if len(data) > LARGEST_BYTES:
        raise refused("too_large")
    with memory_file(data) as fd:
        with bounded(command(CONTAINERS, fd), fd, PROBE_S) as (child, said):
            if child.stdout:
                child.stdout.read()
            child.wait()
            text = words(said)
        if "moov atom not found" in text:
            raise refused("truncated")
        probe = read_probe(text)
        if probe.width * probe.height > MOST_PIXELS:
            raise refused("too_large")
        if probe.seconds is not None and probe.seconds > LONGEST_S + 0.5:
            raise refused("too_long")
        if probe.seconds is not None and probe.seconds < SHORTEST_S - 0.5 / FPS:
            raise refused("too_short")
        if min(probe.width, probe.height) < SMALLEST_SIDE:
            raise refused("too_small")
        yield Recording(fd, probe)


def encode_recording(
    frames: Iterator[NDArray[np.uint8]], size: tuple[int, int], pcm: NDArray[np.float32]
) -> bytes:
    """An H.264/AAC MP4 from BGR frames (height, width, 3) at 24 fps and mono sound at 24 kHz.

    Raises:
        RuntimeError: ffmpeg failed; the message is its last words.
    """
    with memory_file(pcm.astype("<f4").tobytes()) as sound, memory_file() as out:
        command = (
            ffmpeg.output(
                ffmpeg.input("pipe:0", f="rawvideo", pix_fmt="bgr24", s=f"{size[0]}x{size[1]}", r=FPS).video,
                ffmpeg.input(f"/dev/fd/{sound}", f="f32le", ar=VOICE_RATE, ac=1).audio,
                f"/dev/fd/{out}",
                f="mp4",
                movflags="+faststart",
                vcodec="libx264",
                pix_fmt="yuv420p",
                preset="veryfast",
                crf=17,
                acodec="aac",
                audio_bitrate="160k",
                loglevel="error",
            )
            .overwrite_output()
            .compile(cmd=imageio_ffmpeg.get_ffmpeg_exe())
        )
        child = subprocess.Popen(
            command, pass_fds=(sound, out), stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        pipe = cast("IO[bytes]", child.stdin)
        with suppress(BrokenPipeError):
            for frame in frames:
                pipe.write(frame.tobytes())
        _, said = child.communicate()
        if child.returncode:
            raise RuntimeError(said.decode("utf-8", "replace")[-300:])
        return contents(out)
