"""The commands as Telegram's menu and `/help` show them: in private chats, in groups, to whoever runs one.

Each has a sentence in every language. Where a command means the same on every platform, so does its sentence.
"""

from collections.abc import Mapping, Sequence

from adapters import text
from bot.admission import AdmissionMode
from bot.settings import BotSettings

ABOUT: Mapping[str, str] = {
    "make": "make.about",
    "compose": "compose.about",
    "clips": "clips.about",
    "status": "status.about",
    "cancel": "cancel.about",
    "setup": "telegram.menu.setup",
    "me": "me.about",
    "friends": "friends.about",
    "ask": "friends.ask.about",
    "allow": "friends.allow.about",
    "revoke": "friends.revoke.about",
    "block": "friends.block.about",
    "privacy": "privacy.about",
    "boundaries": "boundaries.about",
    "characters": "character.about",
    "credits": "credits.about",
    "report": "report.about",
    "standing": "standing.about",
    "receipts": "receipts.about",
    "invite": "invite.about",
    "redeem": "redeem.about",
    "waitlist": "waitlist.about",
    "link": "telegram.menu.link",
    "language": "telegram.menu.language",
    "export": "telegram.menu.export",
    "erase": "telegram.menu.erase",
    "privacy_notice": "privacy-notice.about",
    "paysupport": "telegram.menu.paysupport",
    "terms": "telegram.menu.terms",
    "settings": "telegram.menu.settings",
    "help": "help.about",
}
"""Command -> the phrase that says what it does."""
ENTRY = ("invite", "redeem", "waitlist")
"""Only where not everybody is let in."""
IN_GROUPS = ("make", "clips", "ask", "report", "help")
FOR_ADMINISTRATORS = (*IN_GROUPS[:-1], "settings", "help")
ALONE = tuple(name for name in ABOUT if name != "settings")


def private(settings: BotSettings) -> Sequence[str]:
    """What a private chat offers."""
    everybody_is_in = settings.access.mode is AdmissionMode.OPEN
    return [name for name in ALONE if not (everybody_is_in and name in ENTRY)]


def described(names: Sequence[str], tag: str) -> Sequence[tuple[str, str]]:
    """Commands with what they do."""
    return [(name, text.phrase(ABOUT[name], tag)) for name in names]
