"""What Discord shows of commands before anybody gives one, in the reader's language.

Discord keeps a description for each of its locales and shows the one that the reader's client is set to.
Names of commands and of their options stay English: texts and help name them, in every language.
"""

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str
from typing_extensions import override

from adapters import text

KEY = "key"


def described(key: str) -> locale_str:
    """A phrase that Discord may show in another language: in English, with its key."""
    return locale_str(text.phrase(key), **{KEY: key})


class Phrases(Translator):
    """Looks up phrases by the key that `described` gave them."""

    @override
    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """The phrase in that locale's language; None where there is no key or nothing but English."""
        key = string.extras.get(KEY)
        if key is None or not text.speaks(locale.value):
            return None
        return text.phrase(key, locale.value)
