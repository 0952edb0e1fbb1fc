"""Making a likeness."""

from collections.abc import Mapping, Sequence

from adapters.english.phrases import lines, listed, moment, reasons
from adapters.english.terms import APPROVALS, TURNS, UNVERIFIED, USAGES
from adapters.wording import Wording
from bot import notices
from engine.contract.messages import Turn


def _setup_offered(_notice: notices.SetupOffered) -> str:
    return lines(
        "To appear in clips you need a likeness: it holds how your face looks and moves, and your voice.",
        "It is made from a live video of 10 to 20 seconds: you turn your head and read a phrase aloud.",
        "It is stored encrypted, used only in clips that you allow, and destroyed when you erase it "
        "(/cameo erase).",
        "Even natural light, a quiet room and a camera at arm's length or more work best.",
        "Do you agree?",
    )


def _turns(turns: Sequence[Turn]) -> str:
    return f", then {listed([TURNS[turn] for turn in turns])}, coming back in between" if turns else ""


def _challenge_issued(notice: notices.ChallengeIssued) -> str:
    return lines(
        "Record 10 to 20 seconds of yourself, alone, in even light:",
        f"1. Look straight ahead{_turns(notice.turns)}.",
        f"2. Read aloud: “{notice.phrase}”",
        f"Send the video here before {moment(notice.due_at)}. It works once, and only for you.",
    )  # fmt: skip


def _recording_taken(_notice: notices.RecordingTaken) -> str:
    return "Got it, sealed. It is being analysed; you will hear from me here."


def _likeness_ready(notice: notices.LikenessReady) -> str:
    return lines(
        "Your likeness was renewed." if notice.replaced else "Your likeness is ready.",
        "" if notice.verified else UNVERIFIED,
        f"Who may include you: {USAGES[notice.usage]}. Approval: {APPROVALS[notice.approval]}.",
        "\n".join(["Next time it gets better if you:", *(f"• {one}" for one in notice.advice)])
        if notice.advice else "",
        "Change this with /cameo usage, /cameo approval and /cameo boundary.",
    )  # fmt: skip


def _likeness_refused(notice: notices.LikenessRefused) -> str:
    return lines(
        "This recording cannot be used:", reasons(notice.refusals), "Write /cameo setup to try again."
    )


WORDINGS: Mapping[str, Wording] = {
    "setup_offered": _setup_offered,
    "challenge_issued": _challenge_issued,
    "recording_taken": _recording_taken,
    "likeness_ready": _likeness_ready,
    "likeness_refused": _likeness_refused,
}
