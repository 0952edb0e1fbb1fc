"""Clips auf Telegram: was gefragt wird, und was neben den Antworten steht."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Vergessen.",
    "telegram.edit": "So steht es jetzt da:",
    "telegram.edit.how": "Schreib, was diesmal passiert. Nennst du niemanden, sind dieselben darin.",
    "telegram.look.price": "Das würde {price} Credits kosten; du hast {available}. Der Rest steht in "
    "unserem privaten Chat.",
    "telegram.look.refused": "So lässt sich das nicht machen. Warum, steht in unserem privaten Chat.",
    "telegram.make.started": "Ist unterwegs. Die Nachricht sagt, wie es steht.",
    "telegram.compose.step": "{step} von {steps} · {part}",
    "telegram.compose.hint": "Zum Beispiel: {hint}",
    "telegram.compose.skip": "⏭ Überspringen",
    "telegram.compose.back": "◀ Zurück",
    "telegram.compose.done": "✅ Das ist alles",
}
