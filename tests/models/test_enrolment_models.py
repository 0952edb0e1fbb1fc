"""Enrolment with the real weights: the sample person's recording, and people who were really filmed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from round_messages import round_message

from engine.contract.messages import FPS, Challenge, Stage, Turn
from engine.contract.weights import WeightStore
from engine.enrolment import challenge as challenge_of
from engine.enrolment.enrol import Enrolled, enrol
from engine.enrolment.likeness import pack, unpack
from engine.enrolment.liveness import apertures
from engine.enrolment.voice import speaking
from engine.errors import EngineRefusal
from engine.faces import SAME_PERSON, FaceReader, describe, distance
from engine.footage import encode_recording, open_recording
from engine.sample_person import act, record_sample

pytestmark = pytest.mark.models

ASKED = Challenge(turns=(Turn.RIGHT, Turn.UP, Turn.LEFT), phrase="My blue kettle sings in the morning")


def quiet(_stage: Stage, _done: float) -> None:
    """Progress that nobody reads."""


@dataclass(frozen=True)
class Answered:
    """The sample person's answer to `ASKED`, what came of it, and what was reported on the way."""

    footage: bytes
    spoken: NDArray[np.bool_]
    enrolled: Enrolled
    reported: list[float]


@pytest.fixture(scope="module")
def answered(weights: WeightStore) -> Answered:
    footage = record_sample(ASKED, weights)
    reported: list[float] = []
    enrolled = enrol(footage, ASKED, weights, lambda _stage, done: reported.append(done))
    with open_recording(footage) as recording:
        pcm = recording.sound()
    assert pcm is not None
    spoken = speaking(pcm, 1 / FPS, len(enrolled.likeness.frames))
    return Answered(footage, spoken, enrolled, reported)


def code_of(footage: bytes, weights: WeightStore, challenge: Challenge | None = None) -> str:
    with pytest.raises(EngineRefusal) as refusal:
        enrol(footage, challenge, weights, quiet)
    return refusal.value.refusals[0].code


def refusal_for(answered: Answered, asked: Challenge) -> EngineRefusal:
    likeness = answered.enrolled.likeness
    heard = likeness.voice.transcript if likeness.voice else ""
    with pytest.raises(EngineRefusal) as refusal:
        challenge_of.check(asked, likeness.track, answered.spoken, heard)
    return refusal.value


def test_who_does_what_was_asked_is_verified(answered: Answered) -> None:
    assert answered.enrolled.likeness.verified


def test_the_likeness_holds_every_frame(answered: Answered) -> None:
    likeness, rows = answered.enrolled.likeness, len(answered.enrolled.likeness.track.pose_deg)
    assert {len(likeness.frames), len(likeness.mattes), len(likeness.track.sharpness), rows} == {rows}


def test_frames_and_mattes_share_one_size(answered: Answered) -> None:
    likeness = answered.enrolled.likeness
    pictures = (
        cv2.imdecode(np.frombuffer(one[0], np.uint8), -1) for one in (likeness.frames, likeness.mattes)
    )
    assert {picture.shape[:2] for picture in pictures if picture is not None} == {(720, 614)}


def test_the_matte_holds_the_face_and_leaves_the_corner(answered: Answered) -> None:
    likeness = answered.enrolled.likeness
    matte = cv2.imdecode(np.frombuffer(likeness.mattes[0], np.uint8), cv2.IMREAD_GRAYSCALE)
    assert matte is not None
    x, y = likeness.track.landmarks[0, 1, :2].astype(int)
    assert (matte[y, x] > 250, matte[40, 40] < 5) == (True, True)


def test_face_vectors_agree_with_one_another(answered: Answered) -> None:
    likeness = answered.enrolled.likeness
    assert max(distance(vector, likeness.face_centroid) for vector in likeness.face_vectors) < SAME_PERSON


def test_what_was_said_is_kept_with_the_voice(answered: Answered) -> None:
    voice = answered.enrolled.likeness.voice
    assert voice is not None
    assert voice.transcript.lower().startswith("my blue kettle sings in the morning")


def test_the_voice_vector_has_unit_length(answered: Answered) -> None:
    voice = answered.enrolled.likeness.voice
    assert voice is not None
    assert float(np.linalg.norm(voice.embedding)) == pytest.approx(1, abs=1e-4)


def test_lips_follow_the_words(answered: Answered) -> None:
    opening = np.array([pose.open for pose in act(ASKED).poses])
    measured = apertures(answered.enrolled.likeness.track.landmarks)
    spoken = answered.spoken[: len(opening)]
    assert np.corrcoef(opening[spoken], measured[: len(opening)][spoken])[0, 1] > 0.8


def test_progress_rises_to_one(answered: Answered) -> None:
    assert [*sorted(answered.reported)[:-1], 1] == answered.reported


