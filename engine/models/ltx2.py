"""LTX-2, 2.3 and 2.5: a first frame, references and words to a film with sound, through diffusers' pipeline.

Whoever gives it a sound gets a picture made to that sound, lips included, and the sound back as it was
(`ltx2_sound`). Without one, sound and picture are made together.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import PIL.Image
import torch
from diffusers import FlowMatchEulerDiscreteScheduler, LTX2InContextPipeline, LTX2VideoTransformer3DModel
from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition
from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition
from diffusers.pipelines.ltx2.utils import DEFAULT_NEGATIVE_PROMPT, DISTILLED_SIGMA_VALUES

from engine.generation.shapes import LTX2
from engine.models import Before, CannotError, Made, Pictures, Samples, Setup, Watch
from engine.models.caches import Values, encodings
from engine.models.device import generator
from engine.models.films import check, in_pieces
from engine.models.ltx2_glimpses import watched
from engine.models.ltx2_sound import encoded, held
from engine.models.placing import dtype_of, place
from engine.models.received import picture, recording
from engine.room.messages import Doing, FilmAsk

FPS = float(LTX2.fps)
LONGEST_PROMPT = 1024
"""Tokens that the text encoder reads."""
GREY = (128, 128, 128)
TURBO = "turbo"
UNUSED = ("processor", "prompt_enhancer")
"""Parts of some releases that rewrite prompts: nobody's words are rewritten here."""
ALONE = "These weights take no references: the first picture alone says who is in it."

Image = PIL.Image.Image


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a release is sampled. The names are those of diffusers' pipeline.

    block: the transformer's block that is left out for guidance in space and time (STG).
    """

    steps: int
    guidance_scale: float
    stg_scale: float
    modality_scale: float
    guidance_rescale: float
    audio_guidance_scale: float
    block: int
    use_cross_timestep: bool
    sigmas: tuple[float, ...] | None = None


FIRST = Sampling(40, 4.0, 0.0, 1.0, 0.0, 4.0, 29, use_cross_timestep=False)
"""LTX-2 as it came first: steps and guidance of diffusers' documentation of it."""
LATER = Sampling(30, 3.0, 1.0, 3.0, 0.7, 7.0, 28, use_cross_timestep=True)
"""LTX-2.3 and 2.5: what diffusers' pipeline does by itself."""


def load(folder: Path, setup: Setup) -> "Ltx2Model":
    """Load it out of a folder as diffusers writes it: safetensors, nothing fetched.

    Its distilled weights are another transformer, in the folder `turbo`, laid out likewise.

    Raises:
        OSError: something is missing in the folder.
    """
    return Ltx2Model(_pipeline(folder, setup), setup, folder)


def _pipeline(folder: Path, setup: Setup) -> Any:
    files = {"dtype": dtype_of(setup), "local_files_only": True, "use_safetensors": True}
    parts: dict[str, Any] = dict.fromkeys(UNUSED)
    if setup.turbo:
        parts["transformer"] = LTX2VideoTransformer3DModel.from_pretrained(
            folder / TURBO, subfolder="transformer", **files
        )
    pipeline = LTX2InContextPipeline.from_pretrained(folder, **parts, **files)
    if setup.turbo:
        # Distilled weights name their steps exactly, so that nothing shifts them.
        schedule = {**pipeline.scheduler.config, "use_dynamic_shifting": False, "shift_terminal": None}
        pipeline.scheduler = FlowMatchEulerDiscreteScheduler.from_config(schedule)
    pipeline.set_progress_bar_config(disable=True)
    pipeline.vae.enable_tiling()  # as the release decodes: 20 seconds at once would fill any card
    place(pipeline.components, setup)
    return pipeline


def _takes_references(folder: Path) -> bool:
    """Weights that were trained with references say so by the pipeline that they were saved with."""
    index = json.loads((folder / "model_index.json").read_text())
    return bool(index.get("_class_name") == LTX2InContextPipeline.__name__)


