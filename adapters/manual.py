"""The table of commands in another language: what each does, how it is written, an example, the help.

The words of the grammar (`until`, `only me`) are the same in every language; what stands for something else
(PROMPT, @friend) is said in the reader's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.phrasing import lines
from bot.commands import TABLE


@dataclass(frozen=True, slots=True)
class Manual:
    """One language.

    about: what a command does, a sentence by its name. stands_for: how the words of a usage line that stand
    for something else are said. examples: lines that show a command better than the English ones. example:
    stands before an example. beginning: what the help over all commands begins with; {example} is a prompt.
    """

    about: Mapping[str, str]
    stands_for: Mapping[str, str]
    examples: Mapping[str, str]
    example: str
    beginning: str

    def usage(self, name: str) -> str:
        """How a command is written, after /cameo."""
        words = sorted(self.stands_for, key=len, reverse=True)
        standing = re.compile("|".join(rf"(?<![\w@]){re.escape(word)}(?!\w)" for word in words))
        return standing.sub(lambda found: self.stands_for[found.group()], TABLE[name].usage)

    def shown(self, name: str) -> str:
        """A line that uses a command."""
        return self.examples.get(name, TABLE[name].example)

    def told(self, name: str) -> str:
        """What a command does; "" for what is none."""
        return self.about.get(name, "")

    def help_with(self, topic: str) -> str:
        """The help: every command with its sentence, or one command with an example."""
        if topic in TABLE:
            return lines(
                f"/cameo {self.usage(topic)}", self.told(topic), f"{self.example} {self.shown(topic)}"
            )
        return lines(
            self.beginning.format(example=self.shown("make")),
            *(f"/cameo {self.usage(name)}\n  {self.told(name)}" for name in TABLE),
        )
