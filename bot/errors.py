"""What the service refuses, one class each: the docstring is the sentence people read, the name is the code.

A sentence about another person never says which of their settings, boundaries or answers stands in the way:
all of these read `OutsideWhatTheyAllow`.
"""

import inspect
import re
from typing import Self

from engine.contract.messages import Refusal


class Refused(Exception):  # noqa: N818 - a refusal is not an error of the program
    """This cannot be done."""

    code: str = "refused"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        """Fill the docstring's {placeholders} with `facts`."""
        sentence = " ".join(inspect.cleandoc(type(self).__doc__ or "").split())
        self.message = sentence.format(**facts) if facts else sentence
        super().__init__(self.message)

    @property
    def refusal(self) -> Refusal:
        """The form that is stored, sent and printed as JSON: {code, message}."""
        return Refusal(code=self.code, message=self.message)


class UnknownPerson(Refused):
    """Nobody here is called {name}. Check the spelling, or ask them to begin with `/cameo setup`."""


class NoLikenessYet(Refused):
    """You have no likeness yet. Write `/cameo setup` to make one."""


class NotSetUp(Refused):
    """{name} has no likeness here yet. They can make one with `/cameo setup`."""


class UnverifiedLikeness(Refused):
    """The likeness of {name} was made without a live challenge, so it cannot be used here."""


class OutsideWhatTheyAllow(Refused):
    """That is outside what {name} allows. You can ask them with `/cameo ask {name}`."""


class NotEnoughCredits(Refused):
    """This clip costs {price} credits and you have {available}. Make it shorter, or wait for more credits."""


class ClipTooLong(Refused):
    """A {tier} clip lasts at most {longest:g} seconds; this one would last {seconds:g}."""


class TooManyClips(Refused):
    """You already have {limit} clips in the making. Wait for one, or cancel it with `/cameo cancel`."""


class ContentRefused(Refused):
    """The prompt asks for what is not made here."""

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """The moderation rule that refused brings its own code and sentence."""
        refused = cls()
        refused.code, refused.message = refusal.code, refusal.message
        return refused


class FilesUnavailable(Refused):
    """Files cannot be stored or read just now. Nothing was changed or charged; try again in a moment."""


class QueueUnavailable(Refused):
    """The render queue cannot be reached just now. Nothing was changed or charged; try again in a moment."""


class HouseRule(Refused):
    """The people who run this service do not want that made here."""


class NobodyCast(Refused):
    """Say who is in the clip: `@Self` for yourself, or a friend by their @name."""


class UnknownClip(Refused):
    """You have no such clip. `/cameo status` lists yours."""


class NotAgreedYet(Refused):
    """Not everyone in this clip has agreed yet, so only they may see it."""


class NothingToSee(Refused):
    """This clip has no file any more: it was {state}."""


class CannotCancel(Refused):
    """This clip can no longer be cancelled: it is {state}."""


class CannotKeep(Refused):
    """Only a draft can be saved; this clip is {state}."""


class NotAskedToApprove(Refused):
    """Nobody asks you to approve this clip, or it was decided already."""


class AgreementNeeded(Refused):
    """A likeness is made only when you explicitly agree to it."""


class ChallengeOver(Refused):
    """This challenge was used or its time is up. Write `/cameo setup` for a new one."""


class ChallengeNeeded(Refused):
    """A likeness is made from a live recording that answers a challenge. Write `/cameo setup` to get one."""


class RecordingEmpty(Refused):
    """The recording is empty. Send a video of 10 to 20 seconds."""


class RecordingTooLarge(Refused):
    """The recording is larger than {limit} MB. Send 10 to 20 seconds at 1080p or less."""


class EnrolmentRunning(Refused):
    """Your last recording is still being analysed. Wait for its answer before you send another."""


class UnknownRequest(Refused):
    """Nobody asks you that, or the request is no longer open."""


class ThatIsYou(Refused):
    """That is you: your own likeness is always yours to use."""


class MessageTooLong(Refused):
    """Keep the message under {limit} characters."""


class BoundaryEmpty(Refused):
    """Say in a few words what you do not want to be shown in, for example "violence"."""


class BoundaryTooLong(Refused):
    """Keep a boundary under {limit} characters; add several instead of one long one."""


class TooManyBoundaries(Refused):
    """You have {limit} boundaries, the most there can be. Remove one first."""


class UnknownBoundary(Refused):
    """You have no such boundary. `/cameo settings` lists yours."""


class EngineFailed(Refused):
    """The engine stopped working on this again and again. Nothing was charged; try once more later."""


class AccountErased(Refused):
    """This account was erased. Write `/cameo setup` to begin again."""
