from pathlib import Path

import numpy as np
import pytest

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.footage import open_recording
from engine.recognition import transcribe
from engine.review.words import score
from engine.sound import MIX_RATE, Soundtrack
from engine.sound.mix import LOUDNESS_LUFS, loudness
from engine.sound.phonemes import phonemes
from engine.sound.soundtrack import soundtrack
from engine.sound.speech import speakers
from engine.sound.stock import TABLE, nearest, stock_voices
from engine.sound.synthesis import SPEECH_RATE, Kokoro, stock_style
from engine.visemes import VOWELS
from engine.voices import embed, f0_statistics

pytestmark = pytest.mark.models

SENTENCES = (
    "Wish you were here! The water is warm and the sky is on fire.",
    "I am the detective, and one of you stole the golden parrot.",
    "Happy birthday, my old friend. I hope we see each other soon.",
)


def _voice(pcm: np.ndarray, rate: int, weights: WeightStore) -> Voice:
    median, spread = f0_statistics(pcm, rate)
    return Voice(pcm, embed(pcm, rate, weights), median, spread, "")


def _said(weights: WeightStore, name: str, text: str, pitch: float = 1.0) -> np.ndarray:
    kokoro = Kokoro(weights.path("kokoro"), stock_style(weights.path("kokoro_voices"), name), pitch)
    return kokoro.say(phonemes(text, british=name.startswith("b")), speed=1.0).pcm


def _clip(weights: WeightStore, text: str, voice: Voice | None, place: str) -> Soundtrack:
    shot = Shot(
        seconds=6,
        roles=("ann",),
        lines=(Line(role="ann", text=text),),
        beats=(Beat(what="thunder", at_s=5.2),),
    )
    play = Screenplay(prompt="x", roles=(Role(name="ann"),), shots=(shot,))
    return soundtrack(play, {"ann": voice}, (place,), weights, 1)


@pytest.mark.voices
@pytest.mark.parametrize(
    ("stock", "place", "text"),
    [
        ("am_michael", "surf", SENTENCES[0]),
        ("bf_emma", "rain", SENTENCES[1]),
        ("af_heart", "room", SENTENCES[2]),
    ],
)
def test_speech_is_understood_over_the_sound_of_its_place(
    weights: WeightStore, stock: str, place: str, text: str
) -> None:
    person = _voice(_said(weights, stock, SENTENCES[0]), SPEECH_RATE, weights)

    made = _clip(weights, text, person, place)

    assert score(text, transcribe(made.mix.mean(axis=1), MIX_RATE, weights).text).wer <= 0.15
    assert loudness(made.mix) == pytest.approx(LOUDNESS_LUFS, abs=0.3)


@pytest.mark.voices
def test_someone_unknown_gets_a_neutral_voice_and_a_note(weights: WeightStore) -> None:
    made = _clip(weights, "Hello there.", None, "room")

    assert made.notes == ("ann: a neutral stock voice, since no voice is known (af_heart).",)


@pytest.mark.voices
@pytest.mark.parametrize("stock", ["am_puck", "bf_isabella", "am_onyx"])
def test_a_stock_voice_is_nearest_to_itself(weights: WeightStore, stock: str) -> None:
    person = _voice(_said(weights, stock, SENTENCES[2]), SPEECH_RATE, weights)

    found = nearest(person, (voice.name for voice in stock_voices()))

    assert found is not None
    assert found.name == stock


@pytest.mark.voices
def test_two_people_never_speak_in_the_same_stock_voice(weights: WeightStore) -> None:
    chosen = speakers({"ann": None, "bob": None, "eve": None}, weights, 1)

    assert len({speaker.stock for speaker in chosen.values()}) == 3


def test_a_voice_whose_file_is_not_there_is_not_chosen() -> None:
    assert nearest(None, ["am_puck"]) in stock_voices()
    assert nearest(None, []) is None


def test_the_table_of_stock_voices_covers_both_sexes_and_accents() -> None:
    assert TABLE.is_file()
    assert {voice.name[:2] for voice in stock_voices()} == {"af", "am", "bf", "bm"}


@pytest.mark.voices
@pytest.mark.parametrize("semitones", [-3, 4])
def test_a_shifted_pitch_is_heard(weights: WeightStore, semitones: float) -> None:
    plain, shifted = (
        f0_statistics(_said(weights, "am_michael", SENTENCES[1], pitch), SPEECH_RATE)[0]
        for pitch in (1.0, 2 ** (semitones / 12))
    )

    assert 12 * np.log2(shifted / plain) == pytest.approx(semitones, abs=0.7)


@pytest.mark.voices
def test_phone_times_fit_the_sound(weights: WeightStore) -> None:
    """Vowels are loud and the closures of p, b, t and k are not: moved times tell them apart less well."""
    kokoro = Kokoro(weights.path("kokoro"), stock_style(weights.path("kokoro_voices"), "am_michael"))
    said = kokoro.say(
        phonemes("Please put a copper kettle back on top of a table by the big boat."), speed=1.0
    )

    def level(symbols: str, late: float) -> float:
        middles = [(p.start_s + p.end_s) / 2 + late for p in said.phones if p.symbol in symbols]
        parts = [said.pcm[round((at - 0.01) * SPEECH_RATE) :][: round(0.02 * SPEECH_RATE)] for at in middles]
        return float(np.sqrt(np.mean(np.concatenate(parts) ** 2)))

    def contrast(late: float) -> float:
        return level("".join(VOWELS), late) / level("pbtk", late)

    assert contrast(0.0) > 1.2 * max(contrast(-0.07), contrast(0.07))


def test_the_last_word_ends_when_its_phones_say(weights: WeightStore) -> None:
    made = _clip(weights, "Thunder. Lightning. Rainbow.", None, "room")

    words = transcribe(made.mix.mean(axis=1), MIX_RATE, weights).words

    assert words[-1].end_s == pytest.approx(made.lines[0].phones[-1].end_s, abs=0.35)


@pytest.mark.voices
def test_a_real_person_gets_a_voice_of_their_sex_at_their_pitch(
    weights: WeightStore, real_voice: tuple[Voice, bool]
) -> None:
    person, male = real_voice

    made = _clip(weights, SENTENCES[1], person, "room")

    (note,) = made.notes
    reached, _ = f0_statistics(made.mix.mean(axis=1), MIX_RATE)
    assert ("m_" in note) == male
    assert abs(12 * np.log2(reached / person.f0_median_hz)) < 1.5


@pytest.fixture(
    params=[
        pytest.param(("p01_man_dark_hair_en_20s.mp4", True), marks=pytest.mark.shared, id="p01"),
        pytest.param(("p03_woman_earring_eu_6s.mp4", False), marks=pytest.mark.shared, id="p03"),
    ]
)
def real_voice(
    request: pytest.FixtureRequest, shared_media: Path, weights: WeightStore
) -> tuple[Voice, bool]:
    name, male = request.param
    with open_recording((shared_media / "people" / name).read_bytes()) as recording:
        pcm = recording.sound()
    assert pcm is not None
    return _voice(pcm, 24_000, weights), male
