"""What each value of an enum is called."""

from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.credits import EntryKind
from bot.notices import Action, Matter, WhyNot
from bot.penalties import AppealState, PenaltyKind
from engine.contract.messages import Stage, Turn

TURNS = {
    Turn.LEFT: "dreh den Kopf nach links",
    Turn.RIGHT: "dreh den Kopf nach rechts",
    Turn.UP: "schau nach oben",
    Turn.DOWN: "schau nach unten",
}
STAGES = {
    Stage.WAITING: "wartet",
    Stage.LOADING: "wird vorbereitet",
    Stage.ANALYSING: "die Aufnahme wird angesehen",
    Stage.SPEECH: "die Sätze werden gesprochen",
    Stage.FRAMES: "die Bilder werden gezeichnet",
    Stage.REVIEW: "wird geprüft",
    Stage.SEALING: "die Datei wird versiegelt",
}
STATES = {
    ClipState.ASKING: "wartet auf Zustimmung, bevor er gemacht wird",
    ClipState.QUEUED: "in der Warteschlange",
    ClipState.RENDERING: "in Arbeit",
    ClipState.HELD: "fertig und bei den Betreibern dieses Dienstes zur Ansicht",
    ClipState.APPROVAL: "wartet auf Zustimmung",
    ClipState.DELIVERED: "ein Entwurf",
    ClipState.KEPT: "gespeichert",
    ClipState.EXPIRED: "abgelaufen",
    ClipState.CANCELLED: "abgebrochen",
    ClipState.FAILED: "fehlgeschlagen",
    ClipState.DENIED: "abgelehnt",
    ClipState.DELETED: "gelöscht",
    ClipState.REVOKED: "beendet, weil ein Abbild nicht mehr benutzt werden darf",
    ClipState.REFUSED: "von den Betreibern dieses Dienstes entfernt",
}
TIERS = {Tier.STANDARD: "Standard", Tier.PRO: "Pro"}
USAGES = {
    Usage.ONLY_ME: "nur du",
    Usage.APPROVED: "wem du es erlaubst",
    Usage.MUTUALS: "wer es dir erlaubt und wem du es erlaubst",
    Usage.EVERYONE: "alle",
}
APPROVALS = {
    ApprovalMode.NEVER: "Clips mit dir werden dir vorher nicht gezeigt",
    ApprovalMode.BEFORE_RENDER: "du liest, was gezeigt und gesagt werden soll, bevor ein Clip mit dir "
    "gemacht wird",
    ApprovalMode.BEFORE_PUBLISH: "du siehst jeden Clip mit dir zuerst, und vor deiner Zustimmung niemand "
    "sonst",
    ApprovalMode.BOTH: "du liest vorher, was ein Clip mit dir zeigt, und siehst ihn vor allen anderen",
}
PRESETS = {
    BoundaryPreset.ROMANCE: "keine Romantik",
    BoundaryPreset.VIOLENCE: "keine Gewalt",
    BoundaryPreset.POLITICS: "keine Politik",
    BoundaryPreset.WEAPONS: "keine Waffen",
    BoundaryPreset.ALCOHOL: "kein Alkohol",
    BoundaryPreset.NUDITY: "keine Nacktheit oder Bademode",
    BoundaryPreset.COMMERCIAL: "nichts Kommerzielles",
    BoundaryPreset.FAKE_STATEMENTS: "keine falschen Nachrichten oder Aussagen",
    BoundaryPreset.CRUDE_HUMOUR: "kein derber Humor",
    BoundaryPreset.ENDORSEMENTS: "keine echte Werbung oder Empfehlung",
}
MODES = {
    ApprovalMode.NEVER: "nie",
    ApprovalMode.BEFORE_RENDER: "bevor er gemacht wird",
    ApprovalMode.BEFORE_PUBLISH: "bevor er gezeigt wird",
    ApprovalMode.BOTH: "bevor er gemacht und bevor er gezeigt wird",
}
VISIBILITIES = {
    Visibility.NOBODY: "niemand",
    Visibility.APPROVED: "wem du dein Abbild erlaubst",
    Visibility.MUTUALS: "wer es dir erlaubt und wem du es erlaubst",
    Visibility.EVERYONE: "alle, die mit dir auf einem Server oder in einem Chat sind",
}
NOTIFIES = {
    Notify.EACH_USE: "immer wenn jemand einen Clip mit dir anfragt und wenn er da ist",
    Notify.PUBLISHED: "wenn jemand einen Clip mit dir hat",
    Notify.DIGEST: "einmal am Tag",
    Notify.NONE: "nie; Fragen und Warnungen kommen trotzdem",
}
ENTRIES = {
    EntryKind.ALLOWANCE: "monatliches Guthaben",
    EntryKind.PURCHASE: "gekauft",
    EntryKind.GRANT: "vom Dienst bekommen",
    EntryKind.GIFT_IN: "Geschenk",
    EntryKind.GIFT_OUT: "verschenkt",
    EntryKind.REVERSAL: "zurückgebucht",
    EntryKind.HOLD: "reserviert",
    EntryKind.SETTLE: "bezahlt",
    EntryKind.RELEASE: "reserviert, wieder frei",
    EntryKind.REFUND: "erstattet",
    EntryKind.LINKED: "vom verbundenen Konto",
}
WHY_NOT = {
    WhyNot.FAILED: "Er konnte nicht gemacht werden.",
    WhyNot.NOT_AGREED: "Jemand, der darin vorkommt, hat nicht zugestimmt.",
    WhyNot.APPROVAL_EXPIRED: "Nicht alle, die darin vorkommen, haben rechtzeitig geantwortet.",
    WhyNot.ACCESS_ENDED: "Jemand, der darin vorkommt, erlaubt es nicht mehr.",
    WhyNot.CANCELLED: "Er wurde abgebrochen.",
    WhyNot.PENALTY: "Mit deinem Konto lassen sich gerade keine Clips machen; `/cameo standing` zeigt, warum.",
    WhyNot.REFUSED: "Die Betreiber dieses Dienstes haben ihn abgelehnt.",
    WhyNot.NOT_REVIEWED: "Keiner der Betreiber dieses Dienstes hat ihn rechtzeitig angesehen.",
    WhyNot.DELETED: "Jemand, der darin vorkommt, hat ihn gelöscht.",
}
BUTTONS = {
    Action.ALLOW_ACCESS: "✅ Erlauben",
    Action.DENY_ACCESS: "❌ Ablehnen",
    Action.APPROVE_CLIP: "✅ Zustimmen",
    Action.DENY_CLIP: "❌ Ablehnen",
    Action.KEEP_CLIP: "💾 Speichern",
    Action.DELETE_CLIP: "🗑️ Löschen",
    Action.CANCEL_CLIP: "🛑 Abbrechen",
    Action.AGREE_SETUP: "✅ Einverstanden",
    Action.ERASE_ME: "🗑️ Alles löschen",
    Action.MAKE_AGAIN: "🔁 Noch einmal",
    Action.EDIT_PROMPT: "✏️ Prompt ändern",
    Action.SHARE_CLIP: "📣 Hier teilen",
    Action.VIEW_CLIP: "👀 Privat ansehen",
    Action.LOOK_FIRST: "🔍 Preis und Prüfung",
    Action.START_CLIP: "🎬 Machen",
    Action.DROP_PROPOSAL: "✖️ Doch nicht",
    Action.SEND_AGAIN: "📨 Noch einmal senden",
    Action.RECORD_AGAIN: "🎥 Neu aufnehmen",
    Action.PAUSE_ME: "⏸️ Pausieren",
    Action.RESUME_ME: "▶️ Wieder freigeben",
    Action.EXPORT_ME: "📦 Mitnehmen",
    Action.OFFER_ERASE: "🗑️ Löschen…",
    Action.WATCH_CLIP: "▶️ Ansehen",
    Action.REMOVE_CHARACTER: "🗑️ Vernichten",
    Action.LINK: "🔗 Verbinden",
    Action.UNLINK: "✂️ {id} trennen",
    Action.REPORT_CLIP: "🚩 Melden",
    Action.REPORT_ME_WITHOUT_CONSENT: "🙅 Ich, ungefragt",
    Action.REPORT_SEXUAL: "🔞 Sexuelles",
    Action.REPORT_MINOR: "🚸 Minderjährige",
    Action.REPORT_VIOLENCE: "🩸 Gewalt",
    Action.REPORT_HARASSMENT: "😠 Belästigung",
    Action.REPORT_HATE: "🤬 Hass",
    Action.REPORT_DECEPTION: "🎭 Täuschung",
    Action.REPORT_COPYRIGHT: "©️ Urheberrecht",
    Action.REPORT_IMPERSONATION: "👤 Falsche Identität",
    Action.REPORT_OTHER: "❓ Etwas anderes",
}
PENALTIES = {
    PenaltyKind.WARNING: "eine Verwarnung",
    PenaltyKind.COOL_DOWN: "keine neuen Clips",
    PenaltyKind.NO_CASTING: "nur Clips mit dir selbst",
    PenaltyKind.SUSPENSION: "gesperrt",
    PenaltyKind.BAN: "für immer geschlossen",
}
APPEALS = {
    AppealState.OPEN: "Einspruch eingelegt, er wird angesehen",
    AppealState.GRANTED: "Einspruch eingelegt, mit Erfolg",
    AppealState.REJECTED: "Einspruch eingelegt, es bleibt dabei",
}
MATTERS = {
    Matter.REPORT: "Eine Meldung wartet auf eine Entscheidung: `cameo admin reports show {id}`",
    Matter.APPEAL: "Ein Einspruch wartet auf eine Entscheidung: `cameo admin appeals show {id}`",
    Matter.HELD_CLIP: "Ein fertiger Clip wartet auf eine Entscheidung: `cameo admin holds show {id}`",
    Matter.PAYMENT: "Jemand fragt nach einer Zahlung: `cameo admin payments show {id}`",
}
UNVERIFIED = "Ohne Live-Aufgabe gemacht und so gekennzeichnet."
