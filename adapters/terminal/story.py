"""The conversation that the demo plays: a table of who says what, and what each waits for."""

from dataclasses import dataclass

from bot.notices import (
    AccessAnswered,
    AccessAsked,
    Action,
    ApprovalAsked,
    ApprovalWaits,
    ClipDelivered,
    LikenessReady,
    Notice,
)

OWNER = "owner"
FRIEND = "friend"
WISH = '@owner on a beach at sunset, waves and says "Wish you were here!"'


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the story begins."""

    title: str


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody writes a message into the room; the service answers, and must refuse it where `refused`."""

    who: str
    text: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """Somebody answers the challenge they were given with a recording."""

    who: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Nothing is said until the service has told `who` this."""

    who: str
    notice: type[Notice]


@dataclass(frozen=True, slots=True)
class Presses:
    """Somebody presses a button under the last message that had it; `sign` is what they are seen to do."""

    who: str
    action: Action
    sign: str


@dataclass(frozen=True, slots=True)
class Remark:
    """The narrator explains."""

    text: str


Step = Part | Says | Records | Waits | Presses | Remark

STORY: tuple[Step, ...] = (
    Part("1. The owner lends their likeness"),
    Says(OWNER, "/cameo setup"),
    Presses(OWNER, Action.AGREE_SETUP, "presses ✅ I agree"),
    Records(OWNER),
    Waits(OWNER, LikenessReady),
    Part("2. A friend asks, the owner allows it within a boundary"),
    Says(FRIEND, "/cameo ask @owner May I put you in a holiday greeting?"),
    Waits(OWNER, AccessAsked),
    Says(OWNER, "/cameo boundary add nothing with alcohol"),
    Presses(OWNER, Action.ALLOW_ACCESS, "presses ✅ Allow"),
    Waits(FRIEND, AccessAnswered),
    Part("3. The friend looks before asking, and is refused what the owner does not want"),
    Says(FRIEND, f"/cameo preflight {WISH}"),
    Says(FRIEND, "@owner raises a glass of whisky in a bar", refused=True),
    Remark("Nothing was charged, and the refusal does not tell what the owner's boundary says."),
    Part("4. The clip"),
    Says(FRIEND, WISH),
    Waits(OWNER, ApprovalAsked),
    Waits(FRIEND, ApprovalWaits),
    Presses(OWNER, Action.APPROVE_CLIP, "reacts with ✅"),
    Waits(FRIEND, ClipDelivered),
    Part("5. What it cost"),
    Says(FRIEND, "/cameo balance"),
)
