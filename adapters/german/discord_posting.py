"""What is said around messages that Cameo posts by itself."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "post.small": "Das ist eine kleinere Fassung, damit sie hierher passt.",
    "post.whole": "Der ganze Film lässt sich eine Zeit lang hier ansehen: <{link}>",
    "post.answered": "Diese Frage ist beantwortet.",
}
