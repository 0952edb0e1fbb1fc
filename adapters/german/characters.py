"""Characters that are not people."""

from collections.abc import Mapping

from adapters.german.likeness import better
from adapters.german.phrases import clips, reasons
from adapters.german.terms import APPROVALS, USAGES
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.characters import CharacterKind
from bot.clips import Tier

_KINDS = {
    CharacterKind.PET: "ein Tier",
    CharacterKind.OBJECT: "ein Gegenstand",
    CharacterKind.MASCOT: "ein Maskottchen",
    CharacterKind.LICENSED: "eine lizenzierte Figur",
}
_LICENCE_WAITS = (
    "Niemand kann sie besetzen, bevor hier jemand von den Betreibern die Lizenz bestätigt hat; du hörst "
    "davon."
)


def _taken(notice: notices.CharacterTaken) -> str:
    return (
        f"Die Bilder von @{notice.handle} sind da und versiegelt. Sie werden angesehen; du hörst hier von "
        "mir."
    )


def _ready(notice: notices.CharacterReady) -> str:
    return lines(
        f"@{notice.handle} hat neue Bilder." if notice.replaced else f"@{notice.handle} ist fertig.",
        _LICENCE_WAITS if notice.licence_waits else "",
        f"Wer die Figur zeigen darf: {USAGES[notice.usage]}. Zustimmung, wie bei dir: "
        f"{APPROVALS[notice.approval]}.",
        better(notice.advice),
        "Du entscheidest für sie wie für dich selbst, zum Beispiel: "
        f"`/cameo usage everyone --of @{notice.handle}`",
    )


def _refused(notice: notices.CharacterRefused) -> str:
    return lines(
        f"Diese Bilder von @{notice.handle} sind nicht brauchbar:",
        reasons(notice.refusals),
        f"Schick andere mit `/cameo character pictures @{notice.handle}`, oder entferne die Figur.",
    )


def _view(one: notices.CharacterView) -> str:
    states = {
        "die Bilder werden angesehen": one.looking,
        "noch ohne Bilder": not (one.ready or one.looking),
        "die Lizenz ist noch nicht bestätigt": one.licence_waits,
        "für Clips im Pro-Tarif": one.tier is Tier.PRO,
        f"Nennung: {one.attribution}": bool(one.attribution),
    }
    told = [_KINDS[one.character], f"zeigen darf sie: {USAGES[one.usage]}"]
    return f"@{one.handle}: {'; '.join([*told, *(words for words, holds in states.items() if holds)])}"


def _shown(notice: notices.CharactersShown) -> str:
    if not notice.characters:
        return (
            "Du hast noch keine Figuren. Häng ein Bild an, zum Beispiel an: `/cameo character add @rex pet`"
        )
    return "\n".join(map(_view, notice.characters))


def _renamed(notice: notices.CharacterRenamed) -> str:
    return f"@{notice.before} heißt ab jetzt @{notice.handle}."


def _removal(notice: notices.CharacterRemovalOffered) -> str:
    also = f" und {clips(notice.clips)} damit" if notice.clips else ""
    return lines(
        f"Das vernichtet @{notice.handle}{also}. Es lässt sich nicht rückgängig machen.",
        f"Wenn du sicher bist: `/cameo character remove @{notice.handle} yes`",
    )


def _gone(notice: notices.CharacterGone) -> str:
    gone = f" Vernichtet ist damit auch: {clips(notice.clips)}." if notice.clips else ""
    return f"@{notice.handle} gibt es nicht mehr, und der Schlüssel dazu ist vernichtet.{gone}"


def _licence(notice: notices.LicenceDecided) -> str:
    if notice.confirmed:
        return f"Die Betreiber haben die Lizenz von @{notice.handle} bestätigt: Die Figur kann mitspielen."
    return (
        f"Die Betreiber bestätigen die Lizenz von @{notice.handle} nicht mehr: Niemand kann die Figur "
        "besetzen."
    )


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
