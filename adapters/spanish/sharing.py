"""Pages of clips, and clips that are shared in other conversations."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.commands import MANUAL
from adapters.spanish.phrases import people, remarks, short
from adapters.spanish.terms import STATES, UNVERIFIED
from adapters.wording import Wording
from bot import notices
from bot.notices import Which


def _clip_page(notice: notices.ClipPage) -> str:
    if not notice.cards:
        return _none(notice.which)
    head = "Tus clips" if notice.which is Which.MINE else "Clips contigo"
    place = f", página {notice.page + 1} de {notice.pages}" if notice.pages > 1 else ""
    cards = (_card(number, card) for number, card in enumerate(notice.cards, 1))
    return lines(f"{head}{place}:", *cards)


def _none(which: Which) -> str:
    if which is Which.WITH_ME:
        return "No hay clips contigo que hayan hecho otras personas."
    return "Todavía no tienes clips. Escribe quién sale y qué pasa, por ejemplo: " + MANUAL.shown("make")


def _card(number: int, card: notices.ClipCard) -> str:
    by = "" if card.mine else f"@{card.maker}: "
    return f"{number}. {by}{short(card.clip.prompt)} con {people(card.clip.cast)}: {_standing(card)}."


def _standing(card: notices.ClipCard) -> str:
    if card.hidden:
        return "oculto mientras se revisa una denuncia"
    return "espera tu sí o tu no" if card.asked else STATES[card.clip.state]


def _clip_shared(notice: notices.ClipShared) -> str:
    return lines(
        f"@{notice.maker} comparte un clip: {short(notice.prompt)}",
        *remarks(notice.notes),
        "" if notice.verified else f"• {UNVERIFIED}",
    )


def _share_taken(notice: notices.ShareTaken) -> str:
    return f"{short(notice.prompt)} se está publicando. Si se va el clip, el mensaje se va con él."


WORDINGS: Mapping[str, Wording] = {
    "clip_page": _clip_page,
    "clip_shared": _clip_shared,
    "share_taken": _share_taken,
}
