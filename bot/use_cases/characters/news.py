"""What an owner is told about the pictures of a character."""

from typing import TYPE_CHECKING

from bot.characters import CharacterKind
from bot.notices import CharacterReady, CharacterRefused, LikenessReady, LikenessRefused
from bot.store.tables import CharacterRow, Person

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def news(
    tx: "UnitOfWork", character: Person, told: LikenessReady | LikenessRefused
) -> CharacterReady | CharacterRefused:
    """What became of its pictures, in words for its owner."""
    if isinstance(told, LikenessRefused):
        return CharacterRefused(handle=character.handle, enrolment=told.enrolment, refusals=told.refusals)
    row = await tx.people.character(character.id)
    return CharacterReady(
        handle=character.handle,
        enrolment=told.enrolment,
        replaced=told.replaced,
        advice=told.advice,
        usage=told.usage,
        approval=told.approval,
        licence_waits=row is not None and licence_waits(row),
    )


def licence_waits(row: CharacterRow) -> bool:
    """Whether nobody can cast it before an operator confirmed its licence."""
    return row.kind is CharacterKind.LICENSED and not row.licensed
