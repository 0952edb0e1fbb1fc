"""About what a person allows, and to whom."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.consent import ApprovalMode, Usage
from bot.notices.base import Action, Button, Handle, Notice
from engine.contract.messages import Message, Stage


class Boundary(Message):
    """One of the reader's own boundaries."""

    id: str
    text: str


class SettingsShown(Notice):
    """To a person: what they allow, whether they have a likeness, and how far one on its way is."""

    private = True
    kind: Literal["settings_shown"] = "settings_shown"
    handle: Handle
    usage: Usage
    approval: ApprovalMode
    boundaries: tuple[Boundary, ...]
    granted: tuple[Handle, ...]
    granted_by: tuple[Handle, ...]
    likeness: bool
    verified: bool
    enrolment: Stage | None


class AccessAsked(Notice):
    """To the owner of a likeness: `asker` would like to use it."""

    private = True
    kind: Literal["access_asked"] = "access_asked"
    request: str
    asker: Handle
    message: str
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.ALLOW_ACCESS, id=self.request),
            Button(action=Action.DENY_ACCESS, id=self.request),
        )


class AccessRequested(Notice):
    """To the asker: the owner is asked (`already_open`: was asked before; `granted`: no need to)."""

    kind: Literal["access_requested"] = "access_requested"
    request: str | None
    owner: Handle
    already_open: bool = False
    granted: bool = False


class AccessAnswered(Notice):
    """To the asker. A no and a silence read alike."""

    kind: Literal["access_answered"] = "access_answered"
    request: str | None
    owner: Handle
    allowed: bool


class AccessChanged(Notice):
    """To the owner: their own change took hold. After a revocation, `stopped` clips with them were ended."""

    private = True
    kind: Literal["access_changed"] = "access_changed"
    friend: Handle
    granted: bool
    stopped: int = 0
