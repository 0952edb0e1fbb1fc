"""What is said around messages that Cameo posts by itself on Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.whole": "Der ganze Film lässt sich eine Zeit lang hier ansehen: {link}",
    "telegram.words": "📄 Alles lesen",
    "telegram.gone": "Diesen Clip gibt es nicht mehr.",
}
