"""What is said around messages that Cameo posts by itself."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "post.small": "Esta es una versión más pequeña, para que quepa aquí.",
    "post.whole": "La película entera se puede ver durante un tiempo aquí: <{link}>",
    "post.answered": "Esta pregunta ya tiene respuesta.",
}
