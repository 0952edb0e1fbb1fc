"""The use cases: one method for each thing a person can ask for, each in one transaction.

`person` is always the id of who asks (from `person_for`). A method that cannot do what is asked raises
`bot.errors.Refused` and has changed nothing.
"""

from collections.abc import Collection, Mapping, Sequence

from bot import outcomes, sweeper
from bot.cards import Choice, Chosen, Offered, Spot
from bot.characters import NewCharacter
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.deliveries import Hindrance
from bot.dialogues import Dialogue, DialogueKind
from bot.grants import UNLIMITED, Limits
from bot.notices import (
    AccessChanged,
    AccessRequested,
    AccountsLinked,
    AccountUnlinked,
    Admitted,
    AnyNotice,
    AppealTaken,
    ApprovalTaken,
    BlockChanged,
    ChallengeIssued,
    CharacterGone,
    CharacterRemovalOffered,
    CharacterRenamed,
    CharactersShown,
    CharacterTaken,
    ClipGone,
    ClipKept,
    ClipPage,
    ClipShown,
    ClipsShown,
    CreditsBought,
    CreditsReversed,
    EnrolmentShown,
    FriendsShown,
    GiftSent,
    Handle,
    HelpShown,
    InviteMade,
    LanguageShown,
    LedgerShown,
    LinkCodeMade,
    LinkedShown,
    LinkOffered,
    MeShown,
    PacksShown,
    PaymentQuestionTaken,
    PersonErased,
    PlaceRulesShown,
    PlanChanged,
    Preflight,
    PresetsShown,
    PrivacyNotice,
    ProfileShown,
    PromptShown,
    ProposalDropped,
    Proposed,
    ReceiptsShown,
    RecordingTaken,
    Refusals,
    ReportOffered,
    ReportTaken,
    RequestTaken,
    SentAgain,
    SettingsShown,
    ShareTaken,
    StandingShown,
    UnreadShown,
    WaitlistShown,
    Which,
)
from bot.offers import Offer, Payment, Renewal
from bot.people import Account, Chat, Platform
from bot.place_rules import ChannelDefaults, RuleChange
from bot.plans import Term
from bot.ports import Ports
from bot.reports import ReportKind
from bot.requests import (
    ClipFile,
    Delivery,
    FileKind,
    MakeRequest,
    PersonView,
    Posted,
    Provenance,
    StatusDue,
    Surroundings,
    Takedown,
    Unanswered,
    Uploaded,
)
from bot.use_cases.characters import keeping, setting_up
from bot.use_cases.clips import (
    approving,
    arriving,
    browsing,
    choosing,
    fetching,
    linking,
    making,
    outbox,
    presence,
    previewing,
    proposing,
    remixing,
    resending,
    sharing,
    statuses,
    taking_down,
    unanswered,
    uploading,
    viewing,
)
from bot.use_cases.consents import (
    allowing,
    auditing,
    befriending,
    blocking,
    bounding,
    castable,
    granting,
    pacing,
    pausing,
    requesting,
    revoking,
    usernaming,
)
from bot.use_cases.credits import buying, crediting, offering, paying, questions, reading, subscribing
from bot.use_cases.people import (
    admission,
    dialogues,
    enrolling,
    erasing,
    exporting,
    joining,
    leaving,
    parting,
    speaking,
)
from bot.use_cases.people import linking as accounts
from bot.use_cases.places import exporting as exporting_places
from bot.use_cases.places import governing, hearing, moving, ruling
from bot.use_cases.places.exporting import PlaceExport
from bot.use_cases.safety import appealing, penalising, reporting


