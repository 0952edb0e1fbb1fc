"""What is said to a group, and to those who run it: welcome, settings and their buttons."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.group.welcome": "Hallo! Ich mache Clips mit dir und deinen Freunden, und nur mit der "
    "Zustimmung aller, die darin vorkommen. Schreib `/cameo make @Self surft auf einer Riesenwelle`, oder "
    "erwähne mich. Wer diese Gruppe verwaltet, entscheidet mit `/cameo settings`, wer das darf.",
    "telegram.group.anonymous": "Ich sehe nicht, wer du bist, solange du als Gruppe schreibst. Schalt für "
    "dich „Anonym bleiben“ aus, und versuch es noch einmal.",
    "telegram.group.not_yours": "Das können nur Administratoren der Gruppe. Bitte einen davon.",
    "telegram.group.administrators": "Administratoren",
    "telegram.group.title": "„{title}“",
    "telegram.group.topic": "Thema {number}",
    "telegram.group.whole": "dieser Gruppe",
    "telegram.group.pause": "⏸️ Clips anhalten",
    "telegram.group.resume": "▶️ Weiter mit Clips",
    "telegram.group.makers": "👥 Wer darf",
    "telegram.group.makers.choose": "Wer kann Clips machen lassen? Administratoren können es immer.",
    "telegram.group.makers.all": "Alle",
    "telegram.group.makers.admins": "Nur Administratoren",
    "telegram.group.topics": "💬 Themen",
    "telegram.group.topics.choose": "In welchen Themen kann man Clips machen lassen? Schreib /settings in "
    "einem Thema, um es hier auszuwählen.",
    "telegram.group.topics.all": "In allen",
    "telegram.group.topics.add": "In diesem Thema",
    "telegram.group.topics.drop": "Nicht in diesem Thema",
    "telegram.group.member": "🔢 Grenze für jeden",
    "telegram.group.member.choose": "Wie viele Clips kann hier jeder in 24 Stunden machen lassen?",
    "telegram.group.place": "🔢 Grenze für alle",
    "telegram.group.place.choose": "Wie viele Clips können hier alle zusammen in 24 Stunden machen lassen?",
    "telegram.group.unlimited": "Ohne Grenze",
    "telegram.group.speak": "🌐 Sprache",
    "telegram.group.speak.choose": "In welcher Sprache wird hier mit allen gesprochen? Private Antworten "
    "kommen in der eigenen.",
    "telegram.group.gate": "🚫 Themen der Clips",
    "telegram.group.gate.choose": "Was soll in Clips dieser Gruppe nicht vorkommen? Was überall abgelehnt "
    "wird, bleibt abgelehnt.",
    "telegram.group.usual": "🎬 Was üblich ist",
    "telegram.group.usual.choose": "Was bedeutet eine Anfrage hier, wenn sie nichts dazu sagt? "
    "Gesprochene Sätze, die länger brauchen, bekommen mehr.",
    "telegram.group.usual.draft": "Zuerst nur für dich",
    "telegram.group.usual.posted": "Gleich für alle",
    "telegram.group.usual.reset": "Wie überall",
    "telegram.group.export": "📦 30 Tage exportieren",
}
