"""What is wrong with a line: the sentences, by name, and how they are raised."""

from collections.abc import Mapping

from engine.contract.messages import LONGEST_FACT, WHICH, Refusal

CODE = "not_understood"
COMMAND = "command"
"""The fact that names the command whose usage would do."""
SENTENCES: Mapping[str, str] = {
    "too_long": "That is {length} characters; keep it under {limit}.",
    "unaddressed": "Say who is in the clip and what happens: {example}. `/cameo help` tells more.",
    "unknown": "There is no command '{word}'. `/cameo help` lists them.",
    "unknown_near": "There is no command '{word}'. Did you mean `/cameo {meant}`? {about}",
    "nobody": "Say who.",
    "no_name": "That is not a name I can read.",
    "no_prompt": "Say what happens in the clip.",
    "no_clip": "That is not the number of a clip.",
    "no_amount": "Say how many credits.",
    "no_code": "Write the code after it.",
    "nothing_reported": "Say which clip by its number, or who.",
    "no_kind_of_report": "Say what is wrong, one of: {kinds}.",
    "no_reason": "Say why it is a mistake.",
    "of_not_last": "Write `--of` and the character at the very end.",
    "no_limit": "“{words}” is no limit that I know.",
    "no_limit_named": "“{words}” is no limit that I know; `/cameo boundary presets` lists the boundaries.",
    "no_date": "Write a date like 2026-12-31.",
    "no_clips_at_all": "For no clips at all there is `/cameo deny`.",
    "no_usage": "Choose one of: only me, approved, mutuals, everyone.",
    "no_visibility": "Choose one of: nobody, approved, mutuals, everyone.",
    "no_notify": "Choose one of: each use, published, digest, none.",
    "no_approval": "Choose one of: never, before render, before publish, both.",
    "no_boundary_verb": "Say add, remove, list or presets.",
    "no_character_verb": "Say add, pictures, rename, remove or list.",
    "no_character_name": "Say its name, as in `@rex`.",
    "no_character_kind": "Say what it is, one of: {kinds}.",
    "no_seconds": "`--seconds` needs a number.",
    "no_style": "`--style` is one of: {styles}.",
    "no_option": "There is no option --{name}; there are --seconds, --style, --pro and --standard.",
}
"""Every sentence about a line that cannot be read, with its {placeholders}."""
USAGE = "{what} Write `/cameo {usage}`, for example: {example}"


class UnreadableError(ValueError):
    """What follows a command does not fit it; `which` is one of SENTENCES."""

    def __init__(self, which: str, **facts: object) -> None:
        """Fill the sentence's {placeholders} with `facts`."""
        self.which = which
        self.facts = {name: str(fact)[:LONGEST_FACT] for name, fact in facts.items()}
        super().__init__(SENTENCES[which].format(**self.facts))


class CommandError(Exception):
    """This line cannot be understood; the message says what would be."""

    def __init__(self, error: UnreadableError, suggestion: str = "", *, usage: str = "") -> None:
        """Keep what was probably meant (`suggestion`, a command line, may be empty).

        usage: how the command is written that the line was read as.
        """
        said = str(error)
        self.message = USAGE.format(what=said, usage=usage, example=suggestion) if usage else said
        super().__init__(self.message)
        self.suggestion = suggestion
        self.which, self.facts = error.which, error.facts

    @property
    def refusal(self) -> Refusal:
        """The form that is sent: {code, message, facts}."""
        return Refusal(code=CODE, message=self.message, facts={WHICH: self.which, **self.facts})
