"""Making clips on Discord: commands, forms, and what is said beside notices."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "make.about": "Make a clip of you and your friends. You see the price before anything is spent.",
    "make.prompt": "Who is in it, what happens, and “words to say”. @Self is you.",
    "make.seconds": "How long it lasts, in seconds.",
    "make.resolution": "How large the picture is.",
    "make.resolution.standard": "Standard, 720p",
    "make.resolution.pro": "Pro, 1080p: costs more, closer likeness",
    "make.style": "How it looks.",
    "make.style.photo": "Like a photo",
    "make.style.cinematic": "Cinematic",
    "make.style.documentary": "Documentary",
    "make.style.graphic": "Graphic",
    "make.with": "Up to two people you may cast, like @mia @bo.",
    "make.role1": "What the first of them plays, for example: astronaut",
    "make.role2": "What the second of them plays.",
    "make.draft": "On: you alone get the clip, and share it when you like. Off: it comes here.",
    "compose.about": "Write a prompt in its five parts: who, action, camera, place, style.",
    "compose.title": "A clip in five parts",
    "compose.subject": "Who is in it",
    "compose.subject.hint": "@Self as a detective and @mia as a suspect",
    "compose.action": "What happens, and what is said",
    "compose.action.hint": "@Self turns to the window and says “It was you!”",
    "compose.camera": "Camera",
    "compose.camera.hint": "slow close-up",
    "compose.environment": "Where it is",
    "compose.environment.hint": "in a dark office, rain on the window",
    "compose.style": "Style",
    "compose.style.hint": "cinematic",
    "remix.menu": "Remix this clip",
    "remix.title": "Remix this clip",
    "edit.title": "Edit the prompt",
    "edit.prompt": "What happens this time",
    "edit.prompt.hint": "Name nobody, and the same people are in it.",
    "listen.private": "That is between you and me: use the command here, and only you read the answer, "
    "or write it to me alone.",
    "listen.nothing": "Mention me and who is in the clip: @Self on a beach at sunset, waves. "
    "`/cameo help` tells more.",
}
