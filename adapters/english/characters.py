"""Characters that are not people."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, reasons
from adapters.english.terms import APPROVALS, USAGES
from adapters.wording import Wording
from bot import notices
from bot.characters import CharacterKind
from bot.clips import Tier

_KINDS = {
    CharacterKind.PET: "a pet",
    CharacterKind.OBJECT: "an object",
    CharacterKind.MASCOT: "a mascot",
    CharacterKind.LICENSED: "a licensed character",
}
_LICENCE_WAITS = "Nobody can cast it before an operator here has confirmed its licence; you will hear of it."


def _taken(notice: notices.CharacterTaken) -> str:
    return (
        f"Got the pictures of @{notice.handle}, sealed. They are being looked at; you will hear from me here."
    )


def _ready(notice: notices.CharacterReady) -> str:
    return lines(
        f"@{notice.handle} has new pictures." if notice.replaced else f"@{notice.handle} is ready.",
        _LICENCE_WAITS if notice.licence_waits else "",
        f"Who may include it: {USAGES[notice.usage]}. Approval, as for you: {APPROVALS[notice.approval]}.",
        "\n".join(["Next time it gets better if you:", *(f"• {one}" for one in notice.advice)])
        if notice.advice else "",
        f"You decide for it as for yourself, for example: `/cameo usage everyone --of @{notice.handle}`",
    )  # fmt: skip


def _refused(notice: notices.CharacterRefused) -> str:
    return lines(
        f"These pictures of @{notice.handle} cannot be used:",
        reasons(notice.refusals),
        f"Send others with `/cameo character pictures @{notice.handle}`, or remove it.",
    )


def _view(one: notices.CharacterView) -> str:
    states = {
        "its pictures are being looked at": one.looking,
        "it has no pictures yet": not (one.ready or one.looking),
        "its licence is not confirmed yet": one.licence_waits,
        "for clips on the Pro plan": one.tier is Tier.PRO,
        f"credit: {one.attribution}": bool(one.attribution),
    }
    told = [_KINDS[one.character], USAGES[one.usage], *(words for words, holds in states.items() if holds)]
    return f"@{one.handle}: {'; '.join(told)}"


def _shown(notice: notices.CharactersShown) -> str:
    if not notice.characters:
        return "You have no characters yet. Attach a picture to, for example: `/cameo character add @rex pet`"
    return "\n".join(map(_view, notice.characters))


def _renamed(notice: notices.CharacterRenamed) -> str:
    return f"@{notice.before} is called @{notice.handle} from now on."


def _removal(notice: notices.CharacterRemovalOffered) -> str:
    also = f", and {count(notice.clips, 'clip')} with it" if notice.clips else ""
    return lines(
        f"This destroys @{notice.handle}{also}. It cannot be undone.",
        f"If you are sure: `/cameo character remove @{notice.handle} yes`",
    )


def _gone(notice: notices.CharacterGone) -> str:
    gone = f" {count(notice.clips, 'clip')} with it went, too." if notice.clips else ""
    return f"@{notice.handle} is gone, and its key is destroyed.{gone}"


def _licence(notice: notices.LicenceDecided) -> str:
    if notice.confirmed:
        return f"An operator confirmed the licence of @{notice.handle}: it can be cast."
    return f"An operator does not confirm the licence of @{notice.handle} any more: nobody can cast it."


WORDINGS: Mapping[str, Wording] = {
    "character_taken": _taken,
    "character_ready": _ready,
    "character_refused": _refused,
    "characters_shown": _shown,
    "character_renamed": _renamed,
    "character_removal_offered": _removal,
    "character_gone": _gone,
    "licence_decided": _licence,
}
