"""Reports: offered, taken, decided; clips that operators look at."""

from collections.abc import Mapping

from adapters.english.phrases import lines, short
from adapters.english.terms import MATTERS
from adapters.wording import Wording
from bot import notices


def _report_offered(notice: notices.ReportOffered) -> str:
    return lines(
        "What is wrong with this clip?",
        f"In your own words: /cameo report {notice.clip} KIND what is wrong",
        "Only the operators of this service learn that it was you.",
    )


def _what(notice: notices.ReportTaken | notices.ReportDecided) -> str:
    return f"@{notice.who}" if notice.who else f"clip {notice.clip}"


def _report_taken(notice: notices.ReportTaken) -> str:
    if notice.again:
        return f"You reported {_what(notice)} already. You will hear from me when it is decided."
    return lines(
        f"Thank you. The operators of this service will look at {_what(notice)}, and you will hear from me.",
        "Until then nobody can watch it." if notice.hidden else "",
        "Nobody else learns that it was you.",
    )


def _report_decided(notice: notices.ReportDecided) -> str:
    if notice.upheld:
        return f"Your report on {_what(notice)} was right, and something was done about it. Thank you."
    keeps = "they keep" if notice.who else "it keeps"
    return (
        f"The operators looked at {_what(notice)} and found that {keeps} to the rules. "
        "You can still delete any clip that you appear in, and block anybody."
    )


def _clip_suspended(notice: notices.ClipSuspended) -> str:
    return (
        f"The operators of this service are looking at the clip {short(notice.prompt)}. "
        "Nobody can watch it until they have decided; you will hear from me."
    )


def _clip_restored(notice: notices.ClipRestored) -> str:
    return f"The clip {short(notice.prompt)} keeps to the rules. It can be watched again."


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
