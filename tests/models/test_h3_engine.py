"""The whole engine with a tiny MiniMax-H3: a job in the queue, two people, a clip with picture and sound."""

from pathlib import Path

import pytest
from engine_stories import CAST, SECONDS, Story, story
from tiny_rooms import Tiny, models_section

from engine.contract.messages import Stage
from engine.contract.weights import WeightStore
from engine.review.playback import sound
from engine.sound import MIX_RATE

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def told(
    tiny: Tiny, weights: WeightStore, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    models = models_section(tiny, {"h3": "size = [128, 64]\nsteps = 2"})
    return story("h3", models, weights, sqlite_template, tmp_path_factory.mktemp("engine"))


def test_the_clip_has_the_asked_size_and_length(told: Story) -> None:
    clip = told.told
    assert (clip.width, clip.height, clip.fps, round(clip.seconds, 1)) == (1280, 720, 24, SECONDS)


def test_the_clip_has_sound_to_its_end(told: Story) -> None:
    heard = sound(told.film)
    assert len(heard) / MIX_RATE == pytest.approx(SECONDS, abs=0.05)
    assert heard[-MIX_RATE // 4 :].any()


def test_it_is_measured_like_every_clip(told: Story) -> None:
    assert told.done.review is not None
    assert told.done.review.frames == round(SECONDS * 24)
    assert [one.role for one in told.done.review.identity] == list(CAST)


def test_the_clips_notes_say_what_made_it(told: Story) -> None:
    assert told.done.notes == (
        "Picture and sound made in one pass by MiniMax H3.",
        "Made at 128x64, cut to 112x64, scaled to 1280x720.",
    )


def test_its_poster_lies_beside_it(told: Story) -> None:
    assert told.poster.startswith(b"\x89PNG")


def test_its_stages_are_told_in_their_order(told: Story) -> None:
    order = list(dict.fromkeys(told.stages))
    assert order == [stage for stage in Stage if stage in order]
