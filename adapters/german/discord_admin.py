"""`/cameo-admin`: what whoever manages a server decides there."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "admin.show.about": "Zeigen, was auf diesem Server für Clips gilt.",
    "admin.channels.about": "Die Kanäle auswählen, in denen man Clips machen lassen kann.",
    "admin.channels.choose": "In welchen Kanälen kann man Clips machen lassen? Ohne Auswahl: in allen. Ein "
    "Kanal steht auch für seine Threads.",
    "admin.channels.none_yet": "Alle Kanäle",
    "admin.makers.about": "Die Rollen auswählen, deren Mitglieder Clips machen lassen können.",
    "admin.makers.choose": "Wer kann Clips machen lassen? Ohne Auswahl: alle. Wer diesen Server verwaltet, "
    "kann es immer.",
    "admin.makers.none_yet": "Alle",
    "admin.gated.about": "Die Themen auswählen, die nur in altersbeschränkte Kanäle gehören.",
    "admin.gated.choose": "Welche Themen gehören nur in altersbeschränkte Kanäle? Ohne Auswahl: keine. Was "
    "überall abgelehnt wird, bleibt auch in diesen Kanälen abgelehnt.",
    "admin.gated.none_yet": "Kein Thema",
    "admin.gated.romance": "Romantik",
    "admin.gated.violence": "Gewalt",
    "admin.gated.politics": "Politik",
    "admin.gated.weapons": "Waffen",
    "admin.gated.alcohol": "Alkohol",
    "admin.gated.nudity": "Nacktheit und Bademode",
    "admin.gated.commercial": "Kommerzielles",
    "admin.gated.fake_statements": "Falsche Nachrichten und Aussagen",
    "admin.gated.crude_humour": "Derber Humor",
    "admin.gated.endorsements": "Echte Werbung und Empfehlungen",
    "admin.defaults.about": "Festlegen, was in einem Kanal üblich ist, wenn eine Anfrage nichts dazu sagt.",
    "admin.defaults.channel": "Der Kanal; für einen Thread gilt, was für seinen Kanal gilt.",
    "admin.defaults.seconds": "Die übliche Länge in Sekunden; gesprochene Sätze, die länger brauchen, "
    "bekommen mehr.",
    "admin.defaults.resolution": "Die übliche Auflösung und ihr Preis.",
    "admin.defaults.standard": "720p, Standard-Preis",
    "admin.defaults.pro": "1080p, Pro-Preis",
    "admin.defaults.style": "Der übliche Stil.",
    "admin.defaults.draft": "Ob ein Clip meist nur an den geht, der ihn wollte und ihn dann teilen kann.",
    "admin.defaults.reset": "Vergessen, was in diesem Kanal bisher üblich war.",
    "admin.caps.about": "Begrenzen, wie viele Clips man in 24 Stunden machen lassen kann.",
    "admin.caps.member": "Clips je Mitglied in 24 Stunden; 0 hebt die Grenze auf.",
    "admin.caps.server": "Clips aller Mitglieder zusammen in 24 Stunden; 0 hebt die Grenze auf.",
    "admin.language.about": "Die Sprache wählen, in der auf diesem Server mit allen gesprochen wird.",
    "admin.language.language": "Die Sprache; private Antworten kommen in der eigenen.",
    "admin.language.own": "Die eigene von jedem, der fragt",
    "admin.language.en": "Englisch",
    "admin.language.de": "Deutsch",
    "admin.language.es": "Spanisch",
    "admin.pause.about": "Vorerst keine neuen Clips hier zulassen; die in Arbeit gehen weiter.",
    "admin.resume.about": "Hier wieder Clips zulassen.",
    "admin.export.about": "Eine Datei mit dem bekommen, was hier gemacht und entschieden wurde.",
    "admin.export.days": "Wie viele Tage zurück; ohne Angabe 30.",
    "admin.gone": "(nicht mehr da)",
}
