"""Oneself and one's account on Telegram: setting up, what one allows, menus, help."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.hello": "Hallo! Ich mache Clips mit dir und deinen Freunden, und nur, wenn alle zustimmen, "
    "die darin vorkommen.\n• /setup macht dein Abbild, live, in ein paar Minuten.\n• /make macht einen "
    "Clip; @{bot} auch, in jedem Chat, mit wer darin vorkommt und was geschieht.\n• /help sagt dir den "
    "Rest.",
    "telegram.go.setup": "🎥 Mein Abbild machen",
    "telegram.go.privacy-notice": "🔒 Was du von mir aufbewahrst",
    "telegram.setup.how": "Nimm hier in diesem Chat eine runde Videonachricht auf, oder ein Video mit "
    "deiner Kamera, von höchstens {limit} MB. Es muss neu sein: Weitergeleitete Videos und solche, die als "
    "Datei kommen, zählen nicht. Nur wir beide sehen es. Was bei mir ankam, lösche ich; deine Nachricht "
    "bleibt in diesem Chat, bis du sie löschst.",
    "telegram.back": "◀ Zurück",
    "telegram.language.own": "Wie meine App",
    "telegram.language.en": "English",
    "telegram.language.de": "Deutsch",
    "telegram.language.es": "Español",
    "telegram.menu.setup": "Dein Abbild live machen oder erneuern.",
    "telegram.menu.link": "Hier und auf einer anderen Plattform dieselbe Person sein.",
    "telegram.menu.language": "Die Sprache wählen, in der ich dir schreibe.",
    "telegram.menu.export": "Mitnehmen, was dieser Dienst von dir weiß, in einer Datei.",
    "telegram.menu.erase": "Dein Abbild und alles über dich vernichten. Du wirst vorher gefragt.",
    "telegram.menu.paysupport": "Hilfe zu einer Zahlung bekommen.",
    "telegram.menu.settings": "Entscheiden, wie in dieser Gruppe Clips gemacht werden.",
    "telegram.bot.description": "Du und deine Freunde in KI-Clips, nur mit Zustimmung.\n\nMach einmal dein "
    "Abbild, live, in ein paar Minuten. Entscheide, wer es wofür benutzen darf. Dann schreib hier oder in "
    "irgendeinem Chat einen Prompt, und alle, die vorkommen, können Ja oder Nein sagen. Lösche dich, wann "
    "immer du willst.",
    "telegram.bot.short": "Du und deine Freunde in KI-Clips, nur mit Zustimmung.",
    "telegram.help": "Schreib, wer im Clip vorkommt und was geschieht, hier, oder hinter @{bot} in jedem "
    "Chat:\n@Self am Strand bei Sonnenuntergang, winkt und sagt „Wish you were here!“\nEin guter Prompt "
    "hat fünf Teile: wer, was geschieht, die Kamera, der Ort, der Stil.",
    "telegram.boundaries": "Worin du nicht gezeigt werden willst. Drück auf eine Grenze, um sie zu setzen "
    "oder wegzunehmen.",
    "telegram.boundaries.own": "✍️ In eigenen Worten",
    "telegram.boundaries.write": "Worin willst du nicht gezeigt werden? Schreib es in wenigen Worten, zum "
    "Beispiel: keine Spinnen",
    "telegram.friends.ask": "Willst du {name} fragen, ob du ihr Abbild benutzen darfst? Schreib, was du "
    "dazu sagst.",
    "telegram.friends.send": "📨 Ohne Worte fragen",
    "telegram.friends.pass_on": "📨 Die Frage weiterschicken",
    "telegram.friends.come": "Ich würde gern Clips mit dir machen. Hier entscheidest du:",
    "telegram.receipts.file": "📄 Alles als Datei",
    "telegram.ask.appeal": "Warum ist die Strafe ein Irrtum? Schreib es in deinen Worten.",
    "telegram.ask.redeem": "Welcher Code lässt dich herein? Schreib ihn, wie du ihn bekommen hast.",
    "telegram.report.how": "Antworte auf die Nachricht eines Clips oder einer Person mit /report. Oder "
    "schreib /report und die Nummer des Clips oder einen Namen.",
    "telegram.report.what": "Was stimmt nicht?",
    "telegram.report.words": "Was ist geschehen? Schreib es in deinen Worten. Das lesen nur die Betreiber "
    "dieses Dienstes.",
    "telegram.report.send": "🚩 Ohne Worte senden",
    "telegram.character.send": "Schick mir ein bis {most} Bilder von der Figur, zusammen oder "
    "nacheinander, scharf und vor einfarbigem Hintergrund.",
    "telegram.character.more": "Bild {number} ist da. Schick mehr, bis zu {most}, oder drück auf den "
    "Knopf, wenn alle da sind.",
    "telegram.character.done": "✅ Alle sind da",
    "telegram.friends.who": "Wen meinst du? Schreib /{command} und den @Namen, oder antworte auf eine "
    "Nachricht der Person mit /{command}.",
    "telegram.friends.contact": "Oder teil hier den Kontakt der Person mit mir.",
    "telegram.invite.pass_on": "📨 An jemanden schicken",
    "telegram.invite.come": "Das lässt dich herein, dann können wir zusammen Clips machen:",
}
