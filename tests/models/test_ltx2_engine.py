"""The whole engine with a tiny LTX-2: a job in the queue, two people, a clip with picture and sound."""

from pathlib import Path

import pytest
from engine_stories import SECONDS, Story, story
from tiny_rooms import Tiny, models_section

from engine.contract.weights import WeightStore
from engine.renderers.ltx2 import MADE_TO_SOUND
from engine.review.playback import sound
from engine.sound import MIX_RATE

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def told(
    tiny: Tiny, weights: WeightStore, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    models = models_section(tiny, {"ltx2": "size = [128, 64]\nsteps = 2", "first_frame": "steps = 1"})
    return story("ltx2", models, weights, sqlite_template, tmp_path_factory.mktemp("engine"))


def test_the_clip_has_the_asked_size_and_length(told: Story) -> None:
    clip = told.told
    assert (clip.width, clip.height, clip.fps, round(clip.seconds, 1)) == (1280, 720, 24, SECONDS)


def test_the_clip_has_sound_to_its_end(told: Story) -> None:
    heard = sound(told.film)
    assert len(heard) / MIX_RATE == pytest.approx(SECONDS, abs=0.05)
    assert heard[-MIX_RATE // 4 :].any()


def test_what_is_to_be_said_is_heard(told: Story) -> None:
    assert told.done.review is not None
    assert told.done.review.spoken is not None
    assert told.done.review.spoken.wer == 0


def test_the_clips_notes_say_how_it_was_made(told: Story) -> None:
    assert MADE_TO_SOUND in told.done.notes
