"""Sealed faces and where one was seen, on SQLite and on Postgres."""

import pytest
from factories import NOON, likeness, someone, someone_with_clip

from bot.likeness import LikenessState
from bot.store.tables import Person
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract


async def _with_face(tx: UnitOfWork, sealed: bytes = b"sealed") -> Person:
    person = await someone(tx)
    own = await tx.likenesses.add(likeness(person.id))
    await tx.faces.keep(person.id, own.id, sealed)
    return person


async def test_a_face_comes_back_as_it_was_sealed(uow: Uow) -> None:
    async with uow() as tx:
        ada = await _with_face(tx, b"\0\xffsealed")
    async with uow() as tx:
        (row,) = await tx.faces.others(())
    assert (row.person_id, row.sealed) == (ada.id, b"\0\xffsealed")


async def test_a_new_face_takes_the_place_of_the_one_before(uow: Uow) -> None:
    async with uow() as tx:
        ada = await _with_face(tx)
        newer = await tx.likenesses.add(likeness(ada.id, state=LikenessState.REPLACED))
        await tx.faces.keep(ada.id, newer.id, b"newer")
    async with uow() as tx:
        assert [(row.likeness_id, row.sealed) for row in await tx.faces.others(())] == [(newer.id, b"newer")]


async def test_the_cast_is_left_out(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await _with_face(tx), await _with_face(tx)
        assert [row.person_id for row in await tx.faces.others({ada.id})] == [mia.id]


async def test_people_with_a_likeness_and_no_face_are_counted(uow: Uow) -> None:
    async with uow() as tx:
        await _with_face(tx)
        bare, pet = await someone(tx), await someone(tx)
        pet.owner_id = bare.id
        await tx.likenesses.add(likeness(bare.id))
        await tx.likenesses.add(likeness(pet.id))
        await tx.session.flush()
        assert await tx.faces.missing() == 1


async def test_a_sighting_is_news_once(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        ada, mia = await someone(tx), await someone(tx)
        first = await tx.faces.saw(clip.id, {ada.id}, NOON)
        again = await tx.faces.saw(clip.id, {ada.id, mia.id}, NOON)
        assert (first, again) == ([ada.id], [mia.id])
        assert await tx.faces.seen_in(clip.id) == sorted([ada.id, mia.id])


async def test_forgetting_a_person_forgets_face_and_sightings(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        ada = await _with_face(tx)
        await tx.faces.saw(clip.id, {ada.id}, NOON)
        await tx.faces.forget(ada.id)
        assert await tx.faces.seen_in(clip.id) == []
        assert await tx.faces.others(()) == []
