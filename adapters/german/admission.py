"""Coming in: invites and the waiting line."""

from collections.abc import Mapping

from adapters.german.phrases import count, credited, moment, number
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices


def _invite_made(notice: notices.InviteMade) -> str:
    return lines(
        f"Deine Einladung für eine Person: {notice.code}",
        f"Sie schreibt: /cameo redeem {notice.code}",
        f"Zu sehen ist sie nur jetzt, und sie gilt bis {moment(notice.expires_at)}. "
        f"Du hast noch {count(notice.left, 'Einladung', 'Einladungen')}.",
    )


def _admitted(notice: notices.Admitted) -> str:
    return lines(
        "Willkommen, du bist dabei. Mach dein Abbild mit /cameo setup.",
        f"Jeden Monat bekommst du {credited(notice.allowance)}." if notice.allowance else "",
    )


def _waitlist_shown(notice: notices.WaitlistShown) -> str:
    return (
        f"Du bist Nummer {number(notice.place)} auf der Warteliste. Du hörst von mir, wenn du an der Reihe "
        "bist."
    )


WORDINGS: Mapping[str, Wording] = {
    "invite_made": _invite_made,
    "admitted": _admitted,
    "waitlist_shown": _waitlist_shown,
}
