"""Wan VACE by itself, a tiny one: what it is given, what it makes, how it is watched and ended."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from watched import Watched, png

from engine.generation.shapes import WAN
from engine.models import Before, CannotError, Pictures, Setup, load
from engine.models.plans import Plan
from engine.models.wan import WanModel
from engine.room.messages import Doing, FilmAsk
from engine.room.stopping import Stopped

pytestmark = pytest.mark.models

STEPS = 3
ASK = FilmAsk(
    family="wan", prompt="Somebody waves.", frames=17, width=96, height=64, seed=5, pictures=2, steps=STEPS
)


@pytest.fixture(scope="module")
def wan(tiny: Callable[[str], Path]) -> WanModel:
    """A tiny one, loaded through the registry."""
    torch.set_num_threads(1)
    model = load("wan", tiny("wan"), Setup(Plan.FULL, "cpu"))
    assert isinstance(model, WanModel)
    return model


@pytest.fixture(scope="module")
def faces() -> tuple[bytes, bytes]:
    """Two pictures that are not alike."""
    return png((200, 40, 40)), png((40, 40, 200))


@pytest.fixture(scope="module")
def film(wan: WanModel, faces: tuple[bytes, bytes]) -> Pictures:
    """What comes of the usual ask."""
    return _film(wan, ASK, faces)


def _film(
    wan: WanModel,
    ask: FilmAsk,
    pictures: Sequence[bytes],
    before: Before | None = None,
    watch: Watched | None = None,
) -> Pictures:
    made = wan.film(ask, pictures, (), before, watch or Watched())
    return np.concatenate(list(made.frames))


def test_it_makes_as_many_pictures_of_the_size_as_asked(film: Pictures) -> None:
    assert film.shape == (17, 64, 96, 3)


def test_it_is_silent(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    assert wan.film(ASK, faces, (), None, Watched()).sound is None


def test_the_same_seed_makes_the_same_film(wan: WanModel, faces: tuple[bytes, bytes], film: Pictures) -> None:
    assert np.array_equal(_film(wan, ASK, faces), film)


def test_another_seed_makes_another_film(wan: WanModel, faces: tuple[bytes, bytes], film: Pictures) -> None:
    assert not np.array_equal(_film(wan, ASK.model_copy(update={"seed": 6}), faces), film)


def test_the_pictures_matter(wan: WanModel, faces: tuple[bytes, bytes], film: Pictures) -> None:
    assert not np.array_equal(_film(wan, ASK, faces[::-1]), film)


def test_it_makes_a_film_of_nobody(wan: WanModel) -> None:
    assert len(_film(wan, ASK.model_copy(update={"pictures": 0}), ())) == 17


def test_a_film_that_goes_on_is_as_long_as_asked(
    wan: WanModel, faces: tuple[bytes, bytes], film: Pictures
) -> None:
    more = _film(wan, ASK.model_copy(update={"continues": True}), faces, Before(film, 16.0))

    assert more.shape == film.shape


def test_a_film_that_goes_on_follows_from_the_one_before(
    wan: WanModel, faces: tuple[bytes, bytes], film: Pictures
) -> None:
    ask = ASK.model_copy(update={"continues": True})
    other = np.full_like(film, 255)

    assert not np.array_equal(
        _film(wan, ask, faces, Before(film, 16.0)), _film(wan, ask, faces, Before(other, 16.0))
    )


def test_the_first_picture_can_be_the_first_frame(
    wan: WanModel, faces: tuple[bytes, bytes], film: Pictures
) -> None:
    begun = _film(wan, ASK.model_copy(update={"first": True}), faces)

    assert begun.shape == film.shape
    assert not np.array_equal(begun, film)


def test_every_step_is_told_in_order(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    watch = Watched()

    _film(wan, ASK, faces, watch=watch)

    steps = [(Doing.DENOISING, step, STEPS) for step in range(STEPS + 1)]
    assert watch.told == [(Doing.ENCODING, 0, 0), *steps, (Doing.DECODING, 0, 0)]


def test_it_shows_what_is_being_made(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    watch = Watched()

    _film(wan, ASK, faces, watch=watch)

    assert {picture.shape for picture in watch.seen} == {(64, 96, 3)}


@pytest.mark.parametrize("step", range(STEPS))
def test_it_ends_at_the_step_at_which_it_is_told(
    wan: WanModel, faces: tuple[bytes, bytes], step: int
) -> None:
    watch = Watched(end_at=step)

    with pytest.raises(Stopped):
        wan.film(ASK, faces, (), None, watch)

    assert watch.told[-1] == (Doing.DENOISING, step, STEPS)


def test_nothing_of_an_ended_film_is_left_in_the_next(
    wan: WanModel, faces: tuple[bytes, bytes], film: Pictures
) -> None:
    with pytest.raises(Stopped):
        wan.film(ASK.model_copy(update={"seed": 9}), faces, (), None, Watched(end_at=2))

    assert np.array_equal(_film(wan, ASK, faces), film)


@pytest.mark.parametrize(
    "change",
    [
        {"width": 100},
        {"frames": 18},
        {"continues": True},
        {"first": True, "pictures": 0},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_it_cannot_make_is_refused(
    wan: WanModel, faces: tuple[bytes, bytes], change: dict[str, object]
) -> None:
    ask = ASK.model_copy(update=change)

    with pytest.raises(CannotError):
        wan.film(ask, faces[: ask.pictures], (), None, Watched())


def test_a_voice_is_refused(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    with pytest.raises(CannotError, match="no voices"):
        wan.film(ASK.model_copy(update={"voices": 1}), faces, (b"RIFF",), None, Watched())


def test_a_film_of_another_size_is_not_gone_on_from(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    before = Before(np.zeros((WAN.overlap, 32, 96, 3), np.uint8), 16.0)

    with pytest.raises(CannotError, match="another size"):
        wan.film(ASK.model_copy(update={"continues": True}), faces, (), before, Watched())


def test_what_is_no_picture_is_refused(wan: WanModel, faces: tuple[bytes, bytes]) -> None:
    with pytest.raises(CannotError, match="no picture"):
        wan.film(ASK, (faces[0], b"GIF89a"), (), None, Watched())


@pytest.mark.parametrize("plan", [Plan.GROUP_OFFLOAD, Plan.CPU_OFFLOAD])
def test_a_leaner_plan_makes_the_same_film(
    plan: Plan, tiny: Callable[[str], Path], faces: tuple[bytes, bytes], film: Pictures
) -> None:
    lean = load("wan", tiny("wan"), Setup(plan, "cpu"))
    assert isinstance(lean, WanModel)

    assert np.abs(_film(lean, ASK, faces).astype(int) - film).mean() < 1


def test_a_folder_without_its_files_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - whichever file is looked for first
        load("wan", tmp_path, Setup(Plan.FULL, "cpu"))


def test_a_film_that_goes_on_begins_with_the_last_picture_that_it_was_shown(
    wan: WanModel, faces: tuple[bytes, bytes], film: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    def numbered(_latents: torch.Tensor, _watch: Watched) -> Iterator[Pictures]:
        for start in range(0, 25, 16):
            yield np.arange(start, min(start + 16, 25), dtype=np.uint8)[:, None, None, None]

    monkeypatch.setattr(wan, "_decoded", numbered)

    more = _film(wan, ASK.model_copy(update={"continues": True}), faces, Before(film, 16.0))

    assert more.ravel().tolist() == list(range(WAN.overlap - 1, WAN.overlap - 1 + ASK.frames))
