"""What is said around clips that are there: pages of them, watching, status, cancelling."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "clips.about": "Your clips and those with you: watch, save, share, delete.",
    "clips.which": "Whose clips.",
    "clips.mine": "Those I made",
    "clips.with_me": "Those with me",
    "clips.number": "{number} · {word}",
    "page.back": "◀ Newer",
    "page.on": "Older ▶",
    "status.about": "Show how your clips stand, or one of them.",
    "status.clip": "Which clip; leave it out for all.",
    "cancel.about": "Stop a clip in the making; its credits come back.",
    "cancel.clip": "Which clip; leave it out for your newest.",
}