def test_a_likeness_comes_back_from_its_bytes(answered: Answered) -> None:
    likeness = answered.enrolled.likeness
    assert unpack(pack(likeness)).frames == likeness.frames


def test_other_turns_are_refused(answered: Answered) -> None:
    asked = ASKED.model_copy(update={"turns": (Turn.UP, Turn.DOWN, Turn.LEFT)})
    assert refusal_for(answered, asked).refusals[0].code == "wrong_turns"


def test_turns_in_another_order_are_refused(answered: Answered) -> None:
    asked = ASKED.model_copy(update={"turns": (Turn.UP, Turn.RIGHT, Turn.LEFT)})
    assert refusal_for(answered, asked).refusals[0].code == "wrong_turns"


def test_a_mirrored_recording_is_told_about_its_camera(answered: Answered) -> None:
    asked = ASKED.model_copy(update={"turns": (Turn.LEFT, Turn.UP, Turn.RIGHT)})
    assert "mirrors" in refusal_for(answered, asked).refusals[0].message


def test_other_words_are_refused(answered: Answered) -> None:
    asked = ASKED.model_copy(update={"phrase": "Six purple lanterns hang over the bridge"})
    assert refusal_for(answered, asked).refusals[0].code == "wrong_phrase"


def without_pictures_change(footage: bytes) -> bytes:
    with open_recording(footage) as recording:
        frame = next(recording.frames()).copy()
        sound = recording.sound()
        size = (recording.width, recording.height)
    assert sound is not None
    return encode_recording((frame for _ in range(24 * 6)), size, sound[: 24_000 * 6])


def test_a_still_picture_with_a_voice_is_refused(answered: Answered, weights: WeightStore) -> None:
    assert code_of(without_pictures_change(answered.footage), weights) == "still_image"


def silent_copy(footage: bytes, seconds: float, *, people: int = 1) -> bytes:
    with open_recording(footage) as recording:
        count = round(seconds * FPS)
        frames = [frame[::2, ::2].copy() for frame, _ in zip(recording.frames(), range(count), strict=False)]
    pictures = [np.hstack([frame[:, :306]] * people) for frame in frames]
    height, width = pictures[0].shape[:2]
    return encode_recording(iter(pictures), (width, height), np.zeros(round(seconds * 24_000), np.float32))


def test_two_faces_are_refused(answered: Answered, weights: WeightStore) -> None:
    assert code_of(silent_copy(answered.footage, 5.5, people=2), weights) == "two_faces"


def test_a_silent_answer_to_a_challenge_is_refused(answered: Answered, weights: WeightStore) -> None:
    assert code_of(silent_copy(answered.footage, 6), weights, ASKED) == "silent"


def test_a_recording_without_a_face_is_refused(weights: WeightStore) -> None:
    grey = np.full((360, 480, 3), 128, np.uint8)
    footage = encode_recording((grey for _ in range(24 * 6)), (480, 360), np.zeros(24_000 * 6, np.float32))
    assert code_of(footage, weights) == "no_face"


@pytest.fixture(scope="module")
def as_round_message(answered: Answered, weights: WeightStore) -> Enrolled:
    """The same recording as a round message: the smallest there is, its corners black."""
    return enrol(round_message(answered.footage, 240), ASKED, weights, quiet)


def test_a_round_message_is_verified(as_round_message: Enrolled) -> None:
    assert as_round_message.likeness.verified


def test_an_empty_corner_beside_the_shoulder_is_not_the_person(as_round_message: Enrolled) -> None:
    mattes = (
        cv2.imdecode(np.frombuffer(one, np.uint8), cv2.IMREAD_GRAYSCALE)
        for one in as_round_message.likeness.mattes[::24]
    )
    # beside the neck: without a remedy 150 and more
    assert max(float(matte[165:180, -12:].mean()) for matte in mattes if matte is not None) < 30


def test_the_person_of_a_round_message_is_whom_the_whole_recording_shows(
    answered: Answered, as_round_message: Enrolled
) -> None:
    faces = (answered.enrolled.likeness.face_centroid, as_round_message.likeness.face_centroid)
    assert distance(*faces) < SAME_PERSON / 2


TESTED_SIGNS = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
# Python's own sockets show in its audit hook; those of native code and of ffmpeg show among the open
# files of this process and its children, which are looked at all the while.
TRACED = """
import os, sys, threading
from pathlib import Path
found = set()
def watch(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        found.add(event)
sys.addaudithook(watch)
over = threading.Event()
def look():
    while not over.wait(0.002):
        tasks = Path("/proc/self/task").glob("*/children")
        children = [child for task in tasks for child in task.read_text().split()]
        for process in ("self", *children):
            try:
                for name in os.listdir(f"/proc/{process}/fd"):
                    if os.readlink(f"/proc/{process}/fd/{name}").startswith("socket:"):
                        found.add(f"socket of {process}")
            except OSError:
                pass
looking = threading.Thread(target=look)
looking.start()
from engine.contract.weights import WeightStore
from engine.enrolment.enrol import enrol
done = enrol(sys.stdin.buffer.read(), None, WeightStore(Path(sys.argv[1])), lambda stage, share: None)
over.set()
looking.join()
print(done.likeness.voice is not None, sorted(found))
"""


