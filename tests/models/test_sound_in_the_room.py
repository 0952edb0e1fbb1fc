"""A soundtrack by the machine room's models, tiny ones, and what becomes of it where there are none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from tiny_rooms import models_section, tiny_room

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.room.messages import At, Doing
from engine.settings import EngineSettings
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.mix import LOUDNESS_LUFS, loudness
from engine.sound.room_sounds import RoomSounds
from engine.sound.soundtrack import soundtrack

pytestmark = pytest.mark.models

Tiny = Callable[[str], Path]

VOICE = Voice(
    (np.random.default_rng(0).standard_normal(72_000) * 0.1).astype(np.float32),
    np.zeros(256, np.float32),
    120.0,
    2.0,
    "",
)
SHOT = Shot(
    seconds=4,
    roles=("ann", "bob"),
    environment="a harbour at night",
    lines=(Line(role="ann", text="Good morning."), Line(role="bob", text="Hello there.")),
    beats=(Beat(what="a crate of oranges falls over", at_s=3.0),),
)
PLAY = Screenplay(
    prompt="Two friends meet. A slow piano plays.",
    roles=(Role(name="ann"), Role(name="bob")),
    shots=(SHOT,),
)
CHOSEN = 'speech = "pocket_tts"\neffects = "stable_audio_3"\nmusic = "stable_audio_3"\n'


@pytest.fixture(scope="module", autouse=True)
def room(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all of these tests."""
    families = {"pocket_tts": "", "stable_audio_3": "steps = 2"}
    with tiny_room(tmp_path_factory.mktemp("room"), models_section(tiny, families, CHOSEN)):
        yield


@pytest.fixture
def nothing(tmp_path: Path) -> WeightStore:
    """A machine without any weights: only what packages bring along."""
    return WeightStore(tmp_path)


def _made(
    store: WeightStore,
    play: Screenplay = PLAY,
    told: Callable[[At], None] = lambda _at: None,
    **choices: str,
) -> Soundtrack:
    models = EngineSettings.load().models.model_copy(update=choices)
    with RoomSounds(models, 5, told) as sounds:
        return soundtrack(play, {"ann": VOICE, "bob": VOICE}, ("surf",), store, 5, room=sounds)


@pytest.fixture(scope="module")
def made(room: None, tmp_path_factory: pytest.TempPathFactory) -> Soundtrack:
    return _made(WeightStore(tmp_path_factory.mktemp("weights")))


def test_the_notes_say_whose_voices_are_heard(made: Soundtrack) -> None:
    assert made.notes == (
        "ann: their own voice, cloned by PocketTTS.",
        "bob: their own voice, cloned by PocketTTS.",
        "Effects by Stable Audio 3.",
        "Music by Stable Audio 3.",
    )


def test_the_mix_is_as_long_and_as_loud_as_ever(made: Soundtrack) -> None:
    assert made.mix.shape == (4 * MIX_RATE, 2)
    assert loudness(made.mix) == pytest.approx(LOUDNESS_LUFS, abs=0.3)


def test_a_cloned_line_has_phones_in_order_within_it(made: Soundtrack) -> None:
    line = made.lines[0]
    edges = [edge for phone in line.phones for edge in (phone.start_s, phone.end_s)]

    assert len(line.phones) > 5
    assert edges == sorted(edges)
    assert line.start_s <= edges[0]
    assert edges[-1] <= line.end_s + 0.01


def test_a_made_effect_is_on_its_beat(made: Soundtrack) -> None:
    (beat,) = made.beats

    assert (beat.sound, beat.frame) == ("made", 72)


def test_the_same_seed_makes_the_same_soundtrack(made: Soundtrack, nothing: WeightStore) -> None:
    assert np.array_equal(_made(nothing).mix, made.mix)


def test_the_room_tells_how_far_it_is(nothing: WeightStore) -> None:
    told: list[At] = []

    _made(nothing, told=told.append)

    assert {one.doing for one in told} >= {Doing.ENCODING, Doing.DENOISING}


def test_who_has_no_voice_speaks_in_a_stock_one(nothing: WeightStore) -> None:
    with RoomSounds(EngineSettings.load().models, 5, lambda _at: None) as sounds:
        heard = soundtrack(PLAY, {"ann": VOICE, "bob": None}, ("surf",), nothing, 5, room=sounds)

    assert heard.notes[:2] == (
        "ann: their own voice, cloned by PocketTTS.",
        "bob: a neutral stock voice, since no voice is known, from the small spare synthesiser.",
    )


def test_without_its_files_a_family_is_stood_in_for(nothing: WeightStore) -> None:
    heard = _made(nothing, speech="vibevoice", effects="", music="")

    assert heard.notes[0] == "ann: a stock voice, from the small spare synthesiser."
    assert heard.notes[-1] == (
        "Not by VibeVoice, since its files are not on this engine: stock voices speak."
    )


def test_what_is_no_family_for_sound_is_stood_in_for(nothing: WeightStore) -> None:
    heard = _made(nothing, speech="", effects="pocket_tts", music="")

    assert [beat.sound for beat in heard.beats] == ["none"]
    assert heard.notes[-1] == "Not by PocketTTS, since it failed: the engine's own effects sound."


def test_no_music_is_made_where_none_is_asked_for(nothing: WeightStore) -> None:
    quiet = PLAY.model_copy(update={"prompt": "Two friends meet."})

    assert not any("Music" in note for note in _made(nothing, quiet).notes)


def test_a_line_that_takes_far_too_long_is_not_taken(nothing: WeightStore) -> None:
    """A tiny voice says all lines in 0.7 s, which is far too quick for these words."""
    long = Line(role="ann", text="We have been waiting for you all day long, so come in and sit down.")
    play = PLAY.model_copy(update={"shots": (replace_lines(SHOT, long),)})

    heard = _made(nothing, play, effects="", music="")

    assert heard.notes[-1] == (
        "Not by PocketTTS, since it did not say the lines as they are written: stock voices speak."
    )


def replace_lines(shot: Shot, *lines: Line) -> Shot:
    """The shot with other lines, and time for them."""
    return shot.model_copy(update={"lines": lines, "seconds": 8.0})
