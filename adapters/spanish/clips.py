"""Clips: before, while and after they are made."""

from collections.abc import Mapping, Sequence

from adapters.phrasing import lines
from adapters.spanish.commands import MANUAL
from adapters.spanish.phrases import (
    count,
    credited,
    moment,
    number,
    people,
    percent,
    quoted,
    reasons,
    remarks,
    short,
    span,
)
from adapters.spanish.sentences import subject
from adapters.spanish.terms import STAGES, STATES, TIERS, UNVERIFIED, WHY_NOT
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState


def preflight(notice: notices.Preflight) -> str:
    """What a clip would come to."""
    return lines(
        "Esto se puede hacer." if notice.ok else "Así no se puede hacer:",
        reasons(notice.refusals),
        _understood(notice),
        f"Con: {people(notice.cast)}." if notice.cast else "",
        _price(notice),
        f"Lugar en la cola: {notice.place}.",
        "" if notice.expected_s is None else f"Tiempo previsto: {span(notice.expected_s)}.",
        _asked(notice),
    )


def _price(notice: notices.Preflight) -> str:
    """The arithmetic of the hold, as it will stand in the ledger."""
    if not notice.price:
        return f"Tienes {credited(notice.available)}."
    after = notice.available - notice.price
    left = f", y {number(after)} después" if after >= 0 else ""
    return (
        f"Precio: {number(notice.seconds)} s {TIERS[notice.tier]} a {number(notice.rate)} por segundo son "
        f"{credited(notice.price)}; tienes {number(notice.available)}{left}."
    )


def _scene(place: int, scene: notices.SceneShown) -> str:
    words = "".join(f" {quoted(line)}" for line in scene.lines)
    where = "" if scene.environment in scene.action else scene.environment
    told = ", ".join(filter(None, [scene.action, where])) + words
    return f"  {place}. {number(scene.seconds)} s, {people(scene.cast)}: {told}"


def _asked(notice: notices.Preflight) -> str:
    first = f"Ya antes de hacerse: {people(notice.asked_first)}." if notice.asked_first else ""
    if notice.approvers:
        return lines(f"Antes tiene que aprobarlo: {people(notice.approvers)}.", first)
    return "Nadie tiene que aprobarlo antes."


def _understood(notice: notices.Preflight) -> str:
    """The prompt in its five parts, as far as they were given, and the words that are said."""
    if notice.reading is None:
        return ""
    one = not notice.scenes
    parts = {
        "Quién": notice.reading.subject,
        "Acción": notice.reading.action if one else "",
        "Cámara": notice.reading.camera,
        "Lugar": notice.reading.environment if one else "",
        "Estilo": notice.reading.style,
    }
    told = [f"  {name}: {said}" for name, said in parts.items() if said]
    if notice.scenes:
        scenes = (_scene(place, scene) for place, scene in enumerate(notice.scenes, 1))
        return lines(f"Entendido como {len(notice.scenes)} escenas:", *told, *scenes)
    return lines("Entendido así:", *told, *(f"  Palabras: {quoted(line)}" for line in notice.lines))


def _clip_shown(notice: notices.ClipShown) -> str:
    return lines(
        f"{short(notice.prompt)} con {people(notice.cast)}: {_standing(notice)}.",
        f"Clip {notice.id}, {credited(notice.price)}."
        + (f" Intento {notice.attempt}." if notice.attempt > 1 else ""),
        reasons(notice.refusals),
        _remarks(notice.notes, verified=notice.verified),
    )


def _standing(notice: notices.ClipShown) -> str:
    state = STATES[notice.state]
    match notice.state:
        case ClipState.QUEUED if notice.place is not None:
            return f"{state}, lugar {notice.place}{_left(notice)}"
        case ClipState.RENDERING:
            return f"{state}, {STAGES[notice.stage]}, {percent(notice.done)}{_left(notice)}"
        case ClipState.ASKING | ClipState.APPROVAL if notice.waiting_for:
            return f"{state}, falta {people(notice.waiting_for)}"
        case ClipState.DELIVERED if notice.due_at is not None:
            return f"{state} hasta el {moment(notice.due_at)}"
        case _:
            return state


def _left(notice: notices.ClipShown) -> str:
    return "" if notice.left_s is None else f", tiempo restante: {span(notice.left_s)}"


def _remarks(notes: Sequence[str], *, verified: bool) -> str:
    return lines(*remarks(notes), "" if verified else f"• {UNVERIFIED}")


def words_of(words: Sequence[notices.SpokenWords], title: str) -> str:
    """What people are made to say, under a title."""
    said = [f"  @{line.handle}: {quoted(line.text)}" for line in words]
    return lines(title, *said) if words else ""


def _likeness_used(notice: notices.LikenessUsed) -> str:
    did = "compartido" if notice.shared else "hecho"
    return lines(
        f"@{notice.maker} ha {did} un clip contigo: {short(notice.prompt)}",
        words_of(notice.words, "Lo que se dice en él:"),
        "Puedes borrarlo en cualquier momento.",
    )


def _parts(parts: Sequence[notices.Part]) -> str:
    told = [f"@{one.handle} como {one.part}" if one.part else f"@{one.handle}" for one in parts]
    return f"Quién sale: {', '.join(told)}." if told else ""


