"""Held clips: faces that were recognised, and what operators decided."""

from collections.abc import Mapping

from adapters.german.phrases import short
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices


def _face_seen(notice: notices.FaceSeen) -> str:
    return lines(
        f"Sicherheitshinweis: Ein Clip, den hier jemand gemacht hat (Clip {notice.clip}), zeigt anscheinend "
        "dein "
        "Gesicht, und du wurdest nicht gefragt.",
        "Er ist gestoppt: Die Betreiber dieses Dienstes sehen ihn an, bevor ihn jemand sehen kann. "
        "Vielleicht ist es jemand, der dir ähnlich sieht.",
        "Du brauchst nichts zu tun. Wenn du ihnen etwas sagen willst: "
        f"`/cameo report {notice.clip} me_without_consent`",
    )


def _hold_decided(notice: notices.HoldDecided) -> str:
    if notice.passed:
        return f"Die Betreiber haben den Clip {short(notice.prompt)} angesehen; er darf weiter."
    return (
        f"Die Betreiber haben den Clip {short(notice.prompt)} nicht durchgelassen. Seine Dateien sind "
        "vernichtet."
    )


def _sighting_decided(notice: notices.SightingDecided) -> str:
    if notice.passed:
        return (
            f"Die Betreiber haben Clip {notice.clip} angesehen, in dem anscheinend dein Gesicht war; er darf "
            f"weiter. Wenn du darin vorkommst: `/cameo report {notice.clip} me_without_consent`"
        )
    return (
        f"Die Betreiber haben Clip {notice.clip} entfernt, in dem anscheinend dein Gesicht war. Seine "
        "Dateien "
        "sind vernichtet."
    )


WORDINGS: Mapping[str, Wording] = {
    "face_seen": _face_seen,
    "hold_decided": _hold_decided,
    "sighting_decided": _sighting_decided,
}
