"""What every refusal has: a code, which is its name, and a sentence, which is its docstring."""

import inspect
import re
from datetime import datetime
from string import Formatter

from engine.contract.messages import LONGEST_FACT, Refusal

IN_SCENE = "in_scene"
"""The fact that names the scene of a storyboard in which something is wrong, from 1."""


class Refused(Exception):  # noqa: N818 - a refusal is not an error of the program
    """This cannot be done."""

    code: str = "refused"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        """Fill the docstring's {placeholders} with `facts`; moments are said to the minute, in UTC."""
        said = sentence(type(self))
        shown = {name: _english(fact) for name, fact in facts.items()}
        self.message = said.format(**shown) if facts else said
        self.facts = _facts(said, facts)
        super().__init__(self.message)

    @property
    def refusal(self) -> Refusal:
        """The form that is stored, sent and printed as JSON: {code, message, facts}."""
        return Refusal(code=self.code, message=self.message, facts=self.facts)


def sentence(kind: type[Refused]) -> str:
    """What a refusal says, with its {placeholders}."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split())


def _english(fact: object) -> object:
    return f"{fact:%d %b %Y, %H:%M} UTC" if isinstance(fact, datetime) else fact


def _facts(said: str, facts: dict[str, object]) -> dict[str, str]:
    """Those that the sentence holds, each as it stands in it; moments in ISO 8601."""
    written: dict[str, str] = {}
    for _, name, form, _ in Formatter().parse(said):
        if name in facts:
            fact = facts[name]
            told = fact.isoformat() if isinstance(fact, datetime) else format(fact, form or "")
            written[name] = told[:LONGEST_FACT]
    return written
