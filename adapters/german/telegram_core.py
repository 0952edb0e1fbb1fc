"""Was auf Telegram rund um jeden Befehl gesagt wird."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.privately": "Ich habe dir in unserem privaten Chat geantwortet.",
    "telegram.start_first": "Das bleibt unter uns. Öffne zuerst unseren privaten Chat:",
    "telegram.open": "Privaten Chat öffnen",
    "telegram.stale": "Dieser Knopf bewirkt nichts mehr.",
    "telegram.passed_on": "Das hat jemand anders geschrieben. Wenn du es willst, schreib es mir selbst.",
}
