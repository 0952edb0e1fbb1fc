"""MiniMax-H3 from its files: its parts, each by its own class, and the distilled weights folded in."""

import warnings
from pathlib import Path
from typing import Any

from diffusers import MiniMaxH3ModularPipeline
from diffusers.loaders.lora_pipeline import MiniMaxH3LoraLoaderMixin
from diffusers.modular_pipelines.minimax_h3 import MiniMaxH3Blocks
from safetensors import safe_open
from torch import nn

from engine.models import Setup
from engine.models.placing import dtype_of, place

WORKFLOW = "ref2va"
DENOISER = "transformer_ref"
TURBO = "turbo"
"""Folder of the distilled weights, a LoRA of `lightx2v/Minimax-h3-Turbo`."""
TURBO_SHIFT, TURBO_SOUND_SHIFT = 6.0, 3.0
"""What the LoRA for 768 rows was trained with, by its card."""
DOWN, UP = ".lora_A.weight", ".lora_B.weight"


def pipeline_from(folder: Path, setup: Setup) -> Any:
    """Its pipeline for reference films, every part in its place.

    Parts are of the classes that the pipeline names, whatever the folder's index says; nothing is fetched.

    Raises:
        OSError: something is missing in the folder, or is of another model.
    """
    blocks = MiniMaxH3Blocks().get_workflow(WORKFLOW)
    pipeline = MiniMaxH3ModularPipeline(
        blocks=blocks, pretrained_model_name_or_path=str(folder), local_files_only=True
    )
    for spec in blocks.expected_components:
        if spec.default_creation_method != "from_pretrained":
            continue
        part = _part(folder, spec, setup)
        if setup.turbo and spec.name == DENOISER:
            _fold(part, folder / TURBO)
        # Before the next is loaded: main memory holds one of the two large ones at a time.
        place({spec.name: part}, setup)
        pipeline.update_components(**{spec.name: part})
    if setup.turbo:
        pipeline.scheduler.set_shift(TURBO_SHIFT)
        pipeline.audio_scheduler.set_shift(TURBO_SOUND_SHIFT)
    return pipeline


def _part(folder: Path, spec: Any, setup: Setup) -> Any:
    if not (folder / spec.name).is_dir():
        raise OSError(f"{spec.name} of MiniMax H3 is missing.")
    how: dict[str, Any] = {"subfolder": spec.name, "local_files_only": True}
    if issubclass(spec.type_hint, nn.Module):
        how |= {"dtype": dtype_of(setup), "use_safetensors": True}
    with warnings.catch_warnings():
        # diffusers 0.42 builds the sound's decoder with what torch 2.14 calls old.
        warnings.filterwarnings("ignore", r".*weight_norm. is deprecated", FutureWarning)
        try:
            return spec.type_hint.from_pretrained(str(folder), **how)
        except OSError as error:
            raise OSError(f"{spec.name} of MiniMax H3 cannot be loaded: {error}") from error


def _fold(denoiser: nn.Module, folder: Path) -> None:
    """Add the low-rank differences to the weights: as fast as without, and nothing is left to quantise."""
    files = sorted(folder.glob("*.safetensors"))
    if len(files) != 1:
        raise OSError(f"There are {len(files)} files of turbo weights in {folder.name}, not one.")
    found = MiniMaxH3LoraLoaderMixin.lora_state_dict(
        str(folder), weight_name=files[0].name, use_safetensors=True, local_files_only=True
    )
    alpha = _alpha(files[0])
    for name in [name for name in found if name.endswith(DOWN)]:
        down, up = found[name], found[name.removesuffix(DOWN) + UP]
        scale = 1.0 if alpha is None else alpha / down.shape[0]
        path = name.removesuffix(DOWN).partition(".")[2]
        try:
            weight = denoiser.get_parameter(f"{path}.weight")
        except AttributeError as error:
            raise OSError(f"The turbo weights are of another model: it has no {path}.") from error
        change = (up.float() @ down.float()).mul_(scale)
        weight.data += change.to(weight)


def _alpha(file: Path) -> float | None:
    """The strength that the file says it was trained with, where its matrices do not hold it already."""
    with safe_open(file, framework="pt") as opened:
        if any(name.endswith(".alpha") for name in opened.keys()):  # noqa: SIM118 - it is no dict
            return None
        told = (opened.metadata() or {}).get("alpha")
    return None if told is None else float(told)
