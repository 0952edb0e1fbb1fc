"""LTX-2 by itself, a tiny one: what it is given, what it makes, how it is watched and ended."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from watched import Watched, png, wav

from engine.generation.shapes import LTX2
from engine.models import Before, CannotError, Made, Pictures, Setup, load
from engine.models.ltx2 import ALONE, Ltx2Model
from engine.models.plans import Plan
from engine.room.messages import Doing, FilmAsk
from engine.room.stopping import Stopped

pytestmark = pytest.mark.models

STEPS = 3
ASK = FilmAsk(
    family="ltx2",
    prompt="Somebody waves.",
    frames=25,
    width=96,
    height=64,
    seed=5,
    pictures=2,
    first=True,
    steps=STEPS,
)
SOUNDED = ASK.model_copy(update={"voices": 1})
ON = ASK.model_copy(update={"continues": True, "first": False, "pictures": 0})
FACES = (png((200, 40, 40)), png((40, 40, 200)))


@pytest.fixture(scope="module")
def ltx2(tiny: Callable[[str], Path]) -> Ltx2Model:
    """A tiny one, loaded through the registry."""
    torch.set_num_threads(1)
    model = load("ltx2", tiny("ltx2"), Setup(Plan.FULL, "cpu"))
    assert isinstance(model, Ltx2Model)
    return model


@pytest.fixture(scope="module")
def plain(tiny: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the release has it: its pipeline says nothing of references, but rewrites prompts."""
    folder = tmp_path_factory.mktemp("plain") / "ltx2"
    shutil.copytree(tiny("ltx2"), folder)
    index = folder / "model_index.json"
    told = {"_class_name": "LTX2Pipeline", "processor": ["transformers", "Gemma3Processor"]}
    index.write_text(json.dumps(json.loads(index.read_text()) | told))
    return folder


@pytest.fixture(scope="module")
def made(ltx2: Ltx2Model) -> Made:
    """What comes of the usual ask, its frames in one piece."""
    made = ltx2.film(ASK, FACES, (), None, Watched())
    whole = np.concatenate(list(made.frames))
    return Made(iter([whole]), made.fps, made.sound, made.rate, made.notes)


@pytest.fixture(scope="module")
def film(made: Made) -> Pictures:
    """Its pictures."""
    return next(made.frames)


def _film(
    ltx2: Ltx2Model,
    ask: FilmAsk = ASK,
    pictures: Sequence[bytes] = FACES,
    voices: Sequence[bytes] = (),
    before: Before | None = None,
) -> Pictures:
    return np.concatenate(list(ltx2.film(ask, pictures, voices, before, Watched()).frames))


def test_it_makes_as_many_pictures_of_the_size_as_asked(film: Pictures) -> None:
    assert film.shape == (25, 64, 96, 3)


def test_its_sound_is_as_long_as_its_pictures(made: Made) -> None:
    assert made.sound is not None
    assert len(made.sound) / made.rate == pytest.approx(25 / 24, abs=0.05)


def test_the_same_seed_makes_the_same_film(ltx2: Ltx2Model, film: Pictures) -> None:
    assert np.array_equal(_film(ltx2), film)


def test_another_seed_makes_another_film(ltx2: Ltx2Model, film: Pictures) -> None:
    assert not np.array_equal(_film(ltx2, ASK.model_copy(update={"seed": 6})), film)


def test_other_words_make_another_film(ltx2: Ltx2Model, film: Pictures) -> None:
    assert not np.array_equal(_film(ltx2, ASK.model_copy(update={"prompt": "Rain."})), film)


def test_the_first_frame_matters(ltx2: Ltx2Model, film: Pictures) -> None:
    assert not np.array_equal(_film(ltx2, pictures=(png((9, 90, 9)), FACES[1])), film)


def test_the_references_matter(ltx2: Ltx2Model, film: Pictures) -> None:
    assert not np.array_equal(_film(ltx2, pictures=(FACES[0], png((9, 90, 9)))), film)


def test_weights_without_references_say_so(plain: Path) -> None:
    model = load("ltx2", plain, Setup(Plan.FULL, "cpu"))
    assert isinstance(model, Ltx2Model)

    assert model.film(ASK, FACES, (), None, Watched()).notes == (ALONE,)


def test_distilled_weights_take_their_own_eight_steps(plain: Path) -> None:
    shutil.copytree(plain / "transformer", plain / "turbo" / "transformer")
    model = load("ltx2", plain, Setup(Plan.FULL, "cpu", turbo=True))
    assert isinstance(model, Ltx2Model)
    watch = Watched()

    model.film(ASK, FACES, (), None, watch)

    assert (Doing.DENOISING, 7, 8) in watch.told


def test_without_its_distilled_weights_it_is_not_loaded_as_such(tiny: Callable[[str], Path]) -> None:
    with pytest.raises(OSError, match="turbo"):
        load("ltx2", tiny("ltx2"), Setup(Plan.FULL, "cpu", turbo=True))


def test_a_sound_that_is_given_comes_back_as_it_was(ltx2: Ltx2Model) -> None:
    made = ltx2.film(SOUNDED, FACES, (wav(440),), None, Watched())

    assert (made.rate, None if made.sound is None else made.sound.shape) == (24_000, (24_000, 1))


