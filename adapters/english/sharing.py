"""Pages of clips, and clips that are shared in other conversations."""

from collections.abc import Mapping

from adapters.english.phrases import lines, people, short
from adapters.english.terms import STATES, UNVERIFIED
from adapters.wording import Wording
from bot import notices
from bot.commands import TABLE
from bot.notices import Which


def _clip_page(notice: notices.ClipPage) -> str:
    if not notice.cards:
        return _none(notice.which)
    head = "Your clips" if notice.which is Which.MINE else "Clips with you"
    place = f", page {notice.page + 1} of {notice.pages}" if notice.pages > 1 else ""
    cards = (_card(number, card) for number, card in enumerate(notice.cards, 1))
    return lines(f"{head}{place}:", *cards)


def _none(which: Which) -> str:
    if which is Which.WITH_ME:
        return "There are no clips with you that others made."
    return "You have no clips yet. Write who is in it and what happens, for example: " + TABLE["make"].example


def _card(number: int, card: notices.ClipCard) -> str:
    by = "" if card.mine else f"@{card.maker}: "
    return f"{number}. {by}{short(card.clip.prompt)} with {people(card.clip.cast)}: {_standing(card)}."


def _standing(card: notices.ClipCard) -> str:
    if card.hidden:
        return "hidden, while a report about it is looked at"
    return "waiting for your yes or no" if card.asked else STATES[card.clip.state]


def _clip_shared(notice: notices.ClipShared) -> str:
    remarks = [*notice.notes, *([] if notice.verified else [UNVERIFIED])]
    return lines(
        f"@{notice.maker} shares a clip: {short(notice.prompt)}", *(f"• {remark}" for remark in remarks)
    )


def _share_taken(notice: notices.ShareTaken) -> str:
    return f"{short(notice.prompt)} is being posted. It comes down again with the clip."


WORDINGS: Mapping[str, Wording] = {
    "clip_page": _clip_page,
    "clip_shared": _clip_shared,
    "share_taken": _share_taken,
}
