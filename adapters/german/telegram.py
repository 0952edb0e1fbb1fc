"""Was auf Telegram in Menüs, Karten und kurzen Antworten steht; eine Datei je Befehlsfamilie."""

from collections.abc import Mapping

from adapters.german import telegram_core, telegram_people

PHRASES: Mapping[str, str] = {
    **telegram_core.PHRASES,
    **telegram_people.PHRASES,
}
