"""Decoding with the real ffmpeg, of recordings made on the spot."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import footage
from engine.errors import EngineRefusal
from engine.footage import encode_recording, open_recording

pytestmark = pytest.mark.integration


def pictures(seconds: float, width: int = 320, height: int = 240) -> Iterator[NDArray[np.uint8]]:
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 255, (height, width, 3), np.uint8)
    for index in range(round(seconds * 24)):
        yield np.roll(noise, index * 3, axis=1)


def recording(seconds: float = 5.5, width: int = 320, height: int = 240) -> bytes:
    time = np.arange(round(seconds * 24_000)) / 24_000
    tone = (0.3 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)
    return encode_recording(pictures(seconds, width, height), (width, height), tone)


@pytest.fixture(scope="module")
def sent() -> bytes:
    return recording()


def code_of(data: bytes) -> str:
    with pytest.raises(EngineRefusal) as refusal, open_recording(data) as opened:
        for _ in opened.frames():
            pass
    return refusal.value.refusals[0].code


def test_pictures_come_at_24_a_second(sent: bytes) -> None:
    with open_recording(sent) as opened:
        assert sum(1 for _ in opened.frames()) == 132


def test_pictures_are_bgr_of_the_sent_size(sent: bytes) -> None:
    with open_recording(sent) as opened:
        assert next(opened.frames()).shape == (240, 320, 3)


def test_large_pictures_come_720_high() -> None:
    with open_recording(recording(5, 1920, 1080)) as opened:
        assert (opened.width, opened.height) == (1280, 720)


def test_sound_comes_mono_at_24_khz(sent: bytes) -> None:
    with open_recording(sent) as opened:
        sound = opened.sound()
    assert sound is not None
    assert abs(sound.size - 5.5 * 24_000) < 2_000


def test_a_recording_can_be_read_again(sent: bytes) -> None:
    with open_recording(sent) as opened:
        first, second = next(opened.frames()), next(opened.frames())
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello " * 400,
        bytes(5000),
        b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
    ],
    ids=["nothing", "text", "zeros", "playlist", "list of files"],
)
def test_what_is_no_video_is_refused(data: bytes) -> None:
    assert code_of(data) == "not_a_video"


def test_a_video_cut_off_on_its_way_is_refused(sent: bytes) -> None:
    assert code_of(sent[: len(sent) * 6 // 10]) == "truncated"


def test_a_video_without_its_table_of_contents_is_refused(sent: bytes) -> None:
    assert code_of(sent[:32] + sent[sent.index(b"mdat") - 4 :]) == "truncated"


def test_a_short_video_is_refused() -> None:
    assert code_of(recording(3)) == "too_short"


def test_a_long_video_is_refused() -> None:
    assert code_of(recording(62, 256, 256)) == "too_long"


def test_a_small_picture_is_refused() -> None:
    assert code_of(recording(5.5, 160, 120)) == "too_small"


def test_a_large_file_is_refused_before_it_is_read(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footage, "LARGEST_BYTES", len(sent) - 1)
    assert code_of(sent) == "too_large"


def test_a_picture_of_too_many_pixels_is_refused(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footage, "MOST_PIXELS", 320 * 240 - 1)
    assert code_of(sent) == "too_large"


def test_decoding_leaves_no_file_behind(sent: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with open_recording(sent) as opened:
        next(opened.frames())
        assert list(tmp_path.iterdir()) == []


def children() -> set[str]:
    """Processes of this one: the test run's own servers among them."""
    files = Path("/proc/self/task").glob("*/children")
    return {child for file in files for child in file.read_text().split()}


def test_a_reader_that_stops_early_leaves_no_process_behind(sent: bytes) -> None:
    before = children()
    with open_recording(sent) as opened:
        frames = opened.frames()
        next(frames)
        frames.close()  # type: ignore[attr-defined]  # a generator, read as an iterator
        assert children() <= before