class App:
    """The service as adapters see it."""

    def __init__(self, ports: Ports) -> None:
        """Everything outside comes through `ports`."""
        self._ports = ports

    async def person_for(self, account: Account, chat: Chat | None = None) -> PersonView:
        """Who speaks; a new account becomes a new person with a handle made from its display name.

        `chat` is where they were seen: two people seen in one chat share a place.
        """
        return await joining.person_for(self._ports, account, chat)

    async def pointed_out(self, account: Account, chat: Chat | None = None) -> PersonView:
        """Whoever somebody points at, where the platform itself says who that is.

        Who never spoke here becomes a person with a name and nothing else; what is asked of them then reads
        the same as of everybody. `chat`: where the platform says that they are.

        Raises:
            UnknownPerson: their account is closed here, which is nobody else's business.
        """
        return await joining.pointed_out(self._ports, account, chat)

    async def left(self, account: Account, chat: Chat) -> None:
        """Somebody left a server, or a chat where there are no servers: they share that place no longer.

        What others allow to everyone whom they share a place with reaches them no longer, from the next
        decision on. Somebody who speaks there again is there again.
        """
        await leaving.left(self._ports, account, chat)

    async def heard(self, platform: Platform, name: str) -> bool:
        """Note something that a platform told us, by its own name for it. False where it told us before.

        Platforms tell the same again after an answer was lost; it is remembered for two days.
        """
        return await hearing.heard(self._ports, platform, name)

    async def moved(self, platform: Platform, old_chat: str, new_chat: str) -> None:
        """A chat goes by another id now, as a Telegram group does that became a supergroup.

        Who was seen there, its rules, what is usual in it, what is to be said there, requests that wait,
        clips, shares, and grants that hold there only are the new one's. Telling it again changes nothing.
        """
        await moving.moved(self._ports, platform, old_chat, new_chat)

    async def link_code(self, person: str) -> LinkCodeMade:
        """A code to type on another account of theirs, good once and for ten minutes; it says who they are.

        Raises:
            Suspended, Banned.
        """
        return await accounts.make_code(self._ports, person)

    async def linked(self, person: str) -> LinkedShown:
        """Their accounts, which are all one person."""
        return await accounts.linked(self._ports, person)

    async def offer_linking(self, person: str, code: str) -> LinkOffered:
        """What joining with whoever showed this code would do.

        Raises:
            LinkCodeUnknown, OwnLinkCode, LinkedThereAlready, LinkUnfinished, TooManyAttempts,
            TooManyCharacters, Suspended, Banned.
        """
        return await accounts.offer(self._ports, person, code)

    async def void_link_code(self, person: str, code: str) -> None:
        """They typed a code where others read it: it joins nothing any more.

        Raises:
            TooManyAttempts.
        """
        await accounts.void(self._ports, person, code)

    async def link_accounts(self, person: str, code: str, via: Platform | None = None) -> AccountsLinked:
        """Make one person of this one and whoever showed the code: likeness, grants, credits, clips, blocks.

        Who showed it stays, unless only the other has a likeness. All accounts are told, save on `via`, which
        is answered.

        Raises:
            LinkCodeUnknown, OwnLinkCode, LinkedThereAlready, LinkUnfinished, TooManyAttempts,
            TooManyCharacters, Suspended, Banned.
        """
        return await accounts.link(self._ports, person, code, via)

    async def unlink(self, person: str, platform: Platform, via: Platform | None = None) -> AccountUnlinked:
        """Part the account that they have on a platform: it is a new person with nothing.

        All accounts are told, save on `via`, which is answered.

        Raises:
            NotLinked, OnlyAccount, PartingBarred.
            JustLinked: `via` came along only days ago, and may part nothing but itself.
            LinkUnfinished: a clip that was asked for there is in the making.
        """
        return await parting.unlink(self._ports, person, platform, via)

    async def pace(self, person: str) -> None:
        """Count one command, click or message of theirs to the bot.

        Raises:
            TooManyCommands: it is one too many for now; nothing else is to be done for it.
        """
        await pacing.command(self._ports, person)

    async def begin_dialogue(
        self,
        person: str,
        chat: Chat,
        kind: DialogueKind,
        about: str = "",
        *,
        answers: Mapping[str, str] | None = None,
    ) -> Dialogue:
        """What they write there next is the answer to this, for an hour; what was asked before is dropped."""
        return await dialogues.begin(self._ports, person, chat, Dialogue(kind, about, answers or {}))

    async def dialogue(self, person: str, chat: Chat) -> Dialogue | None:
        """What they are asked to write there, if anything."""
        return await dialogues.look(self._ports, person, chat)

    async def continue_dialogue(
        self, person: str, chat: Chat, seen: Dialogue, answers: Mapping[str, str]
    ) -> Dialogue | None:
        """The dialogue as it was `seen`, with other answers; None: another message of theirs was faster."""
        return await dialogues.go_on(self._ports, person, chat, seen, answers)

    async def end_dialogue(self, person: str, chat: Chat) -> Dialogue | None:
        """Ask nothing more there. Returns what was asked: of several who end it at once, to one alone."""
        return await dialogues.end(self._ports, person, chat)

    async def begin_enrolment(self, person: str, *, agreed: bool) -> ChallengeIssued:
        """Issue a challenge: random, bound to the person, good once and for ten minutes.

        Raises:
            AgreementNeeded: they did not explicitly agree.
        """
        return await enrolling.begin(self._ports, person, agreed=agreed)

    async def expect_recording(self, person: str, of: Provenance | None = None) -> None:
        """See whether a recording of theirs is waited for, and can be this one, before it is fetched.

        Raises:
            ChallengeOver: they did not agree to one, or it took them too long. RecordingPassedOn,
            RecordingIsFile, RecordingTooOld: it cannot have been recorded for this challenge.
        """
        await enrolling.expect(self._ports, person, of or Provenance())

    async def submit_recording(
        self, person: str, challenge: str | None, footage: bytes, chat: Chat, *, unverified: bool = False
    ) -> RecordingTaken:
        """Seal a recording and have it analysed; the answer comes as LikenessReady or LikenessRefused.

        challenge: its id; "": the newest that they can still answer.

        Raises:
            ChallengeOver, ChallengeNeeded, RecordingEmpty, RecordingTooLarge, EnrolmentRunning: the request.
            FilesUnavailable, QueueUnavailable: the house.
        """
        return await enrolling.submit(self._ports, person, challenge, footage, chat, unverified=unverified)

    async def enrolment(self, person: str, enrolment: str = "") -> EnrolmentShown:
        """How far the analysis of a recording of mine is, or how it ended; "": of the newest.

        Raises:
            UnknownRequest: they made no such recording.
        """
        return await enrolling.look(self._ports, person, enrolment)

    async def language(self, person: str, platform: Platform) -> LanguageShown:
        """In which language they are spoken to on a platform."""
        return await speaking.shown(self._ports, person, platform)

    async def choose_language(self, person: str, platform: Platform, tag: str | None) -> LanguageShown:
        """Speak to them in this language there, whatever the platform says; None: as it says.

        Raises:
            UnusableLanguage: that is no tag.
        """
        return await speaking.choose(self._ports, person, platform, tag)

    async def me(self, person: str) -> MeShown:
        """All that they allow, and what they can do about themselves."""
        return MeShown(person=person, settings=await allowing.settings(self._ports, person))

    async def pause(self, person: str, of: str = "") -> SettingsShown:
        """Nobody else uses my likeness until I resume; a clip in the making with it ends before it is shown.

        Everybody else reads what they read of somebody who does not allow them.
        """
        return await pausing.pause(self._ports, person, of)

    async def resume(self, person: str, of: str = "") -> SettingsShown:
        """My likeness can be used as it is set again; grants were kept."""
        return await pausing.resume(self._ports, person, of)

    async def export(self, person: str, room: int = exporting.ROOM) -> bytes:
        """All that the service knows of them, as a ZIP; clips are in it as far as `room` (bytes) allows.

        Raises:
            TooManyAttempts.
        """
        return await exporting.export(self._ports, person, room)

    def privacy(self) -> PrivacyNotice:
        """Who runs this service, what it keeps, for how long."""
        return exporting.privacy(self._ports)

    async def settings(self, person: str, of: str = "") -> SettingsShown:
        """What they allow. `of`, here and below: the handle of a character of theirs instead of themselves.

        Raises:
            UnknownPerson: they have no such character.
        """
        return await allowing.settings(self._ports, person, of)

    async def set_usage(self, person: str, usage: Usage, of: str = "") -> SettingsShown:
        """Who may use my likeness. A clip in the making that it no longer allows ends before it is shown."""
        return await allowing.set_usage(self._ports, person, usage, of)

    async def set_approval(self, person: str, mode: ApprovalMode, of: str = "") -> SettingsShown:
        """Whether a friend's clip waits for my yes: to its words, to the finished clip, or to each."""
        return await allowing.set_approval(self._ports, person, mode, of)

    async def set_visibility(self, person: str, level: Visibility, of: str = "") -> SettingsShown:
        """Who can find me. To everybody else I read like somebody who does not exist."""
        return await allowing.set_visibility(self._ports, person, level, of)

    async def set_notify(self, person: str, notify: Notify) -> SettingsShown:
        """When I am told of clips with me or a character of mine. Questions and warnings always come."""
        return await allowing.set_notify(self._ports, person, notify)

    async def set_exception(
        self, person: str, friend: str, mode: ApprovalMode, of: str = "", *, pointed_out: bool = False
    ) -> SettingsShown:
        """Approve one friend's clips otherwise than everybody's.

        pointed_out, here and below: the platform itself resolved a mention to this handle, so that whom it
        belongs to is known to be there; a handle that somebody typed finds only those whom they may see.

        Raises:
            UnknownPerson: nobody, or nobody whom they may see. ThatIsYou.
        """
        return await allowing.set_exception(self._ports, person, friend, mode, of, pointed_out=pointed_out)

    async def clear_exception(
        self, person: str, friend: str, of: str = "", *, pointed_out: bool = False
    ) -> SettingsShown:
        """Approve that friend's clips like everybody's again.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await allowing.set_exception(self._ports, person, friend, None, of, pointed_out=pointed_out)

    async def add_boundary(self, person: str, text: str, of: str = "") -> SettingsShown:
        """What I do not want to be shown in: the name of a preset, or my own words.

        Raises:
            BoundaryEmpty, BoundaryTooLong, BoundaryUnclear, TooManyBoundaries.
        """
        return await bounding.add(self._ports, person, text, of)

    async def remove_boundary(self, person: str, boundary: str, of: str = "") -> SettingsShown:
        """Take a boundary away, by id or by the name of a preset.

        Raises:
            UnknownBoundary.
        """
        return await bounding.remove(self._ports, person, boundary, of)

    async def presets(self, person: str, of: str = "") -> PresetsShown:
        """The boundaries that have names, and which of them they have."""
        return await bounding.presets(self._ports, person, of)

    async def profile(self, person: str, handle: str, chat: Chat | None = None) -> ProfileShown:
        """Who somebody is, as far as they let this person see: whether they have a likeness and may be used.

        `chat` is where it is asked: a grant may hold in one place only. Somebody who hides from the person
        reads exactly like somebody who does not exist.

        Raises:
            UnknownPerson, TooManyTries.
        """
        return await befriending.profile(self._ports, person, handle, chat)

    async def friends(self, person: str) -> FriendsShown:
        """Whom they allow and how far, who allows them, open questions both ways, and whom they blocked."""
        return await befriending.friends(self._ports, person)

    async def request_access(
        self, person: str, owner: str, message: str, chat: Chat, *, pointed_out: bool = False
    ) -> AccessRequested:
        """Ask the owner (by handle) for the use of their likeness.

        Raises:
            UnknownPerson: nobody, or nobody whom they may see. ThatIsYou, MessageTooLong, TooManyQuestions.
        """
        return await requesting.request_access(
            self._ports, person, owner, message, chat, pointed_out=pointed_out
        )

    async def answer_access(
        self, person: str, request: str, *, allow: bool, limits: Limits = UNLIMITED
    ) -> AccessChanged:
        """The owner's answer, and how far it goes; a second click repeats the first answer.

        Raises:
            UnknownRequest: not asked of this person, or lapsed. GrantOverAlready, YouBlockedThem.
        """
        return await granting.answer_access(self._ports, person, request, allow=allow, limits=limits)

    async def grant(
        self,
        person: str,
        friend: str,
        limits: Limits = UNLIMITED,
        of: str = "",
        *,
        pointed_out: bool = False,
    ) -> AccessChanged:
        """Let a friend (by handle) use my likeness, asked or unasked; other limits replace earlier ones.

        Raises:
            UnknownPerson, ThatIsYou, GrantOverAlready, YouBlockedThem.
        """
        return await granting.grant(self._ports, person, friend, limits, of, pointed_out=pointed_out)

    async def deny(
        self, person: str, friend: str, of: str = "", *, pointed_out: bool = False
    ) -> AccessChanged:
        """Say no to a friend's open question. What they are allowed already is `revoke`'s.

        Raises:
            UnknownPerson, ThatIsYou, NothingToDeny.
        """
        return await granting.deny(self._ports, person, friend, of, pointed_out=pointed_out)

    async def revoke(
        self, person: str, friend: str, of: str = "", *, pointed_out: bool = False
    ) -> AccessChanged:
        """Take it back: what that friend has with me and has not saved ends now.

        Clips in the making are stopped and their credits go back; a draft is destroyed with its key, and its
        maker is told. Clips that were saved stay until somebody in them deletes them.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await revoking.revoke(self._ports, person, friend, of, pointed_out=pointed_out)

    async def block(self, person: str, friend: str, *, pointed_out: bool = False) -> BlockChanged:
        """Keep somebody away: `revoke` for me and all my characters, and no question of theirs reaches me.

        Nothing tells them: they read and hear what a stranger would.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await blocking.block(self._ports, person, friend, pointed_out=pointed_out)

    async def unblock(self, person: str, friend: str, *, pointed_out: bool = False) -> BlockChanged:
        """Let somebody in again, as far as settings allow; what they were allowed before does not come back.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await blocking.unblock(self._ports, person, friend, pointed_out=pointed_out)

    async def preflight(self, person: str, request: MakeRequest) -> Preflight:
        """What `make` would do: price, place, who must agree, refusals (shown, not raised)."""
        return await making.preflight(self._ports, person, request)

    async def make(self, person: str, request: MakeRequest) -> ClipShown:
        """Make a clip: moderation, consent, price, hold, rows and the job, all or nothing.

        Raises:
            Refused: any of bot.errors, or of bot.script where the prompt cannot be read.
        """
        return await making.make(self._ports, person, request)

    async def propose(self, person: str, request: MakeRequest) -> Proposed:
        """Keep a request for an hour, and say what it would come to; nothing is held before `start`.

        With `remix_of` it is a changed copy: where it names nobody, everybody in that clip is in it.

        Raises:
            UnknownClip, BeingLookedAt, PromptGone: of the clip that it would change.
        """
        return await proposing.propose(self._ports, person, request)

    async def take_request(self, person: str, request: MakeRequest) -> RequestTaken:
        """Keep it where others read along: what it would come to is for `look`, and for who asks alone.

        Raises:
            UnknownClip, BeingLookedAt, PromptGone: as in `propose`.
        """
        return await proposing.take(self._ports, person, request)

    async def look(self, person: str, proposal: str, around: Surroundings | None = None) -> Proposed:
        """What a kept request would come to now. `around`: what the platform says now.

        Raises:
            UnknownProposal: not theirs, or it lapsed. ProposalTaken: it was started.
        """
        return await proposing.look(self._ports, person, proposal, around)

    async def start(self, person: str, proposal: str, around: Surroundings | None = None) -> ClipShown:
        """Make what was proposed, once: a second click shows what came of the first.

        Raises:
            UnknownProposal. Refused: as in `make`.
        """
        return await proposing.start(self._ports, person, proposal, around)

    async def drop(self, person: str, proposal: str) -> ProposalDropped:
        """Forget a kept request.

        Raises:
            UnknownProposal: not theirs, or gone. ProposalTaken: it was started.
        """
        return await proposing.drop(self._ports, person, proposal)

    async def again(self, person: str, clip: str, chat: Chat, around: Surroundings) -> Proposed:
        """Propose the same clip once more: to who made it, is in it, or is where it was posted.

        Raises:
            UnknownClip, BeingLookedAt, PromptGone.
        """
        return await proposing.again(self._ports, person, clip, chat, around)

    async def prompt_of(self, person: str, about: str) -> PromptShown:
        """How a clip that they may change, or a kept request of theirs, reads: by handles.

        Raises:
            UnknownClip, BeingLookedAt, PromptGone.
        """
        return await remixing.prompt_of(self._ports, person, about)

    async def prompt_at(self, person: str, platform: Platform, message_id: str) -> PromptShown:
        """The same for the clip that a message carries, or tells of.

        Raises:
            UnknownClip, BeingLookedAt, PromptGone.
        """
        return await remixing.prompt_at(self._ports, person, platform, message_id)

    async def remix(self, person: str, about: str, request: MakeRequest) -> Proposed:
        """Put other words in the place of a kept request's, or propose a changed copy of a clip.

        Raises:
            UnknownClip, ProposalTaken, BeingLookedAt, PromptGone.
        """
        return await proposing.remix(self._ports, person, about, request)

    async def castable(self, person: str, chat: Chat, typed: str = "") -> tuple[Handle, ...]:
        """Whom they may cast in a chat, by handles that begin like `typed`; at most 25, their own first."""
        return await castable.castable(self._ports, person, chat, typed)

    async def names_in(self, person: str, chat: Chat, text: str) -> Mapping[str, Handle]:
        """Names in a text, as written -> handle, of those whom they may cast in a chat."""
        return await castable.names_in(self._ports, person, chat, text)

    async def known_as(self, person: str, chat: Chat, usernames: Collection[str]) -> Mapping[str, Handle]:
        """Whom a platform's own names mean, as written -> handle; the platform is the chat's.

        Found are people seen in the place of that chat, who are known to be there, and whomever they may see.
        """
        return await usernaming.known_as(self._ports, person, chat, usernames)

    async def accounts_named(self, person: str, proposal: str) -> tuple[Account, ...]:
        """Whom a kept request of theirs names besides them, so that the platform can be asked who is there.

        Whoever is goes to `pointed_out`, whoever is not to `left`.
        """
        return await presence.accounts_named(self._ports, person, proposal)

    async def offered(self, person: str, text: str, chat: Chat, around: Surroundings) -> Offered:
        """What can be made of a text that they still write; of no text, finished clips of theirs to send.

        Nothing is kept, and none of their words is judged. Reasons are as private as a refusal's.

        Raises:
            TooManyCommands: it is one too many for now.
        """
        return await choosing.offered(self._ports, person, text, chat, around)

    async def choose(self, person: str, choice: Choice, spot: Spot) -> Chosen:
        """Make what they chose, once for each `choice.key`; its message goes on to tell how that stands.

        Raises:
            Refused: as in `make`. ChoiceOver: it means nobody any more.
        """
        return await choosing.choose(self._ports, person, choice, spot)

    async def tell_why(self, person: str, refusals: Refusals, chat: Chat) -> None:
        """Have it said to them alone why what they asked for in a chat was refused."""
        await choosing.tell_why(self._ports, person, refusals, chat)

    async def sent_by_maker(self, person: str, clip: str, spot: Spot) -> None:
        """They sent a finished clip that was `offered`; the message comes down with it like every other.

        Raises:
            Refused: as in `share`; the message is to be taken down.
        """
        await resending.sent(self._ports, person, clip, spot)

    async def cancel(self, person: str, clip: str) -> ClipShown:
        """The maker no longer wants it; the credits go back.

        Raises:
            UnknownClip, CannotCancel.
        """
        return await making.cancel(self._ports, person, clip)

    async def clip(self, person: str, clip: str) -> ClipShown:
        """How a clip stands, for its maker and those who appear in it.

        Raises:
            UnknownClip.
        """
        return await viewing.clip(self._ports, person, clip)

    async def clips(self, person: str) -> ClipsShown:
        """The newest clips they asked for."""
        return await viewing.clips(self._ports, person)

    async def clip_page(self, person: str, which: Which, page: int = 0, size: int = 4) -> ClipPage:
        """One page (from 0) of the clips they made, or that they are in: those in the making, or finished."""
        return await browsing.page(self._ports, person, which, page, size)

    async def clip_home(self, person: str, clip: str) -> Chat:
        """Where a clip of theirs was asked for.

        Raises:
            UnknownClip.
        """
        return await sharing.home(self._ports, person, clip)

    async def share(self, person: str, clip: str, chat: Chat, around: Surroundings) -> ShareTaken:
        """The maker posts a finished clip in a conversation; consent is decided anew for that place.

        Raises:
            UnknownClip: not theirs. CannotShare, SharedAlready, BeingLookedAt: the clip.
            OutsideWhatTheyAllow, or whatever else those in it or the place say.
        """
        return await sharing.share(self._ports, person, clip, chat, around)

    async def decide(self, person: str, clip: str, *, approve: bool) -> ApprovalTaken:
        """Yes or no to a clip I appear in ("": the one that waits longest).

        The first decision stands; a second click is told so.

        Raises:
            NotAskedToApprove.
        """
        return await approving.decide(self._ports, person, clip, approve=approve)

    async def keep(self, person: str, clip: str) -> ClipKept:
        """Save a draft.

        Raises:
            UnknownClip, CannotKeep.
        """
        return await viewing.keep(self._ports, person, clip)

    async def delete(self, person: str, clip: str) -> ClipGone:
        """Delete a clip that I made or appear in, at any time: its key and its files are destroyed.

        Raises:
            UnknownClip.
        """
        return await viewing.delete(self._ports, person, clip)

    async def fetch(self, person: str, clip: str, kind: FileKind) -> bytes:
        """The decrypted file (MP4 or PNG), for who may see it at this moment; each use is written down.

        Raises:
            UnknownClip, NotAgreedYet, NothingToSee, FilesUnavailable.
        """
        return await fetching.fetch(self._ports, person, clip, kind)

    async def preview(self, person: str, clip: str) -> bytes | None:
        """A frame of a clip of theirs that is being rendered (JPEG, at most 24 kB), None where there is none.

        There is none while anybody else in it, moderation or operators have a say; decided at each look.

        Raises:
            UnknownClip: it is not theirs.
        """
        return await previewing.preview(self._ports, person, clip)

    async def fetch_fitting(self, person: str, clip: str, limit_bytes: int) -> ClipFile:
        """The film for who may see it at this moment, at most so large: the clip, else its smaller version.

        Each use is written down, as by `fetch`.

        Raises:
            TooLargeToPost: neither fits. UnknownClip, NotAgreedYet, NothingToSee, BeingLookedAt,
            FilesUnavailable.
        """
        return await fetching.fetch_fitting(self._ports, person, clip, limit_bytes)

    async def uploaded(self, person: str, clip: str, platform: Platform, limit_bytes: int) -> Uploaded | None:
        """The same film as `fetch_fitting`'s, where the platform keeps it already; None: fetch and send it.

        Where the platform keeps the clip itself, that is what comes, however large.

        Raises:
            As `fetch_fitting`, but for FilesUnavailable.
        """
        return await uploading.uploaded(self._ports, person, clip, platform, limit_bytes)

    async def link(self, person: str, clip: str) -> str | None:
        """An address at which the whole film of a clip can be watched for a while; None where there are none.

        Whoever has the address can watch, as long as this person may. That it was made is written down.

        Raises:
            UnknownClip, NotAgreedYet, NothingToSee, BeingLookedAt.
        """
        return await linking.link(self._ports, person, clip)

    async def ledger(self, person: str, page: int = 0, size: int = 100) -> LedgerShown:
        """What moved and what can be spent. `page`: from 0, of so many entries (1 to 100)."""
        return await reading.ledger(self._ports, person, page, size)

    def packs(self) -> PacksShown:
        """What can be bought here."""
        return buying.packs(self._ports)

    async def purchase(
        self, person: str, pack: str, charge_id: str, platform: Platform, *, unasked: bool = False
    ) -> CreditsBought:
        """Credit a pack (by name) that the platform says is paid; once for each of its charges.

        unasked: nobody waits for the answer, so the buyer is told by a message of its own.

        Raises:
            UnknownPack, ChargeOfAnother.
        """
        return await buying.purchase(self._ports, person, pack, charge_id, platform, unasked=unasked)

    async def subscribe(
        self, person: str, pack: str, charge_id: str, *, platform: Platform, term: Term
    ) -> CreditsBought:
        """Begin a subscription to the pro plan (a pack with months, by name) that the platform says is paid.

        Once for each of its charges. Each month brings its credits as it begins; the buyer is told by a
        message of its own.

        Raises:
            UnknownPack, ChargeOfAnother, SubscriptionOver.
        """
        return await subscribing.subscribe(self._ports, person, pack, charge_id, platform=platform, term=term)

    async def follow_subscription(self, platform: Platform, charge_id: str, term: Term) -> bool:
        """What the platform says of a subscription now: renewed, ending or ended. False: not known here."""
        return await subscribing.follow(self._ports, platform, charge_id, term)

    async def is_credited(self, platform: Platform, charge_id: str) -> bool:
        """Whether a charge was credited here before, to whomever."""
        return await subscribing.is_known(self._ports, platform, charge_id)

    async def payment_returned(self, platform: Platform, charge_id: str) -> CreditsReversed | None:
        """The platform gave a payment back by itself: what it had brought goes, as far as it is still there.

        Once. None where nothing was credited for it. A subscription is over with it.
        """
        return await buying.returned(self._ports, platform, charge_id)

    async def offer(self, person: str, account: Account, pack: str) -> Offer:
        """Offer a pack (by name) for Stars, to be paid once by this account; the offer stands for a day.

        Raises:
            UnknownPack: it is not sold for Stars. AlreadySubscribed. InviteNeeded and the like, Suspended,
            Banned: credits would be of no use to them.
        """
        return await offering.offer(self._ports, person, account, pack)

    async def check_offer(self, person: str, offer: str, stars: int, currency: str) -> Offer:
        """Whether this person may pay it now.

        Raises:
            OfferOver: it lapsed, was paid, or is somebody else's. OfferChanged: of another price, or the pack
            is. AlreadySubscribed. InviteNeeded and the like, Suspended, Banned.
        """
        return await offering.check(self._ports, person, offer, stars, currency)

    async def paid(self, platform: Platform, payment: Payment) -> CreditsBought:
        """Credit what was offered for a payment that the platform tells of, once for each of its charges.

        The buyer is told by a message of its own.

        Raises:
            UnknownOffer, AccountErased: nothing can be credited, so the money has to go back.
            ChargeOfAnother: it was credited for something else.
        """
        return await paying.paid(self._ports, platform, payment)

    async def credited(self, platform: Platform, charges: list[str]) -> set[str]:
        """Those of a platform's charges that were credited for an offer or a pack, to whomever."""
        return await paying.credited(self._ports, platform, charges)

    async def renewal(self, person: str) -> Renewal | None:
        """The month that this person pays for again and again, where they do."""
        return await offering.renewal(self._ports, person)

    async def end_renewal(self, person: str) -> PlanChanged:
        """Nobody pays for the month again; what is paid stays. The platform is told of it (`to_end`).

        Raises:
            NotSubscribed.
        """
        return await offering.end_renewal(self._ports, person)

    async def renewals_to_end(self, platform: Platform, limit: int = 20) -> list[Renewal]:
        """What a platform is to be told that nobody pays for again; then `renewal_ended`."""
        return await offering.to_end(self._ports, platform, limit)

    async def renewal_ended(self, offer: str) -> None:
        """The platform knows."""
        await offering.ended(self._ports, offer)

    async def ask_about_payment(self, person: str, text: str) -> PaymentQuestionTaken:
        """Ask the people who run the service about a payment.

        Raises:
            MessageTooLong, TooManyAttempts.
        """
        return await questions.ask(self._ports, person, text)

    async def bookmark(self, platform: Platform, name: str, place: int | None = None) -> int:
        """How far a list of a platform's was looked through; `place` notes that it was so far, at least."""
        return await paying.bookmark(self._ports, platform, name, place)

    async def reverse_purchase(self, platform: Platform, charge_id: str) -> CreditsReversed:
        """Take back what a charge had brought, once: the platform gave the payment back.

        Raises:
            UnknownCharge. AlreadySpent: too few credits are left; operators can take what is left.
        """
        return await buying.reverse(self._ports, platform, charge_id)

    async def gift(
        self, person: str, friend: str, amount: int, message: str = "", key: str | None = None
    ) -> GiftSent:
        """Give credits to a friend (by handle) who allows the giver; `key` as in MakeRequest.

        Raises:
            NothingToGive, MessageTooLong, UnknownPerson, ThatIsYou, OutsideWhatTheyAllow, GivenEnoughToday,
            TooLittleToGive.
        """
        return await crediting.gift(self._ports, person, friend, amount, message=message, key=key)

    async def invite(self, person: str) -> InviteMade:
        """Make a code that lets one friend in; it is shown this once.

        Raises:
            OpenToAll, TooManyInvites.
        """
        return await admission.invite(self._ports, person)

    async def redeem(self, person: str, code: str) -> Admitted:
        """Come in by a code.

        Raises:
            InviteUnknown: it is wrong, used up or over. AlreadyIn, TooManyAttempts.
        """
        return await admission.redeem(self._ports, person, code)

    async def waitlist(self, person: str) -> WaitlistShown:
        """Wait in line, or see the place in it.

        Raises:
            AlreadyIn, NothingToWaitFor.
        """
        return await admission.waitlist(self._ports, person)

    async def receipts(self, person: str) -> ReceiptsShown:
        """The newest that the audit trail says of them."""
        return await auditing.receipts(self._ports, person)

    async def export_receipts(self, person: str) -> bytes:
        """All that the audit trail says of them, as JSON lines with the hashes that prove it."""
        return await auditing.export(self._ports, person)

    async def offer_report(self, person: str, clip: str) -> ReportOffered:
        """Ask what is wrong with a clip.

        Raises:
            UnknownClip: not theirs, they are not in it, and it was not posted where they are.
        """
        return await reporting.offer(self._ports, person, clip)

    async def offer_report_at(self, person: str, platform: Platform, message_id: str) -> ReportOffered:
        """Ask what is wrong with the clip that a message carries, or tells of.

        Raises:
            UnknownClip: none, or as above.
        """
        return await reporting.offer_at(self._ports, person, platform, message_id)

    async def report(
        self,
        person: str,
        *,
        clip: str = "",
        handle: str = "",
        kind: ReportKind,
        text: str = "",
        pointed_out: bool = False,
    ) -> ReportTaken:
        """Tell operators that a clip, or else a person (by handle), breaks the rules.

        Who appears in a clip hides it by reporting it, or ends it where it is not out yet.

        Raises:
            UnknownClip, UnknownPerson, CannotReportYourself, MessageTooLong, TooManyAttempts.
        """
        if clip:
            return await reporting.report_clip(self._ports, person, clip, kind, text)
        return await reporting.report_person(self._ports, person, handle, kind, text, pointed_out=pointed_out)

    async def standing(self, person: str) -> StandingShown:
        """Their strikes and penalties."""
        return await penalising.standing(self._ports, person)

    async def appeal(self, person: str, penalty: str, text: str) -> AppealTaken:
        """Ask operators to look at a penalty again; "": the gravest one that holds.

        Raises:
            NothingToAppeal, AppealedAlready, MessageTooLong, TooManyAttempts.
        """
        return await appealing.appeal(self._ports, person, penalty, text)

    def help(self) -> HelpShown:
        """What can be said here."""
        return HelpShown()

    async def create_character(self, person: str, asked: NewCharacter, chat: Chat) -> CharacterTaken:
        """Set up a character that is not a person, from pictures; CharacterReady or CharacterRefused follow.

        Raises:
            HandleUnusable, HandleTaken, PicturesNeeded, TooManyPictures, PictureTooLarge, TooManyCharacters,
            LicenceNeeded, AttributionNeeded, AttributionTooLong: the request.
            FilesUnavailable, QueueUnavailable: the house.
        """
        return await setting_up.create(self._ports, person, asked, chat)

    async def renew_character(
        self, person: str, handle: str, pictures: Sequence[bytes], chat: Chat
    ) -> CharacterTaken:
        """Give a character of mine other pictures.

        Raises:
            UnknownCharacter, PicturesNeeded, TooManyPictures, PictureTooLarge, PicturesRunning: the request.
            FilesUnavailable, QueueUnavailable: the house.
        """
        return await setting_up.renew(self._ports, person, handle, pictures, chat)

    async def characters(self, person: str) -> CharactersShown:
        """My characters."""
        return await keeping.shown(self._ports, person)

    async def rename_character(self, person: str, handle: str, to: str) -> CharacterRenamed:
        """Call a character of mine something else.

        Raises:
            UnknownCharacter, HandleUnusable, HandleTaken.
        """
        return await keeping.rename(self._ports, person, handle, to)

    async def offer_character_removal(self, person: str, handle: str) -> CharacterRemovalOffered:
        """Say what would be destroyed with a character of mine.

        Raises:
            UnknownCharacter.
        """
        return await keeping.offer_removal(self._ports, person, handle)

    async def delete_character(self, person: str, handle: str) -> CharacterGone:
        """Destroy a character of mine: its key first, then its files, and every clip that it is in.

        Raises:
            UnknownCharacter.
        """
        return await keeping.remove(self._ports, person, handle)

    async def erase(self, person: str) -> PersonErased:
        """Destroy all of theirs: keys first, then files; what remains of rows names nobody."""
        return await erasing.erase(self._ports, person)

    async def place_rules(self, person: str, chat: Chat, around: Surroundings) -> PlaceRulesShown:
        """What holds in the place of a chat.

        Raises:
            AdministratorsOnly: here and below, the platform does not say that they administer the place.
        """
        return await governing.shown(self._ports, person, chat, around)

    async def rule_place(
        self, person: str, chat: Chat, around: Surroundings, change: RuleChange
    ) -> PlaceRulesShown:
        """Decide one thing for the place of a chat.

        Raises:
            AdministratorsOnly, TooManyChosen, CapOutOfRange, UnusableLanguage.
        """
        return await governing.change(self._ports, person, chat, around, change)

    async def set_channel_defaults(
        self,
        person: str,
        chat: Chat,
        around: Surroundings,
        *,
        channel: str,
        usual: ChannelDefaults,
        anew: bool = False,
    ) -> PlaceRulesShown:
        """Say what is usual in one chat (`channel`) of the place; `anew` forgets what was usual before.

        Raises:
            AdministratorsOnly, UnusableLength, NoSuchChannel.
        """
        return await governing.set_usual(
            self._ports, person, chat, around, channel=channel, usual=usual, anew=anew
        )

    async def export_place(
        self, person: str, chat: Chat, around: Surroundings, days: int = 30
    ) -> PlaceExport:
        """What was made and decided in the place of a chat, as JSON lines.

        Raises:
            AdministratorsOnly, UnusableDays, ExportTooLarge.
        """
        return await exporting_places.export(self._ports, person, chat, around, days)

    async def language_of(self, chat: Chat) -> str | None:
        """The tag of the language in which everybody in a place is spoken to; None: each in their own."""
        return await ruling.language_of(self._ports, chat)

    async def follow(self, token: str) -> bytes:
        """The film (MP4) behind the address that `link` made.

        Raises:
            UnknownLink: there is no such address, it has lapsed, or nothing is to be seen there any more.
            FilesUnavailable.
        """
        return await linking.follow(self._ports, token)

    async def take_outcomes(self) -> int:
        """One look at every unfinished job; returns how many brought news. Safe to repeat and to kill."""
        return await outcomes.take_outcomes(self._ports)

    async def sweep(self) -> int:
        """Do whatever has come due; returns how many things. Safe to repeat and to kill."""
        return await sweeper.sweep(self._ports)

    async def due_deliveries(self, platform: Platform, limit: int = 20) -> list[Delivery]:
        """What is to be said there next, oldest first; each is marked `sending` and handed out once."""
        return await outbox.due(self._ports, platform, limit)

    async def wait_for_news(self, platform: Platform, timeout_s: float, who: str = "poster") -> None:
        """Return when there may be something to say, take down or show there, or after `timeout_s` seconds.

        `who` names one of those who wait within this process: each hears of everything since it waited last.
        What comes of time alone (a place in the queue, a deadline) calls nobody, so look after each return.
        """
        await self._ports.wakeups.wait(platform.value, who, timeout_s)

    async def proposal_posted(self, proposal: str, message_id: str) -> None:
        """A message tells of a kept request; it goes on to tell of its render."""
        await proposing.posted(self._ports, proposal, message_id)

    async def due_statuses(self, platform: Platform, limit: int = 20) -> list[StatusDue]:
        """Messages about renders there that have something else to say, each handed out to one process.

        None comes again within 2 s (on Telegram 3 s) of `status_told`, and what it says then is the latest.
        One that nobody gave back comes again after 30 s, unless it was to be posted: nobody knows whether it
        was.
        """
        return await statuses.due(self._ports, platform, limit)

    async def status_told(self, status: StatusDue, message_id: str) -> None:
        """The message says so now."""
        await statuses.told(self._ports, status, message_id)

    async def status_put_back(self, clip: str) -> None:
        """It was certainly not posted or edited, and can be soon."""
        await statuses.put_back(self._ports, clip)

    async def status_lost(self, clip: str) -> None:
        """The message is gone, or cannot be posted or edited; it is not tried again."""
        await statuses.lost(self._ports, clip)

    async def mark_sent(self, delivery: str, message_id: str) -> None:
        """It was said; `message_id` is the platform's."""
        await outbox.mark_sent(self._ports, delivery, message_id)

    async def due_takedowns(self, platform: Platform, limit: int = 20) -> list[Takedown]:
        """Messages there that carry the file of a clip that has ended, the oldest first.

        Each is offered until it was marked by one of the next two; removing one twice does no harm.
        """
        return await taking_down.due(self._ports, platform, limit)

    async def remember_upload(
        self, clip: str, platform: Platform, upload: Uploaded, message_id: str | None = None
    ) -> None:
        """A platform keeps a clip's film; `message_id`: the message that was posted only for that."""
        await uploading.remember(self._ports, clip, platform, upload, message_id)

    async def upload_lost(self, clip: str, platform: Platform, file_id: str) -> None:
        """The platform does not know a film by that name any more; it is to be sent anew."""
        await uploading.lost(self._ports, clip, platform, file_id)

    async def mark_taken_down(self, delivery: str) -> None:
        """The message is gone there."""
        await taking_down.mark(self._ports, delivery, gone=True)

    async def mark_take_down_failed(self, delivery: str) -> None:
        """The platform does not remove it: it is too old, or the bot may not. It is not offered again."""
        await taking_down.mark(self._ports, delivery, gone=False)

    async def mark_called(self, delivery: str, message_id: str) -> None:
        """They take no direct messages and were called in the delivery's `room` instead."""
        await arriving.mark_called(self._ports, delivery, message_id)

    async def mark_hindered(self, delivery: str, why: Hindrance) -> None:
        """The platform does not take it: what was for a room is owed to them alone instead.

        What was to be said to them alone waits until they come by; see `unread`.
        """
        await arriving.mark_hindered(self._ports, delivery, why)

    async def mark_over(self, delivery: str) -> None:
        """There is nothing to show any more: its clip ended while it was on its way."""
        await outbox.mark_over(self._ports, delivery)

    async def put_back(self, delivery: str) -> None:
        """It was certainly not said, since the platform is away; it is due again."""
        await outbox.put_back(self._ports, delivery)

    async def mark_unknown(self, delivery: str) -> None:
        """Nobody knows whether it was said; they are asked, and it is never repeated by itself."""
        await arriving.mark_unknown(self._ports, delivery)

    async def doubtful(self, delivery: str) -> Delivery | None:
        """An `unknown` one as it was to be said, to look whether it was; None: that is known by now."""
        return await arriving.doubtful(self._ports, delivery)

    async def mark_found(self, delivery: str, messages: Sequence[str]) -> bool:
        """An `unknown` one was said: it is one of these messages. False where all of them are others."""
        return await arriving.mark_found(self._ports, delivery, messages)

    async def send_again(self, person: str, delivery: str) -> SentAgain:
        """The person owed it asks for an `unknown` one again.

        Raises:
            UnknownMessage: it is not theirs, or over.
        """
        return await arriving.send_again(self._ports, person, delivery)

    async def unread(self, person: str) -> UnreadShown | None:
        """What waits for them because they could not be reached; None: nothing."""
        return await arriving.unread(self._ports, person)

    async def read(self, person: str, delivery: str) -> AnyNotice:
        """A notice that waits for them, or that they were called for in a room.

        Raises:
            UnknownMessage: it is not theirs, or over.
        """
        return await arriving.read(self._ports, person, delivery)

    async def unanswered(self, platform: Platform, limit: int = 100) -> list[Unanswered]:
        """Questions that stand in messages there: an answer given while nobody listened is looked for."""
        return await unanswered.unanswered(self._ports, platform, limit)

    async def calls(self, person: str, subject: str) -> list[str]:
        """Messages in rooms that call this person to answer about a clip or a request (`subject`)."""
        return await unanswered.calls(self._ports, person, subject)

    async def posted(self, account: Account, message_id: str) -> Posted | None:
        """What a posted message said to this account; None: nothing, or it was for somebody else."""
        return await arriving.posted(self._ports, account, message_id)
