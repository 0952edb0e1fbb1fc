"""What every refusal has: a code, which is its name, and a sentence, which is its docstring."""

import inspect
import re

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
