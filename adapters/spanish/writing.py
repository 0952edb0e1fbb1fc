"""How Spanish writes numbers, times, lists and quotations."""

import re

from adapters.phrasing import Phrasing

_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_SOUNDS_LIKE_I = re.compile(r"@?h?i(?!e)", re.IGNORECASE)


def _date(day: int, month: str, year: int | None) -> str:
    return f"{day} de {month}" if year is None else f"{day} de {month} de {year}"


def _last(head: str, piece: str) -> str:
    """Y, which is e before the sound of an i: "@ada e @ines"."""
    return f"{head} {'e' if _SOUNDS_LIKE_I.match(piece) else 'y'} {piece}"


SPANISH = Phrasing(
    last=_last,
    months=_MONTHS,
    date=_date,
    clock=lambda time: f"{time} UTC",
    quotes=("“", "”"),
    thousands="\u00a0",
    decimal=",",
    spans=(
        "menos de un minuto",
        ("cerca de {} minuto", "unos {} minutos"),
        ("cerca de {} hora", "unas {} horas"),
    ),
)
