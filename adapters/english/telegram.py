"""What Telegram's own menus, cards and short replies say, by key; one file for each family of commands."""

from collections.abc import Mapping

from adapters.english import telegram_core, telegram_people

PHRASES: Mapping[str, str] = {
    **telegram_core.PHRASES,
    **telegram_people.PHRASES,
}
