"""MiniMax-H3, a tiny one: what it is given, what comes, and how it is told of and ended."""

import io
import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from engine.models import Before, CannotError, Made, Setup, caches
from engine.models.caches import Encodings
from engine.models.h3 import H3Model, _references, load
from engine.models.plans import Plan
from engine.room.messages import Doing, FilmAsk
from engine.room.stopping import Stopped

pytestmark = pytest.mark.models

SETUP = Setup(plan=Plan.FULL, device="cpu")
FRAMES, RATE = 124, 32_000
ASK = FilmAsk(
    family="h3",
    prompt="<Subject 1> waves.",
    frames=FRAMES,
    width=128,
    height=64,
    seed=3,
    pictures=2,
    voices=1,
    steps=2,
)


class Watcher:
    """Writes down what it is told; ends the work at one of the steps, if it is to."""

    def __init__(self, ends_at: int | None = None) -> None:
        self.told: list[tuple[Doing, int, int]] = []
        self.looks: list[tuple[int, ...]] = []
        self._ends_at = ends_at

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        self.told.append((doing, done, of))
        if doing is Doing.DENOISING and done == self._ends_at:
            raise Stopped

    def look(self, draw: Callable[[], NDArray[np.uint8]]) -> None:
        self.looks.append(draw().shape)


@pytest.fixture(scope="module")
def model(tiny: Callable[[str], Path]) -> H3Model:
    return load(tiny("h3"), SETUP)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Encodings:
    kept = Encodings(10**8)
    monkeypatch.setattr("engine.models.h3.encodings", lambda: kept)
    return kept


def _picture(level: int) -> bytes:
    picture = np.full((48, 64, 3), level, np.uint8)
    return cv2.imencode(".png", picture)[1].tobytes()


def _voice(pitch_hz: float) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        tone = np.sin(np.arange(RATE) * 2 * np.pi * pitch_hz / RATE) * 9000
        file.writeframes(tone.astype("<i2").tobytes())
    return target.getvalue()


PICTURES, VOICES = (_picture(40), _picture(200)), (_voice(220),)


def _film(
    model: H3Model, ask: FilmAsk = ASK, pictures: tuple[bytes, ...] = PICTURES, **how: Any
) -> NDArray[np.uint8]:
    return np.concatenate(list(_made(model, ask, pictures, **how).frames))


def _made(
    model: H3Model,
    ask: FilmAsk = ASK,
    pictures: tuple[bytes, ...] = PICTURES,
    before: Before | None = None,
    watch: Watcher | None = None,
) -> Made:
    return model.film(ask, pictures, VOICES, before, watch or Watcher())


def test_a_film_is_of_the_size_and_length_that_were_asked_for(model: H3Model) -> None:
    assert _film(model).shape == (FRAMES, 64, 128, 3)


def test_its_sound_is_as_long_as_its_pictures(model: H3Model) -> None:
    made = _made(model)
    assert made.sound is not None
    assert (made.sound.shape, made.rate, made.fps) == ((round(FRAMES / 24 * RATE), 2), RATE, 24)


def test_it_is_the_film_that_the_pipeline_makes_by_itself(model: H3Model) -> None:
    whole = model._pipeline(
        prompt=ASK.prompt,
        references=_references(PICTURES, VOICES, None),
        width=ASK.width,
        height=ASK.height,
        num_frames=FRAMES,
        num_inference_steps=3,
        generator=torch.Generator().manual_seed(ASK.seed),
        output_type="np",
        output="videos",
    )
    assert np.array_equal(_film(model), (np.asarray(whole[0]) * 255).round().astype(np.uint8))


def test_the_same_seed_makes_the_same_film(model: H3Model) -> None:
    assert np.array_equal(_film(model), _film(model))


def test_another_seed_makes_another(model: H3Model) -> None:
    assert not np.array_equal(_film(model), _film(model, ASK.model_copy(update={"seed": 4})))


def test_people_in_another_order_are_another_film(model: H3Model) -> None:
    assert not np.array_equal(_film(model), _film(model, pictures=PICTURES[::-1]))


def test_it_tells_how_far_it_is_before_every_step(model: H3Model) -> None:
    watch = Watcher()
    list(_made(model, watch=watch).frames)
    assert watch.told == [
        *((Doing.ENCODING, done, 4) for done in range(4)),
        *((Doing.DENOISING, done, 2) for done in range(2)),
        (Doing.DECODING, 0, 0),
        *((Doing.DECODING, done, 7) for done in range(0, 7, 2)),
    ]


def test_it_gives_a_rough_look_after_every_step(model: H3Model) -> None:
    watch = Watcher()
    _made(model, ASK.model_copy(update={"steps": 3}), watch=watch)
    assert watch.looks == [(64, 128, 3)] * 2


@pytest.fixture
def evaluations(model: H3Model) -> Iterator[list[int]]:
    calls: list[int] = []
    hook = model._pipeline.transformer_ref.register_forward_hook(lambda *_: calls.append(1))
    yield calls
    hook.remove()


def test_it_ends_at_the_step_at_which_nobody_waits_any_more(model: H3Model, evaluations: list[int]) -> None:
    with pytest.raises(Stopped):
        _made(model, ASK.model_copy(update={"steps": 5}), watch=Watcher(ends_at=2))
    assert len(evaluations) == 2


def test_a_film_after_one_that_was_ended_is_like_any_other(model: H3Model) -> None:
    whole = _film(model)
    with pytest.raises(Stopped):
        _made(model, watch=Watcher(ends_at=1))
    assert np.array_equal(_film(model), whole)


