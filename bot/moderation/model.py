"""The optional model-backed check: a text classifier in a process of its own; its labels stand for kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.verdicts import Code, Outcome


class ClassifierDownError(Exception):
    """The classifier gave no answer in time, or none that can be read."""


class TextClassifier(Protocol):
    """A text classifier. Synchronous; may be called from several threads."""

    def scores(self, text: str) -> Mapping[str, float]:
        """Its labels with their scores, 0..1. Raises ClassifierDownError."""
        ...

    def close(self) -> None:
        """Let go of what it holds; it can be asked again."""
        ...


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """How a classifier takes part in the list of checks.

    labels: which of its labels stand for which kind; others are ignored. threshold: the score, 0..1, from
    which a label counts. on_failure: what follows where it gives no answer; never `allow`.
    """

    classifier: TextClassifier
    labels: Mapping[str, Code]
    threshold: float = 0.8
    on_failure: Outcome = Outcome.APPROVAL

    def kinds(self, text: str) -> frozenset[Code]:
        """The kinds that the text is of; UNCHECKED where the classifier gives no answer."""
        try:
            given = self.classifier.scores(text)
        except ClassifierDownError:
            return frozenset({Code.UNCHECKED})
        return frozenset(
            self.labels[label]
            for label, score in given.items()
            if label in self.labels and score >= self.threshold
        )
