"""Lo que se dice en Telegram alrededor de cada comando."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.privately": "Te he respondido en nuestro chat privado.",
    "telegram.start_first": "Eso queda entre tú y yo. Abre primero nuestro chat privado:",
    "telegram.open": "Abrir el chat privado",
    "telegram.stale": "Este botón ya no hace nada.",
    "telegram.passed_on": "Eso lo ha escrito otra persona. Si lo quieres, escríbemelo tú.",
}
