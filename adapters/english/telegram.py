"""What Telegram's own menus, cards and short replies say, by key; one file for each family of commands."""

from collections.abc import Mapping

from adapters.english import (
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
