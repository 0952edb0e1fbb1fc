"""Whether this machine can run the generative models: its card, and which renderer fits on it and how."""

import subprocess
import sys

from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.terminal.checks import Check, State
from bot.clips import Tier
from bot.settings import BotSettings

RENDERERS = ("h3", "ltx2", "wan")
PATIENCE_S = 180.0
UNFIT = 2
"""Exit code of engine.models.here where the engine's settings do not fit."""
WORTH_SAYING_GB = 10
PLANS = {
    "full": "fits whole",
    "int8": "fits in 8 bits",
    "group_offload": "fits, a few layers at a time",
    "cpu_offload": "fits, layer by layer in 8 bits",
}


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Card(_Read):
    device: str
    name: str
    total_gb: float


class _Family(_Read):
    name: str
    plan: str | None
    needs_gb: float
    main_gb: float
    short_gb: float
    short_main_gb: float
    missing: str
    set_as: tuple[str, ...]


class _Here(_Read):
    """What the engine says of this machine: `python -m engine.models.here`."""

    card: _Card | None
    main_gb: float
    not_installed: tuple[str, ...]
    families: tuple[_Family, ...]


def models(bot: BotSettings) -> list[Check]:
    """The card, each renderer that needs one, and each model that [models] names for something."""
    here = _asked()
    if isinstance(here, Check):
        return [here]
    if here is None:
        return [Check("card", State.NOTE, "What this machine has for generative models cannot be told.")]
    named = [_named(one) for one in here.families if one.set_as]
    if here.card is None:
        says = f"none that [models] device means; {', '.join(RENDERERS)} need one, the studio does not"
        return [Check("card", State.NOTE, says), *named]
    renderers = [_renderer(one, bot) for one in here.families if one.name in RENDERERS]
    return [_card(here, here.card), *renderers, *named]


def _asked() -> _Here | Check | None:
    command = [sys.executable, "-m", "engine.models.here"]
    try:
        said = subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S).stdout
        return _Here.model_validate_json(said)
    except subprocess.CalledProcessError as error:
        if error.returncode != UNFIT:
            return None
        return Check("settings", State.BROKEN, error.stderr.decode().strip(), "See config.example.toml.")
    except (OSError, subprocess.SubprocessError, ValidationError):
        return None


def _card(here: _Here, card: _Card) -> Check:
    says = (
        f"{card.name} ({card.device}), {card.total_gb:.0f} GB; main memory to be had: {here.main_gb:.0f} GB"
    )
    if here.not_installed:
        lacking = f"{says}; not installed: {', '.join(here.not_installed)}"
        return Check("card", State.NOTE, lacking, "`make gpu` installs what generative models need.")
    return Check("card", State.OK, says)


def _renderer(family: _Family, bot: BotSettings) -> Check:
    """Whether it fits, whether its files are here, and whose clips it makes."""
    tiers = [tier.value for tier in Tier if bot.renderer_of(tier) == family.name]
    wanted = f"; makes {' and '.join(tiers)} clips" if tiers else ""
    return _fit(family, wanted)


def _named(family: _Family) -> Check:
    """What [models] names: without it something simpler takes its place, and clips say so."""
    return _fit(family, f"; set as [models] {', '.join(family.set_as)}")


def _fit(family: _Family, wanted: str) -> Check:
    if family.plan is None:
        return Check(family.name, State.NOTE, f"does not fit: {_lack(family)}{wanted}")
    says = PLANS.get(family.plan, family.plan)
    if family.needs_gb:
        says += f" (about {family.needs_gb:.0f} GB of the card)"
    if family.main_gb > WORTH_SAYING_GB:
        says += f" and {family.main_gb:.0f} GB of main memory"
    if family.missing:
        return Check(family.name, State.NOTE, says + wanted, family.missing)
    return Check(family.name, State.OK, f"{says}, files here{wanted}")


def _lack(family: _Family) -> str:
    wants = []
    if family.short_gb:
        wants.append(f"{family.short_gb:.0f} GB more on the card")
    if family.short_main_gb:
        wants.append(f"{family.short_main_gb:.0f} GB more of main memory")
    return f"at its leanest it wants {' and '.join(wants)}"
