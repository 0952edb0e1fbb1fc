"""What the engine refuses, by code, and what the checks on a prompt and the reader of commands say."""

from collections.abc import Mapping

RECORDINGS: Mapping[str, str] = {
    "not_a_video": "Das ist kein Video, das sich lesen lässt. Schick eine Aufnahme als MP4, MOV oder WebM.",
    "truncated": "Die Aufnahme ist beschädigt oder unterwegs abgeschnitten worden. Bitte schick sie noch "
    "einmal.",
    "too_large": "Die Aufnahme ist zu groß. Bis zu 200 MB und 4K lassen sich lesen.",
    "too_long": "Die Aufnahme ist länger als 60 Sekunden; 10 bis 20 Sekunden sind richtig.",
    "too_short": "Die Aufnahme ist kürzer als 5 Sekunden; 10 bis 20 Sekunden sind richtig.",
    "too_small": "Das Bild ist zu klein. Die kürzere Seite braucht mindestens 240 Pixel.",
    "no_face": "Es ist kein Gesicht zu sehen, oder nicht die ganze Zeit. Achte darauf, dass dein ganzes "
    "Gesicht im Bild bleibt.",
    "two_faces": "Es ist mehr als ein Gesicht zu sehen. Nimm dich allein auf.",
    "faces_change": "Die Aufnahme zeigt verschiedene Personen. Es muss von Anfang bis Ende dieselbe sein.",
    "face_too_small": "Dein Gesicht ist im Bild zu klein. Komm näher.",
    "too_dark": "Es ist zu dunkel, um dein Gesicht zu sehen. Dreh dich zu einem Fenster oder einer Lampe.",
    "still_image": "Das sieht nach einem Standbild aus. Nimm dich live auf, in Bewegung und beim Sprechen.",
    "mouth_still": "Der Mund bewegt sich nicht zu den Worten. Sprich selbst in die Kamera.",
    "wrong_turns": "Die Kopfbewegungen sind nicht die, um die gebeten wurde, oder nicht in dieser "
    "Reihenfolge.",
    "wrong_turns.mirrored_turns": "Bei den Kopfbewegungen sind links und rechts vertauscht. Falls deine "
    "Kamera Aufnahmen spiegelt (runde Nachrichten sind es manchmal), schalte das aus oder schick ein Video "
    "aus deiner Kamera-App; links ist dein eigenes Links.",
    "wrong_phrase": "Die verlangten Worte waren nicht zu hören. Lies sie laut und deutlich in einem ruhigen "
    "Raum vor.",
    "silent": "Es ist keine Sprache zu hören. Prüf das Mikrofon und lies den Satz laut vor.",
}
PICTURES: Mapping[str, str] = {
    "not_a_picture": "Das ist kein Bild, das sich lesen lässt. Schick ein Bild als PNG, JPEG oder WebP.",
    "picture_too_large.megapixels": "Das Bild ist zu groß. Bis zu 20 MB und 40 Megapixel lassen sich lesen: "
    "Mach es kleiner und schick es noch einmal.",
    "picture_too_small": "Das Bild ist zu klein. Die kürzere Seite braucht mindestens 200 Pixel.",
    "scene_shows_a_person": "Im Bild der Szene ist ein Gesicht zu sehen. Niemand wird ohne Zustimmung "
    "gezeigt: Schick das Bild eines Ortes ohne Menschen, oder beschreib den Ort in Worten.",
    "scene_not_allowed": "Das Bild der Szene sieht nach Nacktheit aus, und die ist hier nicht erlaubt. "
    "Schick ein anderes, oder beschreib den Ort in Worten.",
    "human_face": "In einem Bild ist ein menschliches Gesicht zu sehen. Figuren sind keine Menschen: Lass "
    "Menschen aus dem Bild; um selbst in Clips vorzukommen, schreib /cameo setup.",
    "picture_not_allowed": "Ein Bild sieht nach Nacktheit aus, und die ist hier nicht erlaubt. Schick ein "
    "anderes.",
    "picture_blurred": "Ein Bild ist zu unscharf. Halt die Kamera bei gutem Licht ruhig und schick es noch "
    "einmal.",
    "no_outline": "Die Figur hebt sich nicht von ihrem Hintergrund ab. Stell sie vor eine einfarbige Wand, "
    "ganz im Bild, oder schick ein PNG mit durchsichtigem Hintergrund.",
    "character_too_small": "Die Figur ist im Bild zu klein. Geh näher heran und schick es noch einmal.",
}
RENDERING: Mapping[str, str] = {
    "line_too_long.line": "Den Satz zu sprechen dauert {needed:n} s, aber es sind nur {seconds:n} s. "
    "Verlange mindestens {needed:n} Sekunden, oder sag es mit weniger Worten.",
    "line_too_long.lines": "Die Sätze zu sprechen dauert {needed:n} s, aber es sind nur {seconds:n} s. "
    "Verlange mindestens {needed:n} Sekunden, oder sag es mit weniger Worten.",
    "line_unspeakable": "Im Satz „{text}“ sind keine Worte, die sich sprechen lassen. Schreib ihn mit "
    "englischen Worten.",
    "role_without_cast": "Niemand spielt {role}.",
    "likeness_too_short": "Die Aufnahme von {role} ist zu kurz, um sie zu zeigen.",
    "engine_failed.gave_up": "Die Engine ist bei der Arbeit daran gescheitert.",
    "engine_failed.unreadable_job": "Diese Engine kann den Auftrag nicht lesen.",
    "vault_unwritable": "Das Ergebnis konnte nicht gespeichert werden: Der Tresor nimmt nichts an.",
    "vault_unreadable": "Eine versiegelte Datei, die dafür nötig ist, ließ sich nicht öffnen.",
    "likeness_unreadable": "Ein Abbild hat ein anderes Format; nimm es neu auf.",
    "weights_missing": "Die Engine ist nicht vollständig: Eine Modelldatei fehlt.",
    "engine_too_small": "Der Speicher der Engine ist zu klein für diesen Clip. Versuch es kürzer oder in "
    "720p.",
    "renderer_unknown": "Die Engine kann nicht auf die eingestellte Weise rendern.",
}
CHECKS: Mapping[str, str] = {
    "minors.strike": "Nichts Sexuelles wird je mit Minderjährigen gemacht, im Ernst nicht und nicht im "
    "Spiel.",
    "minors.refuse": "Kinder werden nicht in Liebesszenen, Gewalt, Gefahr oder mit Drogen gezeigt. Eine "
    "Familienszene geht.",
    "sexual.strike": "Von echten Menschen wird nichts Sexuelles gemacht. Ein Tanz, ein Date oder eine "
    "Hochzeit geht.",
    "sexual.refuse": "Niemand wird nackt oder beim Ausziehen gezeigt. Badesachen am Strand gehen.",
    "self_harm.refuse": "Niemand wird gezeigt, wie er sich selbst verletzt. Wenn es um dich oder jemanden "
    "geht, den du kennst, sprich bitte jetzt mit jemandem: findahelpline.com nennt in jedem Land Menschen, "
    "die zuhören.",
    "gore.refuse": "Niemand wird gezeigt, wie er getötet, gefoltert oder schwer verletzt wird. Ein Duell, "
    "eine Verfolgung oder ein Monster geht ohne Blut.",
    "hate.refuse": "Nichts wird gemacht, was Menschen dafür herabsetzt, wer sie sind. Lass die Gruppe weg.",
    "hate.strike": "Nichts wird gemacht, was zu Hass aufruft oder ihn verherrlicht. Eine Geschichtsstunde "
    "geht.",
    "harassment.strike": "Hier wird niemandem gedroht. Ein Streit um den Abwasch geht.",
    "harassment.refuse": "Nichts wird gemacht, um jemanden zu beleidigen, zu bedrohen oder bloßzustellen. "
    "Ein Witz, den die Person selbst erzählen würde, geht.",
    "illegal.refuse": "Nichts wird gemacht, was zeigt, wie man ein Verbrechen begeht, oder echte Menschen "
    "dabei. Eine Detektivin bei der Arbeit geht.",
    "illegal.approval": "Das zeigt Menschen auf der falschen Seite des Gesetzes, deshalb müssen vorher alle "
    "zustimmen, die vorkommen.",
    "fraud.refuse": "Nichts wird gemacht, um Menschen zu täuschen, an ihr Geld zu kommen oder sich als "
    "Amtsperson auszugeben. Ein klar erkennbarer Sketch geht.",
    "jailbreak.refuse": "Die Prüfungen lassen sich nicht wegreden. Sag einfach, was zu sehen und zu hören "
    "sein soll.",
    "public_figure.refuse": "In einem Clip kommt nur vor, wer hier ein Abbild hat, keine Personen des "
    "öffentlichen Lebens. Ein erfundener Star, eine Präsidentin oder ein Champion geht.",
    "copyright.refuse": "Figuren, Welten und Stile, die jemand anderem gehören, werden nicht gemacht. "
    "Beschreib etwas Eigenes: einen maskierten Helden, eine Zauberschule, einen handgezeichneten Look.",
    "political.refuse": "Nichts wird gemacht, was Menschen sagt, wie sie wählen sollen. Lass die Wahl weg.",
    "political.approval": "Das ergreift in einer politischen Frage Partei, deshalb müssen vorher alle "
    "zustimmen, die vorkommen.",
    "brand.approval": "Eine Marke kann wie Werbung derer wirken, die vorkommen, deshalb müssen sie vorher "
    "alle zustimmen.",
    "weighty_words.approval": "Ernst genommen hätten diese Worte Folgen, deshalb müssen vorher alle "
    "zustimmen, die vorkommen.",
    "intimacy.approval": "Das ist intim, deshalb müssen vorher alle zustimmen, die vorkommen.",
    "unchecked.approval": "Eine der Prüfungen antwortet gerade nicht, deshalb müssen vorher alle zustimmen, "
    "die vorkommen.",
    "unchecked.refuse": "Eine der Prüfungen antwortet gerade nicht. Bitte versuch es in ein paar Minuten "
    "noch einmal.",
}
LINES: Mapping[str, str] = {
    "not_understood.too_long": "Das sind {length:n} Zeichen; höchstens {limit:n} sind möglich. Kürze es.",
    "not_understood.unaddressed": "Sag, wer im Clip vorkommt und was geschieht, zum Beispiel: {example}. "
    "`/cameo help` erklärt mehr.",
    "not_understood.unknown": "Den Befehl „{word}“ gibt es nicht. `/cameo help` zeigt alle.",
    "not_understood.unknown_near": "Den Befehl „{word}“ gibt es nicht. Meinst du `/cameo {meant}`? "
    "{meant:about}",
    "not_understood.nobody": "Sag, um wen es geht.",
    "not_understood.no_name": "Das ist kein Name, den ich lesen kann.",
    "not_understood.no_prompt": "Sag, was im Clip geschieht.",
    "not_understood.no_clip": "Das ist nicht die Nummer eines Clips.",
    "not_understood.no_amount": "Sag, wie viele Credits.",
    "not_understood.no_code": "Schreib den Code dahinter.",
    "not_understood.nothing_reported": "Sag, welcher Clip (mit seiner Nummer) oder wer.",
    "not_understood.no_kind_of_report": "Sag, was nicht stimmt, eins von: {kinds}.",
    "not_understood.no_reason": "Sag, warum es ein Irrtum ist.",
    "not_understood.of_not_last": "Schreib `--of` und die Figur ganz ans Ende.",
    "not_understood.no_limit": "„{words}“ kenne ich als Einschränkung nicht.",
    "not_understood.no_limit_named": "„{words}“ kenne ich als Einschränkung nicht; `/cameo boundary presets` "
    "zeigt die Grenzen.",
    "not_understood.no_date": "Schreib ein Datum wie 2026-12-31.",
    "not_understood.no_clips_at_all": "Für gar keine Clips gibt es `/cameo deny`.",
    "not_understood.no_usage": "Wähl eins von: only me, approved, mutuals, everyone.",
    "not_understood.no_visibility": "Wähl eins von: nobody, approved, mutuals, everyone.",
    "not_understood.no_notify": "Wähl eins von: each use, published, digest, none.",
    "not_understood.no_approval": "Wähl eins von: never, before render, before publish, both.",
    "not_understood.no_boundary_verb": "Sag add, remove, list oder presets.",
    "not_understood.no_character_verb": "Sag add, pictures, rename, remove oder list.",
    "not_understood.no_character_name": "Sag ihren Namen, zum Beispiel `@rex`.",
    "not_understood.no_character_kind": "Sag, was es ist, eins von: {kinds}.",
    "not_understood.no_seconds": "`--seconds` braucht eine Zahl.",
    "not_understood.no_style": "`--style` ist eins von: {styles}.",
    "not_understood.no_option": "Die Option --{name} gibt es nicht; es gibt --seconds, --style, --pro und "
    "--standard.",
    "not_understood.usage": "{what} Schreib `/cameo {command:usage}`, zum Beispiel: {command:example}",
}
FRAMES: Mapping[str, str] = {"in_scene": "Szene {in_scene:n}: {what}"}
