"""MiniMax-H3: people by pictures and voices to a film with speech, effects and music in one pass.

Through diffusers' modular pipeline, workflow `ref2va`. Its blocks are gone through one by one: what the text
encoder and the autoencoders make of people is kept for their next film, every step of denoising is told,
and films are decoded as they are read.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.modular_pipelines import PipelineState
from diffusers.modular_pipelines.minimax_h3 import (
    MiniMaxH3AudioReference,
    MiniMaxH3ImageReference,
    MiniMaxH3VideoReference,
)

from engine.models import Before, CannotError, Made, Samples, Setup, Watch
from engine.models.caches import Values, encodings
from engine.models.device import generator
from engine.models.h3_decoding import decoded, rough
from engine.models.h3_parts import pipeline_from
from engine.models.plans import Plan
from engine.models.received import picture, recording
from engine.models.stepping import watched
from engine.room.messages import Doing, FilmAsk

FPS = 24
STEPS, TURBO_STEPS = 49, 8
"""Evaluations: of the pipeline's default, and of the distilled weights by their card."""
MOST_PICTURES, MOST_VOICES, MOST_REFERENCES = 9, 3, 12
GOES_ON_FRAMES = 73
"""Three seconds of the film before are shown to one that goes on from it: 17 n + 5 pictures."""
WORDS, PEOPLE = "text_encoder", "vae_encoder"
LOOP = "denoise.denoise"

Reference = Any
"""A picture, a voice or a film, of the three classes above; diffusers has no types."""


def load(folder: Path, setup: Setup) -> "H3Model":
    """Load it out of a folder as diffusers writes it: safetensors, nothing fetched.

    Raises:
        OSError: something is missing in the folder.
    """
    return H3Model(pipeline_from(folder, setup), setup)


