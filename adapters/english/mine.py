"""Oneself on one page, how far an analysis is, and what the service keeps of people."""

from collections.abc import Mapping

from adapters.english.access import settings_shown
from adapters.english.phrases import count, lines, reasons
from adapters.english.places import LANGUAGES
from adapters.english.terms import STAGES
from adapters.wording import Wording
from bot import notices
from bot.likeness import LikenessState
from engine.contract.messages import Stage


def _me_shown(notice: notices.MeShown) -> str:
    return settings_shown(notice.settings)


_ENDED = {
    LikenessState.READY: "✅ Analysed: your likeness is ready.",
    LikenessState.REPLACED: "This recording was analysed, and a newer one has taken its place.",
    LikenessState.ERASED: "This recording was erased.",
}


def _enrolment_shown(notice: notices.EnrolmentShown) -> str:
    if notice.state in _ENDED:
        better = [f"• {one}" for one in notice.advice]
        return lines(
            _ENDED[notice.state],
            "\n".join(["Next time it gets better if you:", *better]) if better else "",
        )
    if notice.over:
        return lines("This recording cannot be used:", reasons(notice.refusals))
    if notice.stage is Stage.WAITING:
        return "🎥 Your recording is sealed and waits for its turn."
    return f"🔎 {STAGES[notice.stage].capitalize()}: {notice.done:.0%}"


def _export_offered(_notice: notices.ExportOffered) -> str:
    return lines(
        "You get one ZIP file with what this service knows of you: your account, what you allow and whom, "
        "your clips with their prompts, your credits, reports, standing, and the audit trail.",
        "Clips that you may watch are in it, the newest first, as many as fit.",
        "The likeness itself is not: whoever came by that file could pose as you.",
    )


def _privacy_notice(notice: notices.PrivacyNotice) -> str:
    who = notice.operator or "whoever set up this bot here; they have not given a name"
    drafts = count(round(notice.draft_hours), "hour")
    evidence = count(round(notice.evidence_days), "day")
    return lines(
        f"Who is responsible: {who}. The service runs on a machine of theirs.",
        f"Questions and complaints: {notice.contact}" if notice.contact else "",
        "What is kept of you: the id and name of your account, what you allow and whom, your prompts and "
        "clips, your credits, and an audit trail of every use of your likeness.",
        "If you make a likeness: a sealed file of how your face looks and moves and of your voice, encrypted "
        "with a key of your own, and the measures by which your face is recognised in other people's clips. "
        "The recording itself is deleted as soon as it has been analysed.",
        "What it is for: clips that you allow, and nothing else. It trains no model and is passed on to "
        "nobody.",
        f"How long: clips that nobody saves for {drafts}, what goes with a report for {evidence} after the "
        "decision, everything else until you delete it.",
        "Your rights: see it, take it along, stop all use, and destroy it (the key goes first, and with it "
        "every copy): /cameo me, /cameo export, /cameo pause, /cameo erase.",
    )


def _language_shown(notice: notices.LanguageShown) -> str:
    if notice.chosen is None:
        return "I write to you in the language of your app, as far as I speak it."
    return f"I write to you in {LANGUAGES.get(notice.chosen, notice.chosen)}."


WORDINGS: Mapping[str, Wording] = {
    "me_shown": _me_shown,
    "enrolment_shown": _enrolment_shown,
    "export_offered": _export_offered,
    "language_shown": _language_shown,
    "privacy_notice": _privacy_notice,
}
