"""Clips en Telegram: lo que se pregunta y lo que acompaña a las respuestas."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Olvidado.",
    "telegram.edit": "Ahora dice esto. Escribe qué pasa esta vez.",
    "telegram.look.price": "{seconds} s por {price} créditos; tienes {available}.",
    "telegram.look.asked": "Antes tiene que aprobarlo: {people}",
    "telegram.make.started": "En camino. El mensaje dice cómo va.",
    "telegram.compose.step": "{step} de {steps} · {part}",
    "telegram.compose.hint": "Por ejemplo: {hint}",
    "telegram.compose.skip": "⏭ Saltar",
    "telegram.compose.back": "◀ Atrás",
    "telegram.compose.done": "✅ Eso es todo",
}
