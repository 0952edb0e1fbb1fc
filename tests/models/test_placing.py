"""Where the parts of a model lie by each memory plan, on a processor, with a tiny Wan."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import WanVACEPipeline
from diffusers.hooks.group_offloading import _is_group_offload_enabled
from torchao.utils import TorchAOBaseTensor

from engine.models import SettingError, Setup
from engine.models.placing import dtype_of, place
from engine.models.plans import Plan

pytestmark = pytest.mark.models

Tiny = Callable[[str], Path]
Films = dict[Plan, np.ndarray]
WHOLE = [Plan.FULL, Plan.INT8]
STREAMED = [Plan.GROUP_OFFLOAD, Plan.CPU_OFFLOAD]
IN_EIGHT_BITS = [Plan.INT8, Plan.CPU_OFFLOAD]


@pytest.fixture(scope="module")
def placed(tiny: Tiny) -> Callable[..., Any]:
    """A pipeline whose parts lie as a setup wants."""
    torch.set_num_threads(1)

    def made(plan: Plan, **rest: Any) -> Any:
        setup = Setup(plan=plan, device="cpu", **rest)
        pipeline = WanVACEPipeline.from_pretrained(
            tiny("wan"), dtype=dtype_of(setup), local_files_only=True, use_safetensors=True
        )
        pipeline.set_progress_bar_config(disable=True)
        place(pipeline.components, setup)
        return pipeline

    return made


@pytest.fixture(scope="module")
def films(placed: Callable[..., Any]) -> Films:
    """The same film by every plan."""
    return {plan: _film(placed(plan)) for plan in Plan}


def _film(pipeline: Any) -> np.ndarray:
    made = pipeline(
        prompt="a wave",
        width=32,
        height=32,
        num_frames=5,
        num_inference_steps=2,
        generator=torch.Generator("cpu").manual_seed(3),
        output_type="np",
    )
    return np.asarray(made.frames[0])


def _in_eight_bits(part: torch.nn.Module) -> set[str]:
    return {name for name, weight in part.named_parameters() if isinstance(weight, TorchAOBaseTensor)}


@pytest.mark.parametrize("plan", list(Plan))
def test_every_plan_makes_the_film(films: Films, plan: Plan) -> None:
    assert films[plan].shape == (5, 32, 32, 3)


def test_streaming_changes_nothing_in_it(films: Films) -> None:
    assert np.abs(films[Plan.GROUP_OFFLOAD] - films[Plan.FULL]).max() < 1e-5


@pytest.mark.parametrize("plan", IN_EIGHT_BITS)
def test_eight_bits_change_little_in_it(films: Films, plan: Plan) -> None:
    assert 0 < np.abs(films[plan] - films[Plan.FULL]).mean() < 0.01


@pytest.mark.parametrize("plan", IN_EIGHT_BITS)
@pytest.mark.parametrize("part", ["transformer", "text_encoder"])
def test_the_matrices_of_blocks_are_in_eight_bits(placed: Callable[..., Any], plan: Plan, part: str) -> None:
    assert _in_eight_bits(getattr(placed(plan), part))


def test_what_embeds_and_projects_keeps_its_bits(placed: Callable[..., Any]) -> None:
    outside = [name for name in _in_eight_bits(placed(Plan.INT8).transformer) if "blocks." not in name]
    assert outside == []


@pytest.mark.parametrize("plan", IN_EIGHT_BITS)
def test_what_decodes_keeps_its_bits(placed: Callable[..., Any], plan: Plan) -> None:
    assert _in_eight_bits(placed(plan).vae) == set()


@pytest.mark.parametrize("plan", STREAMED)
@pytest.mark.parametrize("part", ["transformer", "text_encoder"])
def test_the_large_parts_are_streamed(placed: Callable[..., Any], plan: Plan, part: str) -> None:
    assert _is_group_offload_enabled(getattr(placed(plan), part))


@pytest.mark.parametrize("plan", STREAMED)
def test_what_decodes_stays_on_the_card_and_works_in_tiles(placed: Callable[..., Any], plan: Plan) -> None:
    vae = placed(plan).vae
    assert (_is_group_offload_enabled(vae), vae.use_tiling) == (False, True)


@pytest.mark.parametrize("plan", WHOLE)
def test_the_roomier_plans_stream_nothing(placed: Callable[..., Any], plan: Plan) -> None:
    parts = [part for part in placed(plan).components.values() if isinstance(part, torch.nn.Module)]
    assert [_is_group_offload_enabled(part) for part in parts] == [False] * len(parts)


def test_a_text_encoders_embedding_is_not_moved_with_its_blocks(placed: Callable[..., Any]) -> None:
    embedding = placed(Plan.GROUP_OFFLOAD).text_encoder.get_input_embeddings()
    assert not _is_group_offload_enabled(embedding)


@pytest.mark.parametrize(("asked", "compiled"), [(True, 5), (False, 0)])
def test_blocks_are_compiled_where_that_is_asked_for(
    placed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, *, asked: bool, compiled: int
) -> None:
    blocks: list[torch.nn.Module] = []

    def compiled_(block: torch.nn.Module) -> None:
        blocks.append(block)

    monkeypatch.setattr(torch.nn.Module, "compile", compiled_)
    placed(Plan.FULL, compiled=asked)
    assert len(blocks) == compiled


def test_attention_goes_by_the_kernels_that_are_set(placed: Callable[..., Any]) -> None:
    attention = placed(Plan.FULL, attention="native").transformer.blocks[0].attn1
    assert attention.processor._attention_backend == "native"


@pytest.mark.parametrize("name", ["quick", "flash_hub", "sage_hub"])
def test_kernels_that_are_unknown_or_would_be_fetched_are_refused(
    placed: Callable[..., Any], name: str
) -> None:
    with pytest.raises(SettingError, match=rf"'{name}' is none of: .*native"):
        placed(Plan.FULL, attention=name)


def test_kernels_that_are_not_installed_are_refused(placed: Callable[..., Any]) -> None:
    with pytest.raises(SettingError, match=r"'sage' cannot be used here: .*sageattention"):
        placed(Plan.FULL, attention="sage")


def test_a_processor_gets_whole_numbers_and_a_card_half() -> None:
    kinds = [dtype_of(Setup(plan=Plan.FULL, device=device)) for device in ("cpu", "cuda:0", "mps")]
    assert kinds == [torch.float32, torch.bfloat16, torch.bfloat16]
