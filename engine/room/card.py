"""What the room asks of the card. torch is loaded only where a model needs it, or a card is looked for."""

import sys

from engine.models.cards import main_memory_gb
from engine.models.plans import Plan, chosen, needed
from engine.settings import ModelsSection

CPU = "cpu"


def device_of(settings: ModelsSection) -> str:
    """Where models go: what is set, or the first card there is."""
    if settings.device == CPU:
        return CPU
    from engine.models import device  # noqa: PLC0415 - loads torch

    return device.device_of(settings.device)


def plan_of(family: str, settings: ModelsSection) -> Plan | None:
    """How a family is held, by what is set or by the memory there is; None where there is too little."""
    if settings.plan is not None or settings.device == CPU:
        return settings.plan or Plan.FULL
    from engine.models import device  # noqa: PLC0415

    found = device.card_of(device.device_of(settings.device))
    return chosen(family, found.total_gb if found else None, main_memory_gb())


def too_full(family: str, plan: Plan, device_name: str) -> bool:
    """Whether a model will not fit beside what is on the card already, as far as can be told before."""
    if device_name == CPU:
        return False
    from engine.models import device  # noqa: PLC0415

    found = device.card_of(device_name)
    if found is None or found.free_gb is None:
        return False
    try:
        return needed(family, plan).card > found.free_gb
    except KeyError:
        return False


def out_of_memory(error: BaseException) -> bool:
    """Whether there was too little memory, and less of it may do."""
    if isinstance(error, MemoryError):
        return True
    if "torch" not in sys.modules:
        return False
    from engine.models import device  # noqa: PLC0415

    return device.is_out_of_memory(error)


def lost(error: BaseException) -> bool:
    """Whether nothing more can be done on the card in this process."""
    if "torch" not in sys.modules:
        return False
    from engine.models import device  # noqa: PLC0415

    return device.is_lost(error)


def peak_gb(device_name: str) -> float | None:
    """The most of the card that was ever held, in 10^9 bytes; None where that is not counted."""
    if device_name == CPU:
        return None
    from engine.models import device  # noqa: PLC0415

    return device.peak_gb(device_name)


def emptied(device_name: str) -> None:
    """Give back the memory that no model holds any more."""
    if "torch" in sys.modules:
        from engine.models import device  # noqa: PLC0415

        device.emptied(device_name)
