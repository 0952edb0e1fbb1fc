"""Clips: before, while and after they are made."""

from collections.abc import Mapping, Sequence

from adapters.english.phrases import count, lines, moment, people, reasons, short, span
from adapters.english.terms import STAGES, STATES, UNVERIFIED, WHY_NOT
from adapters.wording import Wording
from bot import notices
from bot.clips import ClipState
from bot.commands import TABLE


def preflight(notice: notices.Preflight) -> str:
    """What a clip would come to."""
    return lines(
        "This can be made." if notice.ok else "This cannot be made as it is:",
        reasons(notice.refusals),
        _understood(notice),
        f"With: {people(notice.cast)}." if notice.cast else "",
        _price(notice),
        f"Place in the queue: {notice.place}.",
        "" if notice.expected_s is None else f"Expected in {span(notice.expected_s)}.",
        _asked(notice),
    )


def _price(notice: notices.Preflight) -> str:
    """The arithmetic of the hold, as it will stand in the ledger."""
    if not notice.price:
        return f"You have {count(notice.available, 'credit')}."
    after = notice.available - notice.price
    left = f", {after:,} after it" if after >= 0 else ""
    return (
        f"Price: {notice.seconds:g} s {notice.tier.value} at {notice.rate:,} a second is "
        f"{count(notice.price, 'credit')}; you have {notice.available:,}{left}."
    )


def _scene(number: int, scene: notices.SceneShown) -> str:
    words = "".join(f" “{line}”" for line in scene.lines)
    place = "" if scene.environment in scene.action else scene.environment
    told = ", ".join(filter(None, [scene.action, place])) + words
    return f"  {number}. {scene.seconds:g} s, {people(scene.cast)}: {told}"


def _asked(notice: notices.Preflight) -> str:
    first = f"Before it is made: {people(notice.asked_first)}." if notice.asked_first else ""
    if notice.approvers:
        return lines(f"Has to agree first: {people(notice.approvers)}.", first)
    return "Nobody has to agree first."


def _understood(notice: notices.Preflight) -> str:
    """The prompt in its five parts, as far as they were given, and the words that are said."""
    if notice.reading is None:
        return ""
    one = not notice.scenes
    parts = {
        "Who": notice.reading.subject,
        "Action": notice.reading.action if one else "",
        "Camera": notice.reading.camera,
        "Place": notice.reading.environment if one else "",
        "Style": notice.reading.style,
    }
    told = [f"  {name}: {said}" for name, said in parts.items() if said]
    if notice.scenes:
        scenes = (_scene(number, scene) for number, scene in enumerate(notice.scenes, 1))
        return lines(f"Understood as {len(notice.scenes)} scenes:", *told, *scenes)
    return lines("Understood as:", *told, *(f"  Words: “{line}”" for line in notice.lines))


def _clip_shown(notice: notices.ClipShown) -> str:
    return lines(
        f"{short(notice.prompt)} with {people(notice.cast)}: {_standing(notice)}.",
        f"Clip {notice.id}, {count(notice.price, 'credit')}."
        + (f" Attempt {notice.attempt}." if notice.attempt > 1 else ""),
        reasons(notice.refusals),
        _remarks(notice.notes, verified=notice.verified),
    )


def _standing(notice: notices.ClipShown) -> str:
    state = STATES[notice.state]
    match notice.state:
        case ClipState.QUEUED if notice.place is not None:
            return f"{state}, place {notice.place}{_left(notice)}"
        case ClipState.RENDERING:
            return f"{state}, {STAGES[notice.stage]}, {notice.done:.0%}{_left(notice)}"
        case ClipState.ASKING | ClipState.APPROVAL if notice.waiting_for:
            return f"{state} by {people(notice.waiting_for)}"
        case ClipState.DELIVERED if notice.due_at is not None:
            return f"{state} until {moment(notice.due_at)}"
        case _:
            return state


def _left(notice: notices.ClipShown) -> str:
    return "" if notice.left_s is None else f", {span(notice.left_s)} left"


def _remarks(notes: Sequence[str], *, verified: bool) -> str:
    remarks = [*notes, *([] if verified else [UNVERIFIED])]
    return "\n".join(f"• {remark}" for remark in remarks)


def _words(words: Sequence[notices.SpokenWords], reader: str) -> str:
    return "\n".join([reader, *(f"  @{line.handle}: “{line.text}”" for line in words)]) if words else ""


def _likeness_used(notice: notices.LikenessUsed) -> str:
    return lines(
        f"@{notice.maker} {'shared' if notice.shared else 'made'} a clip with you: {short(notice.prompt)}",
        _words(notice.words, "What is said in it:"),
        "You can delete it at any time.",
    )


