"""The calls behind the lines of the authorisation matrix: one each, the same for whoever makes it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from authorised import CHARGE, SUBSCRIPTION, Scene, Who, account
from house import ROOM

from bot.cards import Choice, Spot
from bot.characters import CharacterKind, NewCharacter
from bot.clips import Tier
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import NobodyCast
from bot.notices import Refusals, Which
from bot.people import Chat, Platform
from bot.place_rules import ChannelDefaults, Pause
from bot.plans import Term
from bot.reports import ReportKind
from bot.requests import FileKind, MakeRequest, Surroundings
from bot.use_cases.consents.explaining import Question

Call = Callable[[Scene], Any]
"""What it answers, or an awaitable of that."""

PICTURES = (b"front",)
BOTH = ApprovalMode.BOTH
ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
APPIA, ASKELL = Who.APPEARS.value, Who.ASKER.value


def _clip(text: str) -> MakeRequest:
    return MakeRequest(text=f"{text} waves on a beach", chat=ROOM)


def _choice(text: str) -> Choice:
    return Choice("chosen", f"{text} waves on a beach", Tier.STANDARD)


def _spot() -> Spot:
    return Spot(ELSEWHERE, "message", Surroundings())


def _subscribe(scene: Scene, charge: str) -> Any:
    term = Term(scene.house.clock.now())
    return scene.house.app.subscribe(scene.me, "pro", charge, platform=Platform.TERMINAL, term=term)


def _rex(scene: Scene) -> MakeRequest:
    return _clip(f"@{scene.things.rex}")


async def _exported(scene: Scene) -> str:
    """All that can be read in what somebody takes along; films are not words."""
    with zipfile.ZipFile(io.BytesIO(await scene.house.app.export(scene.me))) as packed:
        pages = [name for name in packed.namelist() if not name.startswith("clips/")]
        return "".join(packed.read(name).decode() for name in pages)


def _pet(handle: str) -> NewCharacter:
    return NewCharacter(handle, CharacterKind.PET, PICTURES)


def _around(scene: Scene) -> Surroundings:
    """What the platform says of them: it knows who administers the server."""
    return Surroundings(manages=scene.who is Who.SERVER_ADMIN)


APP: Mapping[str, Call] = {
    "person_for": lambda it: it.house.app.person_for(account(it.who), ROOM),
    "pointed_out": lambda it: it.house.app.pointed_out(account(it.who), ROOM),
    "left": lambda it: it.house.app.left(account(it.who), ROOM),
    "link_code": lambda it: it.house.app.link_code(it.me),
    "linked": lambda it: it.house.app.linked(it.me),
    "offer_linking": lambda it: it.house.app.offer_linking(it.me, "nonsense"),
    "void_link_code": lambda it: it.house.app.void_link_code(it.me, "nonsense"),
    "link_accounts": lambda it: it.house.app.link_accounts(it.me, "nonsense"),
    "unlink": lambda it: it.house.app.unlink(it.me, Platform.TERMINAL),
    "pace": lambda it: it.house.app.pace(it.me),
    "begin_dialogue": lambda it: it.house.app.begin_dialogue(it.me, ROOM, DialogueKind.COMPOSE),
    "dialogue": lambda it: it.house.app.dialogue(it.me, ROOM),
    "continue_dialogue": lambda it: it.house.app.continue_dialogue(
        it.me, ROOM, Dialogue(DialogueKind.COMPOSE), {"subject": "waves"}
    ),
    "end_dialogue": lambda it: it.house.app.end_dialogue(it.me, ROOM),
    "begin_enrolment": lambda it: it.house.app.begin_enrolment(it.me, agreed=True),
    "expect_recording": lambda it: it.house.app.expect_recording(it.me),
    "submit_recording": lambda it: it.house.app.submit_recording(it.me, it.things.challenge, b"film", ROOM),
    "enrolment": lambda it: it.house.app.enrolment(it.me),
    "language": lambda it: it.house.app.language(it.me, Platform.TERMINAL),
    "choose_language": lambda it: it.house.app.choose_language(it.me, Platform.TERMINAL, "de"),
    "me": lambda it: it.house.app.me(it.me),
    "pause": lambda it: it.house.app.pause(it.me),
    "pause rex": lambda it: it.house.app.pause(it.me, it.things.rex),
    "resume": lambda it: it.house.app.resume(it.me),
    "resume rex": lambda it: it.house.app.resume(it.me, it.things.rex),
    "export": _exported,
    "privacy": lambda it: it.house.app.privacy(),
    "settings": lambda it: it.house.app.settings(it.me),
    "settings rex": lambda it: it.house.app.settings(it.me, it.things.rex),
    "set_usage": lambda it: it.house.app.set_usage(it.me, Usage.ONLY_ME),
    "set_usage rex": lambda it: it.house.app.set_usage(it.me, Usage.EVERYONE, it.things.rex),
    "set_approval": lambda it: it.house.app.set_approval(it.me, BOTH),
    "set_approval rex": lambda it: it.house.app.set_approval(it.me, ApprovalMode.NEVER, it.things.rex),
    "set_visibility": lambda it: it.house.app.set_visibility(it.me, Visibility.NOBODY),
    "set_visibility rex": lambda it: it.house.app.set_visibility(it.me, Visibility.NOBODY, it.things.rex),
    "set_notify": lambda it: it.house.app.set_notify(it.me, Notify.NONE),
    "set_exception appia": lambda it: it.house.app.set_exception(it.me, APPIA, BOTH),
    "set_exception rex": lambda it: it.house.app.set_exception(it.me, ASKELL, BOTH, it.things.rex),
    "clear_exception appia": lambda it: it.house.app.clear_exception(it.me, APPIA),
    "clear_exception rex": lambda it: it.house.app.clear_exception(it.me, ASKELL, it.things.rex),
    "add_boundary": lambda it: it.house.app.add_boundary(it.me, "heights"),
    "add_boundary rex": lambda it: it.house.app.add_boundary(it.me, "heights", it.things.rex),
    "remove_boundary": lambda it: it.house.app.remove_boundary(it.me, it.things.boundary),
    "remove_boundary rex": lambda it: it.house.app.remove_boundary(it.me, it.things.boundary, it.things.rex),
    "presets": lambda it: it.house.app.presets(it.me),
    "presets rex": lambda it: it.house.app.presets(it.me, it.things.rex),
    "profile appia": lambda it: it.house.app.profile(it.me, APPIA, ROOM),
    "profile rex": lambda it: it.house.app.profile(it.me, it.things.rex, ROOM),
    "friends": lambda it: it.house.app.friends(it.me),
    "request_access appia": lambda it: it.house.app.request_access(it.me, APPIA, "please", ROOM),
    "request_access rex": lambda it: it.house.app.request_access(it.me, it.things.rex, "please", ROOM),
    "answer_access": lambda it: it.house.app.answer_access(it.me, it.things.request, allow=True),
    "grant appia": lambda it: it.house.app.grant(it.me, APPIA),
    "grant rex": lambda it: it.house.app.grant(it.me, ASKELL, of=it.things.rex),
    "deny askell": lambda it: it.house.app.deny(it.me, ASKELL),
    "deny rex": lambda it: it.house.app.deny(it.me, ASKELL, it.things.rex),
    "revoke appia": lambda it: it.house.app.revoke(it.me, APPIA),
    "revoke rex": lambda it: it.house.app.revoke(it.me, ASKELL, it.things.rex),
    "block appia": lambda it: it.house.app.block(it.me, APPIA),
    "unblock appia": lambda it: it.house.app.unblock(it.me, APPIA),
    "preflight oneself": lambda it: it.house.app.preflight(it.me, _clip("@me")),
    "preflight appia": lambda it: it.house.app.preflight(it.me, _clip("@appia")),
    "preflight rex": lambda it: it.house.app.preflight(it.me, _rex(it)),
    "make oneself": lambda it: it.house.app.make(it.me, _clip("@me")),
    "make appia": lambda it: it.house.app.make(it.me, _clip("@appia")),
    "make rex": lambda it: it.house.app.make(it.me, _rex(it)),
    "propose oneself": lambda it: it.house.app.propose(it.me, _clip("@me")),
    "propose appia": lambda it: it.house.app.propose(it.me, _clip("@appia")),
    "take_request": lambda it: it.house.app.take_request(it.me, _clip("@me")),
    "look": lambda it: it.house.app.look(it.me, it.things.proposal),
    "start": lambda it: it.house.app.start(it.me, it.things.proposal),
    "drop": lambda it: it.house.app.drop(it.me, it.things.proposal),
    "again posted": lambda it: it.house.app.again(it.me, it.things.posted, ROOM, Surroundings()),
    "again waiting": lambda it: it.house.app.again(it.me, it.things.waiting, ROOM, Surroundings()),
    "prompt_of posted": lambda it: it.house.app.prompt_of(it.me, it.things.posted),
    "prompt_of waiting": lambda it: it.house.app.prompt_of(it.me, it.things.waiting),
    "prompt_of proposal": lambda it: it.house.app.prompt_of(it.me, it.things.proposal),
    "prompt_at": lambda it: it.house.app.prompt_at(it.me, Platform.TERMINAL, "nowhere"),
    "remix posted": lambda it: it.house.app.remix(it.me, it.things.posted, _clip("@me")),
    "remix waiting": lambda it: it.house.app.remix(it.me, it.things.waiting, _clip("@me")),
    "remix proposal": lambda it: it.house.app.remix(it.me, it.things.proposal, _clip("@me")),
    "offered": lambda it: it.house.app.offered(it.me, "@appia and @rex wave", ELSEWHERE, Surroundings()),
    "choose oneself": lambda it: it.house.app.choose(it.me, _choice("@me"), _spot()),
    "choose appia": lambda it: it.house.app.choose(it.me, _choice("@appia"), _spot()),
    "choose rex": lambda it: it.house.app.choose(it.me, _choice(f"@{it.things.rex}"), _spot()),
    "tell_why": lambda it: it.house.app.tell_why(it.me, Refusals(refusals=(NobodyCast().refusal,)), ROOM),
    "sent_by_maker": lambda it: it.house.app.sent_by_maker(it.me, it.things.draft, _spot()),
    "castable": lambda it: it.house.app.castable(it.me, ROOM),
    "names_in": lambda it: it.house.app.names_in(it.me, ROOM, "Appia and Askell wave"),
    "known_as": lambda it: it.house.app.known_as(it.me, ROOM, (APPIA, "bloch")),
    "accounts_named": lambda it: it.house.app.accounts_named(it.me, it.things.proposal),
    "cancel": lambda it: it.house.app.cancel(it.me, it.things.making),
    "clip draft": lambda it: it.house.app.clip(it.me, it.things.draft),
    "clip waiting": lambda it: it.house.app.clip(it.me, it.things.waiting),
    "clip held": lambda it: it.house.app.clip(it.me, it.things.held),
    "clips": lambda it: it.house.app.clips(it.me),
    "clip_page mine": lambda it: it.house.app.clip_page(it.me, Which.MINE),
    "clip_page with_me": lambda it: it.house.app.clip_page(it.me, Which.WITH_ME),
    "clip_home": lambda it: it.house.app.clip_home(it.me, it.things.draft),
    "share": lambda it: it.house.app.share(it.me, it.things.draft, ELSEWHERE, Surroundings()),
    "decide waiting": lambda it: it.house.app.decide(it.me, it.things.waiting, approve=True),
    "decide first": lambda it: it.house.app.decide(it.me, "", approve=True),
    "keep": lambda it: it.house.app.keep(it.me, it.things.draft),
    "delete draft": lambda it: it.house.app.delete(it.me, it.things.draft),
    "delete waiting": lambda it: it.house.app.delete(it.me, it.things.waiting),
    "fetch draft": lambda it: it.house.app.fetch(it.me, it.things.draft, FileKind.VIDEO),
    "fetch waiting": lambda it: it.house.app.fetch(it.me, it.things.waiting, FileKind.VIDEO),
    "fetch held": lambda it: it.house.app.fetch(it.me, it.things.held, FileKind.POSTER),
    "preview": lambda it: it.house.app.preview(it.me, it.things.making),
    "fetch_fitting draft": lambda it: it.house.app.fetch_fitting(it.me, it.things.draft, 10_000),
    "fetch_fitting waiting": lambda it: it.house.app.fetch_fitting(it.me, it.things.waiting, 10_000),
    "fetch_fitting held": lambda it: it.house.app.fetch_fitting(it.me, it.things.held, 10_000),
    "uploaded draft": lambda it: it.house.app.uploaded(it.me, it.things.draft, Platform.TERMINAL, 10_000),
    "uploaded waiting": lambda it: it.house.app.uploaded(it.me, it.things.waiting, Platform.TERMINAL, 10_000),
    "uploaded held": lambda it: it.house.app.uploaded(it.me, it.things.held, Platform.TERMINAL, 10_000),
    "link draft": lambda it: it.house.app.link(it.me, it.things.draft),
    "link waiting": lambda it: it.house.app.link(it.me, it.things.waiting),
    "link held": lambda it: it.house.app.link(it.me, it.things.held),
    "ledger": lambda it: it.house.app.ledger(it.me),
    "packs": lambda it: it.house.app.packs(),
    "purchase": lambda it: it.house.app.purchase(it.me, "small", "charge-2", Platform.TERMINAL),
    "purchase again": lambda it: it.house.app.purchase(it.me, "small", CHARGE, Platform.TERMINAL),
    "subscribe": lambda it: _subscribe(it, "charge-3"),
    "subscribe again": lambda it: _subscribe(it, SUBSCRIPTION),
    "offer": lambda it: it.house.app.offer(it.me, account(it.who), "small"),
    "offer monthly": lambda it: it.house.app.offer(it.me, account(it.who), "monthly"),
    "check_offer": lambda it: it.house.app.check_offer(it.me, it.things.offer, 50, "XTR"),
    "renewal": lambda it: it.house.app.renewal(it.me),
    "end_renewal": lambda it: it.house.app.end_renewal(it.me),
    "ask_about_payment": lambda it: it.house.app.ask_about_payment(it.me, "where is it?"),
    "gift appia": lambda it: it.house.app.gift(it.me, APPIA, 5),
    "invite": lambda it: it.house.app.invite(it.me),
    "redeem": lambda it: it.house.app.redeem(it.me, "nonsense"),
    "waitlist": lambda it: it.house.app.waitlist(it.me),
    "receipts": lambda it: it.house.app.receipts(it.me),
    "export_receipts": lambda it: it.house.app.export_receipts(it.me),
    "offer_report draft": lambda it: it.house.app.offer_report(it.me, it.things.draft),
    "offer_report waiting": lambda it: it.house.app.offer_report(it.me, it.things.waiting),
    "offer_report_at": lambda it: it.house.app.offer_report_at(it.me, Platform.TERMINAL, "nowhere"),
    "report draft": lambda it: it.house.app.report(it.me, clip=it.things.draft, kind=ReportKind.OTHER),
    "report waiting": lambda it: it.house.app.report(it.me, clip=it.things.waiting, kind=ReportKind.OTHER),
    "report appia": lambda it: it.house.app.report(it.me, handle=APPIA, kind=ReportKind.OTHER),
    "standing": lambda it: it.house.app.standing(it.me),
    "appeal": lambda it: it.house.app.appeal(it.me, it.things.warning, "why?"),
    "help": lambda it: it.house.app.help(),
    "create_character": lambda it: it.house.app.create_character(it.me, _pet("fido"), ROOM),
    "create_character rex": lambda it: it.house.app.create_character(it.me, _pet("rex"), ROOM),
    "renew_character": lambda it: it.house.app.renew_character(it.me, it.things.rex, PICTURES, ROOM),
    "characters": lambda it: it.house.app.characters(it.me),
    "rename_character": lambda it: it.house.app.rename_character(it.me, it.things.rex, "max"),
    "offer_character_removal": lambda it: it.house.app.offer_character_removal(it.me, it.things.rex),
    "delete_character": lambda it: it.house.app.delete_character(it.me, it.things.rex),
    "erase": lambda it: it.house.app.erase(it.me),
    "place_rules": lambda it: it.house.app.place_rules(it.me, ROOM, _around(it)),
    "rule_place": lambda it: it.house.app.rule_place(it.me, ROOM, _around(it), Pause(paused=True)),
    "set_channel_defaults": lambda it: it.house.app.set_channel_defaults(
        it.me, ROOM, _around(it), channel=ROOM.chat_id, usual=ChannelDefaults(draft=True)
    ),
    "export_place": lambda it: it.house.app.export_place(it.me, ROOM, _around(it)),
    "send_again": lambda it: it.house.app.send_again(it.me, it.things.delivery),
    "unread": lambda it: it.house.app.unread(it.me),
    "read": lambda it: it.house.app.read(it.me, it.things.unread),
    "calls": lambda it: it.house.app.calls(it.me, it.things.waiting),
    "posted": lambda it: it.house.app.posted(account(it.who), it.things.message),
}
"""Lines of the app's table whose cells are not `house`."""

