"""Clips en Telegram: lo que se pregunta y lo que acompaña a las respuestas."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Olvidado.",
    "telegram.edit": "Así dice ahora:",
    "telegram.edit.how": "Escribe qué pasa esta vez. Si no nombras a nadie, salen los mismos.",
    "telegram.look.price": "Costaría {price} créditos; tienes {available}. El resto está en nuestro chat "
    "privado.",
    "telegram.look.refused": "Así no se puede hacer. El porqué está en nuestro chat privado.",
    "telegram.make.started": "En camino. El mensaje dice cómo va.",
    "telegram.compose.step": "{step} de {steps} · {part}",
    "telegram.compose.hint": "Por ejemplo: {hint}",
    "telegram.compose.skip": "⏭ Saltar",
    "telegram.compose.back": "◀ Atrás",
    "telegram.compose.done": "✅ Eso es todo",
}
