"""Making clips on Telegram: what is asked, and what is said beside notices."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Forgotten.",
    "telegram.edit": "How it reads now:",
    "telegram.edit.how": "Write what happens this time. Name nobody, and the same people are in it.",
    "telegram.look.price": "It would cost {price} credits; you have {available}. The rest stands in our "
    "private chat.",
    "telegram.look.refused": "This cannot be made as it is. Why stands in our private chat.",
    "telegram.make.started": "On its way. The message tells how it stands.",
    "telegram.compose.step": "{step} of {steps} · {part}",
    "telegram.compose.hint": "For example: {hint}",
    "telegram.compose.skip": "⏭ Skip",
    "telegram.compose.back": "◀ Back",
    "telegram.compose.done": "✅ That is all",
}
