"""Coming in: invites and the waiting line."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment
from adapters.wording import Wording
from bot import notices


def _invite_made(notice: notices.InviteMade) -> str:
    return lines(
        f"Your invite for one friend: {notice.code}",
        f"They write: /cameo redeem {notice.code}",
        f"It is shown only now, and good until {moment(notice.expires_at)}. "
        f"You have {count(notice.left, 'invite')} left.",
    )


def _admitted(notice: notices.Admitted) -> str:
    return lines(
        "Welcome, you are in. Make your likeness with /cameo setup.",
        f"{count(notice.allowance, 'credit')} a month are yours." if notice.allowance else "",
    )


def _waitlist_shown(notice: notices.WaitlistShown) -> str:
    return f"You are number {notice.place:,} in line. You will hear from me when it is your turn."


WORDINGS: Mapping[str, Wording] = {
    "invite_made": _invite_made,
    "admitted": _admitted,
    "waitlist_shown": _waitlist_shown,
}
