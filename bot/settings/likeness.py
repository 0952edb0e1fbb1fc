"""Sections of likenesses and characters."""

from pydantic import (
    Field,
)

from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.settings.base import Positive, Seconds, Section


class LikenessSettings(Section):
    """[likeness]: enrolment."""

    challenge_minutes: Seconds = Field(default=10.0, description="how long a challenge is valid")
    recording_mb: Positive = Field(
        default=200, le=2000, description="largest recording accepted, in MB (10^6 bytes)"
    )
    usage: Usage = Field(
        default=Usage.APPROVED, description="who may use a new likeness until its owner says otherwise"
    )
    approval: ApprovalMode = Field(
        default=ApprovalMode.BEFORE_PUBLISH,
        description="whether the owner of a new likeness is asked about each clip",
    )
    visibility: Visibility = Field(
        default=Visibility.EVERYONE,
        description="who can find somebody new: nobody, approved, mutuals, everyone (in a shared server)",
    )
    notify: Notify = Field(
        default=Notify.EACH_USE,
        description="when somebody new is told of clips with them: each_use, published, digest, none",
    )
    boundaries: Positive = Field(default=20, le=100, description="most boundaries a person can set")
    boundary_length: Positive = Field(default=200, le=500, description="longest boundary, in characters")


class CharacterSettings(Section):
    """[characters]: pets, objects, mascots and licensed characters, set up from pictures."""

    per_person: int = Field(default=5, ge=0, le=100, description="how many characters a person may have")
    picture_mb: Positive = Field(
        default=10, le=20, description="largest picture accepted, in MB (10^6 bytes)"
    )
    usage: Usage = Field(
        default=Usage.APPROVED, description="who may use a new character until its owner says otherwise"
    )
    approval: ApprovalMode = Field(
        default=ApprovalMode.BEFORE_PUBLISH,
        description="whether the owner of a new character is asked about each clip",
    )
    confirm_licences: bool = Field(
        default=True,
        description="whether an operator confirms that a character is licensed before it is used",
    )
