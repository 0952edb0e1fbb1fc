"""What the reader of prompts refuses. The docstring is the sentence, the name is the code."""

from bot.errors import Refused


class PromptTooLong(Refused):
    """Your prompt has {length} characters; keep it under {limit}."""


class PromptEmpty(Refused):
    """Say what happens in the clip, for example: @Self on a beach at sunset, waves and says "Hello!"."""


class TooManyPeople(Refused):
    """At most {limit} people fit in one scene, and you named {count}. Leave somebody out."""


class LineTooLong(Refused):
    """The words "{start}" take about {seconds:.0f} seconds to say; a clip lasts {longest:g}. Shorten them."""


class LinesDoNotFit(Refused):
    """Saying these words takes about {needed:.0f} seconds, and there are {seconds:g}. Make it longer."""


class LengthOutOfRange(Refused):
    """A clip lasts from {shortest:g} to {longest:g} seconds; you asked for {seconds:g}."""


class MomentAfterEnd(Refused):
    """Something is set at {moment:g} seconds, after the end of a clip of {seconds:g} seconds."""


class TooManyLines(Refused):
    """A clip holds at most {limit} spoken lines; yours has {count}."""


class TooManyScenes(Refused):
    """A storyboard has at most {limit} scenes; yours has {count}. Join some, or make two clips."""


class CastTooLarge(Refused):
    """At most {limit} people appear in one clip, and you named {count}. Leave somebody out."""


class ScenesTooFew(Refused):
    """These {count} scenes last {most:g} seconds at most, and {seconds:g} are wanted. Add a scene."""


class ScenesDoNotFit(Refused):
    """These scenes take {needed:g} seconds, and there are {seconds:g}. Make it longer, or a scene shorter."""
