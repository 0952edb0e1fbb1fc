"""What the audit trail says of a person; facts stand as they are written down there."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import count, moment
from adapters.wording import Wording
from bot import notices
from bot.audit import Audit

ACTIONS: Mapping[Audit, str] = {
    Audit.PERSON_JOINED: "llegada",
    Audit.PERSON_ADMITTED: "admisión",
    Audit.PERSON_ERASED: "persona borrada",
    Audit.ACCOUNTS_LINKED: "cuentas vinculadas",
    Audit.ACCOUNT_UNLINKED: "cuenta separada",
    Audit.CHALLENGE_ISSUED: "reto planteado",
    Audit.LIKENESS_SUBMITTED: "grabación enviada",
    Audit.LIKENESS_READY: "doble listo",
    Audit.LIKENESS_REFUSED: "grabación rechazada",
    Audit.LIKENESS_REPLACED: "doble sustituido",
    Audit.LIKENESS_RETRIED: "análisis repetido",
    Audit.LIKENESS_ERASED: "doble destruido",
    Audit.LIKENESS_USED: "doble usado",
    Audit.SETTINGS_USAGE: "uso ajustado",
    Audit.SETTINGS_APPROVAL: "aprobación ajustada",
    Audit.SETTINGS_VISIBILITY: "visibilidad ajustada",
    Audit.SETTINGS_NOTIFY: "avisos ajustados",
    Audit.SETTINGS_EXCEPTION: "excepción ajustada",
    Audit.SETTINGS_PAUSED: "en pausa",
    Audit.SETTINGS_RESUMED: "fin de la pausa",
    Audit.BOUNDARY_ADDED: "límite añadido",
    Audit.BOUNDARY_REMOVED: "límite quitado",
    Audit.ACCESS_ASKED: "permiso pedido",
    Audit.ACCESS_ALLOWED: "petición aceptada",
    Audit.ACCESS_DENIED: "petición rechazada",
    Audit.ACCESS_EXPIRED: "petición caducada",
    Audit.ACCESS_GRANTED: "permiso concedido",
    Audit.ACCESS_REVOKED: "permiso retirado",
    Audit.ACCESS_BLOCKED: "bloqueo",
    Audit.ACCESS_UNBLOCKED: "fin del bloqueo",
    Audit.CHARACTER_ADDED: "personaje añadido",
    Audit.CHARACTER_RENAMED: "personaje renombrado",
    Audit.CHARACTER_REMOVED: "personaje eliminado",
    Audit.CHARACTER_LICENCE: "licencia decidida",
    Audit.CLIP_MADE: "clip pedido",
    Audit.CLIP_RETRIED: "clip reintentado",
    Audit.CLIP_CANCELLED: "clip cancelado",
    Audit.CLIP_FAILED: "clip fallido",
    Audit.CLIP_APPROVAL_ASKED: "aprobación pedida",
    Audit.CLIP_APPROVED: "clip aprobado",
    Audit.CLIP_DENIED: "clip rechazado",
    Audit.CLIP_DELIVERED: "clip entregado",
    Audit.CLIP_KEPT: "clip guardado",
    Audit.CLIP_SHARED: "clip compartido",
    Audit.CLIP_EXPIRED: "clip caducado",
    Audit.CLIP_DELETED: "clip borrado",
    Audit.CLIP_REVOKED: "clip terminado al retirarse un permiso",
    Audit.CLIP_REFUSED: "clip rechazado por los operadores",
    Audit.CLIP_HELD: "clip retenido para revisarlo",
    Audit.CLIP_REVIEWED: "clip revisado",
    Audit.HOLD_SEEN: "clip retenido abierto",
    Audit.FACE_SEEN: "cara reconocida",
    Audit.CLIP_FETCHED: "clip descargado",
    Audit.CLIP_TAKEN_DOWN: "clip quitado del chat",
    Audit.CONSENT_RECEIPT: "recibo de consentimiento",
    Audit.CONSENT_REFUSED: "consentimiento denegado",
    Audit.CONSENT_EXPLAINED: "decisión explicada",
    Audit.REQUEST_STRUCK: "petición contada como falta",
    Audit.AUDIT_EXPORTED: "registro exportado",
    Audit.REPORT_MADE: "denuncia hecha",
    Audit.REPORT_SEEN: "denuncia abierta",
    Audit.REPORT_UPHELD: "denuncia confirmada",
    Audit.REPORT_DISMISSED: "denuncia desestimada",
    Audit.EVIDENCE_SEEN: "prueba vista",
    Audit.EVIDENCE_DESTROYED: "prueba destruida",
    Audit.CLIP_SUSPENDED: "clip oculto de momento",
    Audit.CLIP_RESTORED: "clip visible de nuevo",
    Audit.STRIKE_GIVEN: "falta anotada",
    Audit.PENALTY_GIVEN: "sanción impuesta",
    Audit.PENALTY_LIFTED: "sanción levantada",
    Audit.APPEAL_MADE: "recurso presentado",
    Audit.APPEAL_SEEN: "recurso abierto",
    Audit.APPEAL_GRANTED: "recurso aceptado",
    Audit.APPEAL_REJECTED: "recurso rechazado",
    Audit.ACCOUNT_SEEN: "cuenta vista",
    Audit.ACCOUNT_REOPENED: "cuenta reabierta",
    Audit.INVITE_MADE: "invitación creada",
    Audit.INVITE_REDEEMED: "invitación usada",
    Audit.INVITE_WITHDRAWN: "invitación retirada",
    Audit.PERSON_EXPORTED: "datos propios exportados",
    Audit.PLACE_RULES_CHANGED: "reglas del lugar cambiadas",
    Audit.PLACE_MOVED: "chat trasladado",
    Audit.PLACE_EXPORTED: "lista del lugar exportada",
    Audit.CREDITS_BOUGHT: "créditos comprados",
    Audit.CREDITS_REVERSED: "pago devuelto",
    Audit.CREDITS_GIVEN: "créditos regalados",
    Audit.CREDITS_GRANTED: "créditos recibidos",
    Audit.CREDITS_REFUNDED: "créditos reembolsados",
    Audit.PAYMENT_QUESTIONED: "pregunta sobre un pago",
    Audit.PAYMENTS_SEEN: "pagos vistos",
    Audit.PAYMENT_ANSWERED: "pregunta sobre un pago respondida",
    Audit.PLAN_BEGUN: "plan iniciado",
    Audit.PLAN_ENDED: "plan terminado",
}


def _receipts_shown(notice: notices.ReceiptsShown) -> str:
    if not notice.receipts:
        return "Todavía no hay nada anotado sobre ti."
    told = count(notice.total, "entrada del registro te menciona", "entradas del registro te mencionan")
    newest = "" if notice.total == len(notice.receipts) else f" Las {len(notice.receipts)} más recientes:"
    return lines(
        f"{told}.{newest}",
        *(_entry(receipt) for receipt in notice.receipts),
        "Todo, con las huellas que lo prueban, viene con una exportación.",
    )


def _entry(receipt: notices.Receipt) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in receipt.details.items() if value not in (None, ""))
    return f"  {moment(receipt.at)}  {ACTIONS[Audit(receipt.action)]}" + (f": {facts}" if facts else "")


WORDINGS: Mapping[str, Wording] = {"receipts_shown": _receipts_shown}
