"""Characters that are not people: set up, cast, renewed, renamed, removed, as their owner allows."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.characters import CharacterKind, NewCharacter
from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, Usage
from bot.errors import (
    AttributionNeeded,
    AttributionTooLong,
    FilesUnavailable,
    HandleTaken,
    HandleUnusable,
    LicenceMissing,
    LicenceNeeded,
    NeedsPlan,
    NotSetUp,
    OutsideWhatTheyAllow,
    PicturesNeeded,
    PicturesRunning,
    PictureTooLarge,
    Refused,
    TooManyCharacters,
    TooManyPictures,
    UnknownCharacter,
    UnknownPerson,
)
from bot.notices import CharacterReady, CharacterRefused, CharactersShown, CharacterTaken, ClipGone
from bot.store.unit_of_work import Uow
from engine.contract import picture_set
from engine.contract.keys import DataKey
from engine.contract.messages import EnrolJob, RenderJob

pytestmark = pytest.mark.integration

PICTURES = (b"front", b"side")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


def _rex(handle: str = "@rex", kind: CharacterKind = CharacterKind.PET, **fields: object) -> NewCharacter:
    given = {"handle": handle, "kind": kind, "pictures": PICTURES} | fields
    return NewCharacter(**given)  # type: ignore[arg-type]  # a test's shorthand


def _licensed(**fields: object) -> NewCharacter:
    return _rex(kind=CharacterKind.LICENSED, **{"licensed": True, "attribution": "© Ada Studio"} | fields)


async def _owner(house: House, *asked: NewCharacter) -> str:
    """Ada, with these characters ready."""
    owner = await house.join("ada")
    for one in asked:
        await house.app.create_character(owner, one, ROOM)
    await house.finish_jobs()
    return owner


async def _view(house: House, owner: str) -> CharactersShown:
    return await house.app.characters(owner)


async def test_an_owner_casts_their_character(house: House) -> None:
    owner = await _owner(house, _rex())
    shown = await house.order(owner, "@rex on a beach")
    await house.finish_jobs()
    assert shown.cast == ("rex",)
    assert (await house.app.clip(owner, shown.id)).state is ClipState.DELIVERED


async def test_the_job_holds_the_sealed_pictures_and_no_challenge(house: House) -> None:
    owner = await house.join("ada")
    await house.app.create_character(owner, _rex(), ROOM)
    (found,) = house.queue.jobs.values()
    job = found.job
    assert isinstance(job, EnrolJob)
    keys = house.engine.open(job.sealed_keys, job.job_id).keysets
    data = await house.vault.get(job.footage, DataKey.parse(keys[job.footage]))
    assert (job.character, job.challenge, job.face) == (True, None, None)
    assert picture_set.unpack(data) == list(PICTURES)
    assert keys.keys() == {job.footage, job.output}


async def test_the_owner_is_told_that_it_is_ready(house: House) -> None:
    owner = await _owner(house, _rex())
    told = [notice for who, notice in await house.hear() if who == owner]
    assert [(one.kind, one.handle) for one in told if isinstance(one, CharacterReady)] == [
        ("character_ready", "rex")
    ]


async def test_the_owner_is_told_why_pictures_cannot_be_used(house: House) -> None:
    owner = await house.join("ada")
    taken = await house.app.create_character(owner, _rex(), ROOM)
    house.queue.fail(f"{taken.enrolment}.1", "human_face", "A human face can be seen.")
    await house.app.take_outcomes()
    (notice,) = [notice for who, notice in await house.hear() if who == owner]
    assert isinstance(notice, CharacterRefused)
    assert [one.code for one in notice.refusals] == ["human_face"]
    assert not (await _view(house, owner)).characters[0].ready


async def test_the_pictures_go_when_the_outcome_is_known(house: House) -> None:
    await _owner(house, _rex())
    await house.app.sweep()
    assert [ref for ref in house.vault.files if "footage" in ref] == []


async def test_a_character_without_pictures_cannot_be_cast(house: House) -> None:
    owner = await house.join("ada")
    taken = await house.app.create_character(owner, _rex(), ROOM)
    house.queue.fail(f"{taken.enrolment}.1", "human_face", "A human face can be seen.")
    await house.app.take_outcomes()
    with pytest.raises(Refused) as refused:
        await house.order(owner, "@rex on a beach")
    assert refused.value.code in {NotSetUp.code, "no_likeness_yet"}


async def test_other_pictures_replace_those_before(house: House) -> None:
    owner = await _owner(house, _rex())
    await house.app.renew_character(owner, "rex", [b"better"], ROOM)
    await house.finish_jobs()
    ready = [notice for _, notice in await house.hear() if isinstance(notice, CharacterReady)]
    assert [one.replaced for one in ready] == [False, True]


async def test_refused_pictures_leave_those_before(house: House) -> None:
    owner = await _owner(house, _rex())
    taken = await house.app.renew_character(owner, "@rex", [b"worse"], ROOM)
    house.queue.fail(f"{taken.enrolment}.1", "no_outline", "It cannot be told from its background.")
    await house.app.take_outcomes()
    assert (await house.order(owner, "@rex on a beach")).cast == ("rex",)


async def test_pictures_come_one_after_the_other(house: House) -> None:
    owner = await house.join("ada")
    await house.app.create_character(owner, _rex(), ROOM)
    with pytest.raises(PicturesRunning):
        await house.app.renew_character(owner, "rex", [b"better"], ROOM)


@pytest.mark.parametrize(
    "handle", ["", "x", "two words", "me", "@everyone", "a" * 25, "rex!", "-rex", "42", "erased-1"]
)
async def test_a_handle_has_to_be_one(house: House, handle: str) -> None:
    with pytest.raises(HandleUnusable):
        await house.app.create_character(await house.join("ada"), _rex(handle), ROOM)


async def test_handles_are_one_namespace(house: House) -> None:
    owner = await _owner(house, _rex())
    await house.join("bob")
    for taken in ("@Rex", "bob", "ada", "b\u043eb", "rëx"):
        with pytest.raises(HandleTaken):
            await house.app.create_character(owner, _rex(taken), ROOM)


@pytest.mark.parametrize(
    ("pictures", "refusal"),
    [
        ((), PicturesNeeded),
        ((b"",), PicturesNeeded),
        ((b"x",) * 5, TooManyPictures),
        ((bytes(10_000_001),), PictureTooLarge),
    ],
)
async def test_pictures_have_their_bounds(
    house: House, pictures: tuple[bytes, ...], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        await house.app.create_character(await house.join("ada"), _rex(pictures=pictures), ROOM)
    assert house.vault.files == {}


async def test_a_person_has_so_many_characters(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> None:
    settings = house_settings(tmp_path)
    few = settings.characters.model_copy(update={"per_person": 1})
    house = open_house(sqlite_uow, tmp_path, clock, settings.model_copy(update={"characters": few}))
    owner = await _owner(house, _rex())
    with pytest.raises(TooManyCharacters):
        await house.app.create_character(owner, _rex("@spot"), ROOM)


async def test_a_vault_that_refuses_to_write_leaves_no_character(house: House) -> None:
    owner = await house.join("ada")
    house.vault.unwritable = True
    with pytest.raises(FilesUnavailable):
        await house.app.create_character(owner, _rex(), ROOM)
    assert (await _view(house, owner)).characters == ()


async def test_friends_need_the_owners_yes(house: House) -> None:
    owner = await _owner(house, _rex())
    bob = await house.join("bob")
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(bob, "@rex on a beach")
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    assert (await house.order(bob, "@rex on a beach")).cast == ("rex",)


async def test_the_owner_is_asked_about_a_friends_clip(house: House) -> None:
    owner = await _owner(house, _rex())
    bob = await house.join("bob")
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    clip = await house.order(bob, "@rex on a beach")
    await house.finish_jobs()
    assert (await house.app.clip(bob, clip.id)).state is ClipState.APPROVAL
    await house.app.decide(owner, clip.id, approve=True)
    assert (await house.app.clip(bob, clip.id)).state is ClipState.DELIVERED


async def test_a_person_and_a_character_share_a_clip(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.app.create_character(ada, _rex(), ROOM)
    await house.finish_jobs()
    clip = await house.order(ada, "@Self and @rex on a beach")
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert {part.role for part in job.cast} == {"ada", "rex"}


async def test_a_licensed_character_needs_its_owners_word(house: House) -> None:
    owner = await house.join("ada")
    with pytest.raises(LicenceNeeded):
        await house.app.create_character(owner, _licensed(licensed=False), ROOM)
    with pytest.raises(AttributionNeeded):
        await house.app.create_character(owner, _licensed(attribution=" \u200b"), ROOM)
    with pytest.raises(AttributionTooLong):
        await house.app.create_character(owner, _licensed(attribution="x" * 201), ROOM)


async def test_a_licence_counts_once_an_operator_confirmed_it(house: House) -> None:
    owner = await _owner(house, _licensed(tier=Tier.STANDARD))
    with pytest.raises(LicenceMissing):
        await house.order(owner, "@rex on a beach")
    await house.desk.confirm_licence("root", "rex", confirmed=True)
    assert (await house.order(owner, "@rex on a beach")).cast == ("rex",)
    assert "licence_decided" in await house.heard_by(owner)


async def test_only_licensed_characters_have_a_licence_to_confirm(house: House) -> None:
    await _owner(house, _rex())
    for handle in ("rex", "ada", "nobody"):
        with pytest.raises(UnknownPerson):
            await house.desk.confirm_licence("root", handle, confirmed=True)


async def test_licensed_characters_are_for_pro(house: House) -> None:
    owner = await _owner(house, _licensed())
    await house.desk.confirm_licence("root", "rex", confirmed=True)
    with pytest.raises(NeedsPlan):
        await house.order(owner, "@rex on a beach")


async def test_a_withdrawn_licence_stops_what_is_not_shown_yet(house: House) -> None:
    owner = await _owner(house, _licensed(tier=Tier.STANDARD))
    await house.desk.confirm_licence("root", "rex", confirmed=True)
    clip = await house.order(owner, "@rex on a beach")
    await house.desk.confirm_licence("root", "rex", confirmed=False)
    await house.finish_jobs()
    assert (await house.app.clip(owner, clip.id)).state is ClipState.REVOKED


async def test_what_has_to_be_named_goes_with_the_job(house: House) -> None:
    owner = await _owner(house, _licensed(tier=Tier.STANDARD))
    await house.desk.confirm_licence("root", "rex", confirmed=True)
    clip = await house.order(owner, "@rex on a beach")
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert [part.attribution for part in job.cast] == ["© Ada Studio"]


async def test_a_renamed_character_goes_by_its_new_name(house: House) -> None:
    owner = await _owner(house, _rex())
    renamed = await house.app.rename_character(owner, "rex", "@Spot")
    assert (renamed.before, renamed.handle) == ("rex", "spot")
    assert (await house.order(owner, "@spot on a beach")).cast == ("spot",)
    with pytest.raises(UnknownPerson):
        await house.order(owner, "@rex on a beach")


async def test_a_character_cannot_take_somebodys_name(house: House) -> None:
    owner = await _owner(house, _rex())
    await house.join("bob")
    with pytest.raises(HandleTaken):
        await house.app.rename_character(owner, "rex", "bob")


async def test_nobody_else_can_touch_it(house: House) -> None:
    await _owner(house, _rex())
    bob = await house.join("bob")
    with pytest.raises(UnknownCharacter):
        await house.app.rename_character(bob, "rex", "spot")
    with pytest.raises(UnknownCharacter):
        await house.app.delete_character(bob, "rex")
    with pytest.raises(UnknownCharacter):
        await house.app.renew_character(bob, "rex", [b"x"], ROOM)
    with pytest.raises(UnknownCharacter):
        await house.app.offer_character_removal(bob, "rex")


async def test_removing_it_destroys_its_files_and_its_clips(house: House) -> None:
    owner = await _owner(house, _rex())
    bob = await house.join("bob")
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    await house.app.set_approval(owner, ApprovalMode.NEVER, "rex")
    clip = await house.order(bob, "@rex on a beach")
    await house.finish_jobs()
    assert (await house.app.offer_character_removal(owner, "rex")).clips == 1
    assert (await house.app.delete_character(owner, "rex")).clips == 1
    house.clock.advance(hours=2)
    await house.app.sweep()
    assert house.vault.files == {}
    assert (await house.app.clip(bob, clip.id)).state is ClipState.DELETED
    assert [who for who, notice in await house.hear() if isinstance(notice, ClipGone)] == [bob]


async def test_a_removed_name_is_free_again(house: House) -> None:
    owner = await _owner(house, _rex())
    await house.app.delete_character(owner, "rex")
    assert (await _view(house, owner)).characters == ()
    await house.app.create_character(await house.join("bob"), _rex(), ROOM)


async def test_removing_it_while_its_pictures_are_looked_at_leaves_no_file(house: House) -> None:
    owner = await house.join("ada")
    await house.app.create_character(owner, _rex(), ROOM)
    await house.app.delete_character(owner, "rex")
    house.clock.advance(hours=1)
    await house.app.sweep()
    assert house.vault.files == {}


async def test_erasing_the_owner_erases_their_characters(house: House) -> None:
    owner = await _owner(house, _rex())
    bob = await house.join("bob")
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    await house.order(bob, "@rex on a beach")
    await house.app.erase(owner)
    house.clock.advance(hours=2)
    await house.app.sweep()
    assert house.vault.files == {}
    with pytest.raises(UnknownPerson):
        await house.order(bob, "@rex on a beach")


async def test_of_two_who_want_a_name_at_once_one_gets_it(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(uow, tmp_path, clock)
    ada, bob = await house.join("ada"), await house.join("bob")
    wishes = [house.app.create_character(one, _rex(), ROOM) for one in (ada, bob)]
    first, second = await asyncio.gather(*wishes, return_exceptions=True)
    assert {type(first), type(second)} == {CharacterTaken, HandleTaken}
    assert len([ref for ref in house.vault.files if "footage" in ref]) == 1


async def test_an_owner_erased_while_a_friend_orders_leaves_nothing(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(uow, tmp_path, clock)
    owner, bob = await _owner(house, _rex()), await house.join("bob")
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    await asyncio.gather(
        house.app.delete_character(owner, "rex"),
        house.order(bob, "@rex on a beach", scene=b"a meadow"),
        return_exceptions=True,
    )
    await house.finish_jobs()
    house.clock.advance(hours=2)
    await house.app.sweep()
    assert house.vault.files == {}
