"""How German writes numbers, times, lists and quotations."""

from adapters.phrasing import Phrasing

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def _date(day: int, month: str, year: int | None) -> str:
    return f"{day}. {month}" if year is None else f"{day}. {month} {year}"


GERMAN = Phrasing(
    last=lambda head, piece: f"{head} und {piece}",
    months=_MONTHS,
    date=_date,
    clock=lambda time: f"{time} Uhr UTC",
    quotes=("„", "“"),
    thousands=".",
    decimal=",",
    spans=(
        "weniger als eine Minute",
        ("etwa {} Minute", "etwa {} Minuten"),
        ("etwa {} Stunde", "etwa {} Stunden"),
    ),
)
