"""Reports: offered, taken, decided; clips that operators look at."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import short
from adapters.spanish.terms import MATTERS
from adapters.wording import Wording
from bot import notices


def _report_offered(notice: notices.ReportOffered) -> str:
    return lines(
        "¿Qué está mal en este clip?",
        f"Con tus palabras: /cameo report {notice.clip} TIPO qué está mal",
        "Solo los operadores de este servicio se enteran de que fuiste tú.",
    )


def _what(notice: notices.ReportTaken | notices.ReportDecided) -> str:
    return f"@{notice.who}" if notice.who else f"clip {notice.clip}"


def _report_taken(notice: notices.ReportTaken) -> str:
    if notice.again:
        return f"Ya lo habías denunciado ({_what(notice)}). Te avisaré cuando se decida."
    return lines(
        f"Gracias. Los operadores de este servicio lo revisarán ({_what(notice)}), y te avisaré.",
        "Hasta entonces nadie puede verlo." if notice.hidden else "",
        "Nadie más se entera de que fuiste tú.",
    )


def _report_decided(notice: notices.ReportDecided) -> str:
    if notice.upheld:
        return f"Tu denuncia ({_what(notice)}) era acertada, y se ha hecho algo al respecto. Gracias."
    return (
        f"Los operadores lo han revisado ({_what(notice)}) y no ven que rompa las reglas. Aun así puedes "
        "borrar "
        "cualquier clip en el que salgas, y bloquear a cualquiera."
    )


def _clip_suspended(notice: notices.ClipSuspended) -> str:
    return (
        f"Los operadores de este servicio están revisando el clip {short(notice.prompt)}. Hasta que decidan, "
        "nadie "
        "puede verlo; te avisaré."
    )


def _clip_restored(notice: notices.ClipRestored) -> str:
    return f"El clip {short(notice.prompt)} cumple las reglas. Se puede ver otra vez."


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
