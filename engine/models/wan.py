"""Wan VACE: pictures of people to a silent film, through diffusers' pipeline (Jiang et al., VACE, 2025).

People are given as reference pictures, which the model takes as frames before the first. A film goes on from
another by being shown its last pictures as its own first ones, which are kept and then left out.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import PIL.Image
import torch
from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanVACEPipeline

from engine.generation.shapes import WAN
from engine.models import Before, CannotError, Made, Pictures, Setup, Watch
from engine.models.caches import Values, encodings
from engine.models.device import generator
from engine.models.films import check, in_pieces
from engine.models.placing import dtype_of, place
from engine.models.received import picture
from engine.models.stepping import told
from engine.room.messages import Doing, FilmAsk

STEPS = 30
GUIDANCE = 5.0
"""Steps and guidance of the example in diffusers' documentation of VACE."""
SHIFTS = {True: 5.0, False: 3.0}
"""Flow shift of the model card: for 720 rows and more, and for less."""
TALL = 720
LONGEST_PROMPT = 512
"""Tokens that the text encoder reads."""
GREY = (128, 128, 128)
KEPT, MADE = 0, 255
"""In a mask: what stays, and what is to be made."""
AVOIDED = (
    "Bright tones, overexposed, static, blurred details, subtitles, style, works, paintings, images, static, "
    "overall gray, worst quality, low quality, JPEG compression residue, ugly, incomplete, extra fingers, "
    "poorly drawn hands, poorly drawn faces, deformed, disfigured, misshapen limbs, fused fingers, "
    "still picture, messy background, three legs, many people in the background, walking backwards"
)
"""The negative prompt that the model was made with, as diffusers' documentation of VACE has it."""

Image = PIL.Image.Image


def load(folder: Path, setup: Setup) -> "WanModel":
    """Load it out of a folder as diffusers writes it: safetensors, nothing fetched.

    Raises:
        OSError: something is missing in the folder.
    """
    return WanModel(_pipeline(folder, setup), setup, str(folder))


def _pipeline(folder: Path, setup: Setup) -> Any:
    """The autoencoder stays in 32 bits, as the model card has it: in 16 it bands."""
    files = {"local_files_only": True, "use_safetensors": True}
    vae = AutoencoderKLWan.from_pretrained(folder, subfolder="vae", dtype=torch.float32, **files)
    pipeline = WanVACEPipeline.from_pretrained(folder, vae=vae, dtype=dtype_of(setup), **files)
    pipeline.set_progress_bar_config(disable=True)
    place(pipeline.components, setup)
    return pipeline


