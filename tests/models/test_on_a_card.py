"""Every family on a card that is none, as a real one would hold it: in 16 bits, whole or streamed."""

import io
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
import torch
from pretend_card import CARD, ElsewhereError, a_card, at_work

from engine.models import Pictures, Setup, load, placing
from engine.models.plans import Plan
from engine.room.messages import Doing, FilmAsk, PictureAsk, SoundAsk, SpeechAsk

pytestmark = pytest.mark.models

Tiny = Callable[[str], Path]
Make = Callable[[Any, "Watcher"], Any]
SEED = 5


class Watcher:
    """Looks at every step, so that rough pictures are drawn too."""

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None: ...

    def look(self, draw: Callable[[], Pictures]) -> None:
        draw()


def _picture() -> bytes:
    target = io.BytesIO()
    PIL.Image.new("RGB", (64, 48), (90, 140, 200)).save(target, "PNG")
    return target.getvalue()


def _voice() -> bytes:
    target = io.BytesIO()
    shape = np.sin(np.arange(32_000) / 20) * 9000
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(32_000)
        file.writeframes(shape.astype("<i2").tobytes())
    return target.getvalue()


def _film(family: str, frames: int, width: int, pictures: int = 1, voices: int = 0) -> Make:
    ask = FilmAsk(
        family=family,
        prompt="<Subject 1> waves.",
        frames=frames,
        width=width,
        height=64,
        seed=SEED,
        pictures=pictures,
        voices=voices,
        first=family == "ltx2",
        steps=2,
    )

    def make(model: Any, watch: Watcher) -> np.ndarray:
        made = model.film(ask, [_picture()] * pictures, [_voice()] * voices, None, watch)
        return next(iter(made.frames))

    return make


def _frame(model: Any, watch: Watcher) -> np.ndarray:
    ask = PictureAsk(family="first_frame", prompt="a wave", width=64, height=64, seed=SEED, pictures=1)
    return np.asarray(model.picture(ask, [_picture()], watch))


def _line(family: str) -> Make:
    ask = SpeechAsk(family=family, text="Hi.", heard="hello", seed=SEED)
    return lambda model, watch: model.say(ask, _voice(), watch)[0]


def _sound(family: str) -> Make:
    ask = SoundAsk(family=family, prompt="rain", seconds=1, seed=SEED)
    return lambda model, watch: model.sound(ask, watch)[0]


MAKES: dict[str, Make] = {
    "h3": _film("h3", 124, 128, voices=1),
    "ltx2": _film("ltx2", 9, 64),
    "wan": _film("wan", 5, 64),
    "first_frame": _frame,
    "pocket_tts": _line("pocket_tts"),
    "dia": _line("dia"),
    "csm": _line("csm"),
    "stable_audio_3": _sound("stable_audio_3"),
    "ace_step": _sound("ace_step"),
}


def _made(folder: Path, family: str, plan: Plan) -> np.ndarray:
    torch.set_num_threads(1)
    with a_card():
        model = load(family, folder, Setup(plan=plan, device=CARD, steps=2))
        with at_work():
            return np.asarray(MAKES[family](model, Watcher()))


@pytest.mark.parametrize("family", MAKES)
def test_a_family_works_on_a_card_that_it_does_not_fit_on(tiny: Tiny, family: str) -> None:
    assert _made(tiny(family), family, Plan.GROUP_OFFLOAD).size > 0


def test_streamed_it_makes_what_it_makes_whole(tiny: Tiny) -> None:
    whole, streamed = (_made(tiny("wan"), "wan", plan) for plan in (Plan.FULL, Plan.GROUP_OFFLOAD))
    assert np.array_equal(whole, streamed)


def test_a_part_that_is_forgotten_in_main_memory_is_found_out(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = placing._place_one
    monkeypatch.setattr(
        placing, "_place_one", lambda part, setup: None if hasattr(part, "decode") else place(part, setup)
    )
    with pytest.raises((ElsewhereError, RuntimeError)):
        _made(tiny("wan"), "wan", Plan.FULL)
