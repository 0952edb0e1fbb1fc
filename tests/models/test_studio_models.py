"""The studio on real faces: identity and lips of the frames it draws, by models it does not use itself."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine.contract.messages import Challenge, Resolution, Role, Screenplay, Shot, Style
from engine.contract.weights import WeightStore
from engine.enrolment.enrol import enrol
from engine.enrolment.likeness import Likeness
from engine.faces import FaceReader, describe, distance
from engine.finish import yuv_to_bgr
from engine.renderers import Take
from engine.renderers.studio import direction
from engine.sample_person import record_sample
from engine.sound import Soundtrack, SpokenLine
from engine.sound.phonemes import phonemes
from engine.sound.synthesis import HibariVoice
from engine.visemes import aperture_track

pytestmark = pytest.mark.models

SECONDS = 4.0
WORDS = "Wish you were here! Come and join us tomorrow."
PLACES = ("a beach at sunset", "a neon street in the rain")


@dataclass(frozen=True)
class Seen:
    """What the models saw: distances of sampled frames to the person, and lip opening of every frame."""

    distances: np.ndarray
    r: dict[int, float]

    @property
    def best_lag(self) -> int:
        """The lag in frames at which lips and words agree best."""
        return max(self.r, key=lambda lag: self.r[lag])


def _spoken() -> Soundtrack:
    said = HibariVoice().say(phonemes(WORDS), speed=1.0)
    phones = tuple(type(one)(one.symbol, one.start_s + 0.3, one.end_s + 0.3) for one in said.phones)
    line = SpokenLine("ada", WORDS, phones[0].start_s, phones[-1].end_s, phones)
    return Soundtrack(np.zeros((round(SECONDS * 48000), 2), np.float32), (line,), (), ())


def _watched(likeness: Likeness, place: str, weights: WeightStore, style: Style = Style.PHOTO) -> Seen:
    shot = Shot(seconds=SECONDS, roles=("ada",), environment=place)
    play = Screenplay(prompt=place, style=style, roles=(Role(name="ada"),), shots=(shot,))
    sound = _spoken()
    footage = direction.footage(Take(play, {"ada": likeness}, Resolution.P720, 3), sound, lambda *_: None)
    openings, apart = [], []
    with FaceReader(weights) as reader:
        for index, frame in enumerate(footage.frames):
            picture = yuv_to_bgr(frame)
            (face,) = reader.read(picture, index / 24)
            openings.append(face.lip_aperture)
            if index % 6 == 0:
                apart.append(distance(describe(picture, face, weights), likeness.face_centroid))
    wanted = aperture_track(sound.lines[0].phones, len(openings), 24)[:, 0]
    inner = slice(5, -5)
    lags = {
        lag: float(np.corrcoef(np.roll(openings, -lag)[inner], wanted[inner])[0, 1]) for lag in range(-3, 4)
    }
    return Seen(np.array(apart), lags)


@pytest.fixture(scope="module")
def sample(weights: WeightStore) -> Likeness:
    """The sample person, enrolled from a recording without turns."""
    asked = Challenge(turns=(), phrase="blue lanterns drift over the harbour")
    return enrol(record_sample(asked, weights), None, weights, lambda *_: None).likeness


@pytest.fixture(scope="module", params=PLACES)
def drawn(request: pytest.FixtureRequest, sample: Likeness, weights: WeightStore) -> Seen:
    """The sample person in one of the scenes."""
    return _watched(sample, request.param, weights)


@pytest.fixture(scope="module")
def somebody(shared_media: Path, weights: WeightStore) -> Likeness:
    """A real recording of eight seconds, enrolled."""
    footage = (shared_media / "people/p02_katie_hill_8s.mp4").read_bytes()
    return enrol(footage, None, weights, lambda *_: None).likeness


@pytest.fixture(scope="module", params=PLACES)
def filmed(request: pytest.FixtureRequest, somebody: Likeness, weights: WeightStore) -> Seen:
    """The filmed person in one of the scenes."""
    return _watched(somebody, request.param, weights)


def test_every_frame_is_recognisably_the_sample_person(drawn: Seen) -> None:
    assert drawn.distances.max() < 0.6


def test_nine_frames_in_ten_are_clearly_the_sample_person(drawn: Seen) -> None:
    assert (drawn.distances < 0.45).mean() >= 0.9


def test_the_sample_persons_lips_follow_the_words(drawn: Seen) -> None:
    assert drawn.r[drawn.best_lag] >= 0.7


def test_the_sample_persons_lips_are_on_time(drawn: Seen) -> None:
    assert abs(drawn.best_lag) <= 1


def test_the_graphic_style_keeps_the_person_recognisable(sample: Likeness, weights: WeightStore) -> None:
    seen = _watched(sample, PLACES[0], weights, Style.GRAPHIC)

    assert seen.distances.max() < 0.6


@pytest.mark.shared
def test_every_frame_is_recognisably_the_filmed_person(filmed: Seen) -> None:
    assert filmed.distances.max() < 0.6


@pytest.mark.shared
def test_the_filmed_person_is_as_near_as_the_trial_was(filmed: Seen) -> None:
    assert filmed.distances.mean() <= 0.36


@pytest.mark.shared
def test_the_filmed_persons_lips_follow_the_words(filmed: Seen) -> None:
    assert filmed.r[filmed.best_lag] >= 0.78


@pytest.mark.shared
def test_the_filmed_persons_lips_are_on_time(filmed: Seen) -> None:
    assert abs(filmed.best_lag) <= 1
