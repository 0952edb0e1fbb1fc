"""Was auf Telegram in Menüs, Karten und kurzen Antworten steht; eine Datei je Befehlsfamilie."""

from collections.abc import Mapping

from adapters.german import (
    telegram_clips,
    telegram_core,
    telegram_credits,
    telegram_groups,
    telegram_inline,
    telegram_linking,
    telegram_make,
    telegram_people,
    telegram_posting,
)

PHRASES: Mapping[str, str] = {
    **telegram_clips.PHRASES,
    **telegram_core.PHRASES,
    **telegram_linking.PHRASES,
    **telegram_make.PHRASES,
    **telegram_credits.PHRASES,
    **telegram_groups.PHRASES,
    **telegram_inline.PHRASES,
    **telegram_people.PHRASES,
    **telegram_posting.PHRASES,
}
