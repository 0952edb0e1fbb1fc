"""The use cases: one method for each thing a person can ask for, each in one transaction.

`person` is always the id of who asks (from `person_for`). A method that cannot do what is asked raises
`bot.errors.Refused` and has changed nothing.
"""

from bot import outcomes, sweeper
from bot.consent import ApprovalMode, Usage
from bot.notices import (
    AccessChanged,
    AccessRequested,
    Admitted,
    ApprovalTaken,
    ChallengeIssued,
    ClipGone,
    ClipKept,
    ClipShown,
    ClipsShown,
    CreditsBought,
    CreditsReversed,
    GiftSent,
    HelpShown,
    InviteMade,
    LedgerShown,
    PacksShown,
    PersonErased,
    Preflight,
    ReceiptsShown,
    RecordingTaken,
    SettingsShown,
    WaitlistShown,
)
from bot.people import Account, Chat, Platform
from bot.ports import Ports
from bot.requests import Delivery, FileKind, MakeRequest, PersonView, Takedown
from bot.use_cases import (
    access,
    admission,
    approving,
    auditing,
    buying,
    crediting,
    enrolling,
    erasing,
    joining,
    making,
    outbox,
    taking_down,
    viewing,
)


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

    async def begin_enrolment(self, person: str, *, agreed: bool) -> ChallengeIssued:
        """Issue a challenge: random, bound to the person, good once and for ten minutes.

        Raises:
            AgreementNeeded: they did not explicitly agree.
        """
        return await enrolling.begin(self._ports, person, agreed=agreed)

    async def submit_recording(
        self, person: str, challenge: str | None, footage: bytes, chat: Chat, *, unverified: bool = False
    ) -> RecordingTaken:
        """Seal a recording and have it analysed; the answer comes as LikenessReady or LikenessRefused.

        Raises:
            ChallengeOver, ChallengeNeeded, RecordingEmpty, RecordingTooLarge, EnrolmentRunning: the request.
            FilesUnavailable, QueueUnavailable: the house.
        """
        return await enrolling.submit(self._ports, person, challenge, footage, chat, unverified=unverified)

    async def settings(self, person: str) -> SettingsShown:
        """What they allow."""
        return await access.settings(self._ports, person)

    async def set_usage(self, person: str, usage: Usage) -> SettingsShown:
        """Who may use my likeness. A clip in the making that it no longer allows ends before it is shown."""
        return await access.set_usage(self._ports, person, usage)

    async def set_approval(self, person: str, mode: ApprovalMode) -> SettingsShown:
        """Whether a friend's clip waits for my yes."""
        return await access.set_approval(self._ports, person, mode)

    async def add_boundary(self, person: str, text: str) -> SettingsShown:
        """What I do not want to be shown in, in my own words.

        Raises:
            BoundaryEmpty, BoundaryTooLong, TooManyBoundaries.
        """
        return await access.add_boundary(self._ports, person, text)

    async def remove_boundary(self, person: str, boundary: str) -> SettingsShown:
        """Take a boundary away, by id.

        Raises:
            UnknownBoundary.
        """
        return await access.remove_boundary(self._ports, person, boundary)

    async def request_access(self, person: str, owner: str, message: str, chat: Chat) -> AccessRequested:
        """Ask the owner (by handle) for the use of their likeness.

        Raises:
            UnknownPerson, ThatIsYou, MessageTooLong.
        """
        return await access.request_access(self._ports, person, owner, message, chat)

    async def answer_access(self, person: str, request: str, *, allow: bool) -> AccessChanged:
        """The owner's answer; a second click repeats the first answer.

        Raises:
            UnknownRequest: not asked of this person, or lapsed.
        """
        return await access.answer_access(self._ports, person, request, allow=allow)

    async def grant(self, person: str, friend: str) -> AccessChanged:
        """Let a friend (by handle) use my likeness, unasked.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await access.grant(self._ports, person, friend)

    async def revoke(self, person: str, friend: str) -> AccessChanged:
        """Take it back: what that friend has in the making with me ends now, its credits go back to them.

        Raises:
            UnknownPerson, ThatIsYou.
        """
        return await access.revoke(self._ports, person, friend)

    async def preflight(self, person: str, request: MakeRequest) -> Preflight:
        """What `make` would do: price, place, who must agree, refusals (shown, not raised)."""
        return await making.preflight(self._ports, person, request)

    async def make(self, person: str, request: MakeRequest) -> ClipShown:
        """Make a clip: moderation, consent, price, hold, rows and the job, all or nothing.

        Raises:
            Refused: any of bot.errors, or of bot.script where the prompt cannot be read.
        """
        return await making.make(self._ports, person, request)

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
        return await viewing.fetch(self._ports, person, clip, kind)

    async def ledger(self, person: str) -> LedgerShown:
        """What moved and what can be spent."""
        return await viewing.ledger(self._ports, person)

    def packs(self) -> PacksShown:
        """What can be bought here."""
        return buying.packs(self._ports)

    async def purchase(self, person: str, pack: str, charge_id: str, platform: Platform) -> CreditsBought:
        """Credit a pack (by name) that the platform says is paid; once for each of its charges.

        Raises:
            UnknownPack, ChargeOfAnother.
        """
        return await buying.purchase(self._ports, person, pack, charge_id, platform)

    async def reverse_purchase(self, platform: Platform, charge_id: str) -> CreditsReversed:
        """Take back what a charge had brought, once: the platform gave the payment back.

        Raises:
            UnknownCharge. AlreadySpent: too few credits are left; operators can take what is left.
        """
        return await buying.reverse(self._ports, platform, charge_id)

    async def gift(
        self, person: str, friend: str, amount: int, message: str = "", key: str | None = None
    ) -> GiftSent:
        """Give credits to a friend (by handle) who lets the giver see them; `key` as in MakeRequest.

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

    def help(self) -> HelpShown:
        """What can be said here."""
        return HelpShown()

    async def erase(self, person: str) -> PersonErased:
        """Destroy all of theirs: keys first, then files; what remains of rows names nobody."""
        return await erasing.erase(self._ports, person)

    async def take_outcomes(self) -> int:
        """One look at every unfinished job; returns how many brought news. Safe to repeat and to kill."""
        return await outcomes.take_outcomes(self._ports)

    async def sweep(self) -> int:
        """Do whatever has come due; returns how many things. Safe to repeat and to kill."""
        return await sweeper.sweep(self._ports)

    async def due_deliveries(self, platform: Platform, limit: int = 20) -> list[Delivery]:
        """What is to be said there next, oldest first; each is marked `sending` and handed out once."""
        return await outbox.due(self._ports, platform, limit)

    async def mark_sent(self, delivery: str, message_id: str) -> None:
        """It was said; `message_id` is the platform's."""
        await outbox.mark_sent(self._ports, delivery, message_id)

    async def due_takedowns(self, platform: Platform, limit: int = 20) -> list[Takedown]:
        """Messages there that carry the file of a clip that has ended, the oldest first.

        Each is offered until it was marked by one of the next two; removing one twice does no harm.
        """
        return await taking_down.due(self._ports, platform, limit)

    async def mark_taken_down(self, delivery: str) -> None:
        """The message is gone there."""
        await taking_down.mark(self._ports, delivery, gone=True)

    async def mark_take_down_failed(self, delivery: str) -> None:
        """The platform does not remove it: it is too old, or the bot may not. It is not offered again."""
        await taking_down.mark(self._ports, delivery, gone=False)

    async def mark_unknown(self, delivery: str) -> None:
        """Nobody knows whether it was said; it is never repeated by itself."""
        await outbox.mark_unknown(self._ports, delivery)

    async def send_again(self, person: str, delivery: str) -> None:
        """The person owed it asks for an `unknown` one again."""
        await outbox.send_again(self._ports, person, delivery)
