"""What the engine can refuse: a stable snake_case code and a sentence for the person it concerns."""

from engine.contract.messages import Refusal


class EngineRefusal(Exception):  # noqa: N818 - a refusal is not an error of the program
    """The input cannot be used; nothing was written."""

    def __init__(self, *refusals: Refusal) -> None:
        """Take one refusal or several found together."""
        super().__init__(" ".join(refusal.message for refusal in refusals))
        self.refusals = refusals
