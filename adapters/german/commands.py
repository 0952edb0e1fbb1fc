"""The commands, explained."""

from adapters.manual import Manual
from bot.commands.characters import KINDS as CHARACTERS
from bot.commands.complaints import KINDS as COMPLAINTS

ABOUT = {
    "setup": "Dein Abbild live machen oder erneuern.",
    "ask": "Jemanden fragen, ob du sein Abbild benutzen darfst.",
    "allow": "Jemandem dein Abbild erlauben oder eine Anfrage annehmen: so lange, so oft und wo du es sagst.",
    "deny": "Eine offene Anfrage ablehnen.",
    "revoke": "Zurücknehmen, was du erlaubt hast. Clips mit dir, die in Arbeit sind, werden beendet und "
    "Entwürfe vernichtet; gespeicherte Clips bleiben, bis du sie löschst.",
    "block": "Mit jemandem nichts zu tun haben: nimmt zurück, was du erlaubt hast, und du hörst nichts mehr "
    "von den Anfragen. Die Person erfährt es nicht.",
    "unblock": "Jemanden wieder zulassen, soweit deine Einstellungen es erlauben.",
    "friends": "Sehen, wem du wie viel erlaubst, wer dir etwas erlaubt, welche Anfragen offen sind und wen "
    "du blockiert hast.",
    "profile": "Sehen, ob jemand ein Abbild hat und ob du es benutzen darfst.",
    "visibility": "Entscheiden, wer dich hier finden kann; alle anderen lesen, dass es dich nicht gibt.",
    "notify": "Entscheiden, wann du von Clips mit dir erfährst. Fragen und Warnungen kommen immer.",
    "usage": "Entscheiden, wer dich in Clips zeigen darf.",
    "approval": "Entscheiden, ob Clips mit dir auf dein Ja warten: zu den Worten, zum fertigen Clip oder zu "
    "beidem.",
    "boundary": "In eigenen Worten oder mit dem Namen einer Vorgabe sagen, worin du nicht gezeigt werden "
    "willst.",
    "make": "Einen Clip machen. Oder schreib einfach an die, die darin vorkommen.",
    "preflight": "Den Preis, deinen Platz in der Warteschlange und wer zustimmen muss sehen; macht nichts.",
    "cancel": "Einen Clip abbrechen, der in Arbeit ist; die Credits kommen zurück.",
    "status": "Sehen, wie es um deine Clips steht.",
    "keep": "Einen Entwurf speichern; was niemand speichert, ist nach 24 Stunden weg.",
    "delete": "Einen Clip löschen, den du gemacht hast oder in dem du vorkommst.",
    "approve": "Einem Clip mit dir zustimmen.",
    "reject": "Einen Clip mit dir ablehnen; niemand sonst sieht ihn.",
    "balance": "Deine Credits sehen und was sich bewegt hat.",
    "packs": "Sehen, welche Credits es hier zu kaufen gibt.",
    "gift": "Jemandem einige deiner Credits schenken.",
    "invite": "Einen Code bekommen, der jemanden hereinlässt, wo dieser Dienst Einladungen braucht.",
    "redeem": "Mit einem Code hereinkommen.",
    "link": "Ein anderes Konto von dir verbinden, oder sehen, welche es sind.",
    "unlink": "Ein verbundenes Konto trennen: Es fängt neu an, mit nichts.",
    "waitlist": "Dich auf die Warteliste setzen oder deinen Platz sehen.",
    "settings": "Sehen, was du erlaubst und wem.",
    "me": "Dein Abbild und alles sehen, was du erlaubst, mit Knöpfen zum Neuaufnehmen, Pausieren, "
    "Mitnehmen oder Löschen.",
    "pause": "Niemand sonst darf dein Abbild benutzen, bis du es wieder freigibst. Clips mit dir, die in "
    "Arbeit sind, werden beendet; was du erlaubst, bleibt für später gemerkt.",
    "resume": "Dein Abbild wieder so freigeben, wie du es eingestellt hast.",
    "character": "Aus ein bis vier angehängten Bildern ein Tier, einen Gegenstand oder ein Maskottchen "
    "machen, "
    f"das wie jemand von euch mitspielt. ART ist eins von: {CHARACTERS}; `licensed` braucht --licensed und "
    '--credit "WER".',
    "receipts": "Sehen, was über dich festgehalten ist: jede Benutzung deines Abbilds und worauf sie sich "
    "stützte.",
    "export": "Alles, was dieser Dienst von dir weiß, in einer Datei mitnehmen.",
    "privacy": "Lesen, wer diesen Dienst betreibt, was er von dir aufbewahrt, wie lange und wie du das "
    "beendest.",
    "report": "Den Betreibern dieses Dienstes sagen, was gegen die Regeln ist; sonst erfährt niemand, dass "
    "du es "
    f"warst. ART ist eins von: {COMPLAINTS}.",
    "standing": "Deine Verstöße und Strafen sehen, mit ihren Gründen und ihrem Ende.",
    "appeal": "Die Betreiber bitten, sich eine Strafe noch einmal anzusehen, einmal für jede.",
    "erase": "Dein Abbild und alles vernichten, was von dir bekannt ist.",
    "help": "All das erklären, oder einen Befehl.",
}
STANDS_FOR = {
    "@friend": "@name",
    "@person": "@name",
    "@NAME": "@NAME",
    "@NEW": "@NEU",
    "CLIP": "CLIP",
    "CODE": "CODE",
    "COMMAND": "BEFEHL",
    "CREDITS": "CREDITS",
    "DATE": "DATUM",
    "KIND": "ART",
    "N": "N",
    "PENALTY": "STRAFE",
    "PLATFORM": "PLATTFORM",
    "PROMPT": "PROMPT",
    "TEXT": "TEXT",
    "WHY": "WARUM",
    "message": "Nachricht",
    "or": "oder",
    "what is wrong": "was nicht stimmt",
}
EXAMPLES = {
    "ask": "/cameo ask @ada Ein Geburtstagsclip für dich?",
    "boundary": "/cameo boundary add keine Spinnen",
    "make": "@Self am Strand bei Sonnenuntergang, winkt und sagt „Wish you were here!“",
    "preflight": "/cameo preflight @Self und @ada als Astronauten auf dem Mars",
    "gift": "/cameo gift @ada 50 Alles Gute zum Geburtstag!",
    "report": "/cameo report @ada harassment fragt immer wieder, obwohl ich Nein gesagt habe",
    "appeal": "/cameo appeal Es war eine Requisite, keine Waffe",
}
MANUAL = Manual(
    about=ABOUT,
    stands_for=STANDS_FOR,
    examples=EXAMPLES,
    example="Zum Beispiel:",
    beginning="Schreib, wer im Clip vorkommt und was geschieht:\n  {example}\n"
    "Ein guter Prompt hat fünf Teile: wer, was geschieht, die Kamera, der Ort, der Stil.",
)
