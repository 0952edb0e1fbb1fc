"""Strikes, penalties and appeals."""

from collections.abc import Mapping

from adapters.german.phrases import capital, count, moment
from adapters.german.sentences import reason
from adapters.german.terms import APPEALS, PENALTIES
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.penalties import PenaltyKind

_LEFT = (
    "Was du in Arbeit hattest, wurde abgebrochen. Über Clips mit dir kannst du weiter entscheiden, und "
    "löschen, melden, exportieren und alles von dir löschen."
)
_MEANS = {
    PenaltyKind.WARNING: "Das ist eine Verwarnung; sonst ändert sich nichts.",
    PenaltyKind.COOL_DOWN: "Bis {until} kannst du keine Clips machen.",
    PenaltyKind.NO_CASTING: "Bis {until} kannst du nur Clips mit dir selbst machen, mit niemandem sonst.",
    PenaltyKind.SUSPENSION: f"Dein Konto ist bis {{until}} gesperrt. {_LEFT}",
    PenaltyKind.BAN: f"Dein Konto ist für immer geschlossen. {_LEFT}",
}


def _penalty_given(notice: notices.PenaltyGiven) -> str:
    until = moment(notice.until) if notice.until else ""
    return lines(
        f"Dir wurde ein Verstoß angerechnet, wegen: {reason(notice.reason)}.",
        _MEANS[notice.penalty].format(until=until),
        f"Du hast {count(notice.strikes, 'Verstoß', 'Verstöße')}; dieser zählt bis "
        f"{moment(notice.strike_until)}, "
        "und jeder weitere wiegt schwerer.",
        f"Wenn das ein Irrtum ist: /cameo appeal {notice.id} und sag, warum.",
    )


def _penalty_lifted(notice: notices.PenaltyLifted) -> str:
    return (
        f"Die Betreiber haben zurückgenommen, was entschieden war ({PENALTIES[notice.penalty]}), und den "
        "Verstoß "
        "mit ihm."
    )


def _standing_shown(notice: notices.StandingShown) -> str:
    if not notice.strikes and not notice.penalties:
        return "Du hast keine Verstöße und keine Strafen."
    return lines(
        *(_penalty(each) for each in notice.penalties),
        *(
            f"Verstoß am {moment(each.at)}, wegen: {reason(each.reason)}; zählt bis "
            f"{moment(each.expires_at)}."
            for each in notice.strikes
        ),
    )


def _penalty(view: notices.PenaltyView) -> str:
    until = f" bis {moment(view.until)}" if view.until and view.penalty is not PenaltyKind.WARNING else ""
    appeal = f"Wenn das ein Irrtum ist: /cameo appeal {view.id} und sag, warum."
    way_out = f"{APPEALS[view.appeal]}." if view.appeal else appeal
    return f"{capital(PENALTIES[view.penalty])}{until}, wegen: {reason(view.reason)}. {way_out}"


def _appeal_taken(notice: notices.AppealTaken) -> str:
    return f"Die Betreiber sehen es sich noch einmal an ({PENALTIES[notice.penalty]}). Du hörst von mir."


def _appeal_decided(notice: notices.AppealDecided) -> str:
    what = f"Was entschieden war ({PENALTIES[notice.penalty]})"
    if notice.granted:
        return f"Dein Einspruch hatte Erfolg. {what}, ist zurückgenommen, und der Verstoß mit ihm."
    return f"Dein Einspruch wurde angesehen. {what}, bleibt; /cameo standing zeigt, bis wann."


WORDINGS: Mapping[str, Wording] = {
    "penalty_given": _penalty_given,
    "penalty_lifted": _penalty_lifted,
    "standing_shown": _standing_shown,
    "appeal_taken": _appeal_taken,
    "appeal_decided": _appeal_decided,
}
