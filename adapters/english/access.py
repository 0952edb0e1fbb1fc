"""What people allow, and asking for it."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment, people
from adapters.english.terms import APPROVALS, STAGES, USAGES
from adapters.wording import Wording
from bot import notices


def _settings_shown(notice: notices.SettingsShown) -> str:
    likeness = "ready" if notice.likeness else "none yet; write /cameo setup"
    if notice.likeness and not notice.verified:
        likeness = "ready, but made without a live challenge"
    if notice.enrolment is not None:
        likeness += f"; a recording is on its way ({STAGES[notice.enrolment]})"
    boundaries = [f"  {number}. {one.text}" for number, one in enumerate(notice.boundaries, 1)]
    return lines(
        f"@{notice.handle}, this is what you allow:",
        f"Likeness: {likeness}.",
        f"Who may include you: {USAGES[notice.usage]}.",
        f"Approval: {APPROVALS[notice.approval]}.",
        "\n".join(["Boundaries:", *boundaries]) if boundaries else "Boundaries: none.",
        f"You allow: {people(notice.granted) or 'nobody by name'}.",
        f"You are allowed by: {people(notice.granted_by) or 'nobody by name'}.",
    )


def _access_asked(notice: notices.AccessAsked) -> str:
    return lines(
        f"@{notice.asker} would like to make clips with you.",
        f"They write: “{notice.message}”" if notice.message else "",
        f"Whatever you answer, your boundaries and approval still hold. Open until {moment(notice.due_at)}.",
    )


def _access_requested(notice: notices.AccessRequested) -> str:
    if notice.granted:
        return f"You may already use @{notice.owner}'s likeness."
    if notice.already_open:
        return f"@{notice.owner} was asked before and has not answered yet."
    return f"@{notice.owner} was asked. You will hear from me when they answer."


def _access_answered(notice: notices.AccessAnswered) -> str:
    if notice.allowed:
        return (
            f"@{notice.owner} lets you use their likeness, within their boundaries. "
            f"Try: @{notice.owner} waves at sunset"
        )
    return f"@{notice.owner} has not allowed it."


def _access_changed(notice: notices.AccessChanged) -> str:
    if notice.granted:
        return (
            f"@{notice.friend} may now use your likeness, within your boundaries. "
            f"Take it back with /cameo revoke @{notice.friend}"
        )
    stopped = f" {count(notice.stopped, 'clip')} of theirs with you stopped." if notice.stopped else ""
    return f"@{notice.friend} may not use your likeness.{stopped}"


WORDINGS: Mapping[str, Wording] = {
    "settings_shown": _settings_shown,
    "access_asked": _access_asked,
    "access_requested": _access_requested,
    "access_answered": _access_answered,
    "access_changed": _access_changed,
}
