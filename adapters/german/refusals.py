"""What the bot refuses, by code; forms of facts stand in `sentences`."""

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    # coming in
    "already_in": "Du bist schon dabei: Schreib `/cameo setup`, um dein Abbild zu machen.",
    "invite_needed": "Diesen Dienst gibt es nur mit Einladung. `/cameo redeem CODE` lässt dich herein, "
    "`/cameo waitlist` setzt dich auf die Warteliste.",
    "invite_only": "Diesen Dienst gibt es nur mit Einladung. Bitte jemanden, der dabei ist, um einen Code, "
    "und schreib dann `/cameo redeem CODE`.",
    "invite_unknown": "Dieser Code lässt niemanden herein: Er ist vertippt, verbraucht oder abgelaufen. "
    "Bitte um einen anderen.",
    "nothing_to_wait_for": "Hier gibt es keine Warteliste. Bitte jemanden, der dabei ist, um einen Code, "
    "und schreib dann `/cameo redeem CODE`.",
    "open_to_all": "Hier braucht niemand eine Einladung. Sag deinen Freunden, sie sollen `/cameo setup` "
    "schreiben.",
    "server_needed": "Dieser Dienst ist für die Mitglieder bestimmter Server da. Schreib ihm von einem "
    "davon, oder löse einen Code ein.",
    "too_many_attempts": "Das wurde in kurzer Zeit zu oft versucht. Warte eine Weile und versuch es dann "
    "noch einmal.",
    "too_many_invites": "Du hast alle {limit:n} Einladungen vergeben, die jeder hat. Danke, dass du Freunde "
    "mitbringst.",
    "unknown_invite": "Diese Einladung gibt es nicht. `cameo admin invites list` zeigt alle.",
    # characters
    "attribution_needed": "Sag, wer überall genannt werden muss, wo eine lizenzierte Figur gezeigt wird: "
    '`--credit "© Ada Studio"`.',
    "attribution_too_long": "Was genannt werden muss, darf höchstens {limit:n} Zeichen lang sein. Kürze es.",
    "handle_taken": "Hier heißt schon jemand {handle}. Such einen anderen Namen aus.",
    "handle_unusable": "Der Name braucht {least:n} bis {most:n} Buchstaben, Ziffern, `_`, `.` oder `-`, zum "
    "Beispiel `@rex`.",
    "licence_needed": "Eine lizenzierte Figur braucht die Erlaubnis ihres Eigentümers. Wenn du sie hast, füg "
    "die Figur mit `--licensed` hinzu.",
    "picture_too_large": "Ein Bild ist größer als {limit:n} MB. Mach es kleiner und schick es noch einmal.",
    "pictures_needed": "Häng an diesen Befehl ein bis {most:n} Bilder der Figur an (PNG, JPEG oder WebP).",
    "pictures_running": "Die letzten Bilder dieser Figur werden noch angesehen. Warte die Antwort ab, bevor "
    "du andere schickst.",
    "too_many_characters": "Du hast {limit:n} Figuren, mehr geht nicht. Entferne zuerst eine: "
    "`/cameo character list`.",
    "too_many_pictures": "Ein bis {most:n} Bilder genügen. Schick die besten davon.",
    "unknown_character": "Du hast keine Figur namens {name}. `/cameo character list` zeigt deine.",
    # clips
    "cannot_cancel": "Diesen Clip kannst du nicht mehr abbrechen; sein Stand: {state:state}.",
    "cannot_keep": "Nur ein Entwurf lässt sich speichern; der Stand dieses Clips: {state:state}.",
    "cannot_share": "Nur ein fertiger Clip lässt sich teilen; der Stand dieses Clips: {state:state}. "
    "`/cameo status` zeigt, wie es steht.",
    "clip_too_long": "Ein {tier:tier}-Clip dauert höchstens {longest:n} Sekunden; dieser würde {seconds:n} "
    "dauern. Kürze ihn.",
    "nobody_cast": "Sag, wer im Clip vorkommt: `@Self` bist du selbst, Freunde nennst du mit ihrem @Namen.",
    "nothing_to_see": "Dieser Clip hat keine Datei mehr; sein Stand: {state:state}.",
    "nowhere_to_share": "Du hast diesen Clip hier verlangt, wo sonst niemand mitliest. Teile ihn in dem "
    "Kanal, in "
    "dem du ihn haben willst.",
    "shared_already": "Dieser Clip ist schon in dieser Unterhaltung. Teile ihn in einer anderen, in der er "
    "noch "
    "nicht ist.",
    "too_large_to_post": "Dieser Clip ist zu groß, um ihn hier zu zeigen. Öffne ihn dort, wo größere Dateien "
    "erlaubt sind, oder mach ihn kürzer.",
    "scene_too_large": "Das Bild der Szene ist größer als {limit:n} MB. Mach es kleiner, oder beschreib den "
    "Ort in Worten.",
    "scene_too_long": "Szene {number:n} dauert {seconds:n} Sekunden, eine {tier:tier}-Szene höchstens "
    "{longest:n}. Kürze oder teile sie.",
    "storyboard_too_long": "Szenen dauern zusammen {shortest:n} bis {longest:n} Sekunden, deine {seconds:n}. "
    "Lass welche weg.",
    "storyboard_too_short": "Szenen dauern zusammen {shortest:n} bis {longest:n} Sekunden, deine "
    "{seconds:n}. Mach sie länger.",
    "too_many_clips": "Du hast schon {limit:n} Clips in Arbeit. Warte auf einen, oder brich ihn mit "
    "`/cameo cancel` ab.",
    "unknown_link": "Hier ist nichts mehr zu sehen. Im Chat zeigt `/cameo clips`, was du ansehen darfst.",
    "unknown_clip": "So einen Clip hast du nicht. `/cameo status` zeigt deine.",
    "wrong_length": "Clips dieser Länge werden hier nicht gemacht.",
    # what others allow
    "boundary_empty": "Sag in wenigen Worten, worin du nicht gezeigt werden willst, zum Beispiel „Gewalt“.",
    "boundary_too_long": "Eine Grenze darf höchstens {limit:n} Zeichen lang sein; nimm lieber mehrere kurze.",
    "boundary_unclear": "Ich verstehe nicht, was das ausschließt. Nenne eine Sache oder eine Situation, zum "
    "Beispiel „keine Spinnen“.",
    "grant_over_already": "Dieser Tag ist schon vorbei. Nenne einen, der noch kommt, zum Beispiel "
    "`until 2031-12-31`.",
    "licence_missing": "Die Lizenz von {name} ist hier noch nicht bestätigt, deshalb kann die Figur noch "
    "niemand benutzen. Frag die Betreiber.",
    "message_too_long": "Die Nachricht darf höchstens {limit:n} Zeichen lang sein. Kürze sie.",
    "needs_plan": "Clips mit {name} brauchen den Pro-Tarif. `/cameo plan` zeigt, wie du ihn bekommst.",
    "not_agreed_yet": "Noch haben nicht alle in diesem Clip zugestimmt, deshalb dürfen nur sie ihn sehen.",
    "not_asked_to_approve": "Um deine Zustimmung zu diesem Clip bittet niemand, oder es ist schon "
    "entschieden.",
    "nothing_to_deny": "{name} hat keine offene Frage an dich. `/cameo revoke {name}` nimmt zurück, was du "
    "erlaubt hast.",
    "outside_what_they_allow": "Das geht über das hinaus, was {name} erlaubt. Du kannst fragen: "
    "`/cameo ask {name}`.",
    "too_many_boundaries": "Du hast {limit:n} Grenzen, mehr geht nicht. Entferne zuerst eine.",
    "too_many_questions": "Du hast heute schon viele gefragt. Warte bis morgen, bevor du wieder fragst.",
    "too_many_tries": "Du hast es mit {name} zu oft versucht. Warte eine Weile, oder frag mit "
    "`/cameo ask {name}`.",
    "unknown_boundary": "So eine Grenze hast du nicht. `/cameo settings` zeigt deine.",
    "unknown_request": "Das fragt dich niemand, oder die Frage ist nicht mehr offen.",
    "you_blocked_them": "Du hast {name} blockiert. `/cameo unblock {name}` lässt euch wieder zusammen in "
    "Clips vorkommen.",
    # credits
    "already_spent": "{amount:n} Credits müssten zurück, aber es sind nur noch {available:n} da. `--force` "
    "nimmt diese.",
    "already_subscribed": "Du zahlst den Pro-Tarif schon jeden Monat. `/cameo credits` zeigt ihn, und wie er "
    "endet.",
    "not_subscribed": "Du zahlst hier nichts jeden Monat. Was du bezahlt hast, behältst du, bis es endet.",
    "offer_changed": "Der Preis hat sich seit diesem Angebot geändert. `/cameo packs` zeigt den neuen; "
    "berechnet wurde nichts.",
    "offer_over": "Dieses Angebot ist vorbei, oder es war für jemand anderen. `/cameo packs` hat ein neues; "
    "berechnet wurde nichts.",
    "refund_refused": "Telegram hat die Zahlung nicht zurückgegeben: {why}. Abgezogen wurde nichts; prüf die "
    "Nummer und das Token.",
    "unknown_offer": "Zu dieser Zahlung gibt es kein Angebot, also geht sie zurück.",
    "unknown_question": "Keine Frage nach einer Zahlung hat diese Nummer, oder sie ist beantwortet: {id}. "
    "Ohne Nummer werden alle aufgelistet.",
    "charge_of_another": "Diese Zahlung wurde schon jemand anderem gutgeschrieben. Frag die Betreiber dieses "
    "Dienstes.",
    "given_enough_today": "In 24 Stunden kannst du {limit:n} Credits an Freunde verschenken; {left:n} sind "
    "übrig. Versuch es morgen wieder.",
    "not_enough_credits": "Dieser Clip kostet {price:n} Credits, und du hast {available:n}. Mach ihn kürzer, "
    "oder warte auf neue Credits.",
    "nothing_paid": "Für diesen Clip wurde nichts bezahlt, oder es ist schon zurückgegeben.",
    "nothing_to_give": "Schenk mindestens einen Credit, zum Beispiel "
    "`/cameo gift @ada 50 Alles Gute zum Geburtstag!`.",
    "subscription_over": "Dieses Abo ist schon zu Ende. Ein neues bringt den Tarif zurück: `/cameo packs`.",
    "too_little_to_give": "Du kannst gerade höchstens {available:n} Credits verschenken; {amount:n} sind "
    "mehr, als du hast.",
    "unknown_charge": "Unter dieser Nummer wurde hier keine Zahlung gutgeschrieben. Prüf die Nummer und die "
    "Plattform.",
    "unknown_pack": "Ein Paket dieses Namens gibt es hier nicht. `/cameo packs` zeigt alle.",
    "unknown_message": "Dahinter ist nichts für dich: Es ist für jemand anderen oder schon vorbei. "
    "`/cameo status` zeigt deine Clips.",
    "not_held": "Clip {id} wartet auf niemanden. `cameo admin holds list` zeigt die, die es tun.",
    # likenesses
    "agreement_needed": "Ein Abbild wird nur gemacht, wenn du ausdrücklich zustimmst.",
    "challenge_needed": "Ein Abbild entsteht aus einer Live-Aufnahme, die eine Aufgabe löst. Schreib "
    "`/cameo setup`, um eine zu bekommen.",
    "challenge_over": "Diese Aufgabe ist verbraucht oder abgelaufen. Schreib `/cameo setup` für eine neue.",
    "enrolment_running": "Deine letzte Aufnahme wird noch ausgewertet. Warte die Antwort ab, bevor du eine "
    "andere schickst.",
    "no_likeness_yet": "Du hast noch kein Abbild. Schreib `/cameo setup`, um eins zu machen.",
    "not_set_up": "{name} hat hier noch kein Abbild. Mit `/cameo setup` lässt sich eins machen.",
    "recording_is_file": "Eine Datei kann aus jeder Zeit sein. Nimm dich mit der Kamera in diesem Chat auf, "
    "oder schick die Aufnahme als Video und nicht als Datei.",
    "recording_passed_on": "Dieses Video wurde weitergeleitet und ist also nicht für diese Aufgabe "
    "aufgenommen. Nimm selbst eins auf und schick es.",
    "recording_too_old": "Dieses Video ist älter als die Aufgabe und kann sie nicht lösen. Mach, was die "
    "Aufgabe sagt, und nimm es dabei auf.",
    "recording_empty": "Die Aufnahme ist leer. Schick ein Video von 10 bis 20 Sekunden.",
    "recording_too_large": "Die Aufnahme ist größer als {limit:n} MB. Schick 10 bis 20 Sekunden in höchstens "
    "1080p.",
    "unverified_likeness": "Das Abbild von {name} wurde ohne Live-Aufgabe gemacht und kann deshalb hier "
    "nicht benutzt werden.",
    # what is not made here
    "content_refused": "Was der Prompt verlangt, wird hier nicht gemacht.",
    "house_rule": "Die Betreiber dieses Dienstes wollen nicht, dass das hier gemacht wird.",
    # penalties
    "banned": "Dein Konto ist für immer geschlossen, wegen: {reason:reason}. `/cameo appeal` bittet darum, "
    "noch einmal hinzusehen.",
    "casting_suspended": "Bis {until:t} kannst du nur Clips mit dir selbst machen, wegen: {reason:reason}. "
    "`/cameo appeal` bittet darum, noch einmal hinzusehen.",
    "cooling_down": "Bis {until:t} kannst du keine Clips machen, wegen: {reason:reason}. `/cameo appeal` "
    "bittet darum, noch einmal hinzusehen.",
    "suspended": "Dein Konto ist bis {until:t} gesperrt, wegen: {reason:reason}. `/cameo appeal` bittet "
    "darum, noch einmal hinzusehen.",
    # people
    "account_erased": "Dieses Konto wurde gelöscht. Schreib `/cameo setup`, um neu anzufangen.",
    "link_code_unknown": "Dieser Code verbindet nichts: vertippt, benutzt oder abgelaufen. `/cameo link` auf "
    "der anderen Seite zeigt einen neuen.",
    "own_link_code": "Der Code ist von diesem Konto oder von einem, das schon dir gehört. Tipp ihn auf der "
    "anderen Seite ein.",
    "linked_there_already": "Beide haben ein Konto auf {platform}, und eine Person hat dort eines. Trenne "
    "zuerst eines: `/cameo unlink`.",
    "link_unfinished": "Von {name} ist noch etwas in Arbeit. Warte, bis es fertig ist, oder brich es ab, und "
    "versuch es dann noch einmal.",
    "just_linked": "Bis {until:t} kann dieses Konto gehen, aber kein anderes trennen: Es wurde gerade erst "
    "verbunden. Die anderen können es.",
    "not_linked": "Du hast kein Konto auf {platform}. `/cameo link` zeigt, welche du hast.",
    "only_account": "Das ist dein einziges Konto, also ist nichts damit verbunden. `/cameo erase` beendet es "
    "mit allem, was dir gehört.",
    "parting_barred": "Solange Verstöße oder Strafen zählen, bleiben Konten zusammen. `/cameo standing` "
    "sagt, bis wann.",
    "that_is_you": "Das bist du: Dein eigenes Abbild darfst du immer benutzen.",
    "unknown_person": "Hier heißt niemand {name}. Prüf die Schreibweise, oder bitte die Person, mit "
    "`/cameo setup` anzufangen.",
    # places
    "administrators_only": "Das kann nur, wer diesen Server verwaltet, und nur auf ihm. Bitte jemanden "
    "davon, es für dich zu tun.",
    "administrators_make": "Hier können nur Administratoren Clips machen lassen. Bitte einen davon, oder "
    "mach deinen in unserem privaten Chat.",
    "age_gated_only": "Clips, in denen es um {subject:subject} geht, gehören hier in altersbeschränkte "
    "Kanäle. Geh in einen davon, oder lass es weg.",
    "cap_out_of_range": "Eine Obergrenze ist eine Zahl von Clips von 1 bis {most:n}. 0 hebt sie auf.",
    "clips_paused": "Clips sind hier gerade angehalten. Frag die Verwalter dieses Ortes, wann es weitergeht, "
    "oder mach deinen woanders.",
    "export_too_large": "Das wären {size:n} MB, und hier lassen sich {limit:n} MB verschicken. Verlange "
    "weniger als {days:n} Tage.",
    "member_cap_reached": "In 24 Stunden kann hier jeder {limit:n} Clips machen lassen, und du hast es "
    "getan. In {wait} geht es wieder.",
    "no_such_channel": "Diesen Kanal gibt es hier nicht. Nimm einen von diesem Server.",
    "not_in_this_chat": "In diesem Kanal werden keine Clips gemacht. Geh in einen, in dem es geht, oder "
    "frag die Verwalter dieses Ortes.",
    "place_cap_reached": "In 24 Stunden können hier alle zusammen {limit:n} Clips machen lassen, und das ist "
    "geschehen. In {wait} geht es wieder.",
    "role_needed": "Hier können nur bestimmte Rollen Clips machen lassen. Bitte die Verwalter dieses Ortes "
    "um eine davon.",
    "subject_not_here": "Clips, in denen es um {subject:subject} geht, werden hier nicht gemacht. Lass es "
    "weg, oder mach deinen woanders.",
    "too_many_chosen": "Wähl höchstens {limit:n} aus. Gar keine heißt: überall oder alle.",
    "unusable_days": "Wähl zwischen 1 und {most:n} Tagen.",
    "unusable_language": "Nenne eine Sprache mit ihrem Kürzel, zum Beispiel `en`, `de` oder `es`.",
    "unusable_length": "Ein {tier:tier}-Clip dauert {shortest:n} bis {longest:n} Sekunden. Wähl eine Länge "
    "dazwischen.",
    # proposals
    "prompt_gone": "Der Prompt dieses Clips wird nicht mehr aufbewahrt. Schreib mit `/cameo make` einen "
    "neuen.",
    "choice_over": "Das Gewählte gibt es so nicht mehr. Schreib es noch einmal und wähle neu.",
    "proposal_taken": "Dieser Clip ist schon in Arbeit. `/cameo status` zeigt, wie es steht.",
    "unknown_proposal": "Diese Anfrage ist nicht deine oder nicht mehr da: Sie wartet eine Stunde. Frag noch "
    "einmal mit `/cameo make`.",
    # reports and appeals
    "account_closed": "Dieses Konto wurde bis {until:t} geschlossen, bevor es gelöscht wurde. Wer diesen "
    "Dienst betreibt, kann es wieder öffnen.",
    "account_closed_for_good": "Dieses Konto wurde für immer geschlossen, bevor es gelöscht wurde. Wer "
    "diesen Dienst betreibt, kann es wieder öffnen.",
    "appealed_already": "Gegen diese Strafe hast du schon Einspruch eingelegt; das geht nur einmal. "
    "`/cameo standing` zeigt sie.",
    "being_looked_at": "Die Betreiber sehen sich diesen Clip an, deshalb kann ihn vorerst niemand "
    "anschauen. Du hörst, wenn das vorbei ist.",
    "cannot_report_yourself": "Das bist du. Einen Clip meldest du mit seiner Nummer: `/cameo report CLIP`.",
    "no_such_rung": "{written} ist keine Strafe: {why}.",
    "nothing_kept": "Zu dieser Meldung ist keine Kopie des Clips aufbewahrt: Er hatte damals keine Datei, "
    "oder sie wurde fristgerecht vernichtet.",
    "nothing_to_appeal": "Gegen dich liegt keine Strafe vor, gegen die du Einspruch einlegen könntest. "
    "`/cameo standing` zeigt, wie du stehst.",
    "unknown_appeal": "Es gibt keinen offenen Einspruch {id}. `cameo admin appeals list` zeigt die offenen.",
    "unknown_penalty": "Es gibt keine geltende Strafe {id}. `cameo admin people show HANDLE` zeigt die einer "
    "Person.",
    "unknown_report": "Es gibt keine offene Meldung {id}. `cameo admin reports list` zeigt die offenen.",
    # the house
    "engine_failed": "Die Engine hat daran immer wieder aufgehört zu arbeiten. Nichts wurde berechnet; "
    "versuch es später noch einmal.",
    "files_unavailable": "Gerade lassen sich keine Dateien speichern oder lesen. Nichts wurde geändert oder "
    "berechnet; versuch es gleich noch einmal.",
    "no_engine": "Seit einer Weile läuft keine Engine, die solche Clips macht. Nichts wurde berechnet; "
    "versuch es später noch einmal.",
    "queue_unavailable": "Die Warteschlange ist gerade nicht erreichbar. Nichts wurde geändert oder "
    "berechnet; versuch es gleich noch einmal.",
    "too_many_commands": "Das ist viel auf einmal. Warte eine Minute und mach dann da weiter, wo du warst.",
    # how a prompt is read
    "cast_too_large": "In einem Clip kommen höchstens {limit:n} Personen vor, und du hast {count:n} genannt. "
    "Lass jemanden weg.",
    "length_out_of_range": "Ein Clip dauert {shortest:n} bis {longest:n} Sekunden; du willst {seconds:n}.",
    "line_too_long": "Die Worte „{start}“ zu sagen dauert etwa {seconds:n} Sekunden; ein Clip dauert "
    "höchstens {longest:n}. Kürze sie.",
    "lines_do_not_fit": "Diese Worte zu sagen dauert etwa {needed:n} Sekunden, und es sind nur {seconds:n}. "
    "Mach den Clip länger.",
    "moment_after_end": "Etwas soll bei {moment:n} Sekunden geschehen, nach dem Ende eines Clips von "
    "{seconds:n} Sekunden.",
    "prompt_empty": "Sag, was im Clip geschieht, zum Beispiel: @Self am Strand bei Sonnenuntergang, winkt "
    "und sagt „Hello!“.",
    "prompt_too_long": "Dein Prompt hat {length:n} Zeichen; höchstens {limit:n} sind möglich. Kürze ihn.",
    "scenes_do_not_fit": "Diese Szenen dauern {needed:n} Sekunden, und es sind nur {seconds:n}. Mach den "
    "Clip länger oder eine Szene kürzer.",
    "scenes_too_few": "Diese {count:n} Szenen dauern höchstens {most:n} Sekunden, und du willst "
    "{seconds:n}. Füg eine Szene hinzu.",
    "too_many_lines": "Ein Clip hat höchstens {limit:n} gesprochene Sätze; deiner hat {count:n}.",
    "too_many_people": "In eine Szene passen höchstens {limit:n} Personen, und du hast {count:n} genannt. "
    "Lass jemanden weg.",
    "too_many_scenes": "Ein Storyboard hat höchstens {limit:n} Szenen; deins hat {count:n}. Fass welche "
    "zusammen, oder mach zwei Clips daraus.",
}
