"""What each value of an enum is called."""

from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.credits import EntryKind
from bot.notices import Action, Matter, WhyNot
from bot.penalties import AppealState, PenaltyKind
from engine.contract.messages import Stage, Turn

TURNS = {
    Turn.LEFT: "gira la cabeza a tu izquierda",
    Turn.RIGHT: "gira la cabeza a tu derecha",
    Turn.UP: "mira hacia arriba",
    Turn.DOWN: "mira hacia abajo",
}
STAGES = {
    Stage.WAITING: "en espera",
    Stage.LOADING: "en preparación",
    Stage.ANALYSING: "se mira la grabación",
    Stage.SPEECH: "se dicen las frases",
    Stage.FRAMES: "se dibujan las imágenes",
    Stage.REVIEW: "se revisa",
    Stage.SEALING: "se sella el archivo",
}
STATES = {
    ClipState.ASKING: "a la espera de aprobación antes de hacerse",
    ClipState.QUEUED: "en la cola",
    ClipState.RENDERING: "en marcha",
    ClipState.HELD: "hecho, y lo revisan los operadores de este servicio",
    ClipState.APPROVAL: "a la espera de aprobación",
    ClipState.DELIVERED: "un borrador",
    ClipState.KEPT: "guardado",
    ClipState.EXPIRED: "caducado",
    ClipState.CANCELLED: "cancelado",
    ClipState.FAILED: "fallido",
    ClipState.DENIED: "no aprobado",
    ClipState.DELETED: "borrado",
    ClipState.REVOKED: "terminado, porque un doble ya no se puede usar",
    ClipState.REFUSED: "retirado por los operadores de este servicio",
}
TIERS = {Tier.STANDARD: "Standard", Tier.PRO: "Pro"}
USAGES = {
    Usage.ONLY_ME: "solo tú",
    Usage.APPROVED: "las personas a las que se lo permitas",
    Usage.MUTUALS: "las personas a las que se lo permitas y que te lo permitan a ti",
    Usage.EVERYONE: "todo el mundo",
}
APPROVALS = {
    ApprovalMode.NEVER: "los clips en los que sales no se te enseñan antes",
    ApprovalMode.BEFORE_RENDER: "lees lo que se va a ver y decir antes de que se haga un clip contigo",
    ApprovalMode.BEFORE_PUBLISH: "ves primero cada clip en el que sales, y nadie más lo ve antes de que "
    "aceptes",
    ApprovalMode.BOTH: "lees antes lo que enseña un clip contigo, y lo ves antes que nadie",
}
PRESETS = {
    BoundaryPreset.ROMANCE: "nada romántico",
    BoundaryPreset.VIOLENCE: "nada de violencia",
    BoundaryPreset.POLITICS: "nada de política",
    BoundaryPreset.WEAPONS: "nada de armas",
    BoundaryPreset.ALCOHOL: "nada de alcohol",
    BoundaryPreset.NUDITY: "nada de desnudos ni ropa de baño",
    BoundaryPreset.COMMERCIAL: "nada comercial",
    BoundaryPreset.FAKE_STATEMENTS: "nada de noticias o declaraciones falsas",
    BoundaryPreset.CRUDE_HUMOUR: "nada de humor grosero",
    BoundaryPreset.ENDORSEMENTS: "nada de recomendar productos o causas reales",
}
MODES = {
    ApprovalMode.NEVER: "nunca",
    ApprovalMode.BEFORE_RENDER: "antes de que se haga",
    ApprovalMode.BEFORE_PUBLISH: "antes de que se enseñe",
    ApprovalMode.BOTH: "antes de que se haga y antes de que se enseñe",
}
VISIBILITIES = {
    Visibility.NOBODY: "nadie",
    Visibility.APPROVED: "las personas a las que permitas usar tu doble",
    Visibility.MUTUALS: "las personas a las que se lo permitas y que te lo permitan a ti",
    Visibility.EVERYONE: "todas las personas que comparten contigo un servidor o un chat",
}
NOTIFIES = {
    Notify.EACH_USE: "cada vez que alguien pide un clip contigo, y cuando lo tiene",
    Notify.PUBLISHED: "cuando alguien tiene un clip contigo",
    Notify.DIGEST: "una vez al día",
    Notify.NONE: "nunca; las preguntas y las advertencias llegan igual",
}
ENTRIES = {
    EntryKind.ALLOWANCE: "asignación mensual",
    EntryKind.PURCHASE: "comprados",
    EntryKind.GRANT: "dados por el servicio",
    EntryKind.GIFT_IN: "regalo",
    EntryKind.GIFT_OUT: "regalados",
    EntryKind.REVERSAL: "pago devuelto",
    EntryKind.HOLD: "reservados",
    EntryKind.SETTLE: "pagados",
    EntryKind.RELEASE: "reservados, libres otra vez",
    EntryKind.REFUND: "reembolso",
    EntryKind.LINKED: "de la cuenta vinculada",
}
WHY_NOT = {
    WhyNot.FAILED: "No se pudo hacer.",
    WhyNot.NOT_AGREED: "Alguien que sale en él no lo aprobó.",
    WhyNot.APPROVAL_EXPIRED: "No todas las personas que salen en él contestaron a tiempo.",
    WhyNot.ACCESS_ENDED: "Alguien que sale en él ya no lo permite.",
    WhyNot.CANCELLED: "Se canceló.",
    WhyNot.PENALTY: "Con tu cuenta no se pueden hacer clips ahora; `/cameo standing` muestra por qué.",
    WhyNot.REFUSED: "Los operadores de este servicio lo rechazaron.",
    WhyNot.NOT_REVIEWED: "Ninguno de los operadores de este servicio lo revisó a tiempo.",
    WhyNot.DELETED: "Alguien que sale en él lo borró.",
}
BUTTONS = {
    Action.ALLOW_ACCESS: "✅ Permitir",
    Action.DENY_ACCESS: "❌ Rechazar",
    Action.APPROVE_CLIP: "✅ Aprobar",
    Action.DENY_CLIP: "❌ Rechazar",
    Action.KEEP_CLIP: "💾 Guardar",
    Action.DELETE_CLIP: "🗑️ Borrar",
    Action.CANCEL_CLIP: "🛑 Cancelar",
    Action.AGREE_SETUP: "✅ De acuerdo",
    Action.ERASE_ME: "🗑️ Borrarlo todo",
    Action.MAKE_AGAIN: "🔁 Otra vez",
    Action.EDIT_PROMPT: "✏️ Cambiar el prompt",
    Action.SHARE_CLIP: "📣 Compartir aquí",
    Action.VIEW_CLIP: "👀 Ver en privado",
    Action.LOOK_FIRST: "🔍 Precio y revisión",
    Action.START_CLIP: "🎬 Hacerlo",
    Action.DROP_PROPOSAL: "✖️ Mejor no",
    Action.SEND_AGAIN: "📨 Enviar otra vez",
    Action.RECORD_AGAIN: "🎥 Grabar otra vez",
    Action.PAUSE_ME: "⏸️ Pausar",
    Action.RESUME_ME: "▶️ Reanudar",
    Action.EXPORT_ME: "📦 Exportar",
    Action.OFFER_ERASE: "🗑️ Borrar…",
    Action.WATCH_CLIP: "▶️ Ver",
    Action.REMOVE_CHARACTER: "🗑️ Destruirlo",
    Action.LINK: "🔗 Vincular",
    Action.UNLINK: "✂️ Separar {id}",
    Action.REPORT_CLIP: "🚩 Denunciar",
    Action.REPORT_ME_WITHOUT_CONSENT: "🙅 Soy yo, sin permiso",
    Action.REPORT_SEXUAL: "🔞 Sexual",
    Action.REPORT_MINOR: "🚸 Menores",
    Action.REPORT_VIOLENCE: "🩸 Violencia",
    Action.REPORT_HARASSMENT: "😠 Acoso",
    Action.REPORT_HATE: "🤬 Odio",
    Action.REPORT_DECEPTION: "🎭 Engaño",
    Action.REPORT_COPYRIGHT: "©️ Derechos de autor",
    Action.REPORT_IMPERSONATION: "👤 Suplantación",
    Action.REPORT_OTHER: "❓ Otra cosa",
}
PENALTIES = {
    PenaltyKind.WARNING: "una advertencia",
    PenaltyKind.COOL_DOWN: "sin clips nuevos",
    PenaltyKind.NO_CASTING: "solo clips contigo",
    PenaltyKind.SUSPENSION: "suspensión",
    PenaltyKind.BAN: "cierre para siempre",
}
APPEALS = {
    AppealState.OPEN: "Recurrida, se está revisando",
    AppealState.GRANTED: "Recurrida, con éxito",
    AppealState.REJECTED: "Recurrida, se mantiene",
}
MATTERS = {
    Matter.REPORT: "Una denuncia espera una decisión: `cameo admin reports show {id}`",
    Matter.APPEAL: "Un recurso espera una decisión: `cameo admin appeals show {id}`",
    Matter.HELD_CLIP: "Un clip terminado espera una decisión: `cameo admin holds show {id}`",
    Matter.PAYMENT: "Alguien pregunta por un pago: `cameo admin payments show {id}`",
}
UNVERIFIED = "Hecho sin reto en vivo, y así está marcado."