class Ltx2Model:
    """Makes films with sound at 24 frames a second."""

    def __init__(self, pipeline: Any, setup: Setup, folder: Path) -> None:
        """Take a pipeline that lies where the plan has it, and the folder that it came out of."""
        self._pipeline = pipeline
        self._setup = setup
        self._takes_references = _takes_references(folder)
        self._name = f"{folder} {setup.plan}"
        self._sampling = _sampling(pipeline.transformer.config, turbo=setup.turbo)

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes],
        voices: Sequence[bytes],
        before: Before | None,
        watch: Watch,
    ) -> Made:
        """Make one; see `engine.models.FilmModel`. The one voice that it takes is the sound of the film.

        Raises:
            CannotError: it asks for more than one sound, for a size or length that the model does not make,
                or goes on from a film of another size.
        """
        if len(voices) > 1:
            raise CannotError("LTX-2 is given one sound at most")
        check(ask, before, LTX2)
        watch.at(Doing.ENCODING)
        given = recording(voices[0]) if voices else None
        shown_before = LTX2.overlap - 1 if before is not None else 0
        length = ask.frames + shown_before
        references = [picture(one) for one in (pictures[1:] if ask.first else pictures)]
        notes = (ALONE,) if references and not self._takes_references else ()
        heard = None if given is None else self._heard(given, before, length)
        with held(self._pipeline.transformer, heard):
            film = self._pipeline(
                **self._words(ask.prompt),
                conditions=_opening(ask, pictures, before) or None,
                reference_conditions=self._references(references, ask) or None,
                width=ask.width,
                height=ask.height,
                num_frames=length,
                frame_rate=FPS,
                **self._sampled(ask, length, watch),
                generator=generator(ask.seed),
                output_type="latent",
            )
        sound, rate = self._sound(film.audio, shown_before, ask.frames) if given is None else given
        return Made(self._decoded(film.frames, shown_before, watch), FPS, sound, rate, notes)

    def _words(self, prompt: str) -> Values:
        """The words, and what is to be avoided where the model is guided, as its text encoder reads them."""
        words, heeded = self._encoded(prompt)
        encoded = {"prompt_embeds": words, "prompt_attention_mask": heeded}
        if self._sampling.guidance_scale > 1:
            words, heeded = self._encoded(DEFAULT_NEGATIVE_PROMPT)
            encoded |= {"negative_prompt_embeds": words, "negative_prompt_attention_mask": heeded}
        return encoded

    def _encoded(self, text: str) -> tuple[torch.Tensor, torch.Tensor]:
        """What the text encoder makes of it, and which tokens of that are words and no padding.

        Kept without its padding, which would be most of it and which nothing reads.
        """
        store = encodings()
        key = store.key(self._name, text)
        kept = store.get(key)
        if kept is None:
            with torch.no_grad():
                words, heeded, *_ = self._pipeline.encode_prompt(
                    text, do_classifier_free_guidance=False, max_sequence_length=LONGEST_PROMPT
                )
            kept = {"words": words[:, heeded[0].bool()].cpu()}
            store.keep(key, kept)
        words = kept["words"].to(self._setup.device)
        count = words.shape[1]
        heeded = torch.zeros(1, LONGEST_PROMPT, dtype=torch.int64, device=words.device)
        heeded[:, -count:] = 1
        return torch.nn.functional.pad(words, (0, 0, LONGEST_PROMPT - count, 0)), heeded

    def _sampled(self, ask: FilmAsk, length: int, watch: Watch) -> dict[str, Any]:
        how = self._sampling
        sigmas = None if how.sigmas is None else list(how.sigmas)
        steps = len(sigmas) if sigmas else ask.steps or self._setup.steps or how.steps
        own = ((length - 1) // LTX2.step + 1, ask.height // LTX2.sides, ask.width // LTX2.sides)
        return {
            "num_inference_steps": steps,
            "sigmas": sigmas,
            "guidance_scale": how.guidance_scale,
            "stg_scale": how.stg_scale,
            "modality_scale": how.modality_scale,
            "guidance_rescale": how.guidance_rescale,
            "audio_guidance_scale": how.audio_guidance_scale,
            "audio_stg_scale": how.stg_scale,
            "audio_modality_scale": how.modality_scale,
            "audio_guidance_rescale": how.guidance_rescale,
            "spatio_temporal_guidance_blocks": [how.block],
            "use_cross_timestep": how.use_cross_timestep,
            "callback_on_step_end": watched(watch, steps, own),
        }

    def _references(self, references: Sequence[Image], ask: FilmAsk) -> list[LTX2ReferenceCondition]:
        if not self._takes_references:
            return []
        return [LTX2ReferenceCondition(_on_canvas(one, ask.width, ask.height)) for one in references]

    def _heard(self, given: tuple[Samples, int], before: Before | None, length: int) -> torch.Tensor:
        """The sound of all pictures that are made: what was heard under those that are shown comes first."""
        sound, rate = given
        if before is not None:
            sound = np.concatenate([_tail(before, rate), sound])
        pipeline = self._pipeline
        second = pipeline.audio_sampling_rate / pipeline.audio_hop_length
        tokens = round(length / FPS * (second / pipeline.audio_vae_temporal_compression_ratio))
        return encoded(pipeline.audio_vae, sound, rate, tokens)

    def _sound(self, latents: torch.Tensor, skip: int, frames: int) -> tuple[Samples, int]:
        pipeline = self._pipeline
        with torch.no_grad():
            spectra = pipeline.audio_vae.decode(latents.to(pipeline.audio_vae.dtype), return_dict=False)[0]
            waves = pipeline.vocoder(spectra)[0].float().clamp(-1, 1).T.cpu().numpy()
        rate = int(pipeline.vocoder.config.output_sampling_rate)
        begin = round(skip / FPS * rate)
        return cast("Samples", waves[begin : begin + round(frames / FPS * rate)]), rate

    def _decoded(self, latents: torch.Tensor, skip: int, watch: Watch) -> Iterator[Pictures]:
        watch.at(Doing.DECODING)
        vae = self._pipeline.vae
        values = latents.to(vae.dtype)
        moment = torch.zeros(1).to(values) if vae.config.timestep_conditioning else None
        with torch.no_grad():
            film = vae.decode(values, moment, return_dict=False)[0][0, :, skip:]
        yield from in_pieces(film)
        self._pipeline.maybe_free_model_hooks()


def _sampling(config: Any, *, turbo: bool) -> Sampling:
    """By what the transformer is made of: from 2.3 on, words are modulated by the noise that is left.

    Distilled weights have their own steps, and are sampled without any guidance.
    """
    later = config.cross_attn_mod or config.audio_cross_attn_mod
    how = LATER if later else FIRST
    how = replace(how, block=min(how.block, config.num_layers - 1))
    if not turbo:
        return how
    return replace(
        how,
        guidance_scale=1.0,
        stg_scale=0.0,
        modality_scale=1.0,
        guidance_rescale=0.0,
        audio_guidance_scale=1.0,
        sigmas=tuple(DISTILLED_SIGMA_VALUES),
    )


def _opening(ask: FilmAsk, pictures: Sequence[bytes], before: Before | None) -> list[LTX2VideoCondition]:
    """The pictures that the film is given to begin with."""
    if before is not None:
        return [LTX2VideoCondition(np.ascontiguousarray(before.frames[-LTX2.overlap :]))]
    return [LTX2VideoCondition(picture(pictures[0]))] if ask.first else []


def _tail(before: Before, rate: int) -> Samples:
    """What was heard under the pictures that are shown, but the last, (samples, 1); silence if not known."""
    until, wanted = round(rate / FPS), round((LTX2.overlap - 1) / FPS * rate)
    if before.sound is None or before.rate != rate or len(before.sound) < until + wanted:
        return np.zeros((wanted, 1), np.float32)
    return np.asarray(before.sound[-until - wanted : -until].mean(axis=1, keepdims=True), np.float32)


def _on_canvas(picture: Image, width: int, height: int) -> Image:
    """All of a picture in the film's shape: the pipeline would cut a head off otherwise."""
    scale = min(width / picture.width, height / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    canvas = PIL.Image.new("RGB", (width, height), GREY)
    canvas.paste(picture.resize(size), ((width - size[0]) // 2, (height - size[1]) // 2))
    return canvas
