import os

import pytest

from engine.errors import EngineRefusal
from engine.footage import Probe, read_probe
from engine.memory_file import contents, memory_file

pytestmark = pytest.mark.unit

PHONE = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'fd:':
  Duration: 00:00:10.01, start: 0.000000, bitrate: 860 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv), 960x720 [SAR 1:1], 30 fps
    Side data:
      Display Matrix: rotation of -90.00 degrees
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 96 kb/s (default)
"""


def test_a_phone_recording_is_shown_upright() -> None:
    assert read_probe(PHONE) == Probe(width=720, height=960, rotation_deg=270, seconds=10.01, has_sound=True)


def test_pixels_that_are_not_square_are_made_so() -> None:
    assert read_probe(PHONE.replace("SAR 1:1", "SAR 2:1").replace("rotation", "no")).width == 1920


def test_a_length_that_is_not_told_is_unknown() -> None:
    assert read_probe(PHONE.replace("00:00:10.01", "N/A")).seconds is None


def test_the_cover_of_a_song_is_no_video() -> None:
    song = PHONE.replace("30 fps", "90k tbr (attached pic)")
    with pytest.raises(EngineRefusal):
        read_probe(song)


def test_sound_alone_is_no_video() -> None:
    with pytest.raises(EngineRefusal) as refusal:
        read_probe("  Stream #0:0: Audio: mp3, 44100 Hz, stereo, fltp, 128 kb/s")
    assert refusal.value.refusals[0].code == "not_a_video"


def test_a_memory_file_holds_what_it_was_given() -> None:
    with memory_file(b"secret") as fd:
        assert contents(fd) == b"secret"


def test_a_memory_file_has_no_name_on_a_disk() -> None:
    with memory_file(b"secret") as fd:
        assert os.fstat(fd).st_nlink == 0


def test_a_memory_file_is_gone_after_its_block() -> None:
    with memory_file() as fd:
        pass
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(fd)
