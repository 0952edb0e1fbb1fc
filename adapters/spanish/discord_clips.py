"""What is said around clips that are there: pages of them, watching, status, cancelling."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "clips.about": "Tus clips y los clips contigo: ver, guardar, compartir, borrar.",
    "clips.which": "De quién son los clips.",
    "clips.mine": "Los que hice",
    "clips.with_me": "Los clips conmigo",
    "clips.number": "{number} · {word}",
    "page.back": "◀ Más recientes",
    "page.on": "Más antiguos ▶",
    "status.about": "Mostrar cómo van tus clips, o uno de ellos.",
    "status.clip": "Qué clip; vacío para todos.",
    "cancel.about": "Parar un clip en marcha; sus créditos vuelven.",
    "cancel.clip": "Qué clip; vacío para el más reciente.",
}
