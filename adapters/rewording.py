"""Says in another language what the bot and the engine say in English: refusals, advice, remarks, reasons.

A refusal is found by its code (and by the fact `which`, where a code has several sentences), and its facts
fill the sentence. Advice, remarks on a clip and the like come as English sentences: they are found by these.
What a table does not hold is passed on as it came, since an engine of somebody else's may say what it likes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

from typing_extensions import override

from bot.commands.errors import COMMAND
from bot.errors.base import IN_SCENE
from engine.contract.messages import WHICH, Refusal

USAGE = "not_understood.usage"
"""The key of the sentence that shows how a command is written."""

Form = Callable[[str], str]
"""How a fact is written in a sentence, for example a number: {limit:n}."""


class _Filler(Formatter):
    """str.format with the forms of a language as what stands behind the colon."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms

    @override
    def format_field(self, value: Any, format_spec: str) -> str:
        return self._forms[format_spec](str(value)) if format_spec else str(value)

    @override
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]


@dataclass(frozen=True)
class Rewording:
    """The tables of one language.

    refusals: sentence by code, or `code.which`; `in_scene` frames one about a scene of a storyboard, and
    USAGE one about a line that cannot be read. remarks: sentence by the English one; {placeholders} stand for
    whatever stands there. forms: how facts are written, by the name that a sentence gives ({price:n}).
    """

    refusals: Mapping[str, str]
    remarks: Mapping[str, str]
    forms: Mapping[str, Form]

    def refusal(self, refused: Refusal) -> str:
        """Word a refusal; as it came where there is no sentence for it or a fact of it is missing."""
        facts = refused.facts
        known = self.refusals.get(f"{refused.code}.{facts.get(WHICH, '')}", self.refusals.get(refused.code))
        if known is None:
            return refused.message
        filler = _Filler(self.forms)
        try:
            said = filler.format(known, **facts)
            if COMMAND in facts:
                said = filler.format(self.refusals[USAGE], what=said, **{COMMAND: facts[COMMAND]})
            if IN_SCENE in facts:
                said = filler.format(self.refusals[IN_SCENE], what=said, **{IN_SCENE: facts[IN_SCENE]})
        except KeyError:
            return refused.message
        return said

    def remark(self, said: str) -> str:
        """Word an English sentence that came without a code; as it came where it is not known."""
        if said in self.remarks:
            return self.remarks[said]
        for pattern, words in self._patterns:
            if (found := pattern.fullmatch(said)) is not None:
                return _Filler(self.forms).format(words, **found.groupdict())
        return said

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((_pattern(said), words) for said, words in self.remarks.items() if "{" in said)


def _pattern(said: str) -> re.Pattern[str]:
    """What a sentence with {placeholders} looks like when they are filled."""
    parts = (
        re.escape(literal) + (f"(?P<{name}>.+?)" if name else "")
        for literal, name, _, _ in Formatter().parse(said)
    )
    return re.compile("".join(parts), re.DOTALL)


AS_IT_COMES = Rewording(refusals={}, remarks={}, forms={})
"""English: everything is passed on as it came."""
