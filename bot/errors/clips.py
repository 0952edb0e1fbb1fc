"""Refusals: clips that cannot be made, seen or changed."""

from bot.errors.base import Refused


class WrongLength(Refused):
    """Clips of that length are not made here."""


class ClipTooLong(WrongLength):
    """A {tier} clip lasts at most {longest:g} seconds; this one would last {seconds:g}."""


class SceneTooLong(WrongLength):
    """Scene {number} lasts {seconds:g} seconds, a {tier} scene at most {longest:g}. Shorten or split it."""


class StoryboardTooShort(WrongLength):
    """Scenes last {shortest:g} to {longest:g} seconds together, and yours {seconds:g}. Make them longer."""


class StoryboardTooLong(WrongLength):
    """Scenes last {shortest:g} to {longest:g} seconds together, and yours {seconds:g}. Leave some out."""


class TooManyClips(Refused):
    """You already have {limit} clips in the making. Wait for one, or cancel it with `/cameo cancel`."""


class NobodyCast(Refused):
    """Say who is in the clip: `@Self` for yourself, or a friend by their @name."""


class SceneTooLarge(Refused):
    """The scene's picture is larger than {limit} MB. Make it smaller, or describe the place in words."""


class UnknownClip(Refused):
    """You have no such clip. `/cameo status` lists yours."""


class NothingToSee(Refused):
    """This clip has no file any more: it was {state}."""


class TooLargeToPost(Refused):
    """This clip is too large to be posted here. Open it where larger files go, or make it shorter."""


class UnknownLink(Refused):
    """Nothing is shown here any more. In the chat `/cameo clips` shows what you may watch."""


class CannotCancel(Refused):
    """This clip can no longer be cancelled: it is {state}."""


class CannotShare(Refused):
    """Only a finished clip can be shared; this one is {state}. `/cameo status` shows how it stands."""


class SharedAlready(Refused):
    """This clip is in that conversation already. Share it from another one, where it is not."""


class NowhereToShare(Refused):
    """You asked for this clip here, where nobody else reads. Share it in the channel where you want it."""


class CannotKeep(Refused):
    """Only a draft can be saved; this clip is {state}."""
