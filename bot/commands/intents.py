"""What somebody can ask for, on any platform, as typed values; `bot.commands.parse` reads them in a line."""

from dataclasses import dataclass
from datetime import date

from bot.characters import CharacterKind
from bot.clips import Tier
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.people import Platform
from bot.reports import ReportKind
from engine.contract.messages import Style

SELF = "@self"
"""How the writer of a message is mentioned in an intent."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody asks for."""


@dataclass(frozen=True, slots=True)
class Setup(Intent):
    """Make or renew my likeness."""


@dataclass(frozen=True, slots=True)
class Ask(Intent):
    """Ask `owner` (a handle) whether I may use their likeness."""

    owner: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Allow(Intent):
    """Let a friend use my likeness. `who` is a handle, or "" where `request` names an open request.

    until: the last day. clips: for so many, from 1. here: only where this was written. presets: boundaries
    for this friend besides mine. of: the handle of a character of mine; "" is myself, as everywhere below.
    """

    who: str = ""
    request: str = ""
    until: date | None = None
    clips: int | None = None
    here: bool = False
    presets: tuple[BoundaryPreset, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Deny(Intent):
    """Say no to a friend or to an open request."""

    who: str = ""
    request: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Revoke(Intent):
    """Take back what I allowed `who`."""

    who: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Block(Intent):
    """Have nothing to do with `who` any more."""

    who: str


@dataclass(frozen=True, slots=True)
class Unblock(Intent):
    """Let `who` in again."""

    who: str


@dataclass(frozen=True, slots=True)
class Friends(Intent):
    """Show whom I allow, who allows me, what is asked, and whom I blocked."""


@dataclass(frozen=True, slots=True)
class Profile(Intent):
    """Show who `who` is."""

    who: str


@dataclass(frozen=True, slots=True)
class SetVisibility(Intent):
    """Decide who can find me."""

    visibility: Visibility
    of: str = ""


@dataclass(frozen=True, slots=True)
class SetNotify(Intent):
    """Decide when I am told of clips with me."""

    notify: Notify


@dataclass(frozen=True, slots=True)
class SetUsage(Intent):
    """Decide who may include me."""

    usage: Usage
    of: str = ""


@dataclass(frozen=True, slots=True)
class SetApproval(Intent):
    """Decide whether clips of me wait for my yes."""

    approval: ApprovalMode
    of: str = ""


@dataclass(frozen=True, slots=True)
class SetException(Intent):
    """Decide it otherwise for the clips of `who`; None: as for everybody again."""

    who: str
    approval: ApprovalMode | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class AddBoundary(Intent):
    """Say what I do not want to be shown in."""

    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class RemoveBoundary(Intent):
    """Take a boundary back; `which` is its number in the list (from 1), its id, or a preset by name."""

    which: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ListBoundaries(Intent):
    """Show my boundaries."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class ListPresets(Intent):
    """Show the boundaries that have names."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class Make(Intent):
    """Make a clip.

    mentions: written mention -> handle, for everybody whom `text` mentions outside its options; `SELF` is the
    writer.
    seconds, tier, style: None where not named. The text is cleaned and without its options; where it says I
    or me and mentions its writer in no other way, the first of these is written "@me".
    """

    text: str
    mentions: tuple[tuple[str, str], ...] = ()
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Preflight(Make):
    """Say what a clip would cost, who would have to agree and what refuses it."""


@dataclass(frozen=True, slots=True)
class Cancel(Intent):
    """Cancel a clip; "" is my latest."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Status(Intent):
    """Show how my clips stand; with `clip`, one of them."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Keep(Intent):
    """Save a draft; "" is my latest."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Delete(Intent):
    """Delete a clip that I made or appear in; "" is my latest."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Approve(Intent):
    """Agree to a clip of me; "" is the one that waits."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Reject(Intent):
    """Say no to a clip of me; "" is the one that waits."""

    clip: str = ""


@dataclass(frozen=True, slots=True)
class Balance(Intent):
    """Show my credits."""


@dataclass(frozen=True, slots=True)
class Packs(Intent):
    """Show what credits can be bought."""


@dataclass(frozen=True, slots=True)
class Gift(Intent):
    """Give credits to a friend (a handle), with a few words."""

    who: str
    amount: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class Invite(Intent):
    """Make a code for a friend."""


@dataclass(frozen=True, slots=True)
class Redeem(Intent):
    """Come in by a code."""

    code: str


@dataclass(frozen=True, slots=True)
class Link(Intent):
    """Show a code that joins accounts; with one, say what it would do."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Unlink(Intent):
    """Part one of my accounts; None: show them."""

    platform: Platform | None = None


@dataclass(frozen=True, slots=True)
class Waitlist(Intent):
    """Wait in line, or see my place in it."""


@dataclass(frozen=True, slots=True)
class Settings(Intent):
    """Show what I allow."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class Receipts(Intent):
    """Show what the audit trail says of me."""


@dataclass(frozen=True, slots=True)
class Report(Intent):
    """Tell operators that a clip, or a person (`who`, a handle), breaks the rules.

    kind: None asks what is wrong; only for a clip.
    """

    clip: str = ""
    who: str = ""
    kind: ReportKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Standing(Intent):
    """Show my strikes and penalties."""


@dataclass(frozen=True, slots=True)
class Appeal(Intent):
    """Ask operators to look at a penalty again; "" is the gravest one."""

    penalty: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Characters(Intent):
    """Show my characters."""


@dataclass(frozen=True, slots=True)
class AddCharacter(Intent):
    """Set up a character from the pictures that come with the message; see bot.characters.NewCharacter."""

    name: str
    kind: CharacterKind
    licensed: bool = False
    attribution: str = ""
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class CharacterPictures(Intent):
    """Give a character of mine the pictures that come with the message."""

    name: str


@dataclass(frozen=True, slots=True)
class RenameCharacter(Intent):
    """Call a character of mine something else."""

    name: str
    to: str


@dataclass(frozen=True, slots=True)
class RemoveCharacter(Intent):
    """Destroy a character of mine, and the clips with it."""

    name: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Erase(Intent):
    """Erase all that is known of me. Nothing happens before `confirmed`."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Me(Intent):
    """Show all of mine on one page, with what I can do about it."""


@dataclass(frozen=True, slots=True)
class Pause(Intent):
    """Let nobody else use my likeness for now."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class Resume(Intent):
    """Let my likeness be used as it is set again."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class Export(Intent):
    """Give me all that is known of me."""


@dataclass(frozen=True, slots=True)
class Privacy(Intent):
    """Tell me what is kept of people here."""


@dataclass(frozen=True, slots=True)
class Help(Intent):
    """Explain; `topic` is the name of a command, or ""."""

    topic: str = ""
