"""Reports: offered, taken, decided; clips that operators look at."""

from collections.abc import Mapping

from adapters.german.phrases import short
from adapters.german.terms import MATTERS
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices


def _report_offered(notice: notices.ReportOffered) -> str:
    return lines(
        "Was stimmt mit diesem Clip nicht?",
        f"In deinen eigenen Worten: /cameo report {notice.clip} ART was nicht stimmt",
        "Nur die Betreiber dieses Dienstes erfahren, dass du es warst.",
    )


def _what(notice: notices.ReportTaken | notices.ReportDecided) -> str:
    return f"@{notice.who}" if notice.who else f"Clip {notice.clip}"


def _report_taken(notice: notices.ReportTaken) -> str:
    if notice.again:
        return f"{_what(notice)} hast du schon gemeldet. Du hörst von mir, wenn es entschieden ist."
    return lines(
        f"Danke. Die Betreiber dieses Dienstes sehen sich das an ({_what(notice)}), und du hörst von mir.",
        "Bis dahin kann ihn niemand anschauen." if notice.hidden else "",
        "Sonst erfährt niemand, dass du es warst.",
    )


def _report_decided(notice: notices.ReportDecided) -> str:
    if notice.upheld:
        return f"Deine Meldung ({_what(notice)}) war richtig, und es ist etwas geschehen. Danke."
    return (
        f"Die Betreiber haben sich das angesehen ({_what(notice)}) und keinen Verstoß gegen die Regeln "
        "gefunden. "
        "Du kannst trotzdem jeden Clip löschen, in dem du vorkommst, und jeden blockieren."
    )


def _clip_suspended(notice: notices.ClipSuspended) -> str:
    return (
        f"Die Betreiber dieses Dienstes sehen sich den Clip {short(notice.prompt)} an. Bis sie entschieden "
        "haben, "
        "kann ihn niemand anschauen; du hörst von mir."
    )


def _clip_restored(notice: notices.ClipRestored) -> str:
    return f"Der Clip {short(notice.prompt)} hält sich an die Regeln. Man kann ihn wieder anschauen."


def _operator_asked(notice: notices.OperatorAsked) -> str:
    return MATTERS[notice.matter].format(id=notice.id)


WORDINGS: Mapping[str, Wording] = {
    "report_offered": _report_offered,
    "report_taken": _report_taken,
    "report_decided": _report_decided,
    "clip_suspended": _clip_suspended,
    "clip_restored": _clip_restored,
    "operator_asked": _operator_asked,
}
