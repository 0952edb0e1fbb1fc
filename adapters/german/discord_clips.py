"""What is said around clips that are there: pages of them, watching, status, cancelling."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "clips.about": "Deine Clips und die mit dir: ansehen, speichern, teilen, löschen.",
    "clips.which": "Wessen Clips.",
    "clips.mine": "Die ich gemacht habe",
    "clips.with_me": "Die mit mir",
    "clips.number": "{number} · {word}",
    "page.back": "◀ Neuere",
    "page.on": "Ältere ▶",
    "status.about": "Zeigen, wie es um deine Clips steht, oder um einen davon.",
    "status.clip": "Welcher Clip; ohne Angabe alle.",
    "cancel.about": "Einen Clip abbrechen, der in Arbeit ist; seine Credits kommen zurück.",
    "cancel.clip": "Welcher Clip; ohne Angabe dein neuester.",
}
