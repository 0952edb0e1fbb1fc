"""What people allow, and asking for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from adapters.phrasing import last_day, lines
from adapters.spanish.phrases import clips, count, listed, moment, people, quoted
from adapters.spanish.terms import APPROVALS, MODES, NOTIFIES, PRESETS, STAGES, USAGES, VISIBILITIES
from adapters.spanish.writing import SPANISH
from adapters.wording import Wording
from bot import notices

_NOBODY = "a nadie en concreto"


def settings_shown(notice: notices.SettingsShown) -> str:
    """All that a person or the owner of a character has set."""
    boundaries = [f"  {number}. {_boundary(one)}" for number, one in enumerate(notice.boundaries, 1)]
    return lines(
        f"@{notice.handle}, esto es lo que permites:",
        f"Doble: {_likeness(notice)}.",
        f"En pausa desde el {moment(notice.paused_at)}: solo tú puedes usarlo; `/cameo resume` acaba con eso."
        if notice.paused_at
        else "",
        f"Quién puede encontrarte: {VISIBILITIES[notice.visibility]}.",
        f"Quién puede incluirte: {USAGES[notice.usage]}.",
        f"Aprobación: {APPROVALS[notice.approval]}.",
        *(f"  Para @{one.handle}: {MODES[one.approval]}." for one in notice.exceptions),
        f"Te enteras de los clips contigo: {NOTIFIES[notice.notify]}.",
        "\n".join(["Límites:", *boundaries]) if boundaries else "Límites: ninguno.",
        f"Se lo permites: {granted(notice.grants) or people(notice.granted) or _NOBODY}.",
        f"Te lo permiten: {people(notice.granted_by) or 'nadie en concreto'}.",
        f"Has bloqueado a: {people(notice.blocked)}." if notice.blocked else "",
    )


def _likeness(notice: notices.SettingsShown) -> str:
    likeness = "listo" if notice.likeness else "todavía no; escribe /cameo setup"
    if notice.likeness and not notice.verified:
        likeness = "listo, pero hecho sin reto en vivo"
    if notice.enrolment is not None:
        likeness += f"; una grabación está en camino ({STAGES[notice.enrolment]})"
    return likeness


def _boundary(one: notices.Boundary) -> str:
    return one.text if one.preset is None else PRESETS[one.preset]


def terms(given: notices.Terms) -> str:
    """Limits in one phrase, or nothing: "hasta el final del 31 de diciembre de 2031 (UTC), para 3 clips"."""
    pieces: list[str] = []
    if given.until is not None:
        pieces.append(_until(given.until))
    if given.clips is not None:
        left = "" if given.left in {None, given.clips} else f" (quedan {given.left})"
        pieces.append(f"para {clips(given.clips)}{left}")
    if given.here:
        pieces.append("solo en un servidor o chat")
    return ", ".join([*pieces, *(PRESETS[preset] for preset in given.presets)])


def _until(moment_after: datetime) -> str:
    """The last day, where a grant ends with a day; else the moment."""
    day = last_day(moment_after)
    if day is None:
        return f"hasta el {SPANISH.dated(moment_after)}"
    return f"hasta el final del {SPANISH.day(day)} (UTC)"


def granted(grants: Sequence[notices.Granted]) -> str:
    """Grants in one phrase, each with its limits."""
    return "; ".join(
        f"@{one.handle}"
        + (f" para usar @{one.of}" if one.of else "")
        + (f" ({limits})" if (limits := terms(one.terms)) else "")
        for one in grants
    )


def _presets_shown(notice: notices.PresetsShown) -> str:
    mine = [PRESETS[preset] for preset in notice.mine]
    return lines(
        "Límites que tienen nombre:",
        *(f"  • {PRESETS[preset]}" for preset in notice.presets),
        f"De estos tienes: {listed(mine)}." if mine else "De estos no tienes ninguno.",
        "Añade uno con `/cameo boundary add no romance`, o di cualquier otra cosa con tus palabras.",
    )


def _access_asked(notice: notices.AccessAsked) -> str:
    return lines(
        f"@{notice.asker} quiere hacer clips {f'con @{notice.of}' if notice.of else 'contigo'}.",
        f"Mensaje: {quoted(notice.message)}" if notice.message else "",
        "Contestes lo que contestes, tus límites y tu aprobación siguen valiendo. Abierta hasta el "
        f"{moment(notice.due_at)}.",
        f"Para poner condiciones, contesta con `/cameo allow @{notice.asker} until 2031-12-31 clips 3 here"
        + (f" --of @{notice.of}`." if notice.of else "`."),
    )


def _access_requested(notice: notices.AccessRequested) -> str:
    if notice.granted:
        return f"Ya puedes usar el doble de @{notice.owner}."
    if notice.already_open:
        return f"@{notice.owner} ya tiene la pregunta y todavía no ha contestado."
    return f"@{notice.owner} tiene tu pregunta. Te avisaré cuando conteste."


def _access_answered(notice: notices.AccessAnswered) -> str:
    if notice.allowed:
        limits = terms(notice.terms)
        return (
            f"@{notice.owner} te permite usar su doble, dentro de sus "
            f"límites{f', {limits}' if limits else ''}. "
            f"Prueba: @{notice.owner} saluda al atardecer"
        )
    return f"@{notice.owner} no lo ha permitido."


def _access_changed(notice: notices.AccessChanged) -> str:
    whose = f"@{notice.of}" if notice.of else "tu doble"
    if notice.granted:
        limits = terms(notice.terms)
        return (
            f"@{notice.friend} ya puede usar {whose}, dentro de tus "
            f"límites{f', {limits}' if limits else ''}. "
            f"Puedes retirarlo con /cameo revoke @{notice.friend}"
            + (f" --of @{notice.of}" if notice.of else "")
        )
    return f"@{notice.friend} no puede usar {whose}.{gone(notice.stopped, notice.taken)}"


def gone(stopped: int, taken: int) -> str:
    """What a revocation or a block ended."""
    ended = count(stopped, "clip contigo detenido", "clips contigo detenidos")
    destroyed = count(taken, "borrador contigo destruido", "borradores contigo destruidos")
    return (f" {ended}." if stopped else "") + (f" {destroyed}." if taken else "")


WORDINGS: Mapping[str, Wording] = {
    "settings_shown": settings_shown,
    "presets_shown": _presets_shown,
    "access_asked": _access_asked,
    "access_requested": _access_requested,
    "access_answered": _access_answered,
    "access_changed": _access_changed,
}
