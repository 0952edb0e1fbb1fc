"""What is said around messages that Cameo posts by itself."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "post.small": "This is a smaller version, to fit in here.",
    "post.whole": "The whole film can be watched for a while at <{link}>",
    "post.answered": "This question is answered.",
}