class H3Model:
    """Makes films of 5.2 to 14.4 seconds at 24 frames a second, with stereo sound at 32 kHz."""

    def __init__(self, pipeline: Any, setup: Setup) -> None:
        """Take a pipeline that lies where the plan has it."""
        self._pipeline = pipeline
        self._setup = setup

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes],
        voices: Sequence[bytes],
        before: Before | None,
        watch: Watch,
    ) -> Made:
        """Make one. The film before comes last in the prompt's numbers: <Video 1>, its sound after voices.

        Raises:
            CannotError: a size, a length or references that this family does not take.
        """
        shown = before if ask.continues else None
        self._check(ask, shown)
        references = _references(pictures, voices, shown)
        state = self._state(ask, references)
        for name, block in self._pipeline._blocks.sub_blocks.items():  # noqa: SLF001 - `blocks` is a copy
            if name.startswith("decode."):
                break
            self._run(name, block, state, watch)
        watch.at(Doing.DECODING)
        sound, rate = self._sound(state)
        return Made(
            frames=decoded(self._pipeline, state.get("latents"), watch),
            fps=FPS,
            sound=sound,
            rate=rate,
            notes=(self._note(),),
        )

    def _check(self, ask: FilmAsk, before: Before | None) -> None:
        multiple = self._pipeline.canvas_multiple
        if ask.width % multiple or ask.height % multiple:
            raise CannotError(f"Width and height are multiples of {multiple}.")
        chunk, rest = self._pipeline.vae_frames_per_chunk, self._pipeline.vae_latents_per_chunk
        shortest, longest = (
            round(FPS * seconds) for seconds in (self._pipeline.min_duration, self._pipeline.max_duration)
        )
        if ask.frames % chunk != rest or not shortest <= ask.frames <= longest:
            raise CannotError(f"A film has {chunk} n + {rest} frames, {shortest} to {longest}.")
        films = int(before is not None)
        if ask.pictures > MOST_PICTURES or ask.voices > MOST_VOICES or not ask.pictures + films:
            raise CannotError(f"It takes 1 to {MOST_PICTURES} pictures and up to {MOST_VOICES} voices.")
        if ask.pictures + ask.voices + films > MOST_REFERENCES:
            raise CannotError(f"It takes {MOST_REFERENCES} references.")
        if ask.first:
            raise CannotError("It takes references, not a first frame.")

    def _state(self, ask: FilmAsk, references: list[Reference]) -> Any:
        steps = ask.steps or self._setup.steps or (TURBO_STEPS if self._setup.turbo else STEPS)
        state = PipelineState()
        values = {
            "prompt": ask.prompt,
            "references": references,
            "width": ask.width,
            "height": ask.height,
            "num_frames": ask.frames,
            "num_inference_steps": steps + 1,  # the grid ends with the clean film, which is no evaluation
            "generator": generator(ask.seed),
        }
        for name, value in values.items():
            state.set(name, value)
        return state

    def _run(self, name: str, block: Any, state: Any, watch: Watch) -> None:
        with torch.no_grad():
            if name == WORDS:
                watch.at(Doing.ENCODING, 0, 1 + len(state.get("references")))
                self._read(block, state)
            elif name == PEOPLE:
                self._look_at_people(block, state, watch)
            elif name == LOOP:
                with watched(self._pipeline, watch, self._draw(state, watch)):
                    block(self._pipeline, state)
            else:
                block(self._pipeline, state)

    def _read(self, block: Any, state: Any) -> None:
        """The prompt with its pictures, unless the very same was read before."""
        seen = [_content(one) for one in state.get("normalized_references") if one.kind != "audio"]
        heard = [one.kind for one in state.get("normalized_references")]
        key = encodings().key(WORDS, state.get("prompt"), *heard, *(part for parts in seen for part in parts))
        names = [one.name for one in block.intermediate_outputs]
        found = encodings().get(key)
        if found is None:
            block(self._pipeline, state)
            encodings().keep(key, {name: state.get(name).cpu() for name in names})
            return
        for name in names:
            state.set(name, found[name].to(self._pipeline._execution_device))  # noqa: SLF001 - as its blocks do

    def _look_at_people(self, block: Any, state: Any, watch: Watch) -> None:
        """The references one by one, but for those that were encoded before."""
        references = state.get("normalized_references")
        made: list[Values] = []
        for number, one in enumerate(references, start=1):
            watch.at(Doing.ENCODING, number, 1 + len(references))
            key = encodings().key(PEOPLE, one.kind, *_content(one))
            found = encodings().get(key)
            if found is None:
                state.set("normalized_references", [one])
                block(self._pipeline, state)
                found = {name.name: list(state.get(name.name)) for name in block.intermediate_outputs}
                encodings().keep(key, found)
            made.append(found)
        state.set("normalized_references", references)
        for output in block.intermediate_outputs:
            state.set(output.name, [tensor for values in made for tensor in values[output.name]])

    def _draw(self, film: Any, watch: Watch) -> Callable[[Any, torch.Tensor], None] | None:
        """How a rough look is had; not at all where parts would have to move for it."""
        if self._setup.plan not in {Plan.FULL, Plan.INT8}:
            return None
        height, width = film.get("height"), film.get("width")

        def draw(state: Any, time: torch.Tensor) -> None:
            watch.look(lambda: rough(self._pipeline, state, time, height, width))

        return draw

    def _sound(self, state: Any) -> tuple[Samples, int]:
        """(samples, 2), as long as the film."""
        self._pipeline._blocks.sub_blocks["decode.audio"](self._pipeline, state)  # noqa: SLF001 - `blocks` is a copy
        rate = int(state.get("sampling_rate"))
        wave_: Samples = state.get("audio")[0].float().cpu().numpy().T
        return np.ascontiguousarray(wave_[: round(state.get("num_frames") / FPS * rate)]), rate

    def _note(self) -> str:
        turbo = " with Turbo weights" if self._setup.turbo else ""
        return f"Picture and sound made in one pass by MiniMax H3{turbo}."


def _references(pictures: Sequence[bytes], voices: Sequence[bytes], before: Before | None) -> list[Reference]:
    """In the order of the numbers in the prompt."""
    shown = [MiniMaxH3ImageReference(image=picture(data)) for data in pictures]
    return [*shown, *(_voice(data) for data in voices), *([] if before is None else [_film(before)])]


def _voice(data: bytes) -> MiniMaxH3AudioReference:
    """A WAV of 16 bit mono, as it is asked with."""
    samples, rate = recording(data)
    return MiniMaxH3AudioReference(audio=torch.from_numpy(samples.T.copy()), sample_rate=rate)


def _film(before: Before) -> MiniMaxH3VideoReference:
    """Its end, with the sound of that end."""
    frames = before.frames[-GOES_ON_FRAMES:]
    if before.sound is None:
        return MiniMaxH3VideoReference(frames=frames, fps=before.fps)
    heard = before.sound[-round(len(frames) / before.fps * before.rate) :]
    return MiniMaxH3VideoReference(
        frames=frames,
        fps=before.fps,
        audio=torch.from_numpy(np.ascontiguousarray(heard.T)),
        sample_rate=before.rate,
    )


def _content(reference: Reference) -> list[bytes | memoryview]:
    """What it is, for a hash."""
    if reference.kind == "image":
        return [repr(reference.image.size).encode(), reference.image.tobytes()]
    if reference.kind == "audio":
        return [reference.audio.numpy().tobytes()]
    heard = b"" if reference.audio is None else reference.audio.numpy().tobytes()
    return [repr(reference.frames.shape).encode(), np.ascontiguousarray(reference.frames).tobytes(), heard]
