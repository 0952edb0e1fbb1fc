"""What the room asks of the card. torch is loaded only where a model has loaded it, or the card is looked for."""

import sys

from engine.models.plans import Plan
from engine.settings import ModelsSection


def device_of(settings: ModelsSection) -> str:
    """Where models go: what is set, or the first card there is."""
    if settings.device != "auto":
        return settings.device
    from engine.models import device  # noqa: PLC0415 - loads torch

    return device.chosen(settings.device)


def plan_of(family: str, settings: ModelsSection) -> Plan | None:
    """How a family is held, by what is set or by the memory there is; None where there is too little."""
    if settings.plan is not None or settings.device == "cpu":
        return settings.plan or Plan.FULL
    from engine.models import device  # noqa: PLC0415

    return device.plan_for(family, device_of(settings))


def out_of_memory(error: BaseException) -> bool:
    """Whether there was too little memory, and less of it may do."""
    if isinstance(error, MemoryError):
        return True
    if "torch" not in sys.modules:
        return False
    from engine.models import device  # noqa: PLC0415

    return device.out_of_memory(error)


def broken(error: BaseException) -> bool:
    """Whether nothing more can be done on the card in this process."""
    if "torch" not in sys.modules:
        return False
    from engine.models import device  # noqa: PLC0415

    return device.broken(error)


def empty() -> None:
    """Give back the card's memory that no model holds any more."""
    if "torch" in sys.modules:
        from engine.models import device  # noqa: PLC0415

        device.empty()