BY = Who.OPERATOR.value
QUESTION = Question(maker=ASKELL, owner=APPIA, prompt="", chat=ROOM)

DESK: Mapping[str, tuple[str, Call]] = {
    "verify_audit": ("audit verify", lambda it: it.house.desk.verify_audit()),
    "export_audit": ("audit export --handle appia", lambda it: it.house.desk.export_audit(BY, APPIA)),
    "confirm_licence": (
        "admin licence confirm hero",
        lambda it: it.house.desk.confirm_licence(BY, "hero", confirmed=True),
    ),
    "explain": (
        "consent explain --maker askell --owner appia",
        lambda it: it.house.desk.explain(BY, QUESTION),
    ),
    "explain_clip": (
        "consent explain --clip {draft}",
        lambda it: it.house.desk.explain_clip(BY, it.things.draft),
    ),
    "make_invite": ("admin invites create", lambda it: it.house.desk.make_invite(BY, 5)),
    "invites": ("admin invites list", lambda it: it.house.desk.invites()),
    "withdraw_invite": (
        "admin invites withdraw {invite}",
        lambda it: it.house.desk.withdraw_invite(BY, it.things.invite),
    ),
    "waitlist": ("admin waitlist list", lambda it: it.house.desk.waitlist()),
    "admit": ("admin waitlist admit 1", lambda it: it.house.desk.admit(BY, 1)),
    "credits": ("admin credits show appia", lambda it: it.house.desk.credits(BY, APPIA)),
    "grant_credits": (
        "admin credits grant appia 5",
        lambda it: it.house.desk.grant_credits(BY, APPIA, 5),
    ),
    "refund": ("admin credits refund {draft}", lambda it: it.house.desk.refund(BY, it.things.draft)),
    "reverse_purchase": (
        "admin credits reverse terminal " + CHARGE,
        lambda it: it.house.desk.reverse_purchase(BY, Platform.TERMINAL, CHARGE),
    ),
    "returnable": (
        "admin payments refund terminal charge-4",
        lambda it: it.house.desk.returnable(Platform.TERMINAL, "charge-4", force=True),
    ),
    "payment_questions": ("admin payments list", lambda it: it.house.desk.payment_questions(BY)),
    "payment_question": (
        "admin payments show {question}",
        lambda it: it.house.desk.payment_question(BY, it.things.question),
    ),
    "answer_payment_question": (
        "admin payments answer {question} done",
        lambda it: it.house.desk.answer_payment_question(BY, it.things.question, "done"),
    ),
    "set_plan": (
        "admin credits plan appia pro",
        lambda it: it.house.desk.set_plan(BY, APPIA, Tier.PRO),
    ),
    "costs": ("admin costs", lambda it: it.house.desk.costs()),
    "reports": ("admin reports list", lambda it: it.house.desk.reports(BY)),
    "report": ("admin reports show {report}", lambda it: it.house.desk.report(BY, it.things.report)),
    "evidence": (
        "admin reports evidence {report}",
        lambda it: it.house.desk.evidence(BY, it.things.report),
    ),
    "uphold": (
        "admin reports uphold {report}",
        lambda it: it.house.desk.uphold(BY, it.things.report, "yes"),
    ),
    "dismiss": (
        "admin reports dismiss {report}",
        lambda it: it.house.desk.dismiss(BY, it.things.report, "no"),
    ),
    "account": ("admin people show appia", lambda it: it.house.desk.account(BY, APPIA)),
    "strike": ("admin people strike appia other", lambda it: it.house.desk.strike(BY, APPIA, "other")),
    "lift": ("admin people lift {penalty}", lambda it: it.house.desk.lift(BY, it.things.penalty)),
    "reopen": (
        "admin people reopen terminal yann",
        lambda it: it.house.desk.reopen(BY, Platform.TERMINAL, "yann"),
    ),
    "appeals": ("admin appeals list", lambda it: it.house.desk.appeals(BY)),
    "appeal": ("admin appeals show {appeal}", lambda it: it.house.desk.appeal(BY, it.things.appeal)),
    "grant_appeal": (
        "admin appeals grant {appeal}",
        lambda it: it.house.desk.grant_appeal(BY, it.things.appeal),
    ),
    "reject_appeal": (
        "admin appeals reject {appeal}",
        lambda it: it.house.desk.reject_appeal(BY, it.things.appeal),
    ),
    "holds": ("admin holds list", lambda it: it.house.desk.holds(BY)),
    "unknown_faces": ("admin holds list", lambda it: it.house.desk.unknown_faces()),
    "hold": ("admin holds show {held}", lambda it: it.house.desk.hold(BY, it.things.held)),
    "look_at": ("admin holds show {held}", lambda it: it.house.desk.look_at(BY, it.things.held)),
    "release": ("admin holds release {held}", lambda it: it.house.desk.release(BY, it.things.held)),
    "refuse": ("admin holds refuse {held}", lambda it: it.house.desk.refuse(BY, it.things.held)),
}
"""Lines of the desk's table: the words of the terminal's command, and the call."""
