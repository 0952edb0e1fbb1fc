"""A card that is none: tensors that say they lie on it and hold their numbers in main memory.

Every operation is checked as a real card would: one of a tensor here with a tensor there is an error. So what
forgets to be moved is found without a card. No kernel of a card runs, and nothing is fetched ahead.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest
import torch
from diffusers import ModelMixin
from diffusers.hooks.group_offloading import ModuleGroup
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map
from transformers import PreTrainedModel

from engine.models import Setup, placing

CARD = "cuda:0"
HERE, THERE = torch.device("cpu"), torch.device(CARD)
BETWEEN = {torch.ops.aten.copy_.default, torch.ops.aten._to_copy.default}
"""What carries numbers from one device to another."""
BY_INDEX = {torch.ops.aten.index.Tensor, torch.ops.aten.index_put_.default, torch.ops.aten.index_put.default}
"""Cards take indices that lie in main memory."""


class ElsewhereError(RuntimeError):
    """Tensors on different devices met."""


class Placed(torch.Tensor):
    """Says that it lies at `where`."""

    where: torch.device
    held: torch.Tensor

    @staticmethod
    def __new__(cls: type[Self], held: torch.Tensor, where: torch.device) -> Self:
        made = torch.Tensor._make_wrapper_subclass(
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=held.device,
            dispatch_device=True,
        )
        made.where, made.held = where, held
        return made

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {})

    def tolist(self) -> Any:
        return self.held.tolist()

    def __repr__(self) -> str:
        return f"Placed({tuple(self.shape)}, {self.where})"


class _Mode(TorchDispatchMode):
    """For what is made on the card from nothing, or carried there."""

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {})


def _run(func: Any, args: Any, kwargs: Any) -> Any:
    if func is torch.ops.prim.device.default:
        return args[0].where
    flat, _ = tree_flatten((args, kwargs))
    tensors = [one for one in flat if isinstance(one, torch.Tensor)]
    asked = next((one for one in flat if isinstance(one, torch.device)), None)
    where = _where(func, tensors, asked)
    bare = {**kwargs, "device": HERE} if _is_there(kwargs.get("device")) else kwargs
    made = func(*tree_map(_held, args), **tree_map(_held, bare))
    if func._schema.is_mutable and tensors and func._schema.arguments[0].alias_info is not None:
        return args[0]
    return tree_map(lambda one: _placed(one, where), made)


def _where(func: Any, tensors: list[torch.Tensor], asked: torch.device | None) -> torch.device:
    if asked is not None:
        return THERE if _is_there(asked) else HERE
    if func in BY_INDEX:
        return _at(tensors[0])
    places = {_at(one) for one in tensors if one.dim()} or {_at(one) for one in tensors}
    if len(places) > 1 and func not in BETWEEN:
        told = ", ".join(f"{tuple(one.shape)} on {_at(one)}" for one in tensors)
        raise ElsewhereError(f"{func} of {told}")
    return _at(tensors[0]) if tensors and func in BETWEEN else next(iter(places), HERE)


def _is_there(device: Any) -> bool:
    return device is not None and torch.device(device).type == THERE.type


def _at(tensor: torch.Tensor) -> torch.device:
    return tensor.where if isinstance(tensor, Placed) else HERE


def _held(one: Any) -> Any:
    if isinstance(one, Placed):
        return one.held
    return HERE if isinstance(one, torch.device) and _is_there(one) else one


def _placed(one: Any, where: torch.device) -> Any:
    return Placed(one, where) if isinstance(one, torch.Tensor) and where == THERE else one


def _move(module: nn.Module, where: torch.device) -> None:
    """Say of all its weights that they lie there now."""
    for part in module.modules():
        for table in (part._parameters, part._buffers):
            for name, tensor in table.items():
                if tensor is not None:
                    table[name] = _moved(tensor, where)


def _moved(tensor: torch.Tensor, where: torch.device) -> torch.Tensor:
    if isinstance(tensor, Placed):
        tensor.where = where
        return tensor
    return Placed(tensor.detach(), where)


@contextmanager
def a_card() -> Iterator[None]:
    """Inside, there is one, by the name CARD, for the weights of models."""

    place_one = placing._place_one

    def placed(part: nn.Module, setup: Setup) -> None:
        _move(part, HERE)
        place_one(part, setup)

    def to(module: Any, device: Any = None, *rest: Any, **named: Any) -> Any:
        if device is not None and not isinstance(device, torch.dtype):
            _move(module, torch.device(device))
        return module

    def moved_group(where: torch.device) -> Callable[[ModuleGroup], None]:
        def move(group: ModuleGroup) -> None:
            for module in group.modules:
                _move(module, where)
            for tensor in (*group.parameters, *group.buffers):
                _moved(tensor, where)

        return move

    with pytest.MonkeyPatch.context() as patch:
        for kind in (nn.Module, ModelMixin, PreTrainedModel):
            patch.setattr(kind, "to", to)
        # Whether there is a driver or not, none is asked.
        torch._C._ensureCUDADeviceGuardSet()
        patch.setattr(torch.cuda, "_lazy_init", lambda: None)
        patch.setattr(placing, "_place_one", placed)
        patch.setattr(placing, "has_streams", lambda _: False)
        patch.setattr(ModuleGroup, "onload_", moved_group(THERE))
        patch.setattr(ModuleGroup, "offload_", moved_group(HERE))
        yield


@contextmanager
def at_work() -> Iterator[None]:
    """Inside, tensors can be made on the card, or carried there. To be entered once models are loaded."""
    made_of = torch.tensor

    def tensor(data: Any, *rest: Any, **named: Any) -> torch.Tensor:
        numbers = tree_map(lambda one: one.tolist() if isinstance(one, Placed) else one, data)
        return made_of(numbers, *rest, **named)

    torch._C._set_only_lift_cpu_tensors(True)  # noqa: FBT003 - what is made of numbers is made here, then carried
    try:
        with pytest.MonkeyPatch.context() as patch, torch.no_grad(), _Mode():
            patch.setattr(torch, "tensor", tensor)
            yield
    finally:
        torch._C._set_only_lift_cpu_tensors(False)  # noqa: FBT003
