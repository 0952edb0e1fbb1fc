"""Handing out a clip's files: whoever may see it at this moment, each use written down."""

from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.audit import Audit
from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.errors import BeingLookedAt, FilesUnavailable, NotAgreedYet, NothingToSee, TooLargeToPost
from bot.ports import Ports
from bot.requests import ClipFile, FileKind
from bot.store.tables import ClipRow
from bot.use_cases.clips.jobs import clip_key
from bot.use_cases.clips.viewing import clip_of
from bot.use_cases.people.joining import living
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

SMALL = "small"
"""What the audit trail calls the smaller version."""


async def fetch(ports: Ports, person: str, name: str, kind: FileKind) -> bytes:
    """Decide who may see it now, write the use down, then decrypt."""
    async with ports.uow() as tx:
        row = await seen(tx, person, name)
        ref = film_of(row) if kind is FileKind.VIDEO else _there(row, row.poster_ref)
        await write_down(ports, tx, person, row, kind.value)
    return await opened(ports, row, ref)


async def fetch_fitting(ports: Ports, person: str, name: str, limit_bytes: int) -> ClipFile:
    """The same of the largest version of the film that fits."""
    async with ports.uow() as tx:
        row = await seen(tx, person, name)
        whole = is_whole_in(row, limit_bytes)
        ref = film_of(row) if whole else _there(row, row.small_ref)
        await write_down(ports, tx, person, row, FileKind.VIDEO.value if whole else SMALL)
    data = await opened(ports, row, ref)
    if len(data) > limit_bytes:  # of a clip that was made before sizes were kept
        raise TooLargeToPost
    return ClipFile(data, whole, row.seconds, row.resolution.size)


def is_whole_in(row: ClipRow, limit_bytes: int) -> bool:
    """Whether the clip itself fits; else its smaller version does.

    Raises:
        TooLargeToPost: neither does.
    """
    if row.bytes is None or row.bytes <= limit_bytes:
        return True
    if row.small_bytes is None or row.small_bytes > limit_bytes:
        raise TooLargeToPost
    return False


async def seen(tx: "UnitOfWork", person: str, name: str) -> ClipRow:
    """A clip that they may look at now.

    Raises:
        AccountErased, UnknownClip, NotAgreedYet, NothingToSee, BeingLookedAt.
    """
    await living(tx, person)
    row, _ = await clip_of(tx, person, name)
    if row.state not in VISIBLE and not await _asked_now(tx, row, person):
        raise NotAgreedYet if row.state in UNDELIVERED else NothingToSee(state=row.state.value)
    if row.suspended_at is not None:
        raise BeingLookedAt
    return row


async def _asked_now(tx: "UnitOfWork", row: ClipRow, person: str) -> bool:
    """Before everybody agreed only those who are asked may look: not even a maker who plays in it too.

    While operators look at a clip nobody else does: others in it may be shown as they never would agree to.
    """
    if row.state is not ClipState.APPROVAL:
        return False
    return person in {one.person_id for one in await tx.clips.approvals(row.id, Phase.BEFORE_PUBLISH)}


def film_of(row: ClipRow) -> str:
    """Where its film lies.

    Raises:
        NothingToSee: it is gone, or its key is.
    """
    return _there(row, row.output_ref)


async def opened(ports: Ports, row: ClipRow, ref: str) -> bytes:
    """Read one of its files.

    Raises:
        FilesUnavailable.
    """
    try:
        key = clip_key(ports, row)
        if key is None:
            raise NothingToSee(state=row.state.value)
        return await ports.files.get(ref, key)
    except (VaultError, KeyProblemError) as error:
        raise FilesUnavailable from error


def _there(row: ClipRow, ref: str | None) -> str:
    if ref is None or row.data_key is None:
        raise NothingToSee(state=row.state.value)
    return ref


async def write_down(ports: Ports, tx: "UnitOfWork", person: str, row: ClipRow, file: str) -> None:
    """Note in the audit trail that one of its files was handed out to them."""
    viewer = await living(tx, person)
    await tx.audit.record(ports.clock.now(), viewer, Audit.CLIP_FETCHED, row.id, file=file)
