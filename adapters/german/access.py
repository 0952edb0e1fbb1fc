"""What people allow, and asking for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from adapters.german.phrases import clips, count, listed, moment, people, quoted
from adapters.german.terms import APPROVALS, MODES, NOTIFIES, PRESETS, STAGES, USAGES, VISIBILITIES
from adapters.german.writing import GERMAN
from adapters.phrasing import last_day, lines
from adapters.wording import Wording
from bot import notices

_NOBODY = "niemandem ausdrücklich"


def settings_shown(notice: notices.SettingsShown) -> str:
    """All that a person or the owner of a character has set."""
    boundaries = [f"  {number}. {_boundary(one)}" for number, one in enumerate(notice.boundaries, 1)]
    return lines(
        f"@{notice.handle}, das erlaubst du:",
        f"Abbild: {_likeness(notice)}.",
        f"Pausiert seit {moment(notice.paused_at)}: Nur du kannst es benutzen; `/cameo resume` beendet das."
        if notice.paused_at
        else "",
        f"Wer dich finden kann: {VISIBILITIES[notice.visibility]}.",
        f"Wer dich zeigen darf: {USAGES[notice.usage]}.",
        f"Zustimmung: {APPROVALS[notice.approval]}.",
        *(f"  Für @{one.handle}: {MODES[one.approval]}." for one in notice.exceptions),
        f"Du erfährst von Clips mit dir: {NOTIFIES[notice.notify]}.",
        "\n".join(["Grenzen:", *boundaries]) if boundaries else "Grenzen: keine.",
        f"Du erlaubst es: {granted(notice.grants) or people(notice.granted) or _NOBODY}.",
        f"Dir erlauben es: {people(notice.granted_by) or 'niemand ausdrücklich'}.",
        f"Blockiert hast du: {people(notice.blocked)}." if notice.blocked else "",
    )


def _likeness(notice: notices.SettingsShown) -> str:
    likeness = "fertig" if notice.likeness else "noch keins; schreib /cameo setup"
    if notice.likeness and not notice.verified:
        likeness = "fertig, aber ohne Live-Aufgabe gemacht"
    if notice.enrolment is not None:
        likeness += f"; eine Aufnahme ist unterwegs ({STAGES[notice.enrolment]})"
    return likeness


def _boundary(one: notices.Boundary) -> str:
    return one.text if one.preset is None else PRESETS[one.preset]


def terms(given: notices.Terms) -> str:
    """Limits in one phrase, or nothing: "bis Ende des 31. Dezember 2031 (UTC), für 3 Clips"."""
    pieces: list[str] = []
    if given.until is not None:
        pieces.append(_until(given.until))
    if given.clips is not None:
        left = "" if given.left in {None, given.clips} else f" (noch {given.left})"
        pieces.append(f"für {clips(given.clips)}{left}")
    if given.here:
        pieces.append("nur auf einem Server oder in einem Chat")
    return ", ".join([*pieces, *(PRESETS[preset] for preset in given.presets)])


def _until(moment_after: datetime) -> str:
    """The last day, where a grant ends with a day; else the moment."""
    day = last_day(moment_after)
    return f"bis {GERMAN.dated(moment_after)}" if day is None else f"bis Ende des {GERMAN.day(day)} (UTC)"


def granted(grants: Sequence[notices.Granted]) -> str:
    """Grants in one phrase, each with its limits."""
    return "; ".join(
        f"@{one.handle}"
        + (f", @{one.of} zu benutzen" if one.of else "")
        + (f" ({limits})" if (limits := terms(one.terms)) else "")
        for one in grants
    )


def _presets_shown(notice: notices.PresetsShown) -> str:
    mine = [PRESETS[preset] for preset in notice.mine]
    return lines(
        "Grenzen, die einen Namen haben:",
        *(f"  • {PRESETS[preset]}" for preset in notice.presets),
        f"Davon hast du: {listed(mine)}." if mine else "Davon hast du keine.",
        "Füg eine mit `/cameo boundary add no romance` hinzu, oder sag etwas anderes in deinen eigenen "
        "Worten.",
    )


def _access_asked(notice: notices.AccessAsked) -> str:
    return lines(
        f"@{notice.asker} möchte Clips mit {f'@{notice.of}' if notice.of else 'dir'} machen.",
        f"Dazu die Nachricht: {quoted(notice.message)}" if notice.message else "",
        "Was du auch antwortest, deine Grenzen und deine Zustimmung gelten weiter. Offen bis "
        f"{moment(notice.due_at)}.",
        f"Mit Einschränkungen antwortest du so: `/cameo allow @{notice.asker} until 2031-12-31 clips 3 here"
        + (f" --of @{notice.of}`." if notice.of else "`."),
    )


def _access_requested(notice: notices.AccessRequested) -> str:
    if notice.granted:
        return f"Du darfst das Abbild von @{notice.owner} schon benutzen."
    if notice.already_open:
        return f"@{notice.owner} ist schon gefragt und hat noch nicht geantwortet."
    return f"@{notice.owner} ist gefragt. Du hörst von mir, sobald eine Antwort da ist."


def _access_answered(notice: notices.AccessAnswered) -> str:
    if notice.allowed:
        limits = terms(notice.terms)
        return (
            f"@{notice.owner} erlaubt dir das eigene Abbild, innerhalb der eigenen Grenzen"
            f"{f', {limits}' if limits else ''}. Versuch: @{notice.owner} winkt bei Sonnenuntergang"
        )
    return f"@{notice.owner} hat es nicht erlaubt."


def _access_changed(notice: notices.AccessChanged) -> str:
    whose = f"@{notice.of}" if notice.of else "dein Abbild"
    if notice.granted:
        limits = terms(notice.terms)
        return (
            f"@{notice.friend} darf jetzt {whose} benutzen, innerhalb deiner Grenzen"
            f"{f', {limits}' if limits else ''}. "
            f"Zurücknehmen kannst du es mit /cameo revoke @{notice.friend}"
            + (f" --of @{notice.of}" if notice.of else "")
        )
    return f"@{notice.friend} darf {whose} nicht benutzen.{gone(notice.stopped, notice.taken)}"


def gone(stopped: int, taken: int) -> str:
    """What a revocation or a block ended."""
    ended = count(stopped, "Clip mit dir wurde", "Clips mit dir wurden")
    destroyed = count(taken, "Entwurf mit dir wurde", "Entwürfe mit dir wurden")
    return (f" {ended} beendet." if stopped else "") + (f" {destroyed} vernichtet." if taken else "")


WORDINGS: Mapping[str, Wording] = {
    "settings_shown": settings_shown,
    "presets_shown": _presets_shown,
    "access_asked": _access_asked,
    "access_requested": _access_requested,
    "access_answered": _access_answered,
    "access_changed": _access_changed,
}
