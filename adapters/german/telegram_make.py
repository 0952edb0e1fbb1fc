"""Clips auf Telegram: was gefragt wird, und was neben den Antworten steht."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.forgotten": "Vergessen.",
    "telegram.edit": "So steht es jetzt da. Schreib, was diesmal geschieht.",
    "telegram.look.price": "{seconds} s für {price} Credits; du hast {available}.",
    "telegram.look.asked": "Zuerst zustimmen muss: {people}",
    "telegram.make.started": "Ist unterwegs. Die Nachricht sagt, wie es steht.",
    "telegram.compose.step": "{step} von {steps} · {part}",
    "telegram.compose.hint": "Zum Beispiel: {hint}",
    "telegram.compose.skip": "⏭ Überspringen",
    "telegram.compose.back": "◀ Zurück",
    "telegram.compose.done": "✅ Das ist alles",
}
