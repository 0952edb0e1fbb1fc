"""What is said around messages that Cameo posts by itself on Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.whole": "La película entera se puede ver durante un tiempo aquí: {link}",
    "telegram.words": "📄 Leer todo",
    "telegram.gone": "Este clip ya no está.",
}
