"""From "I agree" to a likeness: the challenge, the sealed recording, its outcome, the next recording."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import ClipState
from bot.errors import (
    AgreementNeeded,
    ChallengeNeeded,
    ChallengeOver,
    EngineFailed,
    EnrolmentRunning,
    FilesUnavailable,
    RecordingEmpty,
    RecordingIsFile,
    RecordingPassedOn,
    RecordingTooLarge,
    RecordingTooOld,
    UnknownRequest,
    UnverifiedLikeness,
)
from bot.ids import new_id
from bot.likeness import UNFINISHED, LikenessState, face_ref, footage_ref, new_challenge
from bot.notices import ChallengeIssued, EnrolmentShown, LikenessReady, LikenessRefused, RecordingTaken
from bot.people import Chat
from bot.ports import Ports
from bot.requests import Provenance
from bot.store.tables import ChallengeRow, LikenessRow, Person
from bot.use_cases.characters.news import news
from bot.use_cases.clips import jobs
from bot.use_cases.clips.ending import locked_with
from bot.use_cases.clips.outbox import tell
from bot.use_cases.clips.retrying import requeue
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living
from bot.use_cases.safety import penalising
from engine.contract.keys import DataKey, KeyProblemError
from engine.contract.messages import Challenge, EnrolDone, Refusal
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

MB = 1_000_000
# A recording written for a submission that never committed (the process died) goes after this long.
ORPHAN_S = 600.0
# A platform's clock and ours may differ by so much; whoever answers a challenge needs longer than that.
CLOCKS_APART_S = 5.0
# An engine may still be reading a likeness that was just replaced.
REPLACED_S = 3600.0


async def begin(ports: Ports, person: str, *, agreed: bool) -> ChallengeIssued:
    """Store a fresh challenge for this person."""
    if not agreed:
        raise AgreementNeeded
    wanted, now = new_challenge(), ports.clock.now()
    row = ChallengeRow(
        id=new_id(),
        person_id=person,
        turns=wanted.turns,
        phrase=wanted.phrase,
        created_at=now,
        due_at=now + timedelta(minutes=ports.settings.likeness.challenge_minutes),
    )
    async with ports.uow() as tx:
        owner = await living(tx, person)
        admission.check(ports, owner)
        await penalising.check(ports, tx, owner)
        await tx.likenesses.add_challenge(row)
        await tx.audit.record(now, owner, Audit.CHALLENGE_ISSUED, row.id)
    return ChallengeIssued(id=row.id, turns=row.turns, phrase=row.phrase, due_at=row.due_at)


async def submit(
    ports: Ports, person: str, challenge: str | None, footage: bytes, chat: Chat, *, unverified: bool
) -> RecordingTaken:
    """Write the sealed recording first, then everything else in one transaction that uses the challenge up.

    What is wrong with the request is found before anything is written. A file without its transaction is a
    chore that the sweeper clears away.
    """
    _check(ports, challenge, footage, unverified=unverified)
    if challenge == "":
        challenge = (await _newest(ports, person)).id
    row = LikenessRow(
        id=new_id(),
        person_id=person,
        state=LikenessState.QUEUED,
        created_at=ports.clock.now(),
        challenge_id=challenge,
        platform=chat.platform,
        chat_id=chat.chat_id,
    )
    ref = row.footage_ref = footage_ref(person, row.id)
    async with ports.uow() as tx:
        owner = await living(tx, person)
        admission.check(ports, owner)
        await penalising.check(ports, tx, owner)
        await _check_turn(ports, tx, person, challenge)
        known = owner.data_key
        key = _key(ports, owner) or DataKey.generate()
        orphan_at = ports.clock.now() + timedelta(seconds=ORPHAN_S)
        await tx.chores.add(ChoreKind.FILE, [ref], orphan_at)
    try:
        await ports.files.put(ref, footage, key)
    except VaultError as error:
        raise FilesUnavailable from error
    try:
        async with ports.uow() as tx:
            await _take(ports, tx, row, key, known)
    except BaseException:
        await _discard(ports, ref)
        raise
    return RecordingTaken(enrolment=row.id)


async def expect(ports: Ports, person: str, of: Provenance) -> None:
    """See that they agreed, were asked for a recording, and that it can be this one, before it is fetched.

    Raises:
        ChallengeOver: there is no challenge that they can still answer. RecordingPassedOn, RecordingIsFile,
        RecordingTooOld: it was not recorded for this one.
    """
    async with ports.uow() as tx:
        await living(tx, person)
    asked = await _newest(ports, person)
    if of.passed_on:
        raise RecordingPassedOn
    if of.as_file:
        raise RecordingIsFile
    if of.sent_at is not None and of.sent_at < asked.created_at - timedelta(seconds=CLOCKS_APART_S):
        raise RecordingTooOld


async def _newest(ports: Ports, person: str) -> ChallengeRow:
    async with ports.uow() as tx:
        row = await tx.likenesses.open_challenge(person, ports.clock.now())
    if row is None:
        raise ChallengeOver
    return row


def _check(ports: Ports, challenge: str | None, footage: bytes, *, unverified: bool) -> None:
    if challenge is None and not (unverified and ports.settings.demo):
        raise ChallengeNeeded
    if not footage:
        raise RecordingEmpty
    if len(footage) > ports.settings.likeness.recording_mb * MB:
        raise RecordingTooLarge(limit=ports.settings.likeness.recording_mb)


async def _check_turn(ports: Ports, tx: "UnitOfWork", person: str, challenge: str | None) -> None:
    if any(row.state in UNFINISHED for row in await tx.likenesses.of(person)):
        raise EnrolmentRunning
    if challenge is None:
        return
    row = await tx.likenesses.challenge(challenge)
    if row is None or row.person_id != person or row.used_at is not None or row.due_at <= ports.clock.now():
        raise ChallengeOver


async def look(ports: Ports, person: str, enrolment: str) -> EnrolmentShown:
    """How far the analysis of a recording of theirs is, or how it ended; "": of the newest one."""
    async with ports.uow() as tx:
        await living(tx, person)
        found = [row for row in await tx.likenesses.of(person) if enrolment in {"", row.id}]
    if not found:
        raise UnknownRequest
    row = found[0]
    return EnrolmentShown(
        enrolment=row.id,
        state=row.state,
        stage=row.stage,
        done=row.done,
        refusals=row.refusals,
        advice=row.advice,
    )


def _key(ports: Ports, owner: Person) -> DataKey | None:
    try:
        return jobs.person_key(ports, owner)
    except KeyProblemError as error:
        raise FilesUnavailable from error


async def _take(ports: Ports, tx: "UnitOfWork", row: LikenessRow, key: DataKey, known: bytes | None) -> None:
    now = ports.clock.now()
    owner = await living(tx, row.person_id, lock=True)
    if owner.data_key != known:  # another recording was first, and the file is sealed with a key nobody keeps
        raise EnrolmentRunning
    await _check_turn(ports, tx, owner.id, row.challenge_id)
    challenge: Challenge | None = None
    if row.challenge_id is not None:
        used = await tx.likenesses.use_challenge(row.challenge_id, owner.id, now)
        if used is None:
            raise ChallengeOver
        challenge = Challenge(turns=used.turns, phrase=used.phrase)
    if known is None:
        owner.data_key = ports.keys.wrap(key, owner.id)
    await tx.chores.spare(ChoreKind.FILE, row.footage_ref or "")
    await tx.likenesses.add(row)
    await jobs.enqueue_enrolment(ports, tx, row, challenge, key)
    await tx.audit.record(now, owner, Audit.LIKENESS_SUBMITTED, row.id)


async def _discard(ports: Ports, ref: str) -> None:
    """At once if the vault lets us; otherwise the chore does it."""
    try:
        await ports.files.delete(ref)
    except VaultError:
        return


async def enrolled(
    ports: Ports, tx: "UnitOfWork", row: LikenessRow, done: EnrolDone, face: bytes | None = None
) -> None:
    """The analysis succeeded: the newest likeness takes the place of the one before.

    `face`: what it measures, sealed for the store, to know it in other people's clips.
    """
    if not done.verified and not ports.settings.demo:
        handle = (await tx.people.handles([row.person_id])).get(row.person_id, "")
        await refuse(ports, tx, row, (UnverifiedLikeness(name=handle).refusal,))
        return
    now, verified = ports.clock.now(), done.verified and not ports.settings.demo
    before = await tx.likenesses.current(row.person_id)
    if before is not None:
        before.state, before.finished_at = LikenessState.REPLACED, now
        later = now + timedelta(seconds=REPLACED_S)
        await tx.chores.add(ChoreKind.FILE, [before.vault_ref or ""], later)
        await tx.audit.record(now, None, Audit.LIKENESS_REPLACED, before.id)
        await tx.session.flush()  # at most one likeness is ready, also for a moment
    row.state, row.verified, row.advice = LikenessState.READY, verified, done.advice
    if face is not None:
        await tx.faces.keep(row.person_id, row.id, face)
    await _finish(ports, tx, row)
    await tx.audit.record(now, None, Audit.LIKENESS_READY, row.id, verified=verified)
    settings = await tx.consents.settings(row.person_id)
    notice = LikenessReady(
        enrolment=row.id,
        verified=verified,
        replaced=before is not None,
        advice=done.advice,
        usage=settings.usage,
        approval=settings.approval,
    )
    await _answer(ports, tx, row, notice)
    if before is not None:
        for clip in await locked_with(tx, {ClipState.QUEUED}, row.person_id):
            await requeue(ports, tx, clip)


async def refuse(ports: Ports, tx: "UnitOfWork", row: LikenessRow, refusals: tuple[Refusal, ...]) -> None:
    """The recording cannot be used (or the engine failed on it): say every reason, keep nothing of it."""
    failed = any(refusal.code == EngineFailed.code for refusal in refusals)
    row.state = LikenessState.FAILED if failed else LikenessState.REFUSED
    row.refusals = refusals
    if row.vault_ref is not None:
        await tx.chores.add(ChoreKind.FILE, [row.vault_ref], ports.clock.now())
        row.vault_ref = None
    await _finish(ports, tx, row)
    await tx.audit.record(ports.clock.now(), None, Audit.LIKENESS_REFUSED, row.id)
    await _answer(ports, tx, row, LikenessRefused(enrolment=row.id, refusals=refusals))


def face_refs(row: LikenessRow) -> list[str]:
    """Every file of what the face measures that any attempt may have written."""
    return [face_ref(row.person_id, row.id, attempt) for attempt in range(1, row.attempt + 1)]


async def _finish(ports: Ports, tx: "UnitOfWork", row: LikenessRow) -> None:
    now = ports.clock.now()
    row.finished_at = now
    await tx.chores.add(ChoreKind.FILE, face_refs(row), now)
    if row.footage_ref is not None:
        await tx.chores.add(ChoreKind.FILE, [row.footage_ref], now)
        row.footage_ref = None


async def _answer(
    ports: Ports, tx: "UnitOfWork", row: LikenessRow, notice: LikenessReady | LikenessRefused
) -> None:
    chat = Chat(row.platform, row.chat_id) if row.platform is not None and row.chat_id is not None else None
    whose = await tx.people.get(row.person_id)
    if whose is None or whose.owner_id is None:
        await tell(ports, tx, row.person_id, notice, chat=chat)
    else:
        await tell(ports, tx, whose.owner_id, await news(tx, whose, notice), chat=chat)
