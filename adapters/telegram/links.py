"""Ways to the private chat with the bot that people send one another."""

from urllib.parse import quote

from telegram import InlineKeyboardButton

from adapters import text
from adapters.telegram.visits import Visit

SHARE = "https://t.me/share/url?url={link}&text={words}"
"""Opens a list of the sender's chats, with a message ready to be sent: core.telegram.org/widgets/share."""


def share_button(visit: Visit, start: str, words: str, label: str) -> InlineKeyboardButton:
    """Sends somebody the way to the private chat, which opens with `start`; words, label: keys of phrases."""
    link = SHARE.format(
        link=quote(visit.bot.deep_link(start), safe=""),
        words=quote(text.phrase(words, visit.language), safe=""),
    )
    return InlineKeyboardButton(text.phrase(label, visit.language), url=link)
