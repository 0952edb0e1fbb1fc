"""What the audit trail says of a person; facts stand as they are written down there."""

from collections.abc import Mapping

from adapters.german.phrases import count, moment
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.audit import Audit

ACTIONS: Mapping[Audit, str] = {
    Audit.PERSON_JOINED: "dazugekommen",
    Audit.PERSON_ADMITTED: "zugelassen",
    Audit.PERSON_ERASED: "Person gelöscht",
    Audit.ACCOUNTS_LINKED: "Konten verbunden",
    Audit.ACCOUNT_UNLINKED: "Konto getrennt",
    Audit.CHALLENGE_ISSUED: "Aufgabe gestellt",
    Audit.LIKENESS_SUBMITTED: "Aufnahme eingereicht",
    Audit.LIKENESS_READY: "Abbild fertig",
    Audit.LIKENESS_REFUSED: "Aufnahme abgelehnt",
    Audit.LIKENESS_REPLACED: "Abbild ersetzt",
    Audit.LIKENESS_RETRIED: "Auswertung wiederholt",
    Audit.LIKENESS_ERASED: "Abbild vernichtet",
    Audit.LIKENESS_USED: "Abbild benutzt",
    Audit.SETTINGS_USAGE: "Benutzung eingestellt",
    Audit.SETTINGS_APPROVAL: "Zustimmung eingestellt",
    Audit.SETTINGS_VISIBILITY: "Sichtbarkeit eingestellt",
    Audit.SETTINGS_NOTIFY: "Mitteilungen eingestellt",
    Audit.SETTINGS_EXCEPTION: "Ausnahme eingestellt",
    Audit.SETTINGS_PAUSED: "pausiert",
    Audit.SETTINGS_RESUMED: "wieder freigegeben",
    Audit.BOUNDARY_ADDED: "Grenze hinzugefügt",
    Audit.BOUNDARY_REMOVED: "Grenze entfernt",
    Audit.ACCESS_ASKED: "Erlaubnis angefragt",
    Audit.ACCESS_ALLOWED: "Anfrage angenommen",
    Audit.ACCESS_DENIED: "Anfrage abgelehnt",
    Audit.ACCESS_EXPIRED: "Anfrage abgelaufen",
    Audit.ACCESS_GRANTED: "Erlaubnis gegeben",
    Audit.ACCESS_REVOKED: "Erlaubnis zurückgenommen",
    Audit.ACCESS_BLOCKED: "blockiert",
    Audit.ACCESS_UNBLOCKED: "nicht mehr blockiert",
    Audit.CHARACTER_ADDED: "Figur hinzugefügt",
    Audit.CHARACTER_RENAMED: "Figur umbenannt",
    Audit.CHARACTER_REMOVED: "Figur entfernt",
    Audit.CHARACTER_LICENCE: "über Lizenz entschieden",
    Audit.CLIP_MADE: "Clip in Auftrag gegeben",
    Audit.CLIP_RETRIED: "Clip noch einmal versucht",
    Audit.CLIP_CANCELLED: "Clip abgebrochen",
    Audit.CLIP_FAILED: "Clip fehlgeschlagen",
    Audit.CLIP_APPROVAL_ASKED: "um Zustimmung gebeten",
    Audit.CLIP_APPROVED: "Clip zugestimmt",
    Audit.CLIP_DENIED: "Clip abgelehnt",
    Audit.CLIP_DELIVERED: "Clip geliefert",
    Audit.CLIP_KEPT: "Clip gespeichert",
    Audit.CLIP_SHARED: "Clip geteilt",
    Audit.CLIP_EXPIRED: "Clip abgelaufen",
    Audit.CLIP_DELETED: "Clip gelöscht",
    Audit.CLIP_REVOKED: "Clip durch Rücknahme beendet",
    Audit.CLIP_REFUSED: "Clip von Betreibern abgelehnt",
    Audit.CLIP_HELD: "Clip zur Ansicht angehalten",
    Audit.CLIP_REVIEWED: "Clip angesehen",
    Audit.HOLD_SEEN: "angehaltener Clip geöffnet",
    Audit.FACE_SEEN: "Gesicht erkannt",
    Audit.CLIP_FETCHED: "Clip abgerufen",
    Audit.CLIP_TAKEN_DOWN: "Clip aus dem Chat entfernt",
    Audit.CONSENT_RECEIPT: "Beleg der Zustimmung",
    Audit.CONSENT_REFUSED: "Zustimmung verweigert",
    Audit.CONSENT_EXPLAINED: "Entscheidung erklärt",
    Audit.REQUEST_STRUCK: "Anfrage als Verstoß gewertet",
    Audit.AUDIT_EXPORTED: "Protokoll mitgenommen",
    Audit.REPORT_MADE: "Meldung gemacht",
    Audit.REPORT_SEEN: "Meldung geöffnet",
    Audit.REPORT_UPHELD: "Meldung bestätigt",
    Audit.REPORT_DISMISSED: "Meldung zurückgewiesen",
    Audit.EVIDENCE_SEEN: "Beweiskopie angesehen",
    Audit.EVIDENCE_DESTROYED: "Beweiskopie vernichtet",
    Audit.CLIP_SUSPENDED: "Clip vorerst verborgen",
    Audit.CLIP_RESTORED: "Clip wieder sichtbar",
    Audit.STRIKE_GIVEN: "Verstoß angerechnet",
    Audit.PENALTY_GIVEN: "Strafe verhängt",
    Audit.PENALTY_LIFTED: "Strafe aufgehoben",
    Audit.APPEAL_MADE: "Einspruch eingelegt",
    Audit.APPEAL_SEEN: "Einspruch geöffnet",
    Audit.APPEAL_GRANTED: "Einspruch stattgegeben",
    Audit.APPEAL_REJECTED: "Einspruch abgelehnt",
    Audit.ACCOUNT_SEEN: "Konto angesehen",
    Audit.ACCOUNT_REOPENED: "Konto wieder geöffnet",
    Audit.INVITE_MADE: "Einladung gemacht",
    Audit.INVITE_REDEEMED: "Einladung eingelöst",
    Audit.INVITE_WITHDRAWN: "Einladung zurückgezogen",
    Audit.PERSON_EXPORTED: "eigene Daten mitgenommen",
    Audit.PLACE_RULES_CHANGED: "Regeln des Ortes geändert",
    Audit.PLACE_MOVED: "Chat umgezogen",
    Audit.PLACE_EXPORTED: "Liste des Ortes mitgenommen",
    Audit.CREDITS_BOUGHT: "Credits gekauft",
    Audit.CREDITS_REVERSED: "Zahlung zurückgebucht",
    Audit.CREDITS_GIVEN: "Credits verschenkt",
    Audit.CREDITS_GRANTED: "Credits bekommen",
    Audit.CREDITS_REFUNDED: "Credits erstattet",
    Audit.PAYMENT_QUESTIONED: "nach einer Zahlung gefragt",
    Audit.PAYMENTS_SEEN: "Zahlungen angesehen",
    Audit.PAYMENT_ANSWERED: "Frage nach einer Zahlung beantwortet",
    Audit.PLAN_BEGUN: "Tarif begonnen",
    Audit.PLAN_ENDED: "Tarif beendet",
}


def _receipts_shown(notice: notices.ReceiptsShown) -> str:
    if not notice.receipts:
        return "Über dich ist noch nichts festgehalten."
    told = count(notice.total, "Eintrag im Protokoll nennt", "Einträge im Protokoll nennen")
    newest = "" if notice.total == len(notice.receipts) else f" Die neuesten {len(notice.receipts)}:"
    return lines(
        f"{told} dich.{newest}",
        *(_entry(receipt) for receipt in notice.receipts),
        "Alles, mit den Prüfsummen, die es beweisen, kommt mit einem Export.",
    )


def _entry(receipt: notices.Receipt) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in receipt.details.items() if value not in (None, ""))
    return f"  {moment(receipt.at)}  {ACTIONS[Audit(receipt.action)]}" + (f": {facts}" if facts else "")


WORDINGS: Mapping[str, Wording] = {"receipts_shown": _receipts_shown}
