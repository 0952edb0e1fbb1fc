"""What Discord shows of commands before anybody gives one, in the reader's language."""

from discord.app_commands import locale_str

from adapters import text


def described(key: str) -> locale_str:
    """A phrase that Discord may show in another language: in English, with its key."""
    return locale_str(text.phrase(key), key=key)
