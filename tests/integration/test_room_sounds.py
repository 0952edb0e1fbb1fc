"""What a soundtrack asks of the machine room, and what it does where nothing comes of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.room.client import RoomError, RoomGoneError
from engine.room.messages import SoundAsk, SpeechAsk, Trouble
from engine.settings import ModelsSection
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.composed import music_in
from engine.sound.phonemes import phonemes
from engine.sound.room_sounds import RoomSounds
from engine.sound.soundtrack import soundtrack
from engine.sound.synthesis import SPEECH_RATE, HibariVoice

pytestmark = pytest.mark.integration

ROLES = (Role(name="ann"), Role(name="bob"))
VOICE = Voice(
    (np.random.default_rng(0).standard_normal(72_000) / 10).astype(np.float32),
    np.zeros(256, np.float32),
    120.0,
    2.0,
    "",
)
CHOSEN = ModelsSection(speech="pocket_tts", effects="stable_audio_3", music="ace_step")


class FakeRoom:
    """Says what it is asked to say, in one voice; makes a click after a silence, and tones for the rest."""

    def __init__(self) -> None:
        """Nothing was asked yet, and nothing goes wrong."""
        self.asks: list[SpeechAsk | SoundAsk] = []
        self.trouble: Callable[[SpeechAsk | SoundAsk], Trouble | None] = lambda _ask: None
        self.times = 1
        self.open = 0

    def say(self, ask: SpeechAsk, _voice: bytes, _tell: object) -> tuple[np.ndarray, int]:
        self._ask(ask)
        said = HibariVoice(pitch=0.8).say(phonemes(ask.text), speed=1.0)
        return np.tile(said.pcm, self.times)[:, None], SPEECH_RATE

    def sound(self, ask: SoundAsk, _tell: object) -> tuple[np.ndarray, int]:
        self._ask(ask)
        time = np.arange(round(ask.seconds * 44_100)) / 44_100
        if "effect" in ask.prompt:
            late = np.maximum(time - 0.4, 0)
            return ((late > 0) * np.exp(-late * 20) * np.sin(9000 * time)).astype(np.float32)[:, None], 44_100
        tone = np.sin(2 * np.pi * (300 if "music" in ask.prompt else 2000) * time)
        return np.stack([tone, tone], axis=1).astype(np.float32), 44_100

    def _ask(self, ask: SpeechAsk | SoundAsk) -> None:
        self.asks.append(ask)
        trouble = self.trouble(ask)
        if trouble is not None:
            raise RoomError(trouble, "a fake's")

    def prompts(self, family: str) -> list[str]:
        return [ask.prompt for ask in self.asks if isinstance(ask, SoundAsk) and ask.family == family]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> FakeRoom:
    """The room that `asked` leads to."""
    fake = FakeRoom()

    @contextmanager
    def asked() -> Iterator[FakeRoom]:
        fake.open += 1
        yield fake

    monkeypatch.setattr("engine.sound.room_sounds.asked", asked)
    return fake


@pytest.fixture
def nothing(tmp_path: Path) -> WeightStore:
    """A machine without any weights: only what packages bring along."""
    return WeightStore(tmp_path)


def _play(*shots: Shot, prompt: str = "x") -> Screenplay:
    return Screenplay(prompt=prompt, roles=ROLES, shots=shots)


def _shot(seconds: float, *lines: str, environment: str = "", beats: tuple[Beat, ...] = ()) -> Shot:
    said = tuple(Line(role="ann", text=text) for text in lines)
    return Shot(seconds=seconds, roles=("ann",), lines=said, environment=environment, beats=beats)


def _made(play: Screenplay, store: WeightStore, models: ModelsSection = CHOSEN, seed: int = 3) -> Soundtrack:
    with RoomSounds(models, seed, lambda _at: None) as sounds:
        beds = tuple("room" for _ in play.shots)
        return soundtrack(play, {"ann": VOICE, "bob": VOICE}, beds, store, seed, room=sounds)


def test_without_a_choice_no_room_is_asked(room: FakeRoom, nothing: WeightStore) -> None:
    _made(_play(_shot(3, "Hello there."), prompt="with music"), nothing, ModelsSection())

    assert room.open == 0


def test_a_cloned_line_is_heard_where_its_phones_say(room: FakeRoom, nothing: WeightStore) -> None:
    made = _made(_play(_shot(4, "Wish you were here!")), nothing)

    (line,) = made.lines
    talking = np.flatnonzero(np.abs(made.mix).max(axis=1) > 0.05) / MIX_RATE
    assert made.notes[0] == "ann: their own voice, cloned by PocketTTS."
    assert talking[0] == pytest.approx(line.phones[0].start_s, abs=0.12)
    assert talking[-1] == pytest.approx(line.phones[-1].end_s, abs=0.2)


def test_who_has_no_voice_speaks_in_a_stock_one(room: FakeRoom, nothing: WeightStore) -> None:
    play = _play(_shot(3, "Hello there."))

    with RoomSounds(CHOSEN, 3, lambda _at: None) as sounds:
        heard = soundtrack(play, {"ann": None}, ("room",), nothing, 3, room=sounds)

    assert heard.notes == (
        "ann: a neutral stock voice, since no voice is known, from the small spare synthesiser.",
    )


def test_the_same_seed_makes_the_same_soundtrack(room: FakeRoom, nothing: WeightStore) -> None:
    play = _play(_shot(3, "Hello there.", environment="a harbour"), prompt="A slow piano plays.")

    assert np.array_equal(_made(play, nothing).mix, _made(play, nothing).mix)


def test_two_lines_of_one_clip_have_seeds_of_their_own(room: FakeRoom, nothing: WeightStore) -> None:
    _made(_play(_shot(5, "Hello there.", "Goodbye.")), nothing)

    assert len({ask.seed for ask in room.asks}) == 2


def test_a_line_is_asked_for_once_however_fast_it_has_to_be(room: FakeRoom, nothing: WeightStore) -> None:
    text = "Wish you were here, all of you, by the sea!"
    needed = _made(_play(_shot(6, text)), nothing).lines[0]
    room.asks.clear()

    squeezed = _made(_play(_shot(round(needed.end_s - needed.start_s + 0.1, 2), text)), nothing).lines[0]

    assert len(room.asks) == 1
    assert squeezed.end_s - squeezed.start_s < needed.end_s - needed.start_s


def test_a_voice_that_drags_on_is_tried_again_and_then_left(room: FakeRoom, nothing: WeightStore) -> None:
    room.times = 4

    made = _made(_play(_shot(5, "Hello there, how are you?")), nothing)

    assert len({ask.seed for ask in room.asks}) == 2
    assert made.notes[-1] == (
        "Not by PocketTTS, since it did not say the lines as they are written: stock voices speak."
    )


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (Trouble.NOT_HERE, "its files are not on this engine"),
        (Trouble.OUT_OF_MEMORY, "the engine's memory is too small for it"),
        (Trouble.CANNOT, "it could not"),
        (Trouble.BROKEN, "it failed"),
    ],
)
def test_trouble_costs_no_clip_and_is_noted(
    room: FakeRoom, nothing: WeightStore, trouble: Trouble, why: str
) -> None:
    room.trouble = lambda _ask: trouble

    made = _made(_play(_shot(3, "Hello there."), prompt="A piano plays."), nothing)

    assert made.notes == (
        "ann: a stock voice, from the small spare synthesiser.",
        f"Not by PocketTTS, since {why}: stock voices speak.",
        f"Not by ACE-Step, since {why}: there is no music.",
    )


def test_who_lost_their_voice_midway_speaks_in_one_voice_throughout(
    room: FakeRoom, nothing: WeightStore
) -> None:
    room.trouble = lambda ask: Trouble.BROKEN if getattr(ask, "text", "") == "Goodbye." else None

    made = _made(_play(_shot(5, "Hello there.", "Goodbye.")), nothing)

    assert made.notes[0] == "ann: a stock voice, from the small spare synthesiser."
    assert len(made.lines) == 2


def test_a_family_that_failed_is_not_asked_again(room: FakeRoom, nothing: WeightStore) -> None:
    room.trouble = lambda _ask: Trouble.NOT_HERE
    beats = (Beat(what="thunder"), Beat(what="a crate falls over"))

    _made(_play(_shot(4, beats=beats)), nothing)

    assert len(room.prompts("stable_audio_3")) == 1


def test_a_room_that_cannot_be_reached_costs_no_clip(
    nothing: WeightStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> None:
        raise RoomGoneError

    monkeypatch.setattr("engine.sound.room_sounds.asked", asked)

    made = _made(_play(_shot(3, "Hello there.")), nothing)

    assert made.notes[-1] == "Not by PocketTTS, since it failed: stock voices speak."


def test_an_effect_begins_on_its_beat_however_late_the_model_begins_it(
    room: FakeRoom, nothing: WeightStore
) -> None:
    made = _made(_play(_shot(4, beats=(Beat(what="a crate falls over", at_s=2.0),))), nothing)

    loud = np.flatnonzero(np.abs(made.mix).max(axis=1) > 0.3 * np.abs(made.mix).max())
    assert made.beats[0].sound == "made"
    assert loud[0] / MIX_RATE == pytest.approx(2.0, abs=0.02)


def test_the_engines_own_effect_stands_in(room: FakeRoom, nothing: WeightStore) -> None:
    room.trouble = lambda _ask: Trouble.BROKEN

    made = _made(_play(_shot(4, beats=(Beat(what="thunder", at_s=2.0),))), nothing)

    assert made.beats[0].sound == "thunder"


def test_a_place_that_is_described_is_asked_for_in_its_words(room: FakeRoom, nothing: WeightStore) -> None:
    _made(_play(_shot(2, environment="a harbour at night"), _shot(2)), nothing)

    (prompt,) = room.prompts("stable_audio_3")
    assert prompt.endswith("no music: a harbour at night")


def test_music_gives_way_to_speech(room: FakeRoom, nothing: WeightStore) -> None:
    play = _play(_shot(6, "Wish you were here!"), prompt="A slow piano plays.")
    made = _made(play, nothing, CHOSEN.model_copy(update={"speech": "", "effects": ""}))

    def hum(start: float, end: float) -> float:
        piece = made.mix[round(start * MIX_RATE) : round(end * MIX_RATE), 0]
        time = np.arange(len(piece)) / MIX_RATE
        return float(abs(np.mean(piece * np.exp(-2j * np.pi * 300 * time))))

    (line,) = made.lines
    assert hum(line.start_s + 0.3, line.end_s - 0.3) < 0.8 * hum(3.5, 4.3)


@pytest.mark.parametrize(
    ("prompt", "music"),
    [
        ("@ada walks by the sea. Soft jazz plays in the background.", "Soft jazz plays in the background"),
        ("@ada plays the guitar on a roof", "@ada plays the guitar on a roof"),
        ('@ada says: "I love this song."', None),
        ("@ada crosses a street in the rain", None),
    ],
)
def test_music_is_what_the_prompt_says_of_it(prompt: str, music: str | None) -> None:
    assert music_in(prompt) == music
