"""The models that are kept loaded: each once, the one unused longest goes first."""

import gc
from collections import OrderedDict

from engine.models import Model, Setup, UnknownFamilyError, load
from engine.models.plans import Plan, leaner
from engine.room import card
from engine.room.messages import Doing
from engine.room.watching import Watching
from engine.settings import ModelsSection


class NotHereError(Exception):
    """A family's files are not on this machine, or what loads them is not; the message is for the operator."""


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
        if family not in self._models:
            watch.at(Doing.LOADING)
            self._make_room()
            with watch.pulse(Doing.LOADING):
                self._models[family] = self._load(family)
            watch.at(Doing.LOADING, 1, 1)
        self._models.move_to_end(family)
        return self._models[family]

    def plan(self, family: str) -> Plan:
        """How a family is held.

        Raises:
            NoRoomError: no plan fits on the card.
        """
        if family not in self._plans:
            plan = card.plan_of(family, self._settings)
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

    def unload(self, family: str) -> bool:
        """Let go of all models; whether there were others than this one."""
        others = bool(self._models.keys() - {family})
        self._models.clear()
        _collect()
        return others

    def slim(self, family: str) -> bool:
        """Hold a family in the next leaner plan from now on; whether there is one."""
        plan = leaner(self.plan(family))
        if plan is None:
            return False
        self._plans[family] = plan
        self._leaner.add(family)
        return True

    def _make_room(self) -> None:
        evicted = False
        while len(self._models) >= self._settings.warm:
            self._models.popitem(last=False)
            evicted = True
        if evicted:
            _collect()

    def _load(self, family: str) -> Model:
        try:
            ours = self._settings.family(family)
            folder = self._settings.folder_of(family)
        except AttributeError as error:
            raise NotHereError(f"There is no family {family!r}.") from error
        setup = Setup(
            plan=self.plan(family),
            device=card.device_of(self._settings),
            attention=self._settings.attention,
            compiled=self._settings.compiled,
            steps=ours.steps,
            turbo=ours.turbo,
        )
        try:
            return load(family, folder, setup, self._settings.more)
        except (UnknownFamilyError, OSError) as error:
            raise NotHereError(f"{family} cannot be loaded: {error}") from error
        except ImportError as error:
            raise NotHereError(
                f"{family} needs {error.name}, which is not installed: pip install 'cameo[gpu]'."
            ) from error


def _collect() -> None:
    gc.collect()
    card.empty()
