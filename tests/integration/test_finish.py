import io
import re
import select
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import c2pa
import clips
import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import FPS
from engine.finish import Finished, FinishError, finish
from engine.provenance import SOURCE_TYPE, Signer, read_timing, unchanged
from engine.review.onsets import onset
from engine.review.playback import UnplayableError, header, pictures, sound
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.ambience import PLACES, bed
from engine.sound.effects import effect
from engine.sound.mix import LOUDNESS_LUFS, Placed, at_loudness, loudness, mixed, true_peak_db

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture(scope="module")
def finished(signer: Signer) -> Finished:
    play = clips.screenplay(2.0, "Hi!", ("Ann's secret friend knocks",))
    told = clips.footage(2.0, clips.spoken_soundtrack(2.0))
    return finish(told, clips.take(play), verified=True, signer=signer, renderer="test")


def _all_pictures(video: bytes) -> list[NDArray[np.uint8]]:
    return list(pictures(video, (clips.WIDTH, clips.HEIGHT)))


def test_the_clip_has_the_frames_and_the_length_that_were_asked_for(finished: Finished) -> None:
    told = header(finished.video)

    assert (told.width, told.height, told.fps) == (1280, 720, 24.0)
    assert told.seconds == pytest.approx(2.0, abs=1 / FPS)
    assert finished.frames == len(_all_pictures(finished.video)) == 48


def test_the_clip_is_plain_h264_and_aac_that_starts_at_once(finished: Finished) -> None:
    said = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", "pipe:0"],
        input=finished.video,
        capture_output=True,
        check=False,
    ).stderr.decode()

    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709", said)
    assert re.search(r"Audio: aac \(LC\).*48000 Hz, stereo", said)
    assert finished.video.index(b"moov") < finished.video.index(b"mdat")


def test_pictures_come_out_as_they_went_in(finished: Finished) -> None:
    for index, picture in enumerate(_all_pictures(finished.video)):
        left = 20 + 16 * (index % 60)
        assert picture[240, left + 40].min() > 200
        assert picture[240, (left + 160) % 1200].max() < 130


def test_every_frame_carries_the_mark(finished: Finished) -> None:
    for picture in _all_pictures(finished.video):
        corner = picture[660:710, 1100:1270]
        assert corner.max() > 190
        assert corner.min() < 70


def test_who_looks_on_sees_every_frame_with_its_mark(signer: Signer) -> None:
    seen: list[NDArray[np.uint8]] = []
    finish(clips.footage(0.5), clips.take(), verified=True, signer=signer, see=seen.append)

    assert len(seen) == 12
    assert all(frame[660:710, 1100:1270].max() > 190 for frame in seen)


def test_a_clip_of_an_unverified_likeness_says_so(signer: Signer) -> None:
    plain, marked = (
        finish(clips.footage(0.5), clips.take(), verified=verified, signer=signer).video
        for verified in (True, False)
    )

    above = (slice(626, 662), slice(1080, 1270))
    assert np.ptp(_all_pictures(plain)[3][above]) < 30
    assert _all_pictures(marked)[3][above].max() > 190


def test_the_poster_is_a_frame_from_the_middle(finished: Finished) -> None:
    poster = cv2.imdecode(np.frombuffer(finished.poster, np.uint8), cv2.IMREAD_COLOR)
    assert poster is not None

    shown = _all_pictures(finished.video)
    nearest = min(range(48), key=lambda i: float(cv2.absdiff(poster, shown[i]).mean()))
    assert 8 <= nearest <= 40


def test_the_manifest_tells_words_sounds_and_how_the_clip_was_made(finished: Finished) -> None:
    timing = read_timing(finished.video)

    assert timing is not None
    assert (timing.renderer, timing.verified) == ("test", True)
    assert timing.lines[0].phones == (("h", 0.25, 0.35), ("I", 0.35, 0.5))
    assert (timing.beats[0].sound, timing.beats[0].frame) == ("knock", 12)
    assert b"compositeWithTrainedAlgorithmicMedia" in finished.video


def test_the_manifest_gives_lines_and_beats_back_to_their_screenplay(finished: Finished) -> None:
    play = clips.screenplay(2.0, "Hi!", ("Ann's secret friend knocks",))
    timing = read_timing(finished.video)
    assert timing is not None

    assert timing.spoken(play)[0].role == "ann"
    assert timing.placed(play)[0].what == "Ann's secret friend knocks"


def test_the_manifest_names_nobody(finished: Finished) -> None:
    timing = read_timing(finished.video)

    assert timing is not None
    assert "person 1: a stock voice." in timing.notes
    assert b"secret friend" not in finished.video
    assert b"ann:" not in finished.video


def test_a_fresh_clip_is_unchanged(finished: Finished) -> None:
    assert unchanged(finished.video)


