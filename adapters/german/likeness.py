"""Making a likeness."""

from collections.abc import Mapping, Sequence

from adapters.german.phrases import listed, moment, quoted, reasons, remarks
from adapters.german.terms import APPROVALS, TURNS, UNVERIFIED, USAGES
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from engine.contract.messages import Turn


def _setup_offered(_notice: notices.SetupOffered) -> str:
    return lines(
        "Um in Clips vorzukommen, brauchst du ein Abbild: Es hält fest, wie dein Gesicht aussieht und sich "
        "bewegt, und wie du klingst.",
        "Es entsteht aus einem Live-Video von 10 bis 20 Sekunden: Du drehst den Kopf und liest einen Satz "
        "laut vor.",
        "Es wird verschlüsselt gespeichert, nur in Clips benutzt, die du erlaubst, und vernichtet, sobald "
        "du es löschst (/cameo erase).",
        "Am besten sind gleichmäßiges, natürliches Licht, ein ruhiger Raum und eine Kamera, die mindestens "
        "eine Armlänge entfernt ist.",
        "Bist du einverstanden?",
    )


def _turns(turns: Sequence[Turn]) -> str:
    return f", dann {listed([TURNS[turn] for turn in turns])}, dazwischen immer zurück" if turns else ""


def _challenge_issued(notice: notices.ChallengeIssued) -> str:
    return lines(
        "Nimm 10 bis 20 Sekunden von dir auf, allein und in gleichmäßigem Licht:",
        f"1. Schau geradeaus{_turns(notice.turns)}.",
        f"2. Lies laut vor (auf Englisch): {quoted(notice.phrase)}",
        f"Schick das Video hierher, vor dem {moment(notice.due_at)}. Es gilt einmal, und nur für dich.",
    )


def _recording_taken(_notice: notices.RecordingTaken) -> str:
    return "Ist da und versiegelt. Die Aufnahme wird ausgewertet; du hörst hier von mir."


def better(advice: Sequence[str]) -> str:
    """What the next recording could do better; nothing where there is nothing."""
    return lines("Beim nächsten Mal wird es besser so:", *remarks(advice)) if advice else ""


def _likeness_ready(notice: notices.LikenessReady) -> str:
    return lines(
        "Dein Abbild ist erneuert." if notice.replaced else "Dein Abbild ist fertig.",
        "" if notice.verified else UNVERIFIED,
        f"Wer dich zeigen darf: {USAGES[notice.usage]}. Zustimmung: {APPROVALS[notice.approval]}.",
        better(notice.advice),
        "Ändern kannst du das mit /cameo usage, /cameo approval und /cameo boundary.",
    )


def _likeness_refused(notice: notices.LikenessRefused) -> str:
    return lines(
        "Diese Aufnahme ist nicht brauchbar:",
        reasons(notice.refusals),
        "Schreib /cameo setup, um es noch einmal zu versuchen.",
    )


WORDINGS: Mapping[str, Wording] = {
    "setup_offered": _setup_offered,
    "challenge_issued": _challenge_issued,
    "recording_taken": _recording_taken,
    "likeness_ready": _likeness_ready,
    "likeness_refused": _likeness_refused,
}
