"""Characters that are not people: pets, objects, mascots, licensed ones, each with an owner who decides."""

from enum import StrEnum


class CharacterKind(StrEnum):
    """What a character is."""

    PET = "pet"
    OBJECT = "object"
    MASCOT = "mascot"
    LICENSED = "licensed"
