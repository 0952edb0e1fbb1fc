"""Refusals: likenesses and the recordings they are made from."""

from bot.errors.base import Refused


class NoLikenessYet(Refused):
    """You have no likeness yet. Write `/cameo setup` to make one."""


class NotSetUp(Refused):
    """{name} has no likeness here yet. They can make one with `/cameo setup`."""


class UnverifiedLikeness(Refused):
    """The likeness of {name} was made without a live challenge, so it cannot be used here."""


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


class RecordingPassedOn(Refused):
    """This video was passed on, so it is not one for this challenge. Record one yourself and send it."""


class RecordingTooOld(Refused):
    """This video is older than the challenge and cannot answer it. Do what the challenge says, on video."""


class RecordingIsFile(Refused):
    """A file may be of any time. Record yourself in this chat, or send a video as a video, not as a file."""


class EnrolmentRunning(Refused):
    """Your last recording is still being analysed. Wait for its answer before you send another."""
