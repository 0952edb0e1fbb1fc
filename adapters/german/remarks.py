"""What bot and engine say in English without a code, by the English words."""

from collections.abc import Mapping

from bot.penalties import WHY

ADVICE: Mapping[str, str] = {
    "Your face is dark: face a window or a lamp.": "Dein Gesicht ist dunkel: Dreh dich zu einem Fenster oder "
    "einer Lampe.",
    "Your face is overexposed: turn a little away from the light.": "Dein Gesicht ist überbelichtet: Dreh "
    "dich ein wenig vom Licht weg.",
    "The light comes from one side: even, natural light works best.": "Das Licht kommt von einer Seite: "
    "Gleichmäßiges, natürliches Licht ist am besten.",
    "The picture is soft: clean the lens and hold the camera still.": "Das Bild ist weich: Putz die Linse "
    "und halt die Kamera ruhig.",
    "Your face is small: come closer, so that head and shoulders fill the picture.": "Dein Gesicht ist "
    "klein: Komm näher, bis Kopf und Schultern das Bild füllen.",
    "The camera is very close, which widens the face: hold it at arm's length.": "Die Kamera ist sehr nah, "
    "das macht das Gesicht breiter: Halt sie auf Armlänge weg.",
    "Your shoulders are cut off at the side: sit in the middle, a little further away.": "Deine Schultern "
    "sind seitlich abgeschnitten: Setz dich in die Mitte, etwas weiter weg.",
    "Turn your head a little to both sides for a livelier likeness.": "Dreh den Kopf ein wenig zu beiden "
    "Seiten, dann wird dein Abbild lebendiger.",
    "There is no speech, so a stock voice will speak for you: read something aloud.": "Es ist keine Sprache "
    "zu hören, deshalb wird eine fremde Stimme für dich sprechen: Lies etwas laut vor.",
    "use a plain background, or a PNG with a transparent one: the outline is a guess now": "Nimm einen "
    "einfarbigen Hintergrund oder ein PNG mit durchsichtigem: Der Umriss ist jetzt geraten.",
    "show all of it: what the picture's lower edge cuts off stays off": "Zeig sie ganz: Was der untere "
    "Bildrand abschneidet, fehlt auch im Clip.",
    "use a sharper picture": "Nimm ein schärferes Bild.",
    "use a larger picture: at least 720 pixels high looks best": "Nimm ein größeres Bild: Am besten sieht "
    "es ab 720 Pixeln Höhe aus.",
}
NOTES: Mapping[str, str] = {
    "No sound bed for {place}; a quiet room instead.": "Für {place} gibt es keine Geräuschkulisse; "
    "stattdessen ist es ein stiller Raum.",
    "No sound for {what}: it happens silently.": "Für {what} gibt es kein Geräusch: Es geschieht lautlos.",
    "No scene for {place}: a neutral stage.": "Für {place} gibt es keine Szene: Es ist eine neutrale Bühne.",
    "{what} is not shown: the recording holds head and shoulders only.": "{what} ist nicht zu sehen: Die "
    "Aufnahme zeigt nur Kopf und Schultern.",
    "{what} is not shown: a character is a picture that hops and leans.": "{what} ist nicht zu sehen: Eine "
    "Figur ist ein Bild, das hüpft und sich neigt.",
    "{role} speaks without lips: a stock voice, and it hops to the words.": "{role} spricht ohne Lippen: "
    "mit einer fremden Stimme, und hüpft zu den Worten.",
    "{role}: a neutral stock voice, since no voice is known ({voice}).": "{role}: eine neutrale fremde "
    "Stimme, da keine bekannt ist ({voice}).",
    "{role}: a stock voice near theirs, at their pitch ({voice}).": "{role}: eine fremde Stimme, die der "
    "eigenen ähnelt, in ihrer Tonhöhe ({voice}).",
    "{role}: a neutral stock voice, since no voice is known, from the small spare synthesiser.": "{role}: "
    "eine neutrale fremde Stimme aus dem kleinen Ersatz-Sprachmodul, da keine bekannt ist.",
    "{role}: a stock voice, from the small spare synthesiser.": "{role}: eine fremde Stimme aus dem kleinen "
    "Ersatz-Sprachmodul.",
}
STRIKES: Mapping[str, str] = {
    "minors": "unerlaubte Inhalte über Minderjährige",
    "minor": "unerlaubte Inhalte über Minderjährige",
    "sexual": "sexuelle Inhalte",
    "gore": "gewalttätige Inhalte",
    "violence": "gewalttätige Inhalte",
    "hate": "hasserfüllte Inhalte",
    "harassment": "Belästigung",
    "self_harm": "Inhalte über Selbstverletzung",
    "illegal": "Inhalte über Gesetzesbrüche",
    "fraud": "Inhalte, die Menschen täuschen",
    "deception": "Inhalte, die Menschen täuschen",
    "impersonation": "jemanden etwas sagen oder tun lassen, was nicht geschehen ist",
    "public_figure": "das Zeigen einer Person des öffentlichen Lebens, die hier nicht dabei ist",
    "copyright": "die Benutzung von etwas, das jemand anderem gehört",
    "brand": "die Benutzung von etwas, das jemand anderem gehört",
    "me_without_consent": "das Zeigen von jemandem ohne dessen Zustimmung",
    "jailbreak": "den Versuch, die Regeln zu umgehen",
    "false_report": "eine Meldung, die jemandem schaden sollte",
}
"""By code, after "wegen:"."""
OTHERWISE = {"a breach of the rules": "einen Regelverstoß"}
SUBJECTS: Mapping[str, str] = {
    "romance": "Romantik",
    "violence": "Gewalt",
    "politics": "Politik",
    "weapons": "Waffen",
    "alcohol": "Alkohol",
    "nudity": "Nacktheit",
    "commercial": "Kommerzielles",
    "fake statements": "falsche Aussagen",
    "crude humour": "derben Humor",
    "endorsements": "Werbung und Empfehlungen",
}
"""What boundaries with a name of their own are about."""
REASONS: Mapping[str, str] = {WHY[code]: said for code, said in STRIKES.items()} | OTHERWISE
REMARKS: Mapping[str, str] = {**ADVICE, **NOTES}
