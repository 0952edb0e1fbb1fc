"""English."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from adapters.wording import Language, Wording
from bot import notices
from bot.clips import ClipState
from bot.commands import TABLE
from bot.consent import ApprovalMode, Usage
from bot.credits import EntryKind
from bot.notices import Action, WhyNot
from engine.contract.messages import Refusal, Stage, Turn

TURNS = {
    Turn.LEFT: "turn your head to your left",
    Turn.RIGHT: "turn your head to your right",
    Turn.UP: "look up",
    Turn.DOWN: "look down",
}
STAGES = {
    Stage.WAITING: "waiting",
    Stage.LOADING: "getting ready",
    Stage.ANALYSING: "looking at the recording",
    Stage.SPEECH: "speaking the lines",
    Stage.FRAMES: "drawing the frames",
    Stage.REVIEW: "looking it over",
    Stage.SEALING: "sealing the file",
}
STATES = {
    ClipState.QUEUED: "in the queue",
    ClipState.RENDERING: "in the making",
    ClipState.APPROVAL: "waiting for approval",
    ClipState.DELIVERED: "a draft",
    ClipState.KEPT: "saved",
    ClipState.EXPIRED: "expired",
    ClipState.CANCELLED: "cancelled",
    ClipState.FAILED: "failed",
    ClipState.DENIED: "not agreed to",
    ClipState.DELETED: "deleted",
    ClipState.REVOKED: "stopped, access to a likeness ended",
}
USAGES = {
    Usage.ONLY_ME: "only you",
    Usage.APPROVED: "people you approve",
    Usage.MUTUALS: "mutuals (you allow them, and they allow you)",
    Usage.EVERYONE: "everyone",
}
APPROVALS = {
    ApprovalMode.NEVER: "clips of you are not shown to you first",
    ApprovalMode.BEFORE_PUBLISH: "you see every clip of you first, and nobody else does before you agree",
}
ENTRIES = {
    EntryKind.ALLOWANCE: "monthly allowance",
    EntryKind.PURCHASE: "bought",
    EntryKind.GRANT: "given",
    EntryKind.HOLD: "reserved",
    EntryKind.SETTLE: "paid",
    EntryKind.RELEASE: "reserved, given back",
}
WHY_NOT = {
    WhyNot.FAILED: "It could not be made.",
    WhyNot.NOT_AGREED: "Somebody in it did not agree.",
    WhyNot.APPROVAL_EXPIRED: "Not everybody in it answered in time.",
    WhyNot.ACCESS_ENDED: "Somebody in it no longer allows it.",
    WhyNot.CANCELLED: "It was cancelled.",
}
BUTTONS = {
    Action.ALLOW_ACCESS: "✅ Allow",
    Action.DENY_ACCESS: "❌ Deny",
    Action.APPROVE_CLIP: "✅ Approve",
    Action.DENY_CLIP: "❌ Reject",
    Action.KEEP_CLIP: "💾 Save",
    Action.DELETE_CLIP: "🗑️ Delete",
    Action.CANCEL_CLIP: "🛑 Cancel",
    Action.AGREE_SETUP: "✅ I agree",
    Action.ERASE_ME: "🗑️ Erase everything",
}
SHOWN_PROMPT = 80
UNVERIFIED = "Made without a live challenge, and marked so."


def _moment(at: datetime) -> str:
    return f"{at:%d %b, %H:%M} UTC".lstrip("0")


def _lines(*pieces: str) -> str:
    return "\n".join(piece for piece in pieces if piece)


def _listed(pieces: Sequence[str]) -> str:
    """Put "a", "b" and "c" into one phrase: "a, b and c"."""
    head = ", ".join(pieces[:-1])
    return f"{head} and {pieces[-1]}" if head else "".join(pieces)


def _people(handles: Sequence[str]) -> str:
    return _listed([f"@{handle}" for handle in handles])


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def _short(prompt: str) -> str:
    return f"“{prompt}”" if len(prompt) <= SHOWN_PROMPT else f"“{prompt[: SHOWN_PROMPT - 1].rstrip()}…”"


def _reasons(refusals: Sequence[Refusal]) -> str:
    return "\n".join(f"• {refusal.message}" for refusal in refusals)


def _words(words: Sequence[notices.SpokenWords], reader: str) -> str:
    return "\n".join([reader, *(f"  @{line.handle}: “{line.text}”" for line in words)]) if words else ""


def _setup_offered(_notice: notices.SetupOffered) -> str:
    return _lines(
        "To appear in clips you need a likeness: it holds how your face looks and moves, and your voice.",
        "It is made from a live video of 10 to 20 seconds: you turn your head and read a phrase aloud.",
        "It is stored encrypted, used only in clips that you allow, and destroyed when you /cameo erase.",
        "Even natural light, a quiet room and a camera at arm's length or more work best.",
        "Do you agree?",
    )


def _turns(turns: Sequence[Turn]) -> str:
    return f", then {_listed([TURNS[turn] for turn in turns])}, coming back in between" if turns else ""


def _challenge_issued(notice: notices.ChallengeIssued) -> str:
    return _lines(
        "Record 10 to 20 seconds of yourself, alone, in even light:",
        f"1. Look straight ahead{_turns(notice.turns)}.",
        f"2. Read aloud: “{notice.phrase}”",
        f"Send the video here before {_moment(notice.due_at)}. It works once, and only for you.",
    )  # fmt: skip


def _recording_taken(_notice: notices.RecordingTaken) -> str:
    return "Got it, sealed. It is being analysed; you will hear from me here."


def _likeness_ready(notice: notices.LikenessReady) -> str:
    return _lines(
        "Your likeness was renewed." if notice.replaced else "Your likeness is ready.",
        "" if notice.verified else UNVERIFIED,
        f"Who may include you: {USAGES[notice.usage]}. Approval: {APPROVALS[notice.approval]}.",
        "\n".join(["Next time it gets better if you:", *(f"• {one}" for one in notice.advice)])
        if notice.advice else "",
        "Change this with /cameo usage, /cameo approval and /cameo boundary.",
    )  # fmt: skip


def _likeness_refused(notice: notices.LikenessRefused) -> str:
    return _lines(
        "This recording cannot be used:", _reasons(notice.refusals), "Write /cameo setup to try again."
    )


def _settings_shown(notice: notices.SettingsShown) -> str:
    likeness = "ready" if notice.likeness else "none yet; write /cameo setup"
    if notice.likeness and not notice.verified:
        likeness = "ready, but made without a live challenge"
    if notice.enrolment is not None:
        likeness += f"; a recording is on its way ({STAGES[notice.enrolment]})"
    boundaries = [f"  {number}. {one.text}" for number, one in enumerate(notice.boundaries, 1)]
    return _lines(
        f"@{notice.handle}, this is what you allow:",
        f"Likeness: {likeness}.",
        f"Who may include you: {USAGES[notice.usage]}.",
        f"Approval: {APPROVALS[notice.approval]}.",
        "\n".join(["Boundaries:", *boundaries]) if boundaries else "Boundaries: none.",
        f"You allow: {_people(notice.granted) or 'nobody by name'}.",
        f"You are allowed by: {_people(notice.granted_by) or 'nobody by name'}.",
    )


def _access_asked(notice: notices.AccessAsked) -> str:
    return _lines(
        f"@{notice.asker} would like to make clips with you.",
        f"They write: “{notice.message}”" if notice.message else "",
        f"Whatever you answer, your boundaries and approval still hold. Open until {_moment(notice.due_at)}.",
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
    stopped = f" {_count(notice.stopped, 'clip')} of theirs with you stopped." if notice.stopped else ""
    return f"@{notice.friend} may not use your likeness.{stopped}"


def _preflight(notice: notices.Preflight) -> str:
    asked = (
        f"Has to agree first: {_people(notice.approvers)}."
        if notice.approvers
        else "Nobody has to agree first."
    )
    return _lines(
        "This can be made." if notice.ok else "This cannot be made as it is:",
        _reasons(notice.refusals),
        _understood(notice),
        f"With: {_people(notice.cast)}." if notice.cast else "",
        f"Price: {_count(notice.price, 'credit')} for {notice.seconds:g} s {notice.tier.value}; "
        f"you have {notice.available:,}.",
        f"Place in the queue: {notice.place}.",
        asked,
    )


def _understood(notice: notices.Preflight) -> str:
    """The prompt in its five parts, as far as they were given, and the words that are said."""
    if notice.reading is None:
        return ""
    parts = {
        "Who": notice.reading.subject,
        "Action": notice.reading.action,
        "Camera": notice.reading.camera,
        "Place": notice.reading.environment,
        "Style": notice.reading.style,
    }
    told = [f"  {name}: {said}" for name, said in parts.items() if said]
    return _lines("Understood as:", *told, *(f"  Words: “{line}”" for line in notice.lines))


def _clip_shown(notice: notices.ClipShown) -> str:
    return _lines(
        f"{_short(notice.prompt)} with {_people(notice.cast)}: {_standing(notice)}.",
        f"Clip {notice.id}, {_count(notice.price, 'credit')}."
        + (f" Attempt {notice.attempt}." if notice.attempt > 1 else ""),
        _reasons(notice.refusals),
        _remarks(notice.notes, verified=notice.verified),
    )


def _standing(notice: notices.ClipShown) -> str:
    state = STATES[notice.state]
    match notice.state:
        case ClipState.QUEUED if notice.place is not None:
            return f"{state}, place {notice.place}"
        case ClipState.RENDERING:
            return f"{state}, {STAGES[notice.stage]}, {notice.done:.0%}"
        case ClipState.APPROVAL if notice.waiting_for:
            return f"{state} by {_people(notice.waiting_for)}"
        case ClipState.DELIVERED if notice.due_at is not None:
            return f"{state} until {_moment(notice.due_at)}"
        case _:
            return state


def _remarks(notes: Sequence[str], *, verified: bool) -> str:
    remarks = [*notes, *([] if verified else [UNVERIFIED])]
    return "\n".join(f"• {remark}" for remark in remarks)


def _likeness_used(notice: notices.LikenessUsed) -> str:
    return _lines(
        f"@{notice.maker} made a clip with you: {_short(notice.prompt)}",
        _words(notice.words, "What is said in it:"),
        "You can delete it at any time.",
    )


def _approval_asked(notice: notices.ApprovalAsked) -> str:
    return _lines(
        f"@{notice.maker} made a clip with you: {_short(notice.prompt)}",
        _words(notice.words, "What is said in it:"),
        "Nobody else sees it before you agree, not even its maker.",
        f"Without an answer it is gone on {_moment(notice.due_at)}.",
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
        return f"{decision} {_count(notice.waiting_for, 'other')} still to answer."
    return decision


def _approval_waits(notice: notices.ApprovalWaits) -> str:
    return (
        f"Your clip is made. {_people(notice.waiting_for)} will be asked to agree before you see it, "
        f"until {_moment(notice.due_at)}."
    )


def _clip_delivered(notice: notices.ClipDelivered) -> str:
    return _lines(
        f"Here is your clip: {_short(notice.prompt)}",
        f"{_count(notice.price, 'credit')}. A draft until {_moment(notice.due_at)}: save it, or it is gone.",
        _remarks(notice.notes, verified=notice.verified),
    )


def _clip_not_made(notice: notices.ClipNotMade) -> str:
    back = f"{_count(notice.released, 'credit')} {'is' if notice.released == 1 else 'are'} back with you."
    return _lines(
        f"There will be no clip of {_short(notice.prompt)}. {WHY_NOT[notice.why]}",
        _reasons(notice.refusals),
        back if notice.released else "Nothing was charged.",
    )


def _clip_gone(notice: notices.ClipGone) -> str:
    how = "was a draft that nobody saved" if notice.state is ClipState.EXPIRED else "was deleted"
    return f"The clip {_short(notice.prompt)} {how}. Its files are gone."


def _clip_kept(notice: notices.ClipKept) -> str:
    return f"Saved. Clip {notice.clip} stays until somebody in it deletes it."


def _ledger_shown(notice: notices.LedgerShown) -> str:
    rows = [_row(entry) for entry in notice.entries]
    held = (
        f" {notice.held:,} of {notice.balance:,} are reserved for clips in the making." if notice.held else ""
    )
    return _lines(
        f"You can spend {_count(notice.available, 'credit')}.{held}",
        "\n".join(rows) if rows else "Nothing has moved yet.",
    )


def _row(entry: notices.Entry) -> str:
    """One line of the ledger; only what changes the balance carries a sign."""
    signs = {EntryKind.SETTLE: "-", EntryKind.HOLD: " ", EntryKind.RELEASE: " "}
    amount = f"{signs.get(entry.kind, '+')}{abs(entry.amount):,}"
    clip = f"  clip {entry.clip}" if entry.clip else ""
    return f"{entry.at:%Y-%m-%d %H:%M}  {amount:>8}  {ENTRIES[entry.kind]}{clip}"


def _clips_shown(notice: notices.ClipsShown) -> str:
    if not notice.clips:
        return (
            "You have no clips yet. Write who is in it and what happens, for example: "
            + TABLE["make"].example
        )
    return "\n".join(f"{clip.id}  {_standing(clip)}  {_short(clip.prompt)}" for clip in notice.clips)


def _help_shown(notice: notices.HelpShown) -> str:
    return help_in_english(notice.topic)


def _refusals(notice: notices.Refusals) -> str:
    return "\n".join(refusal.message for refusal in notice.refusals)


def _erase_offered(_notice: notices.EraseOffered) -> str:
    return _lines(
        "This destroys your likeness, the key to it, your settings and grants, and every clip with you.",
        "It cannot be undone. Credits that you still have are lost.",
    )


def _person_erased(_notice: notices.PersonErased) -> str:
    return "Everything of yours is destroyed, and the key to it first. You can begin again with /cameo setup."


def help_in_english(topic: str) -> str:
    """The help: every command with its sentence, or one command with an example."""
    row = TABLE.get(topic)
    if row is not None:
        return _lines(f"/cameo {row.usage}", row.about, f"For example: {row.example}")
    return _lines(
        "Write who is in the clip and what happens:",
        f"  {TABLE['make'].example}",
        "A good prompt has five parts: who, what they do, the camera, the place, the style.",
        *(f"/cameo {row.usage}\n  {row.about}" for row in TABLE.values()),
    )


NOTICES: Mapping[str, Wording] = {
    "setup_offered": _setup_offered,
    "challenge_issued": _challenge_issued,
    "recording_taken": _recording_taken,
    "likeness_ready": _likeness_ready,
    "likeness_refused": _likeness_refused,
    "settings_shown": _settings_shown,
    "access_asked": _access_asked,
    "access_requested": _access_requested,
    "access_answered": _access_answered,
    "access_changed": _access_changed,
    "preflight": _preflight,
    "clip_shown": _clip_shown,
    "likeness_used": _likeness_used,
    "approval_asked": _approval_asked,
    "approval_taken": _approval_taken,
    "approval_waits": _approval_waits,
    "clip_delivered": _clip_delivered,
    "clip_not_made": _clip_not_made,
    "clip_gone": _clip_gone,
    "clip_kept": _clip_kept,
    "ledger_shown": _ledger_shown,
    "clips_shown": _clips_shown,
    "help_shown": _help_shown,
    "refusals": _refusals,
    "erase_offered": _erase_offered,
    "person_erased": _person_erased,
}
ENGLISH = Language(notices=NOTICES, buttons=BUTTONS, help=help_in_english)
