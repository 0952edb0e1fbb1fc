"""Decoding the pictures that people send, in a bounded child as recordings are (engine.decoding).

PNG, JPEG and WebP, the first frame of one that moves; told apart by their first bytes, not by a name.
"""

import re

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import WHICH, Refusal
from engine.contract.picture_set import LARGEST_BYTES
from engine.decoding import bounded, command, words
from engine.errors import EngineRefusal
from engine.memory_file import memory_file

MOST_PIXELS = 40 * 10**6
SMALLEST_SIDE = 200
LONGEST_SIDE = 1600
"""Larger pictures are shrunk to this as they are decoded: nothing here shows more of them."""
DECODE_S = 20
_LARGEST_OUT = LONGEST_SIDE * LONGEST_SIDE * 4 + 200
# First bytes (with a gap where "...." stands) -> the demuxer that alone may read it.
_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png_pipe"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg_pipe"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp_pipe"),
)
_TOO_MANY = re.compile(r"Picture size \d+x\d+ (?:exceeds|is invalid)")
_HEADER = re.compile(rb"P7\nWIDTH (\d+)\nHEIGHT (\d+)\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n")

_TOO_LARGE = "picture_too_large"
REFUSALS = {
    "not_a_picture": "This is not a picture that can be read. Send a PNG, JPEG or WebP picture.",
    _TOO_LARGE: (
        f"The picture is too large. Up to {LARGEST_BYTES // 10**6} MB and {MOST_PIXELS // 10**6} megapixels "
        "can be read: make it smaller and send it again."
    ),
    "picture_too_small": (
        f"The picture is too small. At least {SMALLEST_SIDE} pixels on its shorter side are needed."
    ),
}

Picture = NDArray[np.uint8]


def refused(code: str) -> EngineRefusal:
    """The refusal of that code, with its sentence."""
    facts = {WHICH: "megapixels"} if code == _TOO_LARGE else {}  # the bot says this of bytes alone
    return EngineRefusal(Refusal(code=code, message=REFUSALS[code], facts=facts))


def open_picture(data: bytes) -> Picture:
    """Decode one picture: (h, w, 4) uint8 BGRA, upright, its longer side at most 1600.

    Raises:
        EngineRefusal: not_a_picture, picture_too_large, picture_too_small.
    """
    if len(data) > LARGEST_BYTES:
        raise refused("picture_too_large")
    kind = next((name for first, name in _KINDS if first.match(data)), None)
    if kind is None:
        raise refused("not_a_picture")
    with memory_file(data) as fd:
        call = command(kind, fd, *_options(), before=("-f", kind, "-max_pixels", str(MOST_PIXELS)))
        with bounded(call, fd, DECODE_S) as (child, said):
            raw = child.stdout.read(_LARGEST_OUT) if child.stdout else b""
            child.wait()
            text = words(said)
    if _TOO_MANY.search(text):
        raise refused("picture_too_large")
    picture = _read(raw)
    if min(picture.shape[:2]) < SMALLEST_SIDE:
        raise refused("picture_too_small")
    return picture


def _options() -> list[str]:
    side = LONGEST_SIDE
    fit = f"scale=w='min(iw,{side})':h='min(ih,{side})':force_original_aspect_ratio=decrease:flags=area"
    out = ["-map", "0:v:0", "-frames:v", "1", "-vf", fit, "-pix_fmt", "rgba", "-c:v", "pam"]
    # A damaged picture is no picture: what could be read of it is not shown as if it were all.
    return ["-v", "error", "-xerror", *out, "-f", "rawvideo", "pipe:1"]


def _read(raw: bytes) -> Picture:
    header = _HEADER.match(raw)
    if header is None:
        raise refused("not_a_picture")
    width, height = int(header[1]), int(header[2])
    pixels = raw[header.end() :]
    if max(width, height) > LONGEST_SIDE or len(pixels) != width * height * 4:
        raise refused("not_a_picture")
    rgba = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)
    return np.ascontiguousarray(rgba[..., [2, 1, 0, 3]])
