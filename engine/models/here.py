"""Which families this machine can run, and how: `python -m engine.models.here` prints it as JSON.

`cameo doctor` reads that: it imports neither torch nor this. torch is loaded, in a process of its own, only
where there may be a card.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from engine.contract.config import ConfigError
from engine.contract.families import FamilyError, ready
from engine.contract.family_list import families, for_renderer
from engine.models.cards import FACTS, Card, Facts, main_memory_gb
from engine.models.plans import LOADING, MARGIN, NEEDS, Plan, Room, chosen, needed
from engine.settings import EngineSettings, ModelsSection

EXTRA = ("torch", "torchvision", "diffusers", "transformers", "accelerate", "torchao", "safetensors")
"""What `make gpu` brings (the extra "gpu"), of which models need each."""
FILMS = frozenset({"h3", "ltx2", "wan", "first_frame"})
KEYS = ("speech", "effects", "music", "upscaler")
PATIENCE_S = 120.0
UNFIT = 2
"""Exit code: the engine's settings do not fit."""


class FamilyHere(BaseModel):
    """One family on this machine.

    makes: what, in a few words. plan: the roomiest that fits; None where none does. needs_gb: of the card, by
    that plan or the leanest. main_gb: of the main memory, likewise. short_gb: how much larger the card, or
    short_main_gb the main memory that can be had, would have to be. missing: a sentence on what of its files
    or its licence is missing, or of what the renderer of its name needs beside it; empty where nothing is.
    set_as: the keys of [models] that name it.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    makes: str
    plan: Plan | None
    needs_gb: float
    main_gb: float
    short_gb: float
    short_main_gb: float
    missing: str
    set_as: tuple[str, ...]


class Here(BaseModel):
    """What this machine has and can run. card: the one that [models] device means; None: the processor."""

    model_config = ConfigDict(frozen=True)

    card: Card | None
    cards: tuple[Card, ...]
    main_gb: float
    not_installed: tuple[str, ...]
    families: tuple[FamilyHere, ...]


def here(settings: ModelsSection) -> Here:
    """Look."""
    found = _facts(settings.device)
    card = _meant(settings.device, found.cards)
    return Here(
        card=card,
        cards=found.cards,
        main_gb=found.main_gb,
        not_installed=tuple(name for name in EXTRA if find_spec(name) is None),
        families=tuple(_family(name, card, found.main_gb, settings) for name in NEEDS),
    )


def _family(name: str, card: Card | None, main_gb: float, settings: ModelsSection) -> FamilyHere:
    if card is None:
        plan, room, card_gb = _on_the_processor(name, main_gb)
    else:
        card_gb = card.total_gb
        plan = settings.plan or chosen(name, card_gb, main_gb)
        room = needed(name, plan or Plan.CPU_OFFLOAD)
    return FamilyHere(
        name=name,
        makes=families()[name].makes if name in families() else "",
        plan=plan,
        needs_gb=round(room.card, 1),
        main_gb=round(room.main, 1),
        short_gb=round(max(0.0, room.card / MARGIN - card_gb), 1),
        short_main_gb=round(max(0.0, room.main - main_gb), 1),
        missing=_missing(name, settings),
        set_as=tuple(key for key in KEYS if getattr(settings, key) == name),
    )


def _on_the_processor(name: str, main_gb: float) -> tuple[Plan | None, Room, float]:
    """Whether a family runs without a card. Films would take hours a second, so that they never do."""
    lean = needed(name, Plan.CPU_OFFLOAD)
    if name in FILMS:
        return None, lean, 0.0
    needs = NEEDS[name]
    in_32_bits = Room(0.0, 2 * needs.weights + needs.work + LOADING)
    return (Plan.FULL if in_32_bits.main <= main_gb else None), in_32_bits, 0.0


def _missing(name: str, settings: ModelsSection) -> str:
    for family in for_renderer(name) or (name,):
        ours = settings.family(family)
        try:
            ready(family, settings.folder, ours.folder, turbo=ours.turbo)
        except FamilyError as error:
            return str(error)
    return ""


def _meant(device: str, cards: tuple[Card, ...]) -> Card | None:
    if device == "auto":
        return cards[0] if cards else None
    wanted = "cuda:0" if device == "cuda" else device
    return next((card for card in cards if card.device == wanted), None)


def _facts(device: str) -> Facts:
    if device == "cpu" or not _may_have_a_card():
        return Facts(cards=(), main_gb=main_memory_gb(), packages={})
    if find_spec("torch") is None:
        return Facts(cards=_by_its_driver(), main_gb=main_memory_gb(), packages={})
    command = [sys.executable, "-m", "engine.models.device"]
    try:
        said = subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S).stdout
        return FACTS.validate_json(said)
    except (OSError, subprocess.SubprocessError, ValidationError):
        return Facts(cards=(), main_gb=main_memory_gb(), packages={})


def _may_have_a_card() -> bool:
    """Whether to ask torch, which takes seconds to say that there is none."""
    if sys.platform == "darwin":
        return True
    return (
        shutil.which("nvidia-smi") is not None or Path("/dev/nvidia0").exists() or Path("/dev/kfd").exists()
    )


def _by_its_driver() -> tuple[Card, ...]:
    """NVIDIA's cards, where torch is not there to ask."""
    asked = ["nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=PATIENCE_S).stdout
        rows = [line.rsplit(",", 2) for line in said.splitlines() if line.strip()]
        return tuple(
            Card(f"cuda:{index}", name.strip(), _gb(total), _gb(free))
            for index, (name, total, free) in enumerate(rows)
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ()


def _gb(mebibytes: str) -> float:
    return int(mebibytes) * 1024**2 / 1e9


def main() -> int:
    """Say it on standard output; UNFIT where the settings cannot be read, with the reason as an error."""
    try:
        models = EngineSettings.load().models
    except ConfigError as error:
        sys.stderr.write(f"{error}\n")
        return UNFIT
    sys.stdout.write(here(models).model_dump_json() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
