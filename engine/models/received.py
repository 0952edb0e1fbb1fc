"""What another process of ours sends with an ask: pictures and recordings. They may be anything."""

import io
import wave

import numpy as np
import PIL.Image

from engine.models import CannotError, Samples


def picture(png: bytes) -> PIL.Image.Image:
    """A picture, RGB.

    Raises:
        CannotError: it is none.
    """
    try:
        return PIL.Image.open(io.BytesIO(png), formats=["PNG"]).convert("RGB")
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError) as error:
        raise CannotError("a reference is no picture") from error


def recording(wav: bytes) -> tuple[Samples, int]:
    """A recording of 16 bits and one channel: (samples, 1), -1..1, and its rate in Hz.

    Raises:
        CannotError: it is none.
    """
    try:
        with wave.open(io.BytesIO(wav)) as file:
            form = (file.getsampwidth(), file.getnchannels())
            data, rate = file.readframes(file.getnframes()), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise CannotError("a sound cannot be read") from error
    if form != (2, 1) or not rate:
        raise CannotError("a sound has to be of 16 bits and one channel")
    whole = data[: len(data) // 2 * 2]
    return (np.frombuffer(whole, "<i2")[:, None] / 32768).astype(np.float32), rate
