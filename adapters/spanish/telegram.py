"""Lo que dicen los menús, tarjetas y respuestas breves de Telegram; un archivo por familia de comandos."""

from collections.abc import Mapping

from adapters.spanish import telegram_core, telegram_people

PHRASES: Mapping[str, str] = {
    **telegram_core.PHRASES,
    **telegram_people.PHRASES,
}
