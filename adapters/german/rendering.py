"""The one message that tells how a render goes."""

from collections.abc import Mapping

from adapters.german.phrases import credited, moment, people, percent, reasons, short, span
from adapters.german.terms import STAGES
from adapters.phrasing import bar, lines
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState

ENDED = {
    ClipState.EXPIRED: "ist verfallen: Niemand hat ihn gespeichert, oder nicht alle haben rechtzeitig "
    "geantwortet",
    ClipState.CANCELLED: "wurde abgebrochen",
    ClipState.FAILED: "konnte nicht gemacht werden",
    ClipState.DENIED: "wurde abgelehnt",
    ClipState.DELETED: "wurde gelöscht",
    ClipState.REVOKED: "wird von jemandem, der darin vorkommt, nicht mehr erlaubt",
    ClipState.REFUSED: "wurde von den Betreibern dieses Dienstes abgelehnt",
}


def _render_status(notice: notices.RenderStatus) -> str:
    if notice.over:
        asked = f" Angefragt hatte ihn @{notice.maker}." if notice.maker else ""
        return lines(f"Ein Clip {ENDED[notice.state]}.{asked}", reasons(notice.refusals))
    return lines(
        f"@{notice.maker}: {short(notice.prompt)}" + (f" mit {people(notice.cast)}" if notice.cast else ""),
        _standing(notice),
        f"Versuch {notice.attempt}." if notice.attempt > 1 else "",
    )


def _standing(notice: notices.RenderStatus) -> str:  # noqa: PLR0911 - one for each state
    match notice.state:
        case ClipState.ASKING:
            return f"🙋 {_waiting(notice)}, bevor er gemacht wird{_until(notice)}."
        case ClipState.QUEUED:
            place = "" if notice.place is None else f", Platz {notice.place}"
            return f"⏳ In der Warteschlange{place}{_left(notice)}."
        case ClipState.RENDERING:
            return f"🎬 {bar(notice.done)} {percent(notice.done)}, {STAGES[notice.stage]}{_left(notice)}."
        case ClipState.HELD:
            return f"🔎 Gemacht und bei den Betreibern dieses Dienstes zur Ansicht{_until(notice)}."
        case ClipState.APPROVAL:
            return f"🙋 Gemacht. {_waiting(notice)}, bevor ihn jemand sieht{_until(notice)}."
        case _ if notice.draft:
            return f"✅ Fertig{_paid(notice)}: @{notice.maker} hat ihn."
        case _:
            return f"✅ Da ist er{_paid(notice)}."


def _paid(notice: notices.RenderStatus) -> str:
    return f", für {credited(notice.price)}" if notice.price else ""


def _waiting(notice: notices.RenderStatus) -> str:
    who = people(notice.waiting_for) or "Jemand"
    return f"{who} {'müssen' if len(notice.waiting_for) > 1 else 'muss'} zustimmen"


def _until(notice: notices.RenderStatus) -> str:
    return "" if notice.due_at is None else f", bis {moment(notice.due_at)}"


def _left(notice: notices.RenderStatus) -> str:
    return "" if notice.left_s is None else f", noch {span(notice.left_s)}"


WORDINGS: Mapping[str, Wording] = {"render_status": _render_status}
