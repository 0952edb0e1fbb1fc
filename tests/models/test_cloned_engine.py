"""The whole engine with the studio, which has its lines, effects and music from tiny models in its room."""

from pathlib import Path

import pytest
from engine_stories import PLAY, SECONDS, Story, story
from tiny_rooms import Tiny, models_section

from engine.contract.messages import Beat
from engine.contract.weights import WeightStore
from engine.review.playback import sound
from engine.sound import MIX_RATE
from engine.sound.mix import LOUDNESS_LUFS, loudness

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]

CHOSEN = 'speech = "pocket_tts"\neffects = "stable_audio_3"\nmusic = "ace_step"\n'
FAMILIES = {"pocket_tts": "", "stable_audio_3": "steps = 2", "ace_step": "steps = 2"}
SHOT = PLAY.shots[0].model_copy(
    update={"environment": "a dance hall", "beats": (Beat(what="a crate falls over", at_s=0.2),)}
)
DANCE = PLAY.model_copy(update={"prompt": "They dance to a slow waltz.", "shots": (SHOT,)})


@pytest.fixture(scope="module")
def told(
    tiny: Tiny, weights: WeightStore, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    models = models_section(tiny, FAMILIES, CHOSEN)
    return story("studio", models, weights, sqlite_template, tmp_path_factory.mktemp("engine"), play=DANCE)


def test_the_clips_notes_say_whose_voice_is_heard_and_who_made_the_rest(told: Story) -> None:
    assert set(told.done.notes) >= {
        "Ada: their own voice, cloned by PocketTTS.",
        "Effects by Stable Audio 3.",
        "Music by ACE-Step.",
    }


def test_the_clip_sounds_to_its_end_as_loud_as_ever(told: Story) -> None:
    heard = sound(told.film)

    assert len(heard) / MIX_RATE == pytest.approx(SECONDS, abs=0.05)
    assert loudness(heard) == pytest.approx(LOUDNESS_LUFS, abs=1.0)


def test_what_is_said_is_listened_to(told: Story) -> None:
    assert told.done.review is not None
    assert told.done.review.spoken is not None
