from pathlib import Path

import numpy as np
import pytest

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.errors import EngineRefusal
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.mix import LOUDNESS_LUFS, loudness
from engine.sound.soundtrack import soundtrack
from engine.voices import f0_statistics

pytestmark = pytest.mark.integration

ANN = Role(name="ann")
BOB = Role(name="bob")


@pytest.fixture
def nothing(tmp_path: Path) -> WeightStore:
    """A machine without any weights: only what packages bring along."""
    return WeightStore(tmp_path)


def _play(*shots: Shot) -> Screenplay:
    return Screenplay(prompt="x", roles=(ANN, BOB), shots=shots)


def _shot(seconds: float, *lines: tuple[str, str], beats: tuple[Beat, ...] = ()) -> Shot:
    spoken = tuple(Line(role=role, text=text) for role, text in lines)
    return Shot(seconds=seconds, roles=("ann", "bob"), lines=spoken, beats=beats)


def _voice(f0_hz: float) -> Voice:
    return Voice(np.zeros(24_000, np.float32), np.zeros(256, np.float32), f0_hz, 2.0, "")


def _made(
    play: Screenplay, store: WeightStore, ambience: tuple[str, ...] = ("surf",), seed: int = 1
) -> Soundtrack:
    return soundtrack(play, {"ann": None, "bob": None}, ambience, store, seed)


def test_a_soundtrack_is_exactly_as_long_as_its_screenplay(nothing: WeightStore) -> None:
    made = _made(_play(_shot(2.37), _shot(1.1)), nothing, ("surf", "rain"))

    assert made.mix.shape == (round(3.47 * MIX_RATE), 2)


def test_a_line_is_heard_when_it_is_said_to_be(nothing: WeightStore) -> None:
    made = _made(_play(_shot(4, ("ann", "Wish you were here!"))), nothing, ("room",))

    (line,) = made.lines
    talking = np.abs(made.mix).max(axis=1) > 0.05
    first, last = np.flatnonzero(talking)[[0, -1]] / MIX_RATE
    assert first == pytest.approx(line.start_s, abs=0.1)
    assert last == pytest.approx(line.end_s, abs=0.15)


def test_phones_lie_inside_their_line_in_order(nothing: WeightStore) -> None:
    made = _made(_play(_shot(2), _shot(4, ("bob", "Happy birthday, my friend."))), nothing, ("room", "surf"))

    (line,) = made.lines
    times = [time for phone in line.phones for time in (phone.start_s, phone.end_s)]
    assert times == sorted(times)
    assert line.start_s <= times[0]
    assert times[-1] <= line.end_s + 1e-6
    assert line.start_s >= 2


def test_two_people_do_not_talk_over_each_other(nothing: WeightStore) -> None:
    made = _made(_play(_shot(8, ("ann", "Who are you?"), ("bob", "I am the captain."))), nothing)

    first, second = made.lines
    assert (first.role, second.role) == ("ann", "bob")
    assert second.start_s > first.end_s


def test_the_mix_has_the_promised_loudness(nothing: WeightStore) -> None:
    made = _made(_play(_shot(4, ("ann", "Wish you were here, my dear old friend!"))), nothing)

    assert loudness(made.mix) == pytest.approx(LOUDNESS_LUFS, abs=0.3)


def test_a_beat_with_a_named_time_is_on_its_frame(nothing: WeightStore) -> None:
    made = _made(
        _play(_shot(2), _shot(3, beats=(Beat(what="thunder", at_s=1.5),))), nothing, ("rain", "rain")
    )

    assert (made.beats[0].sound, made.beats[0].frame) == ("thunder", 84)


def test_a_beat_without_a_time_keeps_clear_of_speech(nothing: WeightStore) -> None:
    made = _made(_play(_shot(5, ("ann", "Wish you were here!"), beats=(Beat(what="a knock"),))), nothing)

    assert made.beats[0].frame / 24 > made.lines[0].end_s


def test_an_unknown_sound_is_admitted(nothing: WeightStore) -> None:
    made = _made(_play(_shot(3, beats=(Beat(what="a unicorn sings"),))), nothing)

    assert made.beats[0].sound == "none"
    assert any("unicorn" in note for note in made.notes)


def test_an_unknown_place_is_admitted(nothing: WeightStore) -> None:
    assert any("volcano" in note for note in _made(_play(_shot(1)), nothing, ("volcano",)).notes)


def test_the_spare_voice_is_admitted(nothing: WeightStore) -> None:
    made = _made(_play(_shot(3, ("ann", "Hello."))), nothing)

    assert made.notes == (
        "ann: a neutral stock voice, since no voice is known, from the small spare synthesiser.",
    )


@pytest.mark.parametrize("f0_hz", [105.0, 150.0, 230.0])
def test_the_spare_voice_speaks_near_the_persons_pitch(nothing: WeightStore, f0_hz: float) -> None:
    play = _play(_shot(5, ("ann", "The quick brown fox jumps over the lazy dog.")))

    made = soundtrack(play, {"ann": _voice(f0_hz)}, ("room",), nothing, 1)

    reached, _ = f0_statistics(made.mix.mean(axis=1), MIX_RATE)
    assert abs(12 * np.log2(reached / f0_hz)) < 2


def test_the_same_seed_gives_the_same_sound(nothing: WeightStore) -> None:
    play = _play(_shot(2, ("ann", "Hello!")))

    assert np.array_equal(_made(play, nothing).mix, _made(play, nothing).mix)


def test_lines_that_do_not_fit_are_refused(nothing: WeightStore) -> None:
    play = _play(_shot(1.5, ("ann", "This is much too long a line for a second and a half of film.")))

    with pytest.raises(EngineRefusal, match="seconds") as refused:
        _made(play, nothing)

    assert [refusal.code for refusal in refused.value.refusals] == ["line_too_long"]


def test_a_line_without_words_is_refused(nothing: WeightStore) -> None:
    with pytest.raises(EngineRefusal) as refused:
        _made(_play(_shot(3, ("ann", "🙂🙂🙂"))), nothing)

    assert [refusal.code for refusal in refused.value.refusals] == ["line_unspeakable"]


def test_progress_of_the_speech_is_told(nothing: WeightStore) -> None:
    told: list[float] = []
    play = _play(_shot(6, ("ann", "Hello."), ("bob", "Hi.")))

    soundtrack(play, {}, ("room",), nothing, 1, report=told.append)

    assert told == [0.5, 1.0]
