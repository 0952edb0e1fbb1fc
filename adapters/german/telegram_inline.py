"""Karten und Clips, die in jedem Telegram-Chat hinter dem Namen des Bots verschickt werden."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.inline.welcome.title": "Was ich kann",
    "telegram.inline.welcome": "Ich mache kurze Clips von dir und deinen Freunden, wenn alle einverstanden "
    "sind. Schreib in einem beliebigen Chat meinen Namen, den @Namen eines Freundes und was passiert.",
    "telegram.inline.asks": "Credits: {price} · {seconds} s · mit {cast} · fragt erst {who}",
    "telegram.inline.free": "Credits: {price} · {seconds} s · mit {cast} · niemand muss gefragt werden",
    "telegram.inline.begins": "🎬 {prompt}\nGleich geht es los.",
    "telegram.inline.soon": "⏳ Gleich",
    "telegram.inline.waits": "Gleich geht es los. Wenn nichts passiert, muss mein Betreiber bei @BotFather "
    "„Inline Feedback“ einschalten.",
    "telegram.inline.elsewhere": "Diese Karte wurde schon einmal verschickt: Der Clip kommt dort.",
    "telegram.inline.look": "🎞️ Wie steht es?",
    "telegram.inline.refused": "Daraus ist nichts geworden, und es wurde nichts abgezogen.",
    "telegram.inline.why": "Warum? (nur für dich, wenn du es geschickt hast)",
    "telegram.inline.nobody_named": "Sag, wer mitspielt: @me oder der @Name eines Freundes",
    "telegram.inline.not_to_cast": "Niemand mit diesem Namen, der für dich mitspielt",
    "telegram.inline.no_likeness": "Nimm zuerst dein Abbild auf",
    "telegram.inline.too_few_credits": "Dafür hast du zu wenige Credits",
    "telegram.inline.go_on": "Und was passiert? {names}",
    "telegram.inline.no_storage": "Mein Betreiber hat Clips in Chats nicht eingerichtet",
    "telegram.inline.ask_me": "So geht es nicht. Frag mich im privaten Chat",
}
