"""Strikes, penalties and appeals."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import capital, count, moment
from adapters.spanish.sentences import reason
from adapters.spanish.terms import APPEALS, PENALTIES
from adapters.wording import Wording
from bot import notices
from bot.penalties import PenaltyKind

_LEFT = (
    "Lo que tenías en marcha se canceló. "
    "Puedes seguir decidiendo sobre los clips contigo, borrar, denunciar, exportar y borrarlo todo."
)
_MEANS = {
    PenaltyKind.WARNING: "Es una advertencia; no cambia nada más.",
    PenaltyKind.COOL_DOWN: "No puedes hacer clips hasta el {until}.",
    PenaltyKind.NO_CASTING: "Solo puedes hacer clips contigo, y con nadie más, hasta el {until}.",
    PenaltyKind.SUSPENSION: f"Tu cuenta está suspendida hasta el {{until}}. {_LEFT}",
    PenaltyKind.BAN: f"Tu cuenta está cerrada para siempre. {_LEFT}",
}


def _penalty_given(notice: notices.PenaltyGiven) -> str:
    until = moment(notice.until) if notice.until else ""
    return lines(
        f"Se te ha anotado una falta, por: {reason(notice.reason)}.",
        _MEANS[notice.penalty].format(until=until),
        f"Tienes {count(notice.strikes, 'falta', 'faltas')}; esta cuenta hasta el "
        f"{moment(notice.strike_until)}, y "
        "cada una más pesa más.",
        f"Si es un error: /cameo appeal {notice.id} y di por qué.",
    )


def _penalty_lifted(notice: notices.PenaltyLifted) -> str:
    return f"Los operadores han retirado lo decidido ({PENALTIES[notice.penalty]}), y con ello la falta."


def _standing_shown(notice: notices.StandingShown) -> str:
    if not notice.strikes and not notice.penalties:
        return "No tienes faltas ni sanciones."
    return lines(
        *(_penalty(each) for each in notice.penalties),
        *(
            f"Falta del {moment(each.at)}, por: {reason(each.reason)}; cuenta hasta el "
            f"{moment(each.expires_at)}."
            for each in notice.strikes
        ),
    )


def _penalty(view: notices.PenaltyView) -> str:
    until = (
        f" hasta el {moment(view.until)}" if view.until and view.penalty is not PenaltyKind.WARNING else ""
    )
    appeal = f"Si es un error: /cameo appeal {view.id} y di por qué."
    way_out = f"{APPEALS[view.appeal]}." if view.appeal else appeal
    return f"{capital(PENALTIES[view.penalty])}{until}, por: {reason(view.reason)}. {way_out}"


def _appeal_taken(notice: notices.AppealTaken) -> str:
    return f"Los operadores lo mirarán otra vez ({PENALTIES[notice.penalty]}). Te avisaré."


def _appeal_decided(notice: notices.AppealDecided) -> str:
    what = f"Lo decidido ({PENALTIES[notice.penalty]})"
    if notice.granted:
        return f"Tu recurso ha tenido éxito. {what} se retira, y con ello la falta."
    return f"Tu recurso se ha revisado. {what} se mantiene; /cameo standing muestra hasta cuándo."


WORDINGS: Mapping[str, Wording] = {
    "penalty_given": _penalty_given,
    "penalty_lifted": _penalty_lifted,
    "standing_shown": _standing_shown,
    "appeal_taken": _appeal_taken,
    "appeal_decided": _appeal_decided,
}
