"""Making clips on Discord: commands, forms, and what is said beside notices."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "make.about": "Einen Clip von dir und deinen Freunden machen. Den Preis siehst du vorher.",
    "make.prompt": "Wer vorkommt, was geschieht, und „Worte, die gesagt werden“. @Self bist du.",
    "make.seconds": "Wie lange er dauert, in Sekunden.",
    "make.resolution": "Wie groß das Bild ist.",
    "make.resolution.standard": "Standard, 720p",
    "make.resolution.pro": "Pro, 1080p: kostet mehr, mehr Ähnlichkeit",
    "make.style": "Wie er aussieht.",
    "make.style.photo": "Wie ein Foto",
    "make.style.cinematic": "Wie im Kino",
    "make.style.documentary": "Dokumentarisch",
    "make.style.graphic": "Gezeichnet",
    "make.with": "Bis zu zwei Personen, die du besetzen darfst, etwa @mia @bo.",
    "make.role1": "Was die erste davon spielt, zum Beispiel: Astronautin",
    "make.role2": "Was die zweite davon spielt.",
    "make.draft": "An: Nur du bekommst den Clip und teilst ihn, wann du willst. Aus: Er kommt hierher.",
    "compose.about": "Einen Prompt in fünf Teilen schreiben: wer, Handlung, Kamera, Ort, Stil.",
    "compose.title": "Ein Clip in fünf Teilen",
    "compose.subject": "Wer vorkommt",
    "compose.subject.hint": "@Self als Detektivin und @mia als Verdächtige",
    "compose.action": "Was geschieht und was gesagt wird",
    "compose.action.hint": "@Self dreht sich zum Fenster und sagt „It was you!“",
    "compose.camera": "Kamera",
    "compose.camera.hint": "langsame Nahaufnahme",
    "compose.environment": "Wo es ist",
    "compose.environment.hint": "in einem dunklen Büro, Regen am Fenster",
    "compose.style": "Stil",
    "compose.style.hint": "wie im Kino",
    "remix.menu": "Diesen Clip remixen",
    "remix.title": "Diesen Clip remixen",
    "edit.title": "Den Prompt ändern",
    "edit.prompt": "Was diesmal geschieht",
    "edit.prompt.hint": "Nenn niemanden, dann spielen dieselben mit.",
    "listen.private": "Das bleibt zwischen dir und mir: Nimm hier den Befehl, dann liest nur du die "
    "Antwort, oder schreib es mir allein.",
    "listen.nothing": "Erwähne mich und wer im Clip vorkommt: @Self am Strand bei Sonnenuntergang, winkt. "
    "`/cameo help` erklärt mehr.",
}
