"""Clips: before, while and after they are made."""

from collections.abc import Mapping, Sequence

from adapters.german.commands import MANUAL
from adapters.german.phrases import (
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
from adapters.german.sentences import subject
from adapters.german.terms import STAGES, STATES, TIERS, UNVERIFIED, WHY_NOT
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState


def preflight(notice: notices.Preflight) -> str:
    """What a clip would come to."""
    return lines(
        "Das lässt sich machen." if notice.ok else "So lässt sich das nicht machen:",
        reasons(notice.refusals),
        _understood(notice),
        f"Mit: {people(notice.cast)}." if notice.cast else "",
        _price(notice),
        f"Platz in der Warteschlange: {notice.place}.",
        "" if notice.expected_s is None else f"Voraussichtlich fertig in: {span(notice.expected_s)}.",
        _asked(notice),
    )


def _price(notice: notices.Preflight) -> str:
    """The arithmetic of the hold, as it will stand in the ledger."""
    if not notice.price:
        return f"Du hast {credited(notice.available)}."
    after = notice.available - notice.price
    left = f", danach {number(after)}" if after >= 0 else ""
    return (
        f"Preis: {number(notice.seconds)} s {TIERS[notice.tier]} zu {number(notice.rate)} pro Sekunde sind "
        f"{credited(notice.price)}; du hast {number(notice.available)}{left}."
    )


def _scene(place: int, scene: notices.SceneShown) -> str:
    words = "".join(f" {quoted(line)}" for line in scene.lines)
    where = "" if scene.environment in scene.action else scene.environment
    told = ", ".join(filter(None, [scene.action, where])) + words
    return f"  {place}. {number(scene.seconds)} s, {people(scene.cast)}: {told}"


def _asked(notice: notices.Preflight) -> str:
    first = f"Schon bevor er gemacht wird: {people(notice.asked_first)}." if notice.asked_first else ""
    if notice.approvers:
        return lines(f"Zuerst zustimmen muss: {people(notice.approvers)}.", first)
    return "Niemand muss vorher zustimmen."


def _understood(notice: notices.Preflight) -> str:
    """The prompt in its five parts, as far as they were given, and the words that are said."""
    if notice.reading is None:
        return ""
    one = not notice.scenes
    parts = {
        "Wer": notice.reading.subject,
        "Handlung": notice.reading.action if one else "",
        "Kamera": notice.reading.camera,
        "Ort": notice.reading.environment if one else "",
        "Stil": notice.reading.style,
    }
    told = [f"  {name}: {said}" for name, said in parts.items() if said]
    if notice.scenes:
        scenes = (_scene(place, scene) for place, scene in enumerate(notice.scenes, 1))
        return lines(f"Verstanden als {len(notice.scenes)} Szenen:", *told, *scenes)
    return lines("Verstanden als:", *told, *(f"  Worte: {quoted(line)}" for line in notice.lines))


def _clip_shown(notice: notices.ClipShown) -> str:
    return lines(
        f"{short(notice.prompt)} mit {people(notice.cast)}: {_standing(notice)}.",
        f"Clip {notice.id}, {credited(notice.price)}."
        + (f" Versuch {notice.attempt}." if notice.attempt > 1 else ""),
        reasons(notice.refusals),
        _remarks(notice.notes, verified=notice.verified),
    )


def _standing(notice: notices.ClipShown) -> str:
    state = STATES[notice.state]
    match notice.state:
        case ClipState.QUEUED if notice.place is not None:
            return f"{state}, Platz {notice.place}{_left(notice)}"
        case ClipState.RENDERING:
            return f"{state}, {STAGES[notice.stage]}, {percent(notice.done)}{_left(notice)}"
        case ClipState.ASKING | ClipState.APPROVAL if notice.waiting_for:
            return f"{state} von {people(notice.waiting_for)}"
        case ClipState.DELIVERED if notice.due_at is not None:
            return f"{state} bis {moment(notice.due_at)}"
        case _:
            return state


def _left(notice: notices.ClipShown) -> str:
    return "" if notice.left_s is None else f", noch {span(notice.left_s)}"


def _remarks(notes: Sequence[str], *, verified: bool) -> str:
    return lines(*remarks(notes), "" if verified else f"• {UNVERIFIED}")


def words_of(words: Sequence[notices.SpokenWords], title: str) -> str:
    """What people are made to say, under a title."""
    said = [f"  @{line.handle}: {quoted(line.text)}" for line in words]
    return lines(title, *said) if words else ""


def _likeness_used(notice: notices.LikenessUsed) -> str:
    did = "geteilt" if notice.shared else "gemacht"
    return lines(
        f"@{notice.maker} hat einen Clip mit dir {did}: {short(notice.prompt)}",
        words_of(notice.words, "Das wird darin gesagt:"),
        "Du kannst ihn jederzeit löschen.",
    )


def _parts(parts: Sequence[notices.Part]) -> str:
    told = [f"@{one.handle} als {one.part}" if one.part else f"@{one.handle}" for one in parts]
    return f"Wer darin vorkommt: {', '.join(told)}." if told else ""


def _near(boundary: str) -> str:
    return (
        f"Du wirst gefragt, weil es eine Grenze von dir berühren könnte: {subject(boundary)}."
        if boundary
        else ""
    )


def _render_asked(notice: notices.RenderAsked) -> str:
    return lines(
        f"@{notice.maker} möchte einen Clip mit dir machen: {quoted(notice.prompt)}",
        _parts(notice.parts),
        words_of(notice.words, "Das würdest du darin sagen, Wort für Wort:"),
        _near(notice.boundary),
        "Bevor du zustimmst, wird nichts gemacht.",
        f"Ohne Antwort verfällt die Frage am {moment(notice.due_at)}.",
    )


def _clip_held(notice: notices.ClipHeld) -> str:
    return (
        f"Dein Clip ist gemacht: {short(notice.prompt)}. Die Betreiber dieses Dienstes sehen ihn an, bevor "
        "ihn "
        f"sonst jemand sieht, spätestens bis {moment(notice.due_at)}. Sollte er nicht kommen, bekommst du "
        "deine "
        "Credits zurück."
    )


def _clip_held_for_you(notice: notices.ClipHeldForYou) -> str:
    return (
        f"@{notice.maker} hat einen Clip mit dir gemacht: {short(notice.prompt)}. Die Betreiber dieses "
        "Dienstes "
        "sehen ihn an, bevor ihn sonst jemand sieht. Du brauchst darauf nicht zu warten: Du kannst ihn jetzt "
        "löschen."
    )


def _approval_asked(notice: notices.ApprovalAsked) -> str:
    return lines(
        f"@{notice.maker} hat einen Clip mit dir gemacht: {quoted(notice.prompt)}",
        _parts(notice.parts),
        words_of(notice.words, "Das wird darin gesagt:"),
        _near(notice.boundary),
        f"Bevor du zustimmst, sieht ihn niemand sonst, auch @{notice.maker} nicht.",
        f"Ohne Antwort ist er am {moment(notice.due_at)} weg.",
    )


def _approval_taken(notice: notices.ApprovalTaken) -> str:
    decision = (
        "Du hast diesem Clip zugestimmt."
        if notice.approved
        else "Du hast diesem Clip nicht zugestimmt. Niemand wird ihn sehen."
    )
    if not notice.first:
        return f"Das hast du schon entschieden, und dabei bleibt es. {decision}"
    if notice.approved and notice.waiting_for:
        return f"{decision} Noch offen: {count(notice.waiting_for, 'Antwort', 'Antworten')}."
    return decision


def _approval_waits(notice: notices.ApprovalWaits) -> str:
    return (
        f"Dein Clip ist gemacht. Bevor du ihn siehst, muss noch zustimmen: {people(notice.waiting_for)}, "
        f"bis {moment(notice.due_at)}."
    )


def _clip_delivered(notice: notices.ClipDelivered) -> str:
    paid = f"{credited(notice.price)}. " if notice.price else ""
    return lines(
        f"Hier ist dein Clip: {short(notice.prompt)}",
        f"{paid}Ein Entwurf bis {moment(notice.due_at)}: Speichere ihn, sonst ist er weg.",
        _remarks(notice.notes, verified=notice.verified),
    )


def _draft_expiring(notice: notices.DraftExpiring) -> str:
    return (
        f"{short(notice.prompt)} ist ein Entwurf bis {moment(notice.due_at)}: Speichere ihn, sonst ist er "
        "weg."
    )


def _clip_not_made(notice: notices.ClipNotMade) -> str:
    back = f"{credited(notice.released)} {'ist' if notice.released == 1 else 'sind'} wieder bei dir."
    return lines(
        f"Es wird keinen Clip von {short(notice.prompt)} geben. {WHY_NOT[notice.why]}",
        reasons(notice.refusals),
        back if notice.released else "Nichts wurde berechnet.",
    )


GONE = {
    ClipState.EXPIRED: "war ein Entwurf, den niemand gespeichert hat",
    ClipState.REVOKED: "wurde von jemandem zurückgenommen, der darin vorkommt",
    ClipState.REFUSED: "wurde von den Betreibern dieses Dienstes entfernt",
}


def _clip_gone(notice: notices.ClipGone) -> str:
    what = GONE.get(notice.state, "wurde gelöscht")
    return f"Der Clip {short(notice.prompt)} {what}. Seine Dateien sind vernichtet."


def _clip_kept(notice: notices.ClipKept) -> str:
    return f"Gespeichert. Clip {notice.clip} bleibt, bis ihn jemand löscht, der darin vorkommt."


def _clips_shown(notice: notices.ClipsShown) -> str:
    if not notice.clips:
        return (
            "Du hast noch keine Clips. Schreib, wer darin vorkommt und was geschieht, zum Beispiel: "
            + MANUAL.shown("make")
        )
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