class WanModel:
    """Makes silent films at 16 frames a second."""

    def __init__(self, pipeline: Any, setup: Setup, name: str) -> None:
        """Take a pipeline that lies where the plan has it, and what tells its encodings from another's."""
        self._pipeline = pipeline
        self._name = name
        self._setup = setup
        self._schedule = dict(pipeline.scheduler.config)

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes],
        voices: Sequence[bytes],
        before: Before | None,
        watch: Watch,
    ) -> Made:
        """Make one; see `engine.models.FilmModel`.

        Raises:
            CannotError: it asks for a voice, for a size or length that the model does not make, or goes on
                from a film of another size.
        """
        if voices:
            raise CannotError("Wan makes no sound and takes no voices")
        check(ask, before, WAN)
        opening = _opening(ask, pictures, before)
        references = [picture(one) for one in (pictures[1:] if ask.first else pictures)]
        shown_before = WAN.overlap - 1 if before is not None else 0
        length = ask.frames + (WAN.overlap if before is not None else 0)
        watch.at(Doing.ENCODING)
        words = self._encoded(ask.prompt)
        steps = ask.steps or self._setup.steps or STEPS
        self._schedule_for(ask.height)
        latents = self._pipeline(
            **words,
            reference_images=references or None,
            **_conditions(opening, (ask.width, ask.height), length),
            width=ask.width,
            height=ask.height,
            num_frames=length,
            num_inference_steps=steps,
            guidance_scale=GUIDANCE,
            generator=generator(ask.seed),
            output_type="latent",
            callback_on_step_end=self._watched(watch, steps),
        ).frames
        film = self._decoded(latents[:, :, len(references) :], watch)
        return Made(_cut(film, shown_before, ask.frames), float(WAN.fps))

    def _encoded(self, prompt: str) -> Values:
        """The words as the model reads them, kept in main memory for the next part or the next take."""
        kept = encodings()
        key = kept.key(self._name, prompt)
        values = kept.get(key)
        if values is None:
            with torch.no_grad():
                wanted, avoided = self._pipeline.encode_prompt(
                    prompt, AVOIDED, max_sequence_length=LONGEST_PROMPT
                )
            values = {"prompt_embeds": wanted.cpu(), "negative_prompt_embeds": avoided.cpu()}
            kept.keep(key, values)
        return {name: value.to(self._setup.device) for name, value in values.items()}

    def _schedule_for(self, height: int) -> None:
        """A fresh one for every film: it remembers the steps of the last."""
        shift = SHIFTS[height >= TALL]
        self._pipeline.scheduler = UniPCMultistepScheduler.from_config(self._schedule, flow_shift=shift)

    def _watched(self, watch: Watch, steps: int) -> Any:
        tell = told(watch, steps)

        def ended(pipeline: Any, number: int, time: Any, values: dict[str, Any]) -> dict[str, Any]:
            tell(pipeline, number, time, values)
            if number + 1 < steps:
                watch.look(lambda: self._glimpse(pipeline, values["latents"]))
            return values

        return ended

    def _glimpse(self, pipeline: Any, noisy: torch.Tensor) -> Pictures:
        """What the last step takes for the finished film, one of its frames alone: UniPC keeps that."""
        guessed = pipeline.scheduler.model_outputs[-1]
        whole = noisy if guessed is None else guessed
        middle = whole.shape[2] // 2
        (frame,) = next(self._pieces(whole[:, :, middle : middle + 1]))
        return cast("Pictures", frame)

    def _decoded(self, latents: torch.Tensor, watch: Watch) -> Iterator[Pictures]:
        watch.at(Doing.DECODING)
        yield from self._pieces(latents)

    def _pieces(self, latents: torch.Tensor) -> Iterator[Pictures]:
        yield from in_pieces(self._film(latents))

    def _film(self, latents: torch.Tensor) -> torch.Tensor:
        """Decoded, (3, frames, height, width), -1..1."""
        vae = self._pipeline.vae
        values = latents.to(vae.dtype)
        mean, spread = (
            torch.tensor(numbers).view(1, -1, 1, 1, 1).to(values)
            for numbers in (vae.config.latents_mean, vae.config.latents_std)
        )
        with torch.no_grad():
            return cast("torch.Tensor", vae.decode(values * spread + mean, return_dict=False)[0][0])


def _cut(pieces: Iterator[Pictures], first: int, count: int) -> Iterator[Pictures]:
    """So many pictures of a film, from this one on."""
    for piece in pieces:
        kept = piece[first : first + count]
        first, count = max(first - len(piece), 0), count - len(kept)
        if len(kept):
            yield kept


def _opening(ask: FilmAsk, pictures: Sequence[bytes], before: Before | None) -> list[Image]:
    """The pictures that the film is given to begin with."""
    if before is not None:
        return [PIL.Image.fromarray(frame) for frame in before.frames[-WAN.overlap :]]
    return [picture(pictures[0])] if ask.first else []


def _conditions(opening: Sequence[Image], size: tuple[int, int], length: int) -> dict[str, Any]:
    """What is given and what is to be made, as diffusers' example prepares it; nothing where all is made."""
    if not opening:
        return {}
    rest = length - len(opening)
    given = [one.resize(size, PIL.Image.Resampling.LANCZOS) for one in opening]
    kept, made = (PIL.Image.new("L", size, shade) for shade in (KEPT, MADE))
    video = [*given, *[PIL.Image.new("RGB", size, GREY)] * rest]
    return {"video": video, "mask": [*[kept] * len(given), *[made] * rest]}