def test_one_changed_bit_is_noticed(finished: Finished) -> None:
    forged = bytearray(finished.video)
    forged[forged.rindex(b"mdat") + 2000] ^= 1

    assert not unchanged(bytes(forged))
    assert read_timing(bytes(forged)) is None


def test_an_unsigned_clip_tells_nothing() -> None:
    assert not unchanged(b"not a video")
    assert read_timing(b"not a video") is None


def test_a_clip_that_names_an_address_makes_nobody_call_it(finished: Finished, signer: Signer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}
        actions = {"label": "c2pa.actions.v2", "data": {"actions": [made]}}
        manifest = {
            "claim_generator_info": [{"name": "x"}],
            "format": "video/mp4",
            "assertions": [actions],
        }
        elsewhere = io.BytesIO()
        with signer.native() as key, c2pa.Builder(manifest) as builder:
            builder.set_no_embed()
            builder.set_remote_url(f"http://127.0.0.1:{server.getsockname()[1]}/manifest.c2pa")
            builder.sign(key, "video/mp4", io.BytesIO(finished.video), elsewhere)

        assert b"manifest.c2pa" in elsewhere.getvalue()
        assert read_timing(elsewhere.getvalue()) is None
        assert select.select([server], [], [], 0)[0] == []


def test_the_signing_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first, second = Signer.load_or_create(tmp_path), Signer.load_or_create(tmp_path)

    assert first == second
    assert (tmp_path / "provenance.pem").stat().st_mode & 0o777 == 0o600


def test_what_is_no_clip_cannot_be_played() -> None:
    with pytest.raises(UnplayableError):
        header(b"no clip at all")


def test_sound_of_another_length_is_fitted_to_the_frames(signer: Signer) -> None:
    told = replace(clips.footage(1.0), soundtrack=clips.silent(1.7))

    video = finish(told, clips.take(), verified=True, signer=signer).video

    assert header(video).seconds == pytest.approx(1.0, abs=1 / FPS)


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_frames_that_fail_take_the_encoder_with_them(signer: Signer) -> None:
    def failing() -> Iterator[NDArray[np.uint8]]:
        yield from clips.frames(5)
        raise RuntimeError("the renderer broke")

    before = _open_files()
    with pytest.raises(RuntimeError, match="the renderer broke"):
        finish(replace(clips.footage(1.0), frames=failing()), clips.take(), verified=True, signer=signer)

    assert _open_files() == before


@pytest.mark.parametrize("count", [20, 30])
def test_another_number_of_frames_than_promised_is_an_error(signer: Signer, count: int) -> None:
    with pytest.raises(FinishError, match="24"):
        finish(
            replace(clips.footage(1.0), frames=clips.frames(count)),
            clips.take(),
            verified=True,
            signer=signer,
        )


def test_a_frame_of_another_size_is_an_error(signer: Signer) -> None:
    odd = iter([np.zeros((100, 100), np.uint8)])

    with pytest.raises(FinishError, match="shape"):
        finish(replace(clips.footage(1.0), frames=odd), clips.take(), verified=True, signer=signer)


SECONDS = 5


def _with_effects(*sounds: str) -> Soundtrack:
    samples = SECONDS * MIX_RATE
    surf = at_loudness(bed("surf", samples, np.random.default_rng(1)), PLACES["surf"].level_lufs)
    placed = [Placed(round((24 + 36 * i) / FPS * MIX_RATE), effect(sound)) for i, sound in enumerate(sounds)]
    return Soundtrack(mixed([], placed, [np.asarray(surf, np.float64)], samples), (), (), ())


@pytest.fixture(
    scope="module", params=[("thunder", "knock", "bell"), ("wave_crash", "cheer", "camera_click")]
)
def decoded(request: pytest.FixtureRequest, signer: Signer) -> NDArray[np.float32]:
    """The sound of a finished clip, as played, with effects on frames 24, 60 and 96 over surf."""
    told = clips.footage(SECONDS, _with_effects(*request.param))
    return sound(finish(told, clips.take(), verified=True, signer=signer).video)


@pytest.mark.parametrize("frame", [24, 60, 96])
def test_an_effect_is_heard_within_one_frame_of_its_beat(decoded: NDArray[np.float32], frame: int) -> None:
    heard = onset(decoded.mean(axis=1), frame / FPS)

    assert heard is not None
    assert abs(heard * FPS - frame) < 1


def test_loudness_and_peaks_hold_after_encoding(decoded: NDArray[np.float32]) -> None:
    level, peak = loudness(decoded), true_peak_db(decoded)

    assert level == pytest.approx(LOUDNESS_LUFS, abs=0.5)
    assert peak is not None
    assert peak <= -1
