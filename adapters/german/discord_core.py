"""What is said around every command."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "cameo.about": "Du und deine Freunde in KI-Clips, nur mit Zustimmung gemacht.",
    "help.about": "All das erklären.",
    "admin.about": "Was auf diesem Server für Clips gilt.",
    "core.trouble": "Etwas von mir antwortet gerade nicht. Nichts wurde geändert und nichts berechnet; "
    "bitte versuch es in einer Minute noch einmal.",
    "core.closed": "Dieses Konto kann Cameo nicht benutzen.",
    "core.long": "Die Antwort ist zu lang für eine Nachricht; sie steht in der Datei.",
    "core.not_yours": "Dieser Knopf ist für jemand anderen.",
}
