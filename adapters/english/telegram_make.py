"""Making clips on Telegram: what is asked, and what is said beside notices."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Forgotten.",
    "telegram.edit": "It reads so now. Write what happens this time.",
    "telegram.look.price": "{seconds} s for {price} credits; you have {available}.",
    "telegram.look.asked": "Has to agree first: {people}",
    "telegram.make.started": "On its way. The message tells how it stands.",
    "telegram.compose.step": "{step} of {steps} · {part}",
    "telegram.compose.hint": "For example: {hint}",
    "telegram.compose.skip": "⏭ Skip",
    "telegram.compose.back": "◀ Back",
    "telegram.compose.done": "✅ That is all",
}
