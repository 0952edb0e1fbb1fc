"""Which renderers' jobs this engine takes: those that are set, or all that it has what they need for."""

from importlib.util import find_spec

from engine.contract.config import ConfigError
from engine.contract.families import FamilyError, ready
from engine.contract.family_list import for_renderer
from engine.contract.messages import STUDIO
from engine.models.here import EXTRA
from engine.renderers import REGISTRY
from engine.settings import EngineSettings


def taken(settings: EngineSettings) -> tuple[str, ...]:
    """The renderers by name, the studio first.

    Raises:
        ConfigError: [engine] takes names one that is not here, or that lacks something.
    """
    known = {**REGISTRY, **settings.engine.renderers}
    named = settings.engine.takes
    if named is None:
        return tuple(name for name in known if not lacking(name, settings))
    for name in named:
        if name not in known:
            there = ", ".join(sorted(known))
            raise ConfigError(f"[engine] takes: there is no renderer {name!r}; there are: {there}.")
        missing = lacking(name, settings)
        if missing:
            raise ConfigError(f"[engine] takes: the renderer {name!r} needs {missing}.")
    return tuple(sorted(set(named), key=lambda name: (name != STUDIO, name)))


def lacking(name: str, settings: EngineSettings) -> str:
    """What a renderer needs and this engine does not have, as the end of a sentence; empty where nothing."""
    if name in settings.engine.renderers:
        return ""
    if name == "remote" and not settings.remote.servers:
        return "[[remote.servers]]"
    needed = for_renderer(name)
    if needed and not all(map(find_spec, EXTRA)):
        return "what `make gpu` installs"
    for family in needed:
        ours = settings.models.family(family)
        try:
            ready(family, settings.models.folder, ours.folder, turbo=ours.turbo)
        except FamilyError as error:
            return f"its files. {str(error).removesuffix('.')}"
    return ""
