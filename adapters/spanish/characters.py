"""Characters that are not people."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.likeness import better
from adapters.spanish.phrases import clips, reasons
from adapters.spanish.terms import APPROVALS, USAGES
from adapters.wording import Wording
from bot import notices
from bot.characters import CharacterKind
from bot.clips import Tier

_KINDS = {
    CharacterKind.PET: "una mascota",
    CharacterKind.OBJECT: "un objeto",
    CharacterKind.MASCOT: "una mascota de marca o equipo",
    CharacterKind.LICENSED: "un personaje con licencia",
}
_LICENCE_WAITS = "Nadie puede usarlo antes de que los operadores confirmen aquí su licencia; te avisaré."


def _taken(notice: notices.CharacterTaken) -> str:
    return f"Las imágenes de @{notice.handle} han llegado, selladas. Se están mirando; te aviso aquí."


def _ready(notice: notices.CharacterReady) -> str:
    return lines(
        f"@{notice.handle} tiene imágenes nuevas." if notice.replaced else f"@{notice.handle} ya está.",
        _LICENCE_WAITS if notice.licence_waits else "",
        f"Quién puede incluirlo: {USAGES[notice.usage]}. Aprobación, como para ti: "
        f"{APPROVALS[notice.approval]}.",
        better(notice.advice),
        f"Decides por él como por ti, por ejemplo: `/cameo usage everyone --of @{notice.handle}`",
    )


def _refused(notice: notices.CharacterRefused) -> str:
    return lines(
        f"Estas imágenes de @{notice.handle} no sirven:",
        reasons(notice.refusals),
        f"Envía otras con `/cameo character pictures @{notice.handle}`, o quita el personaje.",
    )


def _view(one: notices.CharacterView) -> str:
    states = {
        "se están mirando sus imágenes": one.looking,
        "todavía sin imágenes": not (one.ready or one.looking),
        "su licencia aún no está confirmada": one.licence_waits,
        "para clips del plan Pro": one.tier is Tier.PRO,
        f"mención: {one.attribution}": bool(one.attribution),
    }
    told = [_KINDS[one.character], f"puede incluirlo: {USAGES[one.usage]}"]
    return f"@{one.handle}: {'; '.join([*told, *(words for words, holds in states.items() if holds)])}"


def _shown(notice: notices.CharactersShown) -> str:
    if not notice.characters:
        return (
            "Todavía no tienes personajes. Adjunta una imagen, por ejemplo, a: "
            "`/cameo character add @rex pet`"
        )
    return "\n".join(map(_view, notice.characters))


def _renamed(notice: notices.CharacterRenamed) -> str:
    return f"@{notice.before} se llama desde ahora @{notice.handle}."


def _removal(notice: notices.CharacterRemovalOffered) -> str:
    also = f", y con él {clips(notice.clips)}" if notice.clips else ""
    return lines(
        f"Esto destruye a @{notice.handle}{also}. No se puede deshacer.",
        f"Si lo tienes claro: `/cameo character remove @{notice.handle} yes`",
    )


def _gone(notice: notices.CharacterGone) -> str:
    gone = f" También se han destruido: {clips(notice.clips)}." if notice.clips else ""
    return f"@{notice.handle} ya no existe, y su clave está destruida.{gone}"


def _licence(notice: notices.LicenceDecided) -> str:
    if notice.confirmed:
        return f"Los operadores han confirmado la licencia de @{notice.handle}: ya puede salir en clips."
    return f"Los operadores ya no confirman la licencia de @{notice.handle}: nadie puede usarlo en clips."


WORDINGS: Mapping[str, Wording] = {
    "character_taken": _taken,
    "character_ready": _ready,
    "character_refused": _refused,
    "characters_shown": _shown,
    "character_renamed": _renamed,
    "character_removal_offered": _removal,
    "character_gone": _gone,
    "licence_decided": _licence,
}
