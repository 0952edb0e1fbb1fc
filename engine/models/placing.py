"""Puts a model's parts where its plan wants them: in 8 bits, on the card, layer by layer there and back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from diffusers import ModelMixin
from diffusers.hooks import apply_group_offloading
from diffusers.models.attention_dispatch import AttentionBackendName
from torch import nn

from engine.models import SettingError, Setup
from engine.models.device import has_streams, is_card
from engine.models.plans import Plan

IN_A_BLOCK = re.compile(r"\.\d+\.")
"""A matrix in one of many equal blocks. Those outside embed and project: few, and worth their bits."""
DEEP = 2
"""Blocks in a row that are worth streaming."""


def dtype_of(setup: Setup) -> torch.dtype:
    """As weights are loaded: bfloat16 on cards, float32 on a processor, most of which have no bfloat16."""
    return torch.bfloat16 if is_card(setup.device) else torch.float32


def place(parts: Mapping[str, Any], setup: Setup) -> None:
    """Put the parts of a model in their places; call it once, with all of its weights loaded and merged.

    parts: by name, such as a pipeline's `components`, of either kind of pipeline; what has no weights is
    passed over. A pipeline finds out by itself afterwards where its work is to be done.

    Raises:
        SettingError: the kernels that the setup names cannot be used here.
    """
    for part in parts.values():
        if isinstance(part, nn.Module):
            _place_one(part.eval(), setup)


def _place_one(part: nn.Module, setup: Setup) -> None:
    if setup.attention and _is_denoiser(part):
        _set_attention(part, setup.attention)
    if setup.plan in {Plan.INT8, Plan.CPU_OFFLOAD}:
        _in_eight_bits(part, setup)
    if setup.plan in {Plan.FULL, Plan.INT8} or not _is_streamed(part):
        part.to(setup.device)
    else:
        _stream(part, setup)
    # Every coder of diffusers has the method; those that can also have the flag.
    if setup.plan in {Plan.GROUP_OFFLOAD, Plan.CPU_OFFLOAD} and hasattr(part, "use_tiling"):
        part.enable_tiling()
    if setup.compiled and _is_denoiser(part):
        part.compile_repeated_blocks()


def _decodes(part: nn.Module) -> bool:
    """Whether it is a coder of pictures or sound: small, exact, and not called like other modules."""
    return any(hasattr(part, name) for name in ("decode", "encode", "enable_tiling"))


def _is_denoiser(part: nn.Module) -> bool:
    return (
        isinstance(part, ModelMixin) and bool(getattr(part, "_repeated_blocks", None)) and not _decodes(part)
    )


def _is_streamed(part: nn.Module) -> bool:
    return not _decodes(part) and any(True for _ in _rows(part))


def _rows(part: nn.Module) -> Iterator[nn.ModuleList]:
    """The outermost rows of blocks; those of coders inside it are called by other ways than as modules."""
    for child in part.children():
        if _decodes(child):
            continue
        if isinstance(child, nn.ModuleList) and len(child) >= DEEP:
            yield child
        else:
            yield from _rows(child)


def _in_eight_bits(part: nn.Module, setup: Setup) -> None:
    if _decodes(part):
        return
    # Importing it takes seconds, and most plans do without.
    from torchao.quantization import Int8WeightOnlyConfig, quantize_  # noqa: PLC0415

    exact = {id(module) for coder in part.modules() if _decodes(coder) for module in coder.modules()}

    def is_large(module: nn.Module, name: str) -> bool:
        in_a_block = isinstance(module, nn.Linear) and IN_A_BLOCK.search(f".{name}.") is not None
        return in_a_block and id(module) not in exact

    # On the card at once, layer by layer, where it stays there; else it would have to hold all of it once.
    quantize_(
        part, Int8WeightOnlyConfig(), is_large, device=setup.device if setup.plan is Plan.INT8 else None
    )


def _stream(part: nn.Module, setup: Setup) -> None:
    streams = has_streams(setup.device)
    ahead = streams and setup.plan is Plan.GROUP_OFFLOAD
    if _is_denoiser(part):
        apply_group_offloading(
            part,
            onload_device=torch.device(setup.device),
            offload_type="block_level",
            num_blocks_per_group=1,
            use_stream=ahead,
            record_stream=ahead,
        )
        return
    # A text encoder's inner parts are called by several ways in, so that only its blocks can be hooked; the
    # rest stays on the card. It works once a film: nothing is fetched ahead.
    rows = list(_rows(part))
    for row in rows:
        holder = nn.Module()
        holder.add_module("row", row)
        apply_group_offloading(
            holder,
            onload_device=torch.device(setup.device),
            offload_type="block_level",
            num_blocks_per_group=1,
        )
    _rest_to(part, rows, setup.device)


def _rest_to(part: nn.Module, rows: list[nn.ModuleList], device: str) -> None:
    """Move what lies outside the rows."""
    streamed = {id(module) for row in rows for module in row.modules()}
    around = {id(module) for module in part.modules() if any(row in module.modules() for row in rows)}
    for module in part.modules():
        if id(module) in streamed:
            continue
        if id(module) not in around:
            module.to(device)
            continue
        for name, parameter in list(module.named_parameters(recurse=False)):
            setattr(module, name, nn.Parameter(parameter.to(device), requires_grad=False))
        for name, buffer in list(module.named_buffers(recurse=False)):
            setattr(module, name, buffer.to(device))


def _set_attention(part: nn.Module, name: str) -> None:
    """Kernels for attention, of those that are installed here: nothing is fetched from a hub to run it."""
    known = sorted(one.value for one in AttentionBackendName if not one.value.endswith("_hub"))
    if name not in known:
        raise SettingError(f"[models] attention = {name!r} is none of: {', '.join(known)}.")
    try:
        part.set_attention_backend(name)
    except (RuntimeError, ImportError, ValueError) as error:
        raise SettingError(f"[models] attention = {name!r} cannot be used here: {error}") from error
