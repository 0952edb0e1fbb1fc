"""What is said around every command."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "cameo.about": "You and your friends in AI clips, made only with consent.",
    "help.about": "Explain all of this.",
    "admin.about": "What holds for clips on this server.",
    "core.trouble": "Something of mine does not answer just now. Nothing was changed and nothing was "
    "charged; please try again in a minute.",
    "core.closed": "This account cannot use Cameo.",
    "core.long": "The answer is too long for a message; it is in the file.",
    "core.not_yours": "This button was made for somebody else.",
}
