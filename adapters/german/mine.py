"""Oneself on one page, how far an analysis is, and what the service keeps of people."""

from collections.abc import Mapping

from adapters.german.access import settings_shown
from adapters.german.likeness import better
from adapters.german.phrases import capital, count, percent, reasons
from adapters.german.places import LANGUAGES
from adapters.german.terms import STAGES
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.likeness import LikenessState
from engine.contract.messages import Stage


def _me_shown(notice: notices.MeShown) -> str:
    return settings_shown(notice.settings)


_ENDED = {
    LikenessState.READY: "✅ Ausgewertet: Dein Abbild ist fertig.",
    LikenessState.REPLACED: "Diese Aufnahme wurde ausgewertet, und eine neuere hat sie ersetzt.",
    LikenessState.ERASED: "Diese Aufnahme wurde gelöscht.",
}


def _enrolment_shown(notice: notices.EnrolmentShown) -> str:
    if notice.state in _ENDED:
        return lines(_ENDED[notice.state], better(notice.advice))
    if notice.over:
        return lines("Diese Aufnahme ist nicht brauchbar:", reasons(notice.refusals))
    if notice.stage is Stage.WAITING:
        return "🎥 Deine Aufnahme ist versiegelt und wartet, bis sie an der Reihe ist."
    return f"🔎 {capital(STAGES[notice.stage])}: {percent(notice.done)}"


def _export_offered(_notice: notices.ExportOffered) -> str:
    return lines(
        "Du bekommst eine ZIP-Datei mit dem, was dieser Dienst von dir weiß: dein Konto, was du erlaubst "
        "und wem, deine Clips mit ihren Prompts, deine Credits, Meldungen, deinen Stand und das Protokoll.",
        "Clips, die du ansehen darfst, sind darin, die neuesten zuerst, so viele wie hineinpassen.",
        "Das Abbild selbst nicht: Wer an diese Datei käme, könnte sich als du ausgeben.",
    )


def _privacy_notice(notice: notices.PrivacyNotice) -> str:
    who = notice.operator or "wer diesen Bot hier eingerichtet hat; ein Name ist nicht angegeben"
    drafts = count(round(notice.draft_hours), "Stunde", "Stunden")
    evidence = count(round(notice.evidence_days), "Tag", "Tage")
    return lines(
        f"Verantwortlich: {who}. Der Dienst läuft auf einem Rechner von dort.",
        f"Fragen und Beschwerden: {notice.contact}" if notice.contact else "",
        "Was von dir aufbewahrt wird: Kennung und Name deines Kontos, was du erlaubst und wem, deine "
        "Prompts und Clips, deine Credits und ein Protokoll jeder Benutzung deines Abbilds.",
        "Wenn du ein Abbild machst: eine versiegelte Datei darüber, wie dein Gesicht aussieht und sich "
        "bewegt und wie du klingst, verschlüsselt mit einem eigenen Schlüssel, und die Maße, an denen dein "
        "Gesicht in Clips von anderen erkannt wird. Die Aufnahme selbst wird gelöscht, sobald sie "
        "ausgewertet ist.",
        "Wozu es da ist: für Clips, die du erlaubst, und für nichts sonst. Es trainiert kein Modell und "
        "wird an niemanden weitergegeben.",
        f"Wie lange: Clips, die niemand speichert, {drafts}; was zu einer Meldung gehört, nach der "
        "Entscheidung "
        f"noch {evidence}; alles andere, bis du es löschst.",
        "Deine Rechte: es ansehen, es mitnehmen, jede Benutzung stoppen und es vernichten (zuerst geht der "
        "Schlüssel, und mit ihm jede Kopie): /cameo me, /cameo export, /cameo pause, /cameo erase.",
    )


def _language_shown(notice: notices.LanguageShown) -> str:
    if notice.chosen is None:
        return "Ich schreibe dir in der Sprache deiner App, soweit ich sie kann."
    return f"Ich schreibe dir auf {LANGUAGES.get(notice.chosen, notice.chosen)}."


WORDINGS: Mapping[str, Wording] = {
    "me_shown": _me_shown,
    "enrolment_shown": _enrolment_shown,
    "export_offered": _export_offered,
    "language_shown": _language_shown,
    "privacy_notice": _privacy_notice,
}