def spoken_end(footage: bytes, seconds: float) -> bytes:
    with open_recording(footage) as recording:
        frames = [frame[::2, :612:2].copy() for frame in recording.frames()][-round(seconds * FPS) :]
        sound = recording.sound()
    assert sound is not None
    return encode_recording(iter(frames), (306, 360), sound[-round(seconds * 24_000) :])


def test_enrolment_opens_no_socket(answered: Answered, weights: WeightStore) -> None:
    command = [sys.executable, "-c", TRACED, str(weights.folder)]
    footage = spoken_end(answered.footage, 6)
    # Some libraries keep still where they think that they are being tested.
    at_home = {name: value for name, value in os.environ.items() if name not in TESTED_SIGNS}
    done = subprocess.run(command, input=footage, capture_output=True, check=True, env=at_home)
    assert done.stdout.decode().strip() == "True []"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("negative/truncated_moov_first_p01.mp4", "truncated"),
        ("negative/truncated_no_moov.mp4", "truncated"),
        ("negative/too_short_p01_1.5s.mp4", "too_short"),
        ("negative/noface_bikes_noaudio.mp4", "no_face"),
        ("negative/multi_shot_cuts_stage_360p.mp4", "no_face"),
        ("negative/two_faces_composite_6s.mp4", "two_faces"),
        ("negative/spoof_still_photo_s02_jfk_voice_10s.mp4", "still_image"),
    ],
)
def test_a_bad_recording_gets_its_own_refusal(
    name: str, code: str, shared_media: Path, weights: WeightStore
) -> None:
    assert code_of((shared_media / name).read_bytes(), weights) == code


@pytest.fixture(scope="module")
def filmed(shared_media: Path, weights: WeightStore) -> Enrolled:
    footage = (shared_media / "people/p01_man_dark_hair_en_20s.mp4").read_bytes()
    asked = Challenge(turns=(Turn.LEFT, Turn.RIGHT), phrase="the first time in Disneyland for both of us")
    return enrol(footage, asked, weights, quiet)


@pytest.mark.shared
def test_a_filmed_person_who_does_what_was_asked_is_verified(filmed: Enrolled) -> None:
    assert filmed.likeness.verified


@pytest.mark.shared
def test_a_filmed_person_who_turns_in_another_order_is_refused(filmed: Enrolled) -> None:
    asked = Challenge(turns=(Turn.RIGHT, Turn.LEFT), phrase="")
    track = filmed.likeness.track
    with pytest.raises(EngineRefusal) as refusal:
        challenge_of.check(asked, track, np.zeros(len(track.pose_deg), np.bool_), "")
    assert refusal.value.refusals[0].code == "wrong_turns"


@pytest.mark.shared
def test_a_filmed_person_is_told_from_another(
    filmed: Enrolled, shared_media: Path, weights: WeightStore
) -> None:
    other = (shared_media / "people/p05_theresa_may_5s.mp4").read_bytes()
    with open_recording(other) as recording, FaceReader(weights) as reader:
        frame = next(recording.frames())
        stranger = describe(frame, reader.read(frame)[0], weights)
    assert distance(stranger, filmed.likeness.face_centroid) > SAME_PERSON


@pytest.mark.shared
def test_a_filmed_voice_is_heard(filmed: Enrolled) -> None:
    assert filmed.likeness.voice is not None
    assert "never been to disneyland" in filmed.likeness.voice.transcript.lower()


@pytest.mark.shared
def test_a_silent_person_gets_a_likeness_without_a_voice(shared_media: Path, weights: WeightStore) -> None:
    footage = (shared_media / "people/s01_woman_headturn_silent_12s.mp4").read_bytes()
    done = enrol(footage, None, weights, quiet)
    told = any("stock voice" in sentence for sentence in done.advice)
    assert (done.likeness.voice, done.likeness.verified, told) == (None, False, True)


@pytest.mark.shared
def test_a_phone_recording_comes_upright(shared_media: Path) -> None:
    with open_recording((shared_media / "negative/rotated_phone_p01_10s.mp4").read_bytes()) as recording:
        assert next(recording.frames()).shape == (720, 540, 3)


def test_a_phrase_that_the_recogniser_passes_over_is_heard_on_its_own(weights: WeightStore) -> None:
    """Over this whole recording it hears only the sentence after the pause."""
    asked = Challenge(turns=(Turn.DOWN, Turn.RIGHT, Turn.LEFT), phrase="letter corner planet zebra spring")

    assert enrol(record_sample(asked, weights), asked, weights, quiet).likeness.verified