def _near(boundary: str) -> str:
    return f"Se te pregunta porque puede tocar uno de tus límites: {subject(boundary)}." if boundary else ""


def _render_asked(notice: notices.RenderAsked) -> str:
    return lines(
        f"@{notice.maker} quiere hacer un clip contigo: {quoted(notice.prompt)}",
        _parts(notice.parts),
        words_of(notice.words, "Lo que dirías en él, palabra por palabra:"),
        _near(notice.boundary),
        "No se hace nada antes de que aceptes.",
        f"Sin respuesta, caduca el {moment(notice.due_at)}.",
    )


def _clip_held(notice: notices.ClipHeld) -> str:
    return (
        f"Tu clip está hecho: {short(notice.prompt)}. Los operadores de este servicio lo revisan antes de "
        "que lo "
        f"vea nadie, como muy tarde hasta el {moment(notice.due_at)}. Si no llega, te vuelven tus créditos."
    )


def _clip_held_for_you(notice: notices.ClipHeldForYou) -> str:
    return (
        f"@{notice.maker} ha hecho un clip contigo: {short(notice.prompt)}. Los operadores de este servicio "
        "lo "
        "revisan antes de que lo vea nadie. No tienes que esperar a eso: puedes borrarlo ya."
    )


def _approval_asked(notice: notices.ApprovalAsked) -> str:
    return lines(
        f"@{notice.maker} ha hecho un clip contigo: {quoted(notice.prompt)}",
        _parts(notice.parts),
        words_of(notice.words, "Lo que se dice en él:"),
        _near(notice.boundary),
        f"Nadie más lo ve antes de que aceptes, tampoco @{notice.maker}.",
        f"Sin respuesta, desaparece el {moment(notice.due_at)}.",
    )


def _approval_taken(notice: notices.ApprovalTaken) -> str:
    decision = "Has aprobado este clip." if notice.approved else "No has aprobado este clip. Nadie lo verá."
    if not notice.first:
        return f"Ya lo habías decidido, y así queda. {decision}"
    if notice.approved and notice.waiting_for:
        return f"{decision} Pendiente: {count(notice.waiting_for, 'respuesta más', 'respuestas más')}."
    return decision


def _approval_waits(notice: notices.ApprovalWaits) -> str:
    return (
        f"Tu clip está hecho. Antes de que lo veas tiene que aprobarlo {people(notice.waiting_for)}, hasta "
        "el "
        f"{moment(notice.due_at)}."
    )


def _clip_delivered(notice: notices.ClipDelivered) -> str:
    paid = f"{credited(notice.price)}. " if notice.price else ""
    return lines(
        f"Aquí está tu clip: {short(notice.prompt)}",
        f"{paid}Un borrador hasta el {moment(notice.due_at)}: guárdalo, o desaparece.",
        _remarks(notice.notes, verified=notice.verified),
    )


def _draft_expiring(notice: notices.DraftExpiring) -> str:
    return f"{short(notice.prompt)} es un borrador hasta el {moment(notice.due_at)}: guárdalo, o desaparece."


def _clip_not_made(notice: notices.ClipNotMade) -> str:
    back = f"Te {'vuelve' if notice.released == 1 else 'vuelven'} {credited(notice.released)}."
    return lines(
        f"No habrá clip de {short(notice.prompt)}. {WHY_NOT[notice.why]}",
        reasons(notice.refusals),
        back if notice.released else "No se cobró nada.",
    )


GONE = {
    ClipState.EXPIRED: "era un borrador que nadie guardó",
    ClipState.REVOKED: "lo ha retirado alguien que sale en él",
    ClipState.REFUSED: "lo han retirado los operadores de este servicio",
}


def _clip_gone(notice: notices.ClipGone) -> str:
    what = GONE.get(notice.state, "se ha borrado")
    return f"El clip {short(notice.prompt)} {what}. Sus archivos están destruidos."


def _clip_kept(notice: notices.ClipKept) -> str:
    return f"Guardado. El clip {notice.clip} se queda hasta que lo borre alguien que sale en él."


def _clips_shown(notice: notices.ClipsShown) -> str:
    if not notice.clips:
        return "Todavía no tienes clips. Escribe quién sale y qué pasa, por ejemplo: " + MANUAL.shown("make")
    return "\n".join(f"{clip.id}  {_standing(clip)}  {short(clip.prompt)}" for clip in notice.clips)


WORDINGS: Mapping[str, Wording] = {
    "preflight": preflight,
    "clip_shown": _clip_shown,
    "clips_shown": _clips_shown,
    "likeness_used": _likeness_used,
    "render_asked": _render_asked,
    "clip_held": _clip_held,
    "clip_held_for_you": _clip_held_for_you,
    "approval_asked": _approval_asked,
    "approval_taken": _approval_taken,
    "approval_waits": _approval_waits,
    "clip_delivered": _clip_delivered,
    "draft_expiring": _draft_expiring,
    "clip_not_made": _clip_not_made,
    "clip_gone": _clip_gone,
    "clip_kept": _clip_kept,
}
