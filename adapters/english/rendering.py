"""The one message that tells how a render goes."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment, people, reasons, short, span
from adapters.english.terms import STAGES
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState

BAR = 12
"""Squares of a full bar of progress."""
ENDED = {
    ClipState.EXPIRED: "lapsed: nobody saved it, or not everybody answered in time",
    ClipState.CANCELLED: "was cancelled",
    ClipState.FAILED: "could not be made",
    ClipState.DENIED: "was not agreed to",
    ClipState.DELETED: "was deleted",
    ClipState.REVOKED: "is no longer allowed by somebody in it",
    ClipState.REFUSED: "was refused by the people who run this service",
}


def _render_status(notice: notices.RenderStatus) -> str:
    if notice.over:
        asked = f" @{notice.maker} had asked for it." if notice.maker else ""
        return lines(f"A clip {ENDED[notice.state]}.{asked}", reasons(notice.refusals))
    return lines(
        f"@{notice.maker}: {short(notice.prompt)}" + (f" with {people(notice.cast)}" if notice.cast else ""),
        _standing(notice),
        f"Attempt {notice.attempt}." if notice.attempt > 1 else "",
    )


def _standing(notice: notices.RenderStatus) -> str:
    word = _STANDING.get(notice.state)
    if word is not None:
        return word(notice)
    if notice.draft:
        return f"✅ Done{_paid(notice)}: @{notice.maker} has it."
    return f"✅ Posted{_paid(notice)}."


def _paid(notice: notices.RenderStatus) -> str:
    return f", for {count(notice.price, 'credit')}" if notice.price else ""


def _queued(notice: notices.RenderStatus) -> str:
    place = "" if notice.place is None else f", place {notice.place}"
    return f"⏳ In the queue{place}{_left(notice)}."


def _rendering(notice: notices.RenderStatus) -> str:
    return f"🎬 {_bar(notice.done)} {notice.done:.0%}, {STAGES[notice.stage]}{_left(notice)}."


def _waiting(notice: notices.RenderStatus) -> str:
    who = people(notice.waiting_for) or "Somebody"
    return f"{who} {'have' if len(notice.waiting_for) > 1 else 'has'} to agree"


def _until(notice: notices.RenderStatus) -> str:
    return "" if notice.due_at is None else f", until {moment(notice.due_at)}"


def _left(notice: notices.RenderStatus) -> str:
    return "" if notice.left_s is None else f", {span(notice.left_s)} left"


def _bar(done: float) -> str:
    full = round(min(max(done, 0.0), 1.0) * BAR)
    return "▰" * full + "▱" * (BAR - full)


_STANDING: Mapping[ClipState, Wording] = {
    ClipState.ASKING: lambda it: f"🙋 {_waiting(it)} before it is made{_until(it)}.",
    ClipState.QUEUED: _queued,
    ClipState.RENDERING: _rendering,
    ClipState.HELD: lambda it: f"🔎 Made, and looked at by the people who run this service{_until(it)}.",
    ClipState.APPROVAL: lambda it: f"🙋 Made. {_waiting(it)} before anybody sees it{_until(it)}.",
}

WORDINGS: Mapping[str, Wording] = {"render_status": _render_status}
