"""What is said around messages that Cameo posts by itself."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "post.small": "This is a smaller version, to fit in here.",
    "post.answered": "This question is answered.",
}
