"""What each value of an enum is called."""

from bot.clips import ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.credits import EntryKind
from bot.notices import Action, Matter, WhyNot
from bot.penalties import AppealState, PenaltyKind
from engine.contract.messages import Stage, Turn

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
    ClipState.ASKING: "waiting for agreement before it is made",
    ClipState.QUEUED: "in the queue",
    ClipState.RENDERING: "in the making",
    ClipState.HELD: "made, and looked at by the people who run this service",
    ClipState.APPROVAL: "waiting for approval",
    ClipState.DELIVERED: "a draft",
    ClipState.KEPT: "saved",
    ClipState.EXPIRED: "expired",
    ClipState.CANCELLED: "cancelled",
    ClipState.FAILED: "failed",
    ClipState.DENIED: "not agreed to",
    ClipState.DELETED: "deleted",
    ClipState.REVOKED: "stopped, access to a likeness ended",
    ClipState.REFUSED: "taken away by the people who run this service",
}
USAGES = {
    Usage.ONLY_ME: "only you",
    Usage.APPROVED: "people you approve",
    Usage.MUTUALS: "mutuals (you allow them, and they allow you)",
    Usage.EVERYONE: "everyone",
}
APPROVALS = {
    ApprovalMode.NEVER: "clips of you are not shown to you first",
    ApprovalMode.BEFORE_RENDER: "you read what is to be shown and said before a clip of you is made",
    ApprovalMode.BEFORE_PUBLISH: "you see every clip of you first, and nobody else does before you agree",
    ApprovalMode.BOTH: "you read what a clip of you shows before it is made, and see it before anybody else",
}
PRESETS = {
    BoundaryPreset.ROMANCE: "no romance",
    BoundaryPreset.VIOLENCE: "no violence",
    BoundaryPreset.POLITICS: "no politics",
    BoundaryPreset.WEAPONS: "no weapons",
    BoundaryPreset.ALCOHOL: "no alcohol",
    BoundaryPreset.NUDITY: "no nudity or swimwear",
    BoundaryPreset.COMMERCIAL: "no commercial use",
    BoundaryPreset.FAKE_STATEMENTS: "no fake news or statements",
    BoundaryPreset.CRUDE_HUMOUR: "no crude humour",
    BoundaryPreset.ENDORSEMENTS: "no real-world endorsements",
}
MODES = {
    ApprovalMode.NEVER: "never",
    ApprovalMode.BEFORE_RENDER: "before the render",
    ApprovalMode.BEFORE_PUBLISH: "before it is shown",
    ApprovalMode.BOTH: "before the render and before it is shown",
}
VISIBILITIES = {
    Visibility.NOBODY: "nobody",
    Visibility.APPROVED: "people you approve",
    Visibility.MUTUALS: "mutuals (you allow them, and they allow you)",
    Visibility.EVERYONE: "everyone who shares a server or chat with you",
}
NOTIFIES = {
    Notify.EACH_USE: "whenever somebody asks for a clip with you, and when they have it",
    Notify.PUBLISHED: "when somebody has a clip with you",
    Notify.DIGEST: "once a day",
    Notify.NONE: "never; questions and warnings still come",
}
ENTRIES = {
    EntryKind.ALLOWANCE: "monthly allowance",
    EntryKind.PURCHASE: "bought",
    EntryKind.GRANT: "given by the service",
    EntryKind.GIFT_IN: "gift",
    EntryKind.GIFT_OUT: "gift to a friend",
    EntryKind.REVERSAL: "paid back",
    EntryKind.HOLD: "reserved",
    EntryKind.SETTLE: "paid",
    EntryKind.RELEASE: "reserved, given back",
    EntryKind.REFUND: "refund",
    EntryKind.LINKED: "from a linked account",
}
WHY_NOT = {
    WhyNot.FAILED: "It could not be made.",
    WhyNot.NOT_AGREED: "Somebody in it did not agree.",
    WhyNot.APPROVAL_EXPIRED: "Not everybody in it answered in time.",
    WhyNot.ACCESS_ENDED: "Somebody in it no longer allows it.",
    WhyNot.CANCELLED: "It was cancelled.",
    WhyNot.PENALTY: "Your account can make no clips now; `/cameo standing` shows why.",
    WhyNot.REFUSED: "The operators of this service refused it.",
    WhyNot.NOT_REVIEWED: "Nobody who runs this service looked at it in time.",
    WhyNot.DELETED: "Somebody in it deleted it.",
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
    Action.MAKE_AGAIN: "🔁 Again",
    Action.EDIT_PROMPT: "✏️ Edit prompt",
    Action.SHARE_CLIP: "📣 Share here",
    Action.VIEW_CLIP: "👀 View privately",
    Action.LOOK_FIRST: "🔍 Price and check",
    Action.START_CLIP: "🎬 Make it",
    Action.DROP_PROPOSAL: "✖️ Never mind",
    Action.SEND_AGAIN: "📨 Send again",
    Action.RECORD_AGAIN: "🎥 Record again",
    Action.PAUSE_ME: "⏸️ Pause",
    Action.RESUME_ME: "▶️ Resume",
    Action.EXPORT_ME: "📦 Export",
    Action.OFFER_ERASE: "🗑️ Erase…",
    Action.REMOVE_CHARACTER: "🗑️ Destroy it",
    Action.LINK: "🔗 Link them",
    Action.UNLINK: "✂️ Part {id}",
    Action.WATCH_CLIP: "▶️ Watch",
    Action.REPORT_CLIP: "🚩 Report",
    Action.REPORT_ME_WITHOUT_CONSENT: "🙅 Me, not agreed",
    Action.REPORT_SEXUAL: "🔞 Sexual",
    Action.REPORT_MINOR: "🚸 Minors",
    Action.REPORT_VIOLENCE: "🩸 Violence",
    Action.REPORT_HARASSMENT: "😠 Harassment",
    Action.REPORT_HATE: "🤬 Hate",
    Action.REPORT_DECEPTION: "🎭 Deception",
    Action.REPORT_COPYRIGHT: "©️ Copyright",
    Action.REPORT_IMPERSONATION: "👤 Impersonation",
    Action.REPORT_OTHER: "❓ Something else",
}
PENALTIES = {
    PenaltyKind.WARNING: "a warning",
    PenaltyKind.COOL_DOWN: "no new clips",
    PenaltyKind.NO_CASTING: "clips of yourself only",
    PenaltyKind.SUSPENSION: "suspended",
    PenaltyKind.BAN: "closed for good",
}
APPEALS = {
    AppealState.OPEN: "appealed, being looked at",
    AppealState.GRANTED: "appealed, granted",
    AppealState.REJECTED: "appealed, stays",
}
MATTERS = {
    Matter.REPORT: "A report waits for a decision: `cameo admin reports show {id}`",
    Matter.APPEAL: "An appeal waits for a decision: `cameo admin appeals show {id}`",
    Matter.HELD_CLIP: "A finished clip waits for a decision: `cameo admin holds show {id}`",
    Matter.PAYMENT: "Somebody asks about a payment: `cameo admin payments show {id}`",
}
UNVERIFIED = "Made without a live challenge, and marked so."