def test_the_same_people_and_words_are_encoded_once(model: H3Model) -> None:
    calls: list[str] = []
    parts = {"words": model._pipeline.text_encoder.model, "people": model._pipeline.vae.encoder}
    hooks = [
        part.register_forward_hook(lambda *_, name=name: calls.append(name)) for name, part in parts.items()
    ]
    for seed in (1, 2):
        _made(model, ASK.model_copy(update={"seed": seed}))
    for hook in hooks:
        hook.remove()
    assert calls == ["words", "people", "people"]


def test_other_words_for_the_same_people_encode_words_only(model: H3Model) -> None:
    _made(model)
    calls: list[str] = []
    hook = model._pipeline.vae.encoder.register_forward_hook(lambda *_: calls.append("people"))
    _made(model, ASK.model_copy(update={"prompt": "<Subject 1> sings."}))
    hook.remove()
    assert not calls


def test_what_was_kept_makes_the_same_film(model: H3Model, nothing_kept: Encodings) -> None:
    first = _film(model)
    assert nothing_kept.get(next(iter(nothing_kept._kept))) is not None
    assert np.array_equal(_film(model), first)


def test_a_film_goes_on_from_another(model: H3Model) -> None:
    made = _made(model)
    before = Before(np.concatenate(list(made.frames)), made.fps, made.sound, made.rate)
    other = Before(255 - before.frames, before.fps, before.sound, before.rate)
    ask = ASK.model_copy(update={"continues": True})
    assert not np.array_equal(_film(model, ask, before=before), _film(model, ask, before=other))


def test_a_film_that_goes_on_from_nothing_is_like_any_other(model: H3Model) -> None:
    made = _made(model)
    before = Before(np.concatenate(list(made.frames)), made.fps, made.sound, made.rate)
    assert np.array_equal(_film(model, before=before), before.frames)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"width": 120}, "multiples of 32"),
        ({"frames": 125}, "17 n"),
        ({"frames": 107}, "17 n"),
        ({"pictures": 10}, "pictures"),
        ({"pictures": 0, "voices": 1}, "pictures"),
        ({"voices": 4}, "voices"),
        ({"first": True}, "first frame"),
    ],
)
def test_what_it_cannot_make_it_says(model: H3Model, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(CannotError, match=why):
        _made(model, ASK.model_copy(update=wrong))


@pytest.mark.parametrize("plan", [Plan.INT8, Plan.GROUP_OFFLOAD, Plan.CPU_OFFLOAD])
def test_however_it_is_held_it_makes_films(tiny: Callable[[str], Path], plan: Plan) -> None:
    model = load(tiny("h3"), Setup(plan=plan, device="cpu"))
    assert _film(model).shape == (FRAMES, 64, 128, 3)


@pytest.fixture
def folder(tiny: Callable[[str], Path], tmp_path: Path) -> Path:
    """A copy, to be spoiled."""
    return Path(shutil.copytree(tiny("h3"), tmp_path / "h3"))


@pytest.mark.parametrize("part", ["transformer_ref", "text_encoder", "audio_vae", "tokenizer"])
def test_a_part_that_is_missing_is_said(folder: Path, part: str) -> None:
    shutil.rmtree(folder / part)
    with pytest.raises(OSError, match=part):
        load(folder, SETUP)


def test_weights_that_could_run_code_are_not_read(folder: Path) -> None:
    weights = next((folder / "transformer_ref").glob("*.safetensors"))
    torch.save({}, weights.with_suffix(".bin"))
    weights.unlink()
    with pytest.raises(OSError, match="transformer_ref"):
        load(folder, SETUP)


LAYER = "transformer_blocks.0.ff.net.2"


def _turbo(folder: Path, layer: str = LAYER) -> Setup:
    """A difference of rank 2 for one layer, at half strength."""
    (folder / "turbo").mkdir()
    low = {f"transformer.{layer}.lora_A.weight": torch.ones(2, 32)}
    high = {f"transformer.{layer}.lora_B.weight": torch.full((24, 2), 0.25)}
    save_file(low | high, folder / "turbo" / "8step.safetensors", metadata={"alpha": "1"})
    return Setup(plan=Plan.FULL, device="cpu", turbo=True)


def test_turbo_weights_are_added_at_their_strength(folder: Path, model: H3Model) -> None:
    turbo = load(folder, _turbo(folder))
    weights = [one._pipeline.transformer_ref.get_parameter(f"{LAYER}.weight") for one in (turbo, model)]
    assert torch.allclose(weights[0] - weights[1], torch.tensor(0.25))


def test_with_turbo_weights_it_takes_eight_steps(folder: Path) -> None:
    watch = Watcher()
    made = _made(load(folder, _turbo(folder)), ASK.model_copy(update={"steps": None}), watch=watch)
    assert (watch.told[4], made.notes) == (
        (Doing.DENOISING, 0, 8),
        ("Picture and sound made in one pass by MiniMax H3 with Turbo weights.",),
    )


def test_turbo_weights_of_another_model_are_refused(folder: Path) -> None:
    with pytest.raises(OSError, match="another model"):
        load(folder, _turbo(folder, "transformer_blocks.7.ff.net.2"))


def test_turbo_weights_that_are_not_there_are_said(folder: Path) -> None:
    with pytest.raises(OSError, match="turbo"):
        load(folder, Setup(plan=Plan.FULL, device="cpu", turbo=True))


def test_its_encodings_are_bounded_by_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMEO_MODELS__CACHE_MB", "7")
    caches.encodings.cache_clear()
    bound = caches.encodings()._most
    caches.encodings.cache_clear()
    assert bound == 7_000_000
