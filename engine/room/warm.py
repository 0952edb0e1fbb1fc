"""The models that are kept loaded: each once, the one unused longest goes first."""

import gc
import logging
import time
from collections import OrderedDict
from pathlib import Path

from engine.contract.families import FamilyError, ready
from engine.models import FAMILIES, Model, SettingError, Setup, load
from engine.models.plans import Plan, leaner
from engine.room import card
from engine.room.messages import Doing
from engine.room.watching import Watching
from engine.settings import ModelsSection

_log = logging.getLogger("cameo.engine.room")


class NotHereError(Exception):
    """A family's files, or what loads them, are not on this machine; the message is for the operator."""


class NoRoomError(Exception):
    """The card is too small for a family, however it is held."""


class Warm:
    """Whoever calls has the card to himself: see engine.room.turns."""

    def __init__(self, settings: ModelsSection) -> None:
        """Nothing is loaded yet."""
        self._settings = settings
        self._models: OrderedDict[str, Model] = OrderedDict()
        self._plans: dict[str, Plan] = {}
        self._leaner: set[str] = set()

    def model(self, family: str, watch: Watching) -> Model:
        """A model, loaded where it is not warm.

        Raises:
            NotHereError: it cannot be loaded here.
            NoRoomError: no plan fits on the card.
            engine.room.stopping.Stopped: nobody waits for it any more.
        """
        if family not in FAMILIES and family not in self._settings.more:
            raise NotHereError(f"There is no family {family!r}.")
        if family not in self._models:
            watch.at(Doing.LOADING)
            with watch.pulse(Doing.LOADING):
                self._make_room(family)
                self._models[family] = self._load(family)
            watch.at(Doing.LOADING, 1, 1)
        self._models.move_to_end(family)
        return self._models[family]

    def plan(self, family: str) -> Plan:
        """How a family is held.

        Raises:
            NoRoomError: no plan fits on the card.
            NotHereError: the card that is set is not there.
        """
        if family not in self._plans:
            try:
                plan = card.plan_of(family, self._settings)
                if plan is None and self.unload(family):
                    plan = card.plan_of(family, self._settings)
            except ValueError as error:  # there is no such card
                raise NotHereError(str(error)) from error
            if plan is None:
                raise NoRoomError(f"No memory plan of {family} fits on this machine.")
            self._plans[family] = plan
        return self._plans[family]

    def notes(self, family: str) -> tuple[str, ...]:
        """What a clip's manifest says of how the family is held."""
        if family not in self._leaner:
            return ()
        plan = self._plans[family].value.replace("_", " ")
        return (f"The card's memory ran out, so {family} works with less of it ({plan}).",)

    def log_work(self, family: str, seconds: float) -> None:
        """Write down what a model has done, for who sets the plan."""
        peak = card.peak_gb(card.device_of(self._settings))
        held = "" if peak is None else f" The card held {peak:.1f} GB at most so far."
        _log.info("%s worked for %.1f s.%s", family, seconds, held)

    def unload(self, family: str) -> bool:
        """Let go of all models; whether there were others than this one."""
        others = bool(self._models.keys() - {family})
        self._models.clear()
        self._collect()
        return others

    def slim(self, family: str) -> bool:
        """Hold a family in the next leaner plan from now on; whether there is one."""
        plan = leaner(self.plan(family))
        if plan is None:
            return False
        self._plans[family] = plan
        self._leaner.add(family)
        return True

    def _make_room(self, family: str) -> None:
        """Unload what was unused longest, as many as have to go."""
        plan, device = self.plan(family), card.device_of(self._settings)
        while self._models and (
            len(self._models) >= self._settings.warm or card.too_full(family, plan, device)
        ):
            self._models.popitem(last=False)
            self._collect()

    def _load(self, family: str) -> Model:
        ours = self._settings.family(family)
        setup = Setup(
            plan=self.plan(family),
            device=card.device_of(self._settings),
            attention=self._settings.attention,
            compiled=self._settings.compiled,
            steps=ours.steps,
            turbo=ours.turbo,
        )
        began = time.monotonic()
        try:
            model = load(family, self._folder(family), setup, self._settings.more)
        except (FamilyError, SettingError, OSError) as error:
            raise NotHereError(f"{family} cannot be loaded: {error}") from error
        except ImportError as error:
            raise NotHereError(
                f"{family} needs {error.name}, which is not installed: `make gpu` installs it."
            ) from error
        took_s = time.monotonic() - began
        _log.info("%s is loaded on %s, plan %s, in %.1f s.", family, setup.device, setup.plan.value, took_s)
        return model

    def _folder(self, family: str) -> Path:
        """Where its files lie, once they may be loaded; for more families the operator answers."""
        settings = self._settings
        if family in settings.more:
            return settings.folder_of(family)
        ours = settings.family(family)
        return ready(family, settings.folder, ours.folder, turbo=ours.turbo)

    def _collect(self) -> None:
        gc.collect()
        card.emptied(card.device_of(self._settings))