def _parts(parts: Sequence[notices.Part]) -> str:
    told = [f"@{one.handle} as {one.part}" if one.part else f"@{one.handle}" for one in parts]
    return f"Who is in it: {', '.join(told)}." if told else ""


def _near(boundary: str) -> str:
    return f"You are asked since it may touch a boundary of yours: {boundary}." if boundary else ""


def _render_asked(notice: notices.RenderAsked) -> str:
    return lines(
        f"@{notice.maker} would like to make a clip with you: “{notice.prompt}”",
        _parts(notice.parts),
        _words(notice.words, "What you would be made to say, word for word:"),
        _near(notice.boundary),
        "Nothing is made before you agree.",
        f"Without an answer it lapses on {moment(notice.due_at)}.",
    )


def _clip_held(notice: notices.ClipHeld) -> str:
    return (
        f"Your clip is made: {short(notice.prompt)}. The people who run this service look at it before "
        f"anybody sees it, until {moment(notice.due_at)} at the latest. Should it not come, your credits "
        "come back."
    )


def _clip_held_for_you(notice: notices.ClipHeldForYou) -> str:
    return (
        f"@{notice.maker} made a clip with you: {short(notice.prompt)}. The people who run this service look "
        "at it before anybody sees it. You need not wait for that: you can delete it now."
    )


def _approval_asked(notice: notices.ApprovalAsked) -> str:
    return lines(
        f"@{notice.maker} made a clip with you: “{notice.prompt}”",
        _parts(notice.parts),
        _words(notice.words, "What is said in it:"),
        _near(notice.boundary),
        "Nobody else sees it before you agree, not even its maker.",
        f"Without an answer it is gone on {moment(notice.due_at)}.",
    )


def _approval_taken(notice: notices.ApprovalTaken) -> str:
    decision = (
        "You agreed to this clip."
        if notice.approved
        else "You did not agree to this clip. Nobody will see it."
    )
    if not notice.first:
        return f"You decided this before, and that stands. {decision}"
    if notice.approved and notice.waiting_for:
        return f"{decision} {count(notice.waiting_for, 'other')} still to answer."
    return decision


def _approval_waits(notice: notices.ApprovalWaits) -> str:
    return (
        f"Your clip is made. {people(notice.waiting_for)} will be asked to agree before you see it, "
        f"until {moment(notice.due_at)}."
    )


def _clip_delivered(notice: notices.ClipDelivered) -> str:
    paid = f"{count(notice.price, 'credit')}. " if notice.price else ""
    return lines(
        f"Here is your clip: {short(notice.prompt)}",
        f"{paid}A draft until {moment(notice.due_at)}: save it, or it is gone.",
        _remarks(notice.notes, verified=notice.verified),
    )


def _draft_expiring(notice: notices.DraftExpiring) -> str:
    return f"{short(notice.prompt)} is a draft until {moment(notice.due_at)}: save it, or it is gone."


def _clip_not_made(notice: notices.ClipNotMade) -> str:
    back = f"{count(notice.released, 'credit')} {'is' if notice.released == 1 else 'are'} back with you."
    return lines(
        f"There will be no clip of {short(notice.prompt)}. {WHY_NOT[notice.why]}",
        reasons(notice.refusals),
        back if notice.released else "Nothing was charged.",
    )


GONE = {
    ClipState.EXPIRED: "was a draft that nobody saved",
    ClipState.REVOKED: "was taken back by somebody who appears in it",
    ClipState.REFUSED: "was taken away by the people who run this service",
}


def _clip_gone(notice: notices.ClipGone) -> str:
    return f"The clip {short(notice.prompt)} {GONE.get(notice.state, 'was deleted')}. Its files are gone."


def _clip_kept(notice: notices.ClipKept) -> str:
    return f"Saved. Clip {notice.clip} stays until somebody in it deletes it."


def _clips_shown(notice: notices.ClipsShown) -> str:
    if not notice.clips:
        return (
            "You have no clips yet. Write who is in it and what happens, for example: "
            + TABLE["make"].example
        )
    return "\n".join(f"{clip.id}  {_standing(clip)}  {short(clip.prompt)}" for clip in notice.clips)


WORDINGS: Mapping[str, Wording] = {
    "preflight": preflight,
    "clip_shown": _clip_shown,
    "clips_shown": _clips_shown,
    "likeness_used": _likeness_used,
    "render_asked": _render_asked,
    "clip_held": _clip_held,
    "clip_held_for_you": _clip_held_for_you,
    "approval_asked": _approval_asked,
    "approval_taken": _approval_taken,
    "approval_waits": _approval_waits,
    "clip_delivered": _clip_delivered,
    "draft_expiring": _draft_expiring,
    "clip_not_made": _clip_not_made,
    "clip_gone": _clip_gone,
    "clip_kept": _clip_kept,
}