def test_the_picture_is_made_to_the_sound(ltx2: Ltx2Model) -> None:
    low, high = (_film(ltx2, SOUNDED, voices=(wav(hertz),)) for hertz in (200, 3000))

    assert not np.array_equal(low, high)


def test_no_sound_is_left_in_the_next_film(ltx2: Ltx2Model, film: Pictures) -> None:
    _film(ltx2, SOUNDED, voices=(wav(440),))

    assert np.array_equal(_film(ltx2), film)


def test_a_sound_does_not_survive_an_ended_film(ltx2: Ltx2Model, film: Pictures) -> None:
    with pytest.raises(Stopped):
        ltx2.film(SOUNDED, FACES, (wav(440),), None, Watched(end_at=1))

    assert np.array_equal(_film(ltx2), film)


@pytest.mark.parametrize("voices", [(), (wav(440),)], ids=["own sound", "given sound"])
def test_a_film_that_goes_on_is_as_long_as_asked(
    ltx2: Ltx2Model, film: Pictures, voices: tuple[bytes, ...]
) -> None:
    ask = ON.model_copy(update={"voices": len(voices)})

    assert len(_film(ltx2, ask, (), voices, Before(film, 24.0))) == ask.frames


def test_a_film_that_goes_on_follows_from_the_one_before(ltx2: Ltx2Model, film: Pictures) -> None:
    other = np.full_like(film, 255)

    assert not np.array_equal(
        _film(ltx2, ON, (), before=Before(film, 24.0)), _film(ltx2, ON, (), before=Before(other, 24.0))
    )


def test_what_was_heard_last_is_heard_first_by_a_film_that_goes_on(ltx2: Ltx2Model, film: Pictures) -> None:
    ask = ON.model_copy(update={"voices": 1})
    tone = np.sin(np.arange(24_000, dtype=np.float32) / 4)[:, None]

    silent, loud = (
        _film(ltx2, ask, (), (wav(440),), Before(film, 24.0, heard, 24_000)) for heard in (None, tone)
    )

    assert not np.array_equal(silent, loud)


def test_every_step_is_told_in_order(ltx2: Ltx2Model) -> None:
    watch = Watched()

    list(ltx2.film(ASK, FACES, (), None, watch).frames)

    steps = [(Doing.DENOISING, step, STEPS) for step in range(STEPS + 1)]
    assert watch.told == [(Doing.ENCODING, 0, 0), *steps, (Doing.DECODING, 0, 0)]


def test_it_shows_what_is_being_made(ltx2: Ltx2Model) -> None:
    watch = Watched()

    ltx2.film(ASK, FACES, (), None, watch)

    assert {picture.shape for picture in watch.seen} == {(64, 96, 3)}


def test_what_it_shows_comes_ever_nearer_to_the_film(ltx2: Ltx2Model) -> None:
    watch = Watched()

    made = ltx2.film(ASK.model_copy(update={"steps": 6}), FACES, (), None, watch)

    middle = np.concatenate(list(made.frames))[9:17].mean(axis=0)
    apart = [float(np.abs(picture - middle).mean()) for picture in watch.seen]
    assert apart[-1] < apart[0]


@pytest.mark.parametrize("step", range(STEPS))
def test_it_ends_at_the_step_at_which_it_is_told(ltx2: Ltx2Model, step: int) -> None:
    watch = Watched(end_at=step)

    with pytest.raises(Stopped):
        ltx2.film(ASK, FACES, (), None, watch)

    assert watch.told[-1] == (Doing.DENOISING, step, STEPS)


@pytest.mark.parametrize(
    "change",
    [{"width": 100}, {"frames": 24}, {"continues": True}, {"first": True, "pictures": 0}],
    ids=lambda change: next(iter(change)),
)
def test_what_it_cannot_make_is_refused(ltx2: Ltx2Model, change: dict[str, object]) -> None:
    ask = ASK.model_copy(update=change)

    with pytest.raises(CannotError):
        ltx2.film(ask, FACES[: ask.pictures], (), None, Watched())


def test_two_sounds_are_refused(ltx2: Ltx2Model) -> None:
    with pytest.raises(CannotError, match="one sound"):
        ltx2.film(ASK.model_copy(update={"voices": 2}), FACES, (wav(200), wav(300)), None, Watched())


def test_what_is_no_sound_is_refused(ltx2: Ltx2Model) -> None:
    with pytest.raises(CannotError, match="sound"):
        ltx2.film(SOUNDED, FACES, (b"RIFFabcdWAVE",), None, Watched())


def test_what_is_no_picture_is_refused(ltx2: Ltx2Model) -> None:
    with pytest.raises(CannotError, match="no picture"):
        ltx2.film(ASK, (FACES[0], b"GIF89a"), (), None, Watched())


@pytest.mark.parametrize(
    "shape", [(LTX2.overlap, 32, 96, 3), (LTX2.overlap - 1, 64, 96, 3)], ids=["size", "length"]
)
def test_a_film_of_another_size_or_too_short_is_not_gone_on_from(
    ltx2: Ltx2Model, shape: tuple[int, ...]
) -> None:
    with pytest.raises(CannotError, match="the film to go on from"):
        ltx2.film(ON, (), (), Before(np.zeros(shape, np.uint8), 24.0), Watched())


def test_a_folder_without_its_files_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - whichever file is looked for first
        load("ltx2", tmp_path, Setup(Plan.FULL, "cpu"))
