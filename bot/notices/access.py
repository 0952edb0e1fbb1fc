"""About what a person allows, and to whom."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.notices.base import Action, Button, Handle, Notice
from engine.contract.messages import Message, Stage


class Boundary(Message):
    """One of the reader's own boundaries: a preset, or (`preset` None) their own words in `text`."""

    id: str
    text: str
    preset: BoundaryPreset | None = None


class Terms(Message):
    """What a grant is bound to. left: of `clips`, how many can still be made. here: only at one place."""

    until: datetime | None = None
    clips: int | None = None
    left: int | None = None
    here: bool = False
    presets: tuple[BoundaryPreset, ...] = ()


class Granted(Message):
    """A grant as one of the two reads it: who the other is, and, for a character (`of`), whose likeness."""

    handle: Handle
    terms: Terms
    of: Handle = ""


class Excepted(Message):
    """A friend whose clips are approved otherwise than everybody's."""

    handle: Handle
    approval: ApprovalMode


class SettingsShown(Notice):
    """To a person: what they allow, whether they have a likeness, and how far one on its way is.

    handle: theirs, or that of their character. blocked: whom they have blocked. paused_at: since when nobody
    but they can use it, whatever stands here; None: it can be used as set.
    """

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
    visibility: Visibility = Visibility.APPROVED
    notify: Notify = Notify.EACH_USE
    exceptions: tuple[Excepted, ...] = ()
    grants: tuple[Granted, ...] = ()
    blocked: tuple[Handle, ...] = ()
    paused_at: datetime | None = None


class PresetsShown(Notice):
    """To a person: the boundaries that have names of their own, and which of them they have."""

    private = True
    kind: Literal["presets_shown"] = "presets_shown"
    presets: tuple[BoundaryPreset, ...]
    mine: tuple[BoundaryPreset, ...]


class AccessAsked(Notice):
    """To the owner of a likeness: `asker` would like to use it, or that of their character `of`."""

    private = True
    kind: Literal["access_asked"] = "access_asked"
    request: str
    asker: Handle
    message: str
    due_at: datetime
    of: Handle = ""

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
    """To the asker. A no and a silence read alike.

    terms: how far they may go, without the presets: boundaries stay between the owner and the service.
    """

    kind: Literal["access_answered"] = "access_answered"
    request: str | None
    owner: Handle
    allowed: bool
    terms: Terms = Terms()


class AccessChanged(Notice):
    """To the owner: their own change took hold.

    After a revocation, `stopped` clips with them were ended before anybody had them, and `taken` drafts that
    the friend had were destroyed. of: the character it is about.
    """

    private = True
    kind: Literal["access_changed"] = "access_changed"
    friend: Handle
    granted: bool
    stopped: int = 0
    taken: int = 0
    terms: Terms = Terms()
    of: Handle = ""
