"""About characters that are not people, to their owners."""

from typing import Literal

from typing_extensions import override

from bot.characters import CharacterKind
from bot.clips import Tier
from bot.consent import ApprovalMode, Usage
from bot.notices.base import Action, Button, Handle, Notice
from engine.contract.messages import Message, Refusal


class CharacterTaken(Notice):
    """To who sets one up: its pictures lie sealed and wait to be looked at."""

    private = True
    kind: Literal["character_taken"] = "character_taken"
    handle: Handle
    enrolment: str


class CharacterReady(Notice):
    """To its owner: it can be cast. licence_waits: by nobody before an operator confirmed its licence."""

    private = True
    kind: Literal["character_ready"] = "character_ready"
    handle: Handle
    enrolment: str
    replaced: bool
    advice: tuple[str, ...]
    usage: Usage
    approval: ApprovalMode
    licence_waits: bool = False


class CharacterRefused(Notice):
    """To its owner: each reason why the pictures cannot be used."""

    private = True
    kind: Literal["character_refused"] = "character_refused"
    handle: Handle
    enrolment: str
    refusals: tuple[Refusal, ...]


class CharacterView(Message):
    """One character as its owner sees it. ready: it can be cast; looking: at new pictures."""

    handle: Handle
    character: CharacterKind
    ready: bool
    looking: bool
    usage: Usage
    tier: Tier
    licence_waits: bool
    attribution: str


class CharactersShown(Notice):
    """To an owner: their characters, the oldest first."""

    private = True
    kind: Literal["characters_shown"] = "characters_shown"
    characters: tuple[CharacterView, ...]


class CharacterRenamed(Notice):
    """To its owner: it goes by another handle from now on."""

    private = True
    kind: Literal["character_renamed"] = "character_renamed"
    handle: Handle
    before: Handle


class CharacterRemovalOffered(Notice):
    """To its owner: it and the `clips` that show it would go. Nothing happens before they confirm."""

    private = True
    kind: Literal["character_removal_offered"] = "character_removal_offered"
    handle: Handle
    clips: int

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.REMOVE_CHARACTER, id=self.handle),)


class CharacterGone(Notice):
    """To its owner: it is no more, nor are the `clips` that showed it."""

    private = True
    kind: Literal["character_gone"] = "character_gone"
    handle: Handle
    clips: int


class LicenceDecided(Notice):
    """To its owner: an operator confirmed its licence, or took that back."""

    private = True
    kind: Literal["licence_decided"] = "licence_decided"
    handle: Handle
    confirmed: bool
