"""One person here and on another platform."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.link.seen": "Ese código ya no vale, porque otros podían leerlo. Pide uno "
    "nuevo en el otro lado y mándamelo aquí.",
}
