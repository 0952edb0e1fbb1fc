"""What people allow, and asking for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from adapters.english.phrases import count, lines, listed, moment, people
from adapters.english.terms import APPROVALS, MODES, NOTIFIES, PRESETS, STAGES, USAGES, VISIBILITIES
from adapters.wording import Wording
from bot import notices


def settings_shown(notice: notices.SettingsShown) -> str:
    """All that a person or the owner of a character has set."""
    boundaries = [f"  {number}. {_boundary(one)}" for number, one in enumerate(notice.boundaries, 1)]
    return lines(
        f"@{notice.handle}, this is what you allow:",
        f"Likeness: {_likeness(notice)}.",
        f"Paused since {moment(notice.paused_at)}: nobody but you can use it; `/cameo resume` ends that."
        if notice.paused_at
        else "",
        f"Who can find you: {VISIBILITIES[notice.visibility]}.",
        f"Who may include you: {USAGES[notice.usage]}.",
        f"Approval: {APPROVALS[notice.approval]}.",
        *(f"  For @{one.handle}: {MODES[one.approval]}." for one in notice.exceptions),
        f"You are told of clips with you: {NOTIFIES[notice.notify]}.",
        "\n".join(["Boundaries:", *boundaries]) if boundaries else "Boundaries: none.",
        f"You allow: {granted(notice.grants) or people(notice.granted) or 'nobody by name'}.",
        f"You are allowed by: {people(notice.granted_by) or 'nobody by name'}.",
        f"You blocked: {people(notice.blocked)}." if notice.blocked else "",
    )


def _likeness(notice: notices.SettingsShown) -> str:
    likeness = "ready" if notice.likeness else "none yet; write /cameo setup"
    if notice.likeness and not notice.verified:
        likeness = "ready, but made without a live challenge"
    if notice.enrolment is not None:
        likeness += f"; a recording is on its way ({STAGES[notice.enrolment]})"
    return likeness


def _boundary(one: notices.Boundary) -> str:
    return one.text if one.preset is None else PRESETS[one.preset]


def terms(given: notices.Terms) -> str:
    """Limits in one phrase, or nothing: "until the end of 31 Dec 2031 (UTC), for 3 clips"."""
    pieces: list[str] = []
    if given.until is not None:
        pieces.append(_until(given.until))
    if given.clips is not None:
        left = "" if given.left in {None, given.clips} else f" ({given.left} left)"
        pieces.append(f"for {count(given.clips, 'clip')}{left}")
    if given.here:
        pieces.append("in one server or chat only")
    return ", ".join([*pieces, *(PRESETS[preset] for preset in given.presets)])


def _until(moment_after: datetime) -> str:
    """The last day, where a grant ends with a day; else the moment."""
    if moment_after.time() == time():
        return f"until the end of {moment_after - timedelta(days=1):%d %b %Y} (UTC)"
    return f"until {moment_after:%d %b %Y, %H:%M} UTC"


def granted(grants: Sequence[notices.Granted]) -> str:
    """Grants in one phrase, each with its limits."""
    return "; ".join(
        f"@{one.handle}"
        + (f" to use @{one.of}" if one.of else "")
        + (f" ({limits})" if (limits := terms(one.terms)) else "")
        for one in grants
    )


def _presets_shown(notice: notices.PresetsShown) -> str:
    mine = [PRESETS[preset] for preset in notice.mine]
    return lines(
        "Boundaries that have a name:",
        *(f"  • {PRESETS[preset]}" for preset in notice.presets),
        f"Of these you have: {listed(mine)}." if mine else "You have none of these.",
        "Add one with `/cameo boundary add no romance`, or say anything else in your own words.",
    )


def _access_asked(notice: notices.AccessAsked) -> str:
    return lines(
        f"@{notice.asker} would like to make clips with {f'@{notice.of}' if notice.of else 'you'}.",
        f"They write: “{notice.message}”" if notice.message else "",
        f"Whatever you answer, your boundaries and approval still hold. Open until {moment(notice.due_at)}.",
        f"To set limits, answer with `/cameo allow @{notice.asker} until 2031-12-31 clips 3 here"
        + (f" --of @{notice.of}`." if notice.of else "`."),
    )


def _access_requested(notice: notices.AccessRequested) -> str:
    if notice.granted:
        return f"You may already use @{notice.owner}'s likeness."
    if notice.already_open:
        return f"@{notice.owner} was asked before and has not answered yet."
    return f"@{notice.owner} was asked. You will hear from me when they answer."


def _access_answered(notice: notices.AccessAnswered) -> str:
    if notice.allowed:
        limits = terms(notice.terms)
        return (
            f"@{notice.owner} lets you use their likeness, within their boundaries"
            f"{f', {limits}' if limits else ''}. Try: @{notice.owner} waves at sunset"
        )
    return f"@{notice.owner} has not allowed it."


def _access_changed(notice: notices.AccessChanged) -> str:
    whose = f"@{notice.of}" if notice.of else "your likeness"
    if notice.granted:
        limits = terms(notice.terms)
        return (
            f"@{notice.friend} may now use {whose}, within your boundaries{f', {limits}' if limits else ''}. "
            f"Take it back with /cameo revoke @{notice.friend}" + (f" --of @{notice.of}" if notice.of else "")
        )
    return f"@{notice.friend} may not use {whose}.{gone(notice.stopped, notice.taken)}"


def gone(stopped: int, taken: int) -> str:
    """What a revocation or a block ended."""
    return (f" {count(stopped, 'clip')} of theirs with you stopped." if stopped else "") + (
        f" {count(taken, 'draft')} of theirs with you destroyed." if taken else ""
    )


WORDINGS: Mapping[str, Wording] = {
    "settings_shown": settings_shown,
    "presets_shown": _presets_shown,
    "access_asked": _access_asked,
    "access_requested": _access_requested,
    "access_answered": _access_answered,
    "access_changed": _access_changed,
}
