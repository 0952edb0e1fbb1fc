"""What operators can do: one method for each thing, each in one transaction and written down.

`operator` is a name for the audit trail: the system's user at a terminal, a person's handle elsewhere.
"""

from datetime import datetime

from bot.audit_chain import Chain
from bot.cases import AccountCase, AppealCase, HeldCase, PaymentCase, ReportCase
from bot.clips import Tier
from bot.costs import Cost
from bot.explanations import ClipExplanation, Explanation
from bot.notices import CreditsReversed, LicenceDecided, PlanChanged
from bot.offers import Returnable
from bot.penalties import AppealState
from bot.people import Platform
from bot.ports import Ports
from bot.reports import ReportState
from bot.use_cases.characters import keeping
from bot.use_cases.consents import auditing, explaining
from bot.use_cases.consents.explaining import Question
from bot.use_cases.credits import buying, costing, crediting, paying, questions
from bot.use_cases.credits.crediting import Account
from bot.use_cases.people import admission, closing
from bot.use_cases.people.admission import Invite
from bot.use_cases.safety import appealing, deciding, holding, penalising


class Desk:
    """The service as its operators see it."""

    def __init__(self, ports: Ports) -> None:
        """Everything outside comes through `ports`."""
        self._ports = ports

    async def verify_audit(self, expected: str | None = None) -> Chain:
        """Prove that the audit trail is whole; `expected` is a head noted earlier.

        Raises:
            bot.audit_chain.BrokenChainError: it was changed; says where.
        """
        return await auditing.verify(self._ports, expected)

    async def export_audit(self, operator: str, handle: str) -> bytes:
        """Export what the audit trail says of a person, as JSON lines; written down.

        Raises:
            UnknownPerson.
        """
        return await auditing.export_for(self._ports, operator, handle)

    async def confirm_licence(self, operator: str, handle: str, *, confirmed: bool) -> LicenceDecided:
        """Let a licensed character be used, or not any more; its owner is told.

        Raises:
            UnknownPerson: no licensed character is called so.
        """
        return await keeping.confirm_licence(self._ports, operator, handle, confirmed=confirmed)

    async def explain(self, operator: str, asked: Question) -> Explanation:
        """What would be decided if a maker asked for an owner now; written down.

        Raises:
            UnknownPerson. Refused: the prompt cannot be read.
        """
        return await explaining.explain(self._ports, operator, asked)

    async def explain_clip(self, operator: str, clip: str) -> ClipExplanation:
        """The receipts of what a clip rested on; written down.

        Raises:
            UnknownClip.
        """
        return await explaining.explain_clip(self._ports, operator, clip)

    async def make_invite(self, operator: str, quota: int, days: float | None = None) -> tuple[str, Invite]:
        """Make a code for `quota` people, good for `days` (default: the setting); the code is shown once."""
        return await admission.make_invite(self._ports, operator, quota, days)

    async def invites(self) -> list[Invite]:
        """Every invite, the newest first; codes are kept nowhere."""
        return await admission.invites(self._ports)

    async def withdraw_invite(self, operator: str, invite: str) -> Invite:
        """Let a code admit nobody more.

        Raises:
            UnknownInvite.
        """
        return await admission.withdraw(self._ports, operator, invite)

    async def waitlist(self) -> list[tuple[str, datetime]]:
        """Who waits (handle) and since when, the first in line first."""
        return await admission.line(self._ports)

    async def admit(self, operator: str, who: int | str) -> list[str]:
        """Let the first n in line in, or one person by handle, and tell them; returns who came in.

        Raises:
            UnknownPerson.
        """
        if isinstance(who, int):
            return await admission.admit_next(self._ports, operator, who)
        return await admission.admit(self._ports, operator, who)

    async def credits(self, operator: str, handle: str) -> Account:
        """A person's plan, credits and newest movements; that it was looked at is written down.

        Raises:
            UnknownPerson.
        """
        return await crediting.account(self._ports, operator, handle)

    async def grant_credits(self, operator: str, handle: str, amount: int, note: str = "") -> int:
        """Give credits and tell the person; returns what they can spend now.

        Raises:
            UnknownPerson, NothingToGive.
        """
        return await crediting.grant(self._ports, operator, handle, amount, note)

    async def refund(self, operator: str, clip: str, note: str = "") -> int:
        """Give back what a delivered clip had cost, once, and tell its maker; returns the credits.

        Raises:
            UnknownClip, NothingPaid.
        """
        return await crediting.refund(self._ports, operator, clip, note)

    async def reverse_purchase(
        self, operator: str, platform: Platform, charge_id: str, *, force: bool = False
    ) -> CreditsReversed:
        """Take back what a charge had brought, once; `force` takes what is left where that is less.

        Raises:
            UnknownCharge, AlreadySpent.
        """
        return await buying.reverse(self._ports, platform, charge_id, operator=operator, force=force)

    async def returnable(self, platform: Platform, charge_id: str, *, force: bool = False) -> Returnable:
        """A payment that can be given back; the platform does that, and `reverse_purchase` follows.

        Raises:
            UnknownCharge, AlreadySpent.
        """
        return await paying.returnable(self._ports, platform, charge_id, force=force)

    async def payment_questions(self, operator: str, *, answered: bool = False) -> list[PaymentCase]:
        """Questions about payments, the oldest first, without being written down."""
        del operator
        return await questions.questions(self._ports, answered=answered)

    async def payment_question(self, operator: str, question: str) -> PaymentCase:
        """One question with all that its asker paid for; written down.

        Raises:
            UnknownQuestion.
        """
        return await questions.show(self._ports, operator, question)

    async def answer_payment_question(self, operator: str, question: str, text: str) -> PaymentCase:
        """Answer one, once; who asked is told.

        Raises:
            UnknownQuestion: there is none, or it was answered.
        """
        return await questions.answer(self._ports, operator, question, text)

    async def set_plan(self, operator: str, handle: str, plan: Tier, months: int = 1) -> PlanChanged:
        """Give months of the pro plan with their allowance, or end it now (`standard`).

        Raises:
            UnknownPerson.
        """
        return await buying.set_plan(self._ports, operator, handle, plan, months)

    async def costs(self, days: float = 30.0) -> list[Cost]:
        """What rendering cost in that time, by renderer and frame size, measured."""
        return await costing.costs(self._ports, days)

    async def reports(self, operator: str, state: ReportState | None = ReportState.OPEN) -> list[ReportCase]:
        """Reports in this state (None: all), the newest first, without being written down."""
        del operator
        return await deciding.reports(self._ports, state)

    async def report(self, operator: str, report: str) -> ReportCase:
        """One report with its evidence; written down.

        Raises:
            UnknownReport.
        """
        return await deciding.show(self._ports, operator, report)

    async def evidence(self, operator: str, report: str) -> bytes:
        """The copy of the reported clip (MP4); written down.

        Raises:
            UnknownReport, NothingKept, FilesUnavailable.
        """
        return await deciding.film(self._ports, operator, report)

    async def uphold(
        self, operator: str, report: str, note: str, *, strike: bool = True, penalty: str | None = None
    ) -> ReportCase:
        """Say that it breaks the rules: the clip goes, its maker or the person reported gets a strike.

        note: for operators. penalty: instead of the ladder's, written as there ("suspension 30").

        Raises:
            UnknownReport: there is none, or it was decided. NoSuchRung.
        """
        return await deciding.uphold(self._ports, operator, report, note, strike=strike, penalty=penalty)

    async def dismiss(self, operator: str, report: str, note: str, *, abusive: bool = False) -> ReportCase:
        """Say that it keeps to the rules; `abusive` counts a strike against who made this report.

        Raises:
            UnknownReport: there is none, or it was decided.
        """
        return await deciding.dismiss(self._ports, operator, report, note, abusive=abusive)

    async def account(self, operator: str, handle: str) -> AccountCase:
        """How a person stands; written down.

        Raises:
            UnknownPerson.
        """
        return await deciding.account(self._ports, operator, handle)

    async def strike(
        self, operator: str, handle: str, code: str, note: str = "", *, penalty: str | None = None
    ) -> None:
        """Count a strike by hand. `note` is told to the person with the reason.

        code: of a check or of a kind of report. penalty: as in `uphold`.

        Raises:
            UnknownPerson, NoSuchRung.
        """
        await penalising.strike_by_hand(self._ports, operator, handle, code, note=note, penalty=penalty)

    async def lift(self, operator: str, penalty: str) -> None:
        """Take a penalty back with its strike; the person is told, and an open appeal is granted.

        Raises:
            UnknownPenalty.
        """
        await penalising.lift_by_hand(self._ports, operator, penalty)

    async def reopen(self, operator: str, platform: Platform, platform_id: str) -> None:
        """Let an account begin anew that was erased while it was suspended or banned.

        Raises:
            UnknownPerson: it is not closed.
        """
        await closing.reopen(self._ports, operator, platform, platform_id)

    async def appeals(self, operator: str, state: AppealState | None = AppealState.OPEN) -> list[AppealCase]:
        """Appeals in this state (None: all), the oldest first, without being written down."""
        del operator
        return await appealing.appeals(self._ports, state)

    async def appeal(self, operator: str, appeal: str) -> AppealCase:
        """One appeal; written down.

        Raises:
            UnknownAppeal.
        """
        return await appealing.show(self._ports, operator, appeal)

    async def grant_appeal(self, operator: str, appeal: str, note: str = "") -> AppealCase:
        """Take the penalty back, with its strike; the person is told.

        Raises:
            UnknownAppeal: there is none, or it was decided.
        """
        return await appealing.decide(self._ports, operator, appeal, note, grant=True)

    async def reject_appeal(self, operator: str, appeal: str, note: str = "") -> AppealCase:
        """Let the penalty stand; the person is told.

        Raises:
            UnknownAppeal: there is none, or it was decided.
        """
        return await appealing.decide(self._ports, operator, appeal, note, grant=False)

    async def holds(self, operator: str) -> list[HeldCase]:
        """Finished clips that wait for an operator, the longest first, without being written down."""
        del operator
        return await holding.holds(self._ports)

    async def unknown_faces(self) -> int:
        """How many people have a likeness from before faces were kept: nobody would know them in a clip."""
        return await holding.unknown_faces(self._ports)

    async def hold(self, operator: str, clip: str) -> HeldCase:
        """One held clip with its prompt, words and scores; written down.

        Raises:
            NotHeld.
        """
        return await holding.show(self._ports, operator, clip)

    async def look_at(self, operator: str, clip: str) -> bytes:
        """The held clip itself (MP4); written down.

        Raises:
            NotHeld, NothingToSee, FilesUnavailable.
        """
        return await holding.film(self._ports, operator, clip)

    async def release(self, operator: str, clip: str, note: str = "") -> HeldCase:
        """Let a held clip go on: consent is judged again, and whoever wants to be asked is asked first.

        note: for operators.

        Raises:
            NotHeld.
        """
        return await holding.release(self._ports, operator, clip, note)

    async def refuse(
        self, operator: str, clip: str, note: str = "", *, strike: bool = False, code: str | None = None
    ) -> HeldCase:
        """End a held clip: its credits go back, its maker is told in general, those in it that it is gone.

        note: for operators. strike: count it against the maker, as `code` (default: what it was held for).

        Raises:
            NotHeld.
        """
        return await holding.refuse(self._ports, operator, clip, note, strike=strike, code=code)
