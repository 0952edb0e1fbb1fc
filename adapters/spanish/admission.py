"""Coming in: invites and the waiting line."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import count, credited, moment, number
from adapters.wording import Wording
from bot import notices


def _invite_made(notice: notices.InviteMade) -> str:
    return lines(
        f"Tu invitación para una persona: {notice.code}",
        f"Tiene que escribir: /cameo redeem {notice.code}",
        f"Solo se ve ahora, y vale hasta el {moment(notice.expires_at)}. "
        f"Te {'queda' if notice.left == 1 else 'quedan'} {count(notice.left, 'invitación', 'invitaciones')}.",
    )


def _admitted(notice: notices.Admitted) -> str:
    return lines(
        "Te damos la bienvenida: ya estás dentro. Haz tu doble con /cameo setup.",
        f"Cada mes recibes {credited(notice.allowance)}." if notice.allowance else "",
    )


def _waitlist_shown(notice: notices.WaitlistShown) -> str:
    return f"Eres el número {number(notice.place)} de la lista de espera. Te avisaré cuando te toque."


WORDINGS: Mapping[str, Wording] = {
    "invite_made": _invite_made,
    "admitted": _admitted,
    "waitlist_shown": _waitlist_shown,
}
