"""What the service says, word for word."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from syrupy.assertion import SnapshotAssertion

from adapters.english.terms import (
    APPEALS,
    APPROVALS,
    ENTRIES,
    MATTERS,
    MODES,
    NOTIFIES,
    PENALTIES,
    PRESETS,
    STAGES,
    STATES,
    TURNS,
    USAGES,
    VISIBILITIES,
    WHY_NOT,
)
from adapters.text import LANGUAGES, help_with, language, say
from bot import notices as n
from bot.characters import CharacterKind
from bot.clips import FINAL, ClipState, Tier
from bot.commands import TABLE
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.credits import EntryKind
from bot.deliveries import Hindrance
from bot.likeness import LikenessState
from bot.penalties import AppealState, PenaltyKind
from bot.people import Platform
from bot.script import FiveParts
from engine.contract.messages import Refusal, Stage, Style, Turn

pytestmark = pytest.mark.unit

DUE = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
PROMPT = '@ada on a beach at sunset, waves and says "Wish you were here!"'
LONG_PROMPT = f"{'@ada walks along the beach, ' * 8}and trips at the end"
NO_PERSON = Refusal(code="unknown_person", message="Nobody here is called adda.")
WORDS = (n.SpokenWords(handle="ada", text="Wish you were here!"),)
CLIP = n.ClipShown(
    id="c1",
    state=ClipState.RENDERING,
    stage=Stage.FRAMES,
    done=0.42,
    place=None,
    prompt=PROMPT,
    cast=("ada",),
    waiting_for=(),
    price=64,
    attempt=1,
    verified=True,
    due_at=None,
    review=None,
    notes=(),
    refusals=(),
)
PREFLIGHT = n.Preflight(
    price=64,
    available=1000,
    seconds=4.0,
    rate=16,
    tier=Tier.STANDARD,
    place=1,
    cast=("ada", "bo"),
    approvers=("ada",),
    reading=FiveParts(
        subject="ada and bo", action="ada waves", camera="", environment="on a beach at sunset", style="photo"
    ),
    lines=("Wish you were here!",),
    refusals=(),
)
STATUS = n.RenderStatus(
    clip="c1",
    maker="ada",
    prompt=PROMPT,
    cast=("ada", "bo"),
    state=ClipState.QUEUED,
    stage=Stage.WAITING,
    done=0.0,
    place=3,
    left_s=200.0,
    waiting_for=(),
    due_at=None,
    price=64,
    attempt=1,
    draft=False,
    refusals=(),
)
ENDED = {"place": None, "left_s": None, "prompt": "", "cast": ()}
STATUSES: dict[str, dict[str, object]] = {
    "queued": {},
    "queued somewhere": {"place": None, "left_s": None},
    "asking": {"state": ClipState.ASKING, "waiting_for": ("bo",), "due_at": DUE},
    "rendering": {"state": ClipState.RENDERING, "stage": Stage.FRAMES, "done": 0.42, "left_s": 30.0},
    "rendering again": {"state": ClipState.RENDERING, "done": 1.0, "attempt": 2, "left_s": 7200.0},
    "held": {"state": ClipState.HELD, "due_at": DUE},
    "approval": {"state": ClipState.APPROVAL, "waiting_for": ("bo", "cy"), "due_at": DUE},
    "posted": {"state": ClipState.DELIVERED},
    "draft done": {"state": ClipState.DELIVERED, "draft": True},
    "failed": ENDED | {"state": ClipState.FAILED, "refusals": (NO_PERSON,)},
    "of somebody erased": ENDED | {"state": ClipState.DELETED, "maker": ""},
    **{f"{state.value}, over": ENDED | {"state": state} for state in sorted(FINAL - {ClipState.FAILED})},
}
TERMS = n.Terms(
    until=datetime(2027, 1, 1, tzinfo=UTC),
    clips=3,
    left=1,
    here=True,
    presets=(BoundaryPreset.ROMANCE, BoundaryPreset.VIOLENCE),
)
PLACE = n.PlaceRulesShown(
    paused=False,
    language=None,
    channels=(),
    makers=(),
    per_member=None,
    per_place=None,
    asked=0,
    gated=(),
    usual=(),
)
CARD = n.ClipCard(
    clip=CLIP.model_copy(update={"state": ClipState.KEPT}),
    maker="ada",
    mine=True,
    asked=False,
    watchable=True,
    hidden=False,
    at=DUE,
)
CARD_ASKED = CARD.model_copy(
    update={"clip": CLIP.model_copy(update={"state": ClipState.APPROVAL}), "maker": "bo", "asked": True}
)
CARD_HIDDEN = CARD.model_copy(update={"hidden": True, "watchable": False})
PACK = n.Pack(name="Small", credits=500, price=499, currency="EUR", stars=250, plan_months=0)
ACCOUNTS = (
    n.LinkedAccount(platform=Platform.DISCORD, name="Ada L.", since=DUE),
    n.LinkedAccount(platform=Platform.TELEGRAM, name="ada", since=DUE),
)
SAID: dict[str, n.Notice] = {
    "receipts: one": n.ReceiptsShown(
        receipts=(
            n.Receipt(
                seq=7,
                at=DUE,
                action="consent.receipt",
                details={"outcome": "allowed", "reason": "granted", "grant": None},
            ),
        ),
        total=1,
    ),
    "receipts: the newest of many": n.ReceiptsShown(
        receipts=(n.Receipt(seq=7, at=DUE, action="clip.made", details={}),), total=40
    ),
    "receipts: none": n.ReceiptsShown(receipts=(), total=0),
    "place rules: nothing decided": PLACE,
    "place rules: everything decided": PLACE.model_copy(
        update={
            "paused": True,
            "language": "de",
            "channels": ("#clips", "#fun"),
            "makers": ("@Makers",),
            "per_member": 3,
            "per_place": 1000,
            "asked": 12,
            "gated": (BoundaryPreset.VIOLENCE, BoundaryPreset.NUDITY),
            "usual": (
                n.UsualThere(chat="#fun", seconds=6.5, tier=Tier.PRO, style=Style.CINEMATIC, draft=True),
                n.UsualThere(chat="#clips", draft=False),
            ),
        }
    ),
    "place exported": n.PlaceExported(days=30, clips=1, decisions=2),
    "setup offered": n.SetupOffered(person="p1"),
    "challenge": n.ChallengeIssued(
        id="x", turns=(Turn.LEFT, Turn.RIGHT, Turn.UP), phrase="seven blue kites over the harbour", due_at=DUE
    ),
    "recording taken": n.RecordingTaken(enrolment="e1"),
    "likeness ready": n.LikenessReady(
        enrolment="e1",
        verified=True,
        replaced=False,
        advice=("face a window",),
        usage=Usage.APPROVED,
        approval=ApprovalMode.BEFORE_PUBLISH,
    ),
    "likeness ready, unverified": n.LikenessReady(
        enrolment="e1",
        verified=False,
        replaced=True,
        advice=(),
        usage=Usage.ONLY_ME,
        approval=ApprovalMode.NEVER,
    ),
    "likeness refused": n.LikenessRefused(
        enrolment="e1", refusals=(Refusal(code="no_face", message="No face."),)
    ),
    "character taken": n.CharacterTaken(handle="rex", enrolment="e1"),
    "character ready": n.CharacterReady(
        handle="rex",
        enrolment="e1",
        replaced=False,
        advice=("use a sharper picture",),
        usage=Usage.APPROVED,
        approval=ApprovalMode.BEFORE_PUBLISH,
    ),
    "character ready, its licence waits": n.CharacterReady(
        handle="rex",
        enrolment="e1",
        replaced=True,
        advice=(),
        usage=Usage.EVERYONE,
        approval=ApprovalMode.NEVER,
        licence_waits=True,
    ),
    "character refused": n.CharacterRefused(
        handle="rex", enrolment="e1", refusals=(Refusal(code="human_face", message="A face can be seen."),)
    ),
    "no characters": n.CharactersShown(characters=()),
    "characters": n.CharactersShown(
        characters=(
            n.CharacterView(
                handle="rex",
                character=CharacterKind.PET,
                ready=True,
                looking=True,
                usage=Usage.EVERYONE,
                tier=Tier.STANDARD,
                licence_waits=False,
                attribution="",
            ),
            n.CharacterView(
                handle="bolt",
                character=CharacterKind.LICENSED,
                ready=False,
                looking=False,
                usage=Usage.APPROVED,
                tier=Tier.PRO,
                licence_waits=True,
                attribution="© Ada Studio",
            ),
        )
    ),
    "character renamed": n.CharacterRenamed(handle="spot", before="rex"),
    "character removal offered": n.CharacterRemovalOffered(handle="rex", clips=2),
    "character gone": n.CharacterGone(handle="rex", clips=1),
    "licence confirmed": n.LicenceDecided(handle="bolt", confirmed=True),
    "licence withdrawn": n.LicenceDecided(handle="bolt", confirmed=False),
    "settings": n.SettingsShown(
        handle="ada",
        usage=Usage.MUTUALS,
        approval=ApprovalMode.BEFORE_PUBLISH,
        boundaries=(n.Boundary(id="b1", text="no spiders"), n.Boundary(id="b2", text="nothing about my job")),
        granted=("bo", "cy"),
        granted_by=(),
        likeness=True,
        verified=True,
        enrolment=None,
    ),
    "settings, nothing yet": n.SettingsShown(
        handle="ada",
        usage=Usage.ONLY_ME,
        approval=ApprovalMode.NEVER,
        boundaries=(),
        granted=(),
        granted_by=("bo",),
        likeness=False,
        verified=False,
        enrolment=Stage.ANALYSING,
    ),
    "me": n.MeShown(
        person="p1",
        settings=n.SettingsShown(
            handle="ada",
            usage=Usage.MUTUALS,
            approval=ApprovalMode.BEFORE_PUBLISH,
            boundaries=(),
            granted=("bo",),
            granted_by=(),
            likeness=True,
            verified=True,
            enrolment=None,
        ),
    ),
    "language, chosen": n.LanguageShown(chosen="de"),
    "language, of the app": n.LanguageShown(chosen=None),
    "me, paused": n.MeShown(
        person="p1",
        settings=n.SettingsShown(
            handle="ada",
            usage=Usage.ONLY_ME,
            approval=ApprovalMode.NEVER,
            boundaries=(),
            granted=(),
            granted_by=(),
            likeness=True,
            verified=True,
            enrolment=None,
            paused_at=DUE,
        ),
    ),
    "enrolment waits": n.EnrolmentShown(
        enrolment="e1", state=LikenessState.QUEUED, stage=Stage.WAITING, done=0.0
    ),
    "enrolment runs": n.EnrolmentShown(
        enrolment="e1", state=LikenessState.ANALYSING, stage=Stage.ANALYSING, done=0.42
    ),
    "enrolment done": n.EnrolmentShown(
        enrolment="e1",
        state=LikenessState.READY,
        stage=Stage.SEALING,
        done=1.0,
        advice=("face a window",),
    ),
    "enrolment refused": n.EnrolmentShown(
        enrolment="e1",
        state=LikenessState.REFUSED,
        stage=Stage.ANALYSING,
        done=0.5,
        refusals=(Refusal(code="no_face", message="No face."),),
    ),
    "export offered": n.ExportOffered(person="p1"),
    "privacy notice": n.PrivacyNotice(
        operator="Ada's friends", contact="ada@example.org", draft_hours=24.0, evidence_days=30.0
    ),
    "privacy notice, nobody named": n.PrivacyNotice(
        operator="", contact="", draft_hours=24.0, evidence_days=30.0
    ),
    "access asked": n.AccessAsked(request="r1", asker="bo", message="A birthday clip?", due_at=DUE),
    "access requested": n.AccessRequested(request="r1", owner="ada"),
    "access requested again": n.AccessRequested(request="r1", owner="ada", already_open=True),
    "access not needed": n.AccessRequested(request=None, owner="ada", granted=True),
    "access allowed": n.AccessAnswered(request="r1", owner="ada", allowed=True),
    "access denied": n.AccessAnswered(request="r1", owner="ada", allowed=False),
    "access granted": n.AccessChanged(friend="bo", granted=True),
    "access revoked": n.AccessChanged(friend="bo", granted=False, stopped=2),
    "access revoked, with drafts": n.AccessChanged(friend="bo", granted=False, stopped=1, taken=2),
    "access granted within limits": n.AccessChanged(friend="bo", granted=True, terms=TERMS),
    "access granted to a character": n.AccessChanged(friend="bo", granted=True, of="rex"),
    "access allowed within limits": n.AccessAnswered(
        request="r1", owner="ada", allowed=True, terms=n.Terms(until=DUE, clips=3, left=3)
    ),
    "access to a character asked": n.AccessAsked(request="r1", asker="bo", message="", due_at=DUE, of="rex"),
    "settings in full": n.SettingsShown(
        handle="ada",
        usage=Usage.EVERYONE,
        approval=ApprovalMode.BOTH,
        boundaries=(n.Boundary(id="b1", text="", preset=BoundaryPreset.FAKE_STATEMENTS),),
        granted=("bo",),
        granted_by=(),
        likeness=True,
        verified=False,
        enrolment=None,
        visibility=Visibility.NOBODY,
        notify=Notify.DIGEST,
        exceptions=(n.Excepted(handle="bo", approval=ApprovalMode.BEFORE_RENDER),),
        grants=(n.Granted(handle="bo", terms=TERMS),),
        blocked=("cy", "di"),
    ),
    "presets": n.PresetsShown(presets=tuple(BoundaryPreset), mine=(BoundaryPreset.WEAPONS,)),
    "presets, none of them": n.PresetsShown(presets=tuple(BoundaryPreset), mine=()),
    "profile to ask": n.ProfileShown(handle="ada", likeness=True, may_use=False),
    "profile asked": n.ProfileShown(handle="ada", likeness=True, may_use=False, asked=True),
    "profile to use": n.ProfileShown(handle="ada", likeness=True, may_use=True),
    "profile without a likeness": n.ProfileShown(handle="ada", likeness=False, may_use=False),
    "profile of oneself": n.ProfileShown(handle="ada", likeness=True, may_use=True, you=True),
    "friends": n.FriendsShown(
        grants=(n.Granted(handle="bo", terms=TERMS), n.Granted(handle="cy", terms=n.Terms(), of="rex")),
        granted_by=(n.Granted(handle="di", terms=n.Terms(clips=2, left=1)),),
        asked_of_me=(n.Question(request="r1", handle="ed", message="please?", due_at=DUE, of="rex"),),
        asked_by_me=(n.Question(request="r2", handle="flo", message="", due_at=DUE),),
        blocked=("gus",),
    ),
    "friends, none": n.FriendsShown(grants=(), granted_by=(), asked_of_me=(), asked_by_me=(), blocked=()),
    "blocked": n.BlockChanged(friend="bo", blocked=True, stopped=1, taken=1),
    "unblocked": n.BlockChanged(friend="bo", blocked=False),
    "likeness asked for": n.LikenessAsked(clip="c1", maker="bo", prompt=PROMPT, words=WORDS),
    "digest": n.DigestTold(
        uses=(
            n.Use(clip="c1", maker="bo", prompt=PROMPT, words=WORDS, made=True),
            n.Use(clip="c2", maker="cy", prompt=PROMPT, words=(), made=False),
        )
    ),
    "preflight": PREFLIGHT,
    "preflight refused": PREFLIGHT.model_copy(update={"refusals": (NO_PERSON,), "approvers": ()}),
    "preflight not read": PREFLIGHT.model_copy(
        update={"reading": None, "lines": (), "cast": (), "refusals": (NO_PERSON,), "approvers": ()}
    ),
    "preflight with a question first": PREFLIGHT.model_copy(update={"asked_first": ("ada",)}),
    "preflight with a time": PREFLIGHT.model_copy(update={"expected_s": 200.0}),
    "proposed": n.Proposed(id="p1", prompt=PROMPT, draft=False, remix=False, preflight=PREFLIGHT),
    "proposed, a draft of a remix": n.Proposed(
        id="p1", prompt=PROMPT, draft=True, remix=True, preflight=PREFLIGHT
    ),
    "request taken": n.RequestTaken(id="p1", maker="ada", remix=False),
    "request taken, a remix": n.RequestTaken(id="p1", maker="ada", remix=True),
    "proposal dropped": n.ProposalDropped(),
    "prompt shown": n.PromptShown(id="p1", prompt=PROMPT),
    **{f"status {name}": STATUS.model_copy(update=said) for name, said in STATUSES.items()},
    "preflight of a storyboard": PREFLIGHT.model_copy(
        update={
            "seconds": 15,
            "rate": 16,
            "price": 240,
            "scenes": (
                n.SceneShown(
                    seconds=7.5, cast=("ada",), action="ada waves", environment="on a beach", lines=("Hi!",)
                ),
                n.SceneShown(
                    seconds=7.5, cast=("ada", "bo"), action="", environment="in a kitchen", lines=()
                ),
            ),
        }
    ),
    "clip rendering": CLIP,
    "clip asking": CLIP.model_copy(update={"state": ClipState.ASKING, "waiting_for": ("ada", "cy")}),
    "clip held shown": CLIP.model_copy(update={"state": ClipState.HELD}),
    "clip queued": CLIP.model_copy(update={"state": ClipState.QUEUED, "place": 3, "attempt": 2}),
    "clip waiting": CLIP.model_copy(update={"state": ClipState.APPROVAL, "waiting_for": ("ada",)}),
    "clip draft": CLIP.model_copy(
        update={"state": ClipState.DELIVERED, "due_at": DUE, "notes": ("neutral stage",), "verified": False}
    ),
    "clip failed": CLIP.model_copy(update={"state": ClipState.FAILED, "refusals": (NO_PERSON,)}),
    "likeness used": n.LikenessUsed(clip="c1", maker="bo", prompt=PROMPT, words=WORDS),
    "likeness shared": n.LikenessUsed(clip="c1", maker="bo", prompt=PROMPT, words=(), shared=True),
    "page of my clips": n.ClipPage(
        which=n.Which.MINE, page=1, pages=3, cards=(CARD, CARD_ASKED, CARD_HIDDEN)
    ),
    "page of clips with me": n.ClipPage(
        which=n.Which.WITH_ME, page=0, pages=1, cards=(CARD_ASKED.model_copy(update={"mine": False}),)
    ),
    "no clips of mine": n.ClipPage(which=n.Which.MINE, page=0, pages=1, cards=()),
    "no clips with me": n.ClipPage(which=n.Which.WITH_ME, page=0, pages=1, cards=()),
    "clip shared": n.ClipShared(
        clip="c1", maker="bo", prompt=PROMPT, verified=False, notes=("neutral stage",)
    ),
    "share taken": n.ShareTaken(clip="c1", prompt=PROMPT),
    "ledger on a subscription": n.LedgerShown(
        entries=(), balance=5000, held=0, available=5000, plan=Tier.PRO, page=1, pages=2
    ),
    "pack of a subscription": n.CreditsBought(
        pack="Pro", credits=4000, available=5000, plan_until=None, first=True
    ),
    "approval asked": n.ApprovalAsked(clip="c1", maker="bo", prompt=PROMPT, words=WORDS, due_at=DUE),
    "render asked": n.RenderAsked(
        clip="c1",
        maker="bo",
        prompt=PROMPT,
        parts=(n.Part(handle="ada", part="astronaut"), n.Part(handle="bo")),
        words=WORDS,
        due_at=DUE,
    ),
    "clip held": n.ClipHeld(clip="c1", prompt=PROMPT, due_at=DUE),
    "clip held for you": n.ClipHeldForYou(clip="c1", maker="bo", prompt=PROMPT, due_at=DUE),
    "face seen": n.FaceSeen(clip="c1"),
    "held clip passed": n.HoldDecided(clip="c1", prompt=PROMPT, passed=True),
    "held clip refused": n.HoldDecided(clip="c1", prompt=PROMPT, passed=False),
    "sighting passed": n.SightingDecided(clip="c1", passed=True),
    "sighting refused": n.SightingDecided(clip="c1", passed=False),
    "approval taken": n.ApprovalTaken(clip="c1", approved=True, first=True, waiting_for=1),
    "approval taken before": n.ApprovalTaken(clip="c1", approved=False, first=False, waiting_for=0),
    "approval waits": n.ApprovalWaits(clip="c1", waiting_for=("ada", "cy"), due_at=DUE),
    "clip delivered": n.ClipDelivered(
        clip="c1", prompt=PROMPT, price=64, due_at=DUE, verified=True, notes=()
    ),
    "clip delivered before others": n.ClipDelivered(
        clip="c1", prompt=PROMPT, price=0, due_at=DUE, verified=True, notes=()
    ),
    "status before others": STATUS.model_copy(update={"state": ClipState.KEPT, "price": 0}),
    "clip not posted": n.ClipNotPosted(clip="c1", prompt=PROMPT, why=Hindrance.FORBIDDEN, due_at=DUE),
    "clip not shared": n.ClipNotPosted(clip="c1", prompt=PROMPT, why=Hindrance.GONE),
    "called": n.Called(message="d1"),
    "called with a question": n.Called(
        message="d1",
        yes=n.Button(action=n.Action.APPROVE_CLIP, id="c1"),
        no=n.Button(action=n.Action.DENY_CLIP, id="c1"),
    ),
    "perhaps unsaid": n.PerhapsUnsaid(message="d1", prompt=PROMPT),
    "perhaps unsaid, about no clip": n.PerhapsUnsaid(message="d1"),
    "sent again": n.SentAgain(),
    "sent again for nothing": n.SentAgain(arrived=True),
    "unread": n.UnreadShown(message="d1", count=2),
    "clip not made": n.ClipNotMade(
        clip="c1", prompt=PROMPT, why=n.WhyNot.FAILED, released=64, refusals=(NO_PERSON,)
    ),
    "clip gone": n.ClipGone(clip="c1", prompt=PROMPT * 3, state=ClipState.EXPIRED),
    "clip taken back": n.ClipGone(clip="c1", prompt=PROMPT, state=ClipState.REVOKED),
    "clip kept": n.ClipKept(clip="c1"),
    "ledger": n.LedgerShown(
        entries=(
            n.Entry(at=DUE, kind=EntryKind.ALLOWANCE, amount=1000, clip=None),
            n.Entry(at=DUE, kind=EntryKind.HOLD, amount=64, clip="c1"),
            n.Entry(at=DUE, kind=EntryKind.SETTLE, amount=-64, clip="c1"),
        ),
        balance=936,
        held=64,
        available=872,
    ),
    "ledger on the pro plan": n.LedgerShown(
        entries=(
            n.Entry(at=DUE, kind=EntryKind.GIFT_OUT, amount=-50, clip=None),
            n.Entry(at=DUE, kind=EntryKind.GIFT_IN, amount=5, clip=None),
            n.Entry(at=DUE, kind=EntryKind.REFUND, amount=64, clip="c1"),
            n.Entry(at=DUE, kind=EntryKind.REVERSAL, amount=-500, clip=None),
        ),
        balance=5000,
        held=0,
        available=5000,
        plan=Tier.PRO,
        plan_until=DUE,
    ),
    "packs": n.PacksShown(packs=(PACK, PACK.model_copy(update={"stars": 0, "plan_months": 1}))),
    "no packs": n.PacksShown(packs=()),
    "credits bought": n.CreditsBought(pack="Small", credits=500, available=1500, plan_until=None, first=True),
    "credits bought, told again": n.CreditsBought(
        pack="Pro month", credits=4000, available=5000, plan_until=DUE, first=False
    ),
    "payment went back": n.CreditsReversed(pack="Small", credits=500, available=1000),
    "question about a payment": n.PaymentQuestionTaken(question="q1"),
    "answer about a payment": n.PaymentQuestionAnswered(
        question="Where are my credits?", answer="They are there now."
    ),
    "gift sent": n.GiftSent(friend="ada", amount=50, available=950),
    "gift": n.GiftReceived(giver="bo", amount=50, message="Happy birthday!"),
    "gift without a word": n.GiftReceived(giver="bo", amount=1, message=""),
    "credits granted": n.CreditsGranted(amount=50, note="Sorry for the wait."),
    "clip refunded": n.ClipRefunded(clip="c1", prompt=PROMPT, credits=64, note=""),
    "plan begun": n.PlanChanged(plan=Tier.PRO, until=DUE),
    "plan over": n.PlanChanged(plan=Tier.STANDARD, until=None, over=True),
    "draft expiring": n.DraftExpiring(clip="c1", prompt=PROMPT, due_at=DUE),
    "link code": n.LinkCodeMade(code="ABCDE-FGHJK", due_at=DUE),
    "link code, of somebody with two accounts": n.LinkCodeMade(
        code="ABCDE-FGHJK", due_at=DUE, accounts=ACCOUNTS
    ),
    "link offered": n.LinkOffered(
        code="ABCDE-FGHJK", other="ada", handle="ada", accounts=ACCOUNTS[:1], credits=500
    ),
    "link offered, with two likenesses": n.LinkOffered(
        code="ABCDE-FGHJK",
        other="ada",
        handle="ada",
        accounts=ACCOUNTS[:1],
        destroyed="bo",
        usage=Usage.EVERYONE,
        credits=1,
        lapsing=1000,
    ),
    "link offered, for those approved": n.LinkOffered(
        code="ABCDE-FGHJK", other="ada", handle="bo", accounts=ACCOUNTS[:1], usage=Usage.APPROVED
    ),
    "accounts linked": n.AccountsLinked(handle="ada", accounts=ACCOUNTS),
    "account unlinked": n.AccountUnlinked(account=ACCOUNTS[1]),
    "accounts": n.LinkedShown(accounts=ACCOUNTS),
    "one account": n.LinkedShown(accounts=ACCOUNTS[:1]),
    "invite": n.InviteMade(code="ABCD-EFGH-JKMN-PQRS", expires_at=DUE, left=2),
    "admitted": n.Admitted(allowance=1000),
    "waiting": n.WaitlistShown(place=1234),
    "clips": n.ClipsShown(clips=(CLIP, CLIP.model_copy(update={"id": "c2", "state": ClipState.KEPT}))),
    "no clips": n.ClipsShown(clips=()),
    "help": n.HelpShown(),
    "refusals": n.Refusals(refusals=(NO_PERSON,)),
    "report offered": n.ReportOffered(clip="c1"),
    "report taken": n.ReportTaken(report="r1", clip="c1", who=None, hidden=True),
    "report taken, of a person": n.ReportTaken(report="r1", clip=None, who="bo"),
    "report taken before": n.ReportTaken(report="r1", clip="c1", who=None, again=True),
    "report upheld": n.ReportDecided(report="r1", clip="c1", who=None, upheld=True),
    "report dismissed": n.ReportDecided(report="r1", clip=None, who="bo", upheld=False),
    "clip suspended": n.ClipSuspended(clip="c1", prompt=PROMPT),
    "clip restored": n.ClipRestored(clip="c1", prompt=PROMPT),
    **{f"operator asked, {matter.value}": n.OperatorAsked(matter=matter, id="x1") for matter in n.Matter},
    **{
        f"penalty given, {kind.value}": n.PenaltyGiven(
            id="p1",
            penalty=kind,
            reason="hateful content",
            until=None if kind is PenaltyKind.BAN else DUE,
            strikes=2,
            strike_until=DUE,
        )
        for kind in PenaltyKind
    },
    "penalty lifted": n.PenaltyLifted(id="p1", penalty=PenaltyKind.COOL_DOWN),
    "standing": n.StandingShown(
        strikes=(n.StrikeView(id="s1", reason="hateful content", at=DUE, expires_at=DUE),),
        penalties=tuple(
            n.PenaltyView(
                id="p1",
                penalty=kind,
                reason="hateful content",
                at=DUE,
                until=None if kind is PenaltyKind.BAN else DUE,
                appeal=appeal,
            )
            for kind, appeal in zip(PenaltyKind, [None, None, *AppealState], strict=True)
        ),
    ),
    "standing, nothing": n.StandingShown(strikes=(), penalties=()),
    "appeal taken": n.AppealTaken(appeal="a1", penalty=PenaltyKind.SUSPENSION),
    "appeal granted": n.AppealDecided(appeal="a1", penalty=PenaltyKind.SUSPENSION, granted=True),
    "appeal rejected": n.AppealDecided(appeal="a1", penalty=PenaltyKind.SUSPENSION, granted=False),
    "erase offered": n.EraseOffered(person="p1"),
    "erased": n.PersonErased(),
}
KINDS = sorted(kind.model_fields["kind"].default for kind in get_args(get_args(n.AnyNotice)[0]))


@pytest.mark.parametrize("notice", SAID.values(), ids=SAID.keys())
def test_what_is_said(notice: n.Notice, snapshot: SnapshotAssertion) -> None:
    said = say(notice)
    assert "\n".join([said.text, *(f"[{label.text}]" for label in said.labels)]) == snapshot


@pytest.mark.parametrize("topic", TABLE)
def test_the_help_on_a_command(topic: str, snapshot: SnapshotAssertion) -> None:
    assert help_with(topic) == snapshot


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_words_for_every_notice(tag: str) -> None:
    assert sorted(language(tag).notices) == KINDS


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_words_for_every_button(tag: str) -> None:
    assert set(language(tag).buttons) == set(n.Action)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (TURNS, Turn),
        (STAGES, Stage),
        (STATES, ClipState),
        (USAGES, Usage),
        (APPROVALS, ApprovalMode),
        (MODES, ApprovalMode),
        (VISIBILITIES, Visibility),
        (NOTIFIES, Notify),
        (PRESETS, BoundaryPreset),
        (ENTRIES, EntryKind),
        (WHY_NOT, n.WhyNot),
        (PENALTIES, PenaltyKind),
        (APPEALS, AppealState),
        (MATTERS, n.Matter),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_value_has_a_word(words: dict[object, str], kinds: type) -> None:
    assert set(words) == set(kinds)  # type: ignore[call-overload] # an enum class is iterable


def test_every_kind_of_notice_is_in_the_snapshots() -> None:
    assert sorted({notice.model_dump()["kind"] for notice in SAID.values()}) == KINDS


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("kind", [n.ApprovalAsked, n.RenderAsked])
def test_who_has_to_agree_reads_the_whole_prompt(
    tag: str, kind: type[n.ApprovalAsked | n.RenderAsked]
) -> None:
    asked = kind(clip="c1", maker="bo", prompt=LONG_PROMPT, parts=(), words=(), due_at=DUE)
    assert LONG_PROMPT in say(asked, tag).text


def test_an_unknown_language_is_answered_in_english() -> None:
    assert language("tlh-KX") is LANGUAGES["en"]
