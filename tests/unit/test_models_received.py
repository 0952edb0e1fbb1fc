"""What a model is sent: pictures and recordings, or something else."""

import numpy as np
import pytest
from watched import png, wav

from engine.models import CannotError
from engine.models.received import picture, recording

pytestmark = pytest.mark.unit


def test_a_picture_is_read() -> None:
    assert picture(png((200, 40, 40), (3, 2))).getpixel((0, 0)) == (200, 40, 40)


@pytest.mark.parametrize("data", [b"", b"GIF89a", png((0, 0, 0))[:40]], ids=["nothing", "gif", "cut off"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CannotError, match="no picture"):
        picture(data)


def test_a_recording_is_read() -> None:
    samples, rate = recording(wav(440, 0.5, 8000))
    assert (samples.shape, samples.dtype, rate) == ((4000, 1), np.float32, 8000)


def test_a_recording_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    assert len(recording(wav(440, 0.5, 8000)[:-1001])[0]) == 3499


@pytest.mark.parametrize("data", [b"", b"RIFFabcdWAVE", b"ID3"], ids=["nothing", "empty", "mp3"])
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(CannotError, match="sound"):
        recording(data)
