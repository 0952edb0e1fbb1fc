"""Held clips: faces that were recognised, and what operators decided."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import short
from adapters.wording import Wording
from bot import notices


def _face_seen(notice: notices.FaceSeen) -> str:
    return lines(
        f"Aviso de seguridad: un clip que alguien ha hecho aquí (clip {notice.clip}) parece mostrar tu cara, "
        "y no "
        "se te preguntó.",
        "Está parado: los operadores de este servicio lo revisan antes de que nadie pueda verlo. Puede que "
        "sea alguien que se te parece.",
        f"No tienes que hacer nada. Para decirles algo: `/cameo report {notice.clip} me_without_consent`",
    )


def _hold_decided(notice: notices.HoldDecided) -> str:
    if notice.passed:
        return f"Los operadores han revisado el clip {short(notice.prompt)} y puede seguir."
    return (
        f"Los operadores no han dejado pasar el clip {short(notice.prompt)}. Sus archivos están destruidos."
    )


def _sighting_decided(notice: notices.SightingDecided) -> str:
    if notice.passed:
        return (
            f"Los operadores han revisado el clip {notice.clip}, en el que parecía estar tu cara, y puede "
            "seguir. "
            f"Si sales en él: `/cameo report {notice.clip} me_without_consent`"
        )
    return (
        f"Los operadores han retirado el clip {notice.clip}, en el que parecía estar tu cara. Sus archivos "
        "están "
        "destruidos."
    )


WORDINGS: Mapping[str, Wording] = {
    "face_seen": _face_seen,
    "hold_decided": _hold_decided,
    "sighting_decided": _sighting_decided,
}
