"""Strikes, penalties and appeals."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment
from adapters.english.terms import APPEALS, PENALTIES
from adapters.wording import Wording
from bot import notices
from bot.penalties import PenaltyKind

_LEFT = (
    "What you had in the making was cancelled. "
    "You can still decide about clips of you, delete, report, export and erase."
)
_MEANS = {
    PenaltyKind.WARNING: "This is a warning; nothing else changes.",
    PenaltyKind.COOL_DOWN: "You can make no clips until {until}.",
    PenaltyKind.NO_CASTING: "You can make clips of yourself only, of nobody else, until {until}.",
    PenaltyKind.SUSPENSION: f"Your account is suspended until {{until}}. {_LEFT}",
    PenaltyKind.BAN: f"Your account is closed for good. {_LEFT}",
}


def _penalty_given(notice: notices.PenaltyGiven) -> str:
    until = moment(notice.until) if notice.until else ""
    return lines(
        f"You got a strike for {notice.reason}.",
        _MEANS[notice.penalty].format(until=until),
        f"You have {count(notice.strikes, 'strike')}; this one counts until {moment(notice.strike_until)}, "
        "and each further one weighs more.",
        f"If that is a mistake: /cameo appeal {notice.id} and say why.",
    )


def _penalty_lifted(notice: notices.PenaltyLifted) -> str:
    return f"The operators took back what was decided ({PENALTIES[notice.penalty]}), and the strike with it."


def _standing_shown(notice: notices.StandingShown) -> str:
    if not notice.strikes and not notice.penalties:
        return "You have no strikes and no penalties."
    return lines(
        *(_penalty(each) for each in notice.penalties),
        *(
            f"Strike for {each.reason}, on {moment(each.at)}; counts until {moment(each.expires_at)}."
            for each in notice.strikes
        ),
    )


def _penalty(view: notices.PenaltyView) -> str:
    until = f" until {moment(view.until)}" if view.until and view.penalty is not PenaltyKind.WARNING else ""
    appeal = f"If that is a mistake: /cameo appeal {view.id} and say why."
    way_out = f"{APPEALS[view.appeal].capitalize()}." if view.appeal else appeal
    return f"{PENALTIES[view.penalty].capitalize()}{until}, for {view.reason}. {way_out}"


def _appeal_taken(notice: notices.AppealTaken) -> str:
    return f"The operators will look at it again ({PENALTIES[notice.penalty]}). You will hear from me."


def _appeal_decided(notice: notices.AppealDecided) -> str:
    what = f"What was decided ({PENALTIES[notice.penalty]})"
    if notice.granted:
        return f"Your appeal was granted. {what} is taken back, and the strike with it."
    return f"Your appeal was looked at. {what} stays; /cameo standing shows until when."


WORDINGS: Mapping[str, Wording] = {
    "penalty_given": _penalty_given,
    "penalty_lifted": _penalty_lifted,
    "standing_shown": _standing_shown,
    "appeal_taken": _appeal_taken,
    "appeal_decided": _appeal_decided,
}
