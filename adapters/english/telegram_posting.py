"""What is said around messages that Cameo posts by itself on Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.whole": "The whole film can be watched for a while at {link}",
    "telegram.words": "📄 Read all",
    "telegram.gone": "This clip is gone.",
}
