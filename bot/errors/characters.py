"""Refusals: characters that are not people."""

from bot.errors.base import Refused


class HandleUnusable(Refused):
    """Call it something of {least} to {most} letters, digits, `_`, `.` or `-`, for example `@rex`."""


class HandleTaken(Refused):
    """Somebody here is called {handle} already. Choose another name."""


class PicturesNeeded(Refused):
    """Attach one to {most} pictures of it (PNG, JPEG or WebP) to this command."""


class TooManyPictures(Refused):
    """One to {most} pictures are enough. Send the best of them."""


class PictureTooLarge(Refused):
    """A picture is larger than {limit} MB. Make it smaller, and send it again."""


class PicturesRunning(Refused):
    """Its last pictures are still being looked at. Wait for the answer before you send others."""


class TooManyCharacters(Refused):
    """You have {limit} characters, the most there can be. Remove one first: `/cameo character list`."""


class LicenceNeeded(Refused):
    """A licensed character needs its owner's permission. Add it with `--licensed` where you have it."""


class AttributionNeeded(Refused):
    """Say who has to be named wherever a licensed character is shown: `--credit "© Ada Studio"`."""


class AttributionTooLong(Refused):
    """Keep what has to be named under {limit} characters."""


class UnknownCharacter(Refused):
    """You have no character called {name}. `/cameo character list` shows yours."""
