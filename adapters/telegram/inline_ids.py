"""Names of what is offered inline: all that Telegram tells of the one chosen, besides what was typed.

Nothing is kept of an offer, so the name says which card it was: `card.<tier>.<style>.<mark>.<query>` or
`film.<clip>`. It is read like everything that comes from outside, although only the bot writes such names.
"""

import re
from dataclasses import dataclass

from bot.cards import Card, Choice
from bot.clips import Tier
from engine.contract.messages import Style

LONGEST = 64
"""Bytes of a name (https://core.telegram.org/bots/api#inlinequeryresultarticle)."""
ABOUT = "about"
CARD, FILM = "card", "film"
_AS_WRITTEN, _NOBODY = "usual", "-"
_CARD = re.compile(
    rf"{CARD}\.(?P<tier>{'|'.join(Tier)})\.(?P<style>{'|'.join((*Style, _AS_WRITTEN))})"
    r"\.(?P<mark>[0-9a-f]{8}|-)\.(?P<query>[0-9]{1,20})",
    re.ASCII,
)
_FILM = re.compile(rf"{FILM}\.(?P<clip>[0-9a-f]{{32}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FilmChosen:
    """A finished clip, sent as it is."""

    clip: str


def of_card(card: Card, query: str) -> str:
    """The name of a card among the answers to an inline query (its number)."""
    style = _AS_WRITTEN if card.chosen_style is None else card.chosen_style.value
    return f"{CARD}.{card.tier.value}.{style}.{card.mark or _NOBODY}.{query}"


def of_film(clip: str) -> str:
    """The name of a finished clip."""
    return f"{FILM}.{clip}"


def read(name: str, typed: str) -> Choice | FilmChosen | None:
    """What was chosen, with what had been typed; None where it asks for nothing."""
    film = _FILM.fullmatch(name)
    if film is not None:
        return FilmChosen(film["clip"])
    found = _CARD.fullmatch(name)
    if found is None:
        return None
    return Choice(
        key=f"telegram:{name}",
        text=typed,
        tier=Tier(found["tier"]),
        style=None if found["style"] == _AS_WRITTEN else Style(found["style"]),
        mark="" if found["mark"] == _NOBODY else found["mark"],
    )
