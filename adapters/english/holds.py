"""Held clips: faces that were recognised, and what operators decided."""

from collections.abc import Mapping

from adapters.english.phrases import lines, short
from adapters.wording import Wording
from bot import notices


def _face_seen(notice: notices.FaceSeen) -> str:
    return lines(
        f"Security notice: a clip that somebody made here (clip {notice.clip}) seems to show your face, "
        "and you were not asked.",
        "It is stopped: the operators of this service look at it before anybody can see it. "
        "It may be somebody who looks like you.",
        f"You need not do anything. To tell them something: `/cameo report {notice.clip} me_without_consent`",
    )


def _hold_decided(notice: notices.HoldDecided) -> str:
    if notice.passed:
        return f"The operators looked at the clip {short(notice.prompt)} and let it go on."
    return f"The operators did not let the clip {short(notice.prompt)} through. Its files are gone."


def _sighting_decided(notice: notices.SightingDecided) -> str:
    if notice.passed:
        return (
            f"The operators looked at clip {notice.clip}, in which your face seemed to be, and let it go on. "
            f"If you are in it: `/cameo report {notice.clip} me_without_consent`"
        )
    return f"The operators took clip {notice.clip} away, in which your face seemed to be. Its files are gone."


WORDINGS: Mapping[str, Wording] = {
    "face_seen": _face_seen,
    "hold_decided": _hold_decided,
    "sighting_decided": _sighting_decided,
}
