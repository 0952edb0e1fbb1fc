"""The one message that tells how a render goes."""

from collections.abc import Mapping

from adapters.phrasing import bar, lines
from adapters.spanish.phrases import credited, moment, people, percent, reasons, short, span
from adapters.spanish.terms import STAGES
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState

ENDED = {
    ClipState.EXPIRED: "ha caducado: nadie lo guardó, o no todas las personas contestaron a tiempo",
    ClipState.CANCELLED: "se ha cancelado",
    ClipState.FAILED: "no se ha podido hacer",
    ClipState.DENIED: "no se ha aprobado",
    ClipState.DELETED: "se ha borrado",
    ClipState.REVOKED: "ya no lo permite alguien que sale en él",
    ClipState.REFUSED: "lo han rechazado los operadores de este servicio",
}


def _render_status(notice: notices.RenderStatus) -> str:
    if notice.over:
        asked = f" Lo había pedido @{notice.maker}." if notice.maker else ""
        return lines(f"Un clip {ENDED[notice.state]}.{asked}", reasons(notice.refusals))
    return lines(
        f"@{notice.maker}: {short(notice.prompt)}" + (f" con {people(notice.cast)}" if notice.cast else ""),
        _standing(notice),
        f"Intento {notice.attempt}." if notice.attempt > 1 else "",
    )


def _standing(notice: notices.RenderStatus) -> str:  # noqa: PLR0911 - one for each state
    match notice.state:
        case ClipState.ASKING:
            return f"🙋 {_waiting(notice)} antes de hacerse{_until(notice)}."
        case ClipState.QUEUED:
            place = "" if notice.place is None else f", lugar {notice.place}"
            return f"⏳ En la cola{place}{_left(notice)}."
        case ClipState.RENDERING:
            return f"🎬 {bar(notice.done)} {percent(notice.done)}, {STAGES[notice.stage]}{_left(notice)}."
        case ClipState.HELD:
            return f"🔎 Hecho, y lo revisan los operadores de este servicio{_until(notice)}."
        case ClipState.APPROVAL:
            return f"🙋 Hecho. {_waiting(notice)} antes de que lo vea nadie{_until(notice)}."
        case _ if notice.draft:
            return f"✅ Listo{_paid(notice)}: lo tiene @{notice.maker}."
        case _:
            return f"✅ Publicado{_paid(notice)}."


def _paid(notice: notices.RenderStatus) -> str:
    return f", por {credited(notice.price)}" if notice.price else ""


def _waiting(notice: notices.RenderStatus) -> str:
    who = people(notice.waiting_for) or "Alguien"
    return f"{who} {'tienen' if len(notice.waiting_for) > 1 else 'tiene'} que aprobarlo"


def _until(notice: notices.RenderStatus) -> str:
    return "" if notice.due_at is None else f", hasta el {moment(notice.due_at)}"


def _left(notice: notices.RenderStatus) -> str:
    return "" if notice.left_s is None else f", tiempo restante: {span(notice.left_s)}"


WORDINGS: Mapping[str, Wording] = {"render_status": _render_status}
