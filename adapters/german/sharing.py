"""Pages of clips, and clips that are shared in other conversations."""

from collections.abc import Mapping

from adapters.german.commands import MANUAL
from adapters.german.phrases import people, remarks, short
from adapters.german.terms import STATES, UNVERIFIED
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.notices import Which


def _clip_page(notice: notices.ClipPage) -> str:
    if not notice.cards:
        return _none(notice.which)
    head = "Deine Clips" if notice.which is Which.MINE else "Clips mit dir"
    place = f", Seite {notice.page + 1} von {notice.pages}" if notice.pages > 1 else ""
    cards = (_card(number, card) for number, card in enumerate(notice.cards, 1))
    return lines(f"{head}{place}:", *cards)


def _none(which: Which) -> str:
    if which is Which.WITH_ME:
        return "Es gibt keine Clips mit dir, die andere gemacht haben."
    return (
        "Du hast noch keine Clips. Schreib, wer darin vorkommt und was geschieht, zum Beispiel: "
        + MANUAL.shown("make")
    )


def _card(number: int, card: notices.ClipCard) -> str:
    by = "" if card.mine else f"@{card.maker}: "
    return f"{number}. {by}{short(card.clip.prompt)} mit {people(card.clip.cast)}: {_standing(card)}."


def _standing(card: notices.ClipCard) -> str:
    if card.hidden:
        return "verborgen, solange eine Meldung dazu angesehen wird"
    return "wartet auf dein Ja oder Nein" if card.asked else STATES[card.clip.state]


def _clip_shared(notice: notices.ClipShared) -> str:
    return lines(
        f"@{notice.maker} teilt einen Clip: {short(notice.prompt)}",
        *remarks(notice.notes),
        "" if notice.verified else f"• {UNVERIFIED}",
    )


def _share_taken(notice: notices.ShareTaken) -> str:
    return f"{short(notice.prompt)} wird gerade gezeigt. Mit dem Clip verschwindet auch die Nachricht wieder."


WORDINGS: Mapping[str, Wording] = {
    "clip_page": _clip_page,
    "clip_shared": _clip_shared,
    "share_taken": _share_taken,
}
