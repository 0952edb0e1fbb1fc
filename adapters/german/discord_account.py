"""Help, reports, characters and one's account on Discord."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "help.topic": "Ein Befehl; ohne ihn: alle.",
    "help.intro": "Schreib `/cameo make` und wer im Clip vorkommt und was geschieht, oder erwähne mich: "
    "`@Self am Strand bei Sonnenuntergang, winkt und sagt „Wish you were here!“`\nEin guter Prompt hat fünf "
    "Teile: wer, was geschieht, die Kamera, der Ort, der Stil.",
    "help.command": "`/cameo {command}` {about}",
    "help.option": "• `{option}`: {about}",
    "privacy-notice.about": "Wer diesen Dienst betreibt, was er von dir aufbewahrt, wie lange, und wie du "
    "das beendest.",
    "report.about": "Den Betreibern sagen, was gegen die Regeln ist. Sonst erfährt niemand, dass du es "
    "warst.",
    "report.kind": "Was nicht stimmt.",
    "report.clip": "Die Nummer des Clips. Oder im Menü seiner Nachricht: Diesen Clip melden.",
    "report.text": "Was geschehen ist, in deinen Worten.",
    "report.menu": "Diesen Clip melden",
    "report.kind.me_without_consent": "Er zeigt mich, und ich habe nicht zugestimmt",
    "report.kind.sexual": "Sexuelles",
    "report.kind.minor": "Er zeigt oder meint Minderjährige",
    "report.kind.violence": "Gewalt",
    "report.kind.harassment": "Belästigung",
    "report.kind.hate": "Hass",
    "report.kind.deception": "Täuschung: Man könnte ihn für echt halten",
    "report.kind.copyright": "Werk oder Marke von jemand anderem",
    "report.kind.impersonation": "Jemand sagt oder tut darin, was nicht geschehen ist",
    "report.kind.other": "Etwas anderes",
    "character.about": "Deine Tiere, Gegenstände und Maskottchen, die wie Freunde mitspielen.",
    "character.name": "Wie die Figur heißt.",
    "character.new_name": "Wie sie ab jetzt heißt.",
    "character.picture": "Ein Bild von ihr, scharf und vor einfarbigem Hintergrund.",
    "character.picture.more": "Eine andere Seite von ihr.",
    "character.add.about": "Eine aus ein bis vier Bildern machen.",
    "character.add.kind": "Was sie ist.",
    "character.add.licensed": "Du darfst sie benutzen: deine eigene, oder mit Erlaubnis. Die Betreiber "
    "bestätigen das.",
    "character.add.credit": "Wer für sie genannt wird.",
    "character.add.pro": "Nur für Clips im Pro-Tarif.",
    "character.kind.pet": "Ein Tier",
    "character.kind.object": "Ein Gegenstand",
    "character.kind.mascot": "Ein Maskottchen",
    "character.kind.licensed": "Eine lizenzierte Figur",
    "character.pictures.about": "Einer andere Bilder geben.",
    "character.list.about": "Deine ansehen.",
    "character.rename.about": "Eine anders nennen.",
    "character.remove.about": "Eine vernichten, und die Clips mit ihr. Du wirst vorher gefragt.",
    "receipts.about": "Was über dich festgehalten ist: jede Benutzung deines Abbilds und worauf sie sich "
    "stützte.",
    "receipts.file": "Alles davon als Datei, mit den Prüfsummen, die es beweisen.",
    "receipts.here": "Alles, was das Protokoll über dich sagt, mit den Prüfsummen, die es beweisen.",
    "invite.about": "Einen Code bekommen, der jemanden hereinlässt.",
    "redeem.about": "Mit einem Code hereinkommen.",
    "redeem.code": "Der Code.",
    "link.about": "Hier und auf einer anderen Plattform dieselbe Person sein: Code holen oder eintippen.",
    "link.code": "Der Code von der anderen Seite; ohne bekommst du einen.",
    "waitlist.about": "Dich auf die Warteliste setzen oder deinen Platz sehen.",
    "standing.about": "Deine Verstöße und Strafen, mit ihren Gründen und ihrem Ende.",
    "appeal.about": "Die Betreiber bitten, sich eine Strafe noch einmal anzusehen, einmal für jede.",
    "appeal.why": "Warum es ein Irrtum ist.",
    "appeal.penalty": "Welche; ohne Angabe die schwerste.",
    "direct.unread": "Ich lese Text und Videos, die eine Aufgabe lösen. `/cameo help` sagt, was ich kann.",
}
