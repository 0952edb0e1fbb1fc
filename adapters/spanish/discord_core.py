"""What is said around every command."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "cameo.about": "Tú y tus amigos en clips de IA, hechos solo con consentimiento.",
    "help.about": "Explicar todo esto.",
    "admin.about": "Lo que vale para los clips en este servidor.",
    "core.trouble": "Algo de lo mío no contesta ahora mismo. No se cambió ni se cobró nada; vuelve a "
    "intentarlo en un minuto, por favor.",
    "core.closed": "Esta cuenta no puede usar Cameo.",
    "core.long": "La respuesta es demasiado larga para un mensaje; está en el archivo.",
    "core.not_yours": "Este botón es para otra persona.",
}
