"""The whole engine with a tiny Wan VACE: a job in the queue, two people, a clip with picture and sound."""

from pathlib import Path

import pytest
from engine_stories import CAST, SECONDS, Story, story
from tiny_rooms import Tiny, models_section

from engine.contract.messages import Stage
from engine.contract.weights import WeightStore
from engine.generation.dubbed import SOUND_ONLY
from engine.renderers.wan import MADE
from engine.review.playback import sound
from engine.sound import MIX_RATE

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]

LONG = (Stage.SPEECH, Stage.FRAMES, Stage.REVIEW)
"""Stages that last. The room loads and reads the prompt once the sound is there."""


@pytest.fixture(scope="module")
def told(
    tiny: Tiny, weights: WeightStore, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    models = models_section(tiny, {"wan": "size = [128, 64]\nsteps = 2"})
    return story("wan", models, weights, sqlite_template, tmp_path_factory.mktemp("engine"))


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


def test_everybody_is_looked_for_in_it(told: Story) -> None:
    assert told.done.review is not None
    assert [one.role for one in told.done.review.identity] == list(CAST)


def test_the_clips_notes_say_how_it_was_made(told: Story) -> None:
    assert set(told.done.notes) >= {MADE, SOUND_ONLY, "Made at 128x64, cut to 112x64, scaled to 1280x720."}


def test_its_sound_is_made_before_its_picture_and_both_before_it_is_looked_at(told: Story) -> None:
    order = [stage for stage in dict.fromkeys(told.stages) if stage in LONG]
    assert order == [stage for stage in LONG if stage in told.stages]
