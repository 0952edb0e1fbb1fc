"""About the use of somebody's likeness, as far as they want to be told."""

from typing import Literal

from typing_extensions import override

from bot.notices.base import Action, Button, Handle, Notice
from bot.notices.clips import SpokenWords
from engine.contract.messages import Message


class LikenessAsked(Notice):
    """To an owner: somebody whom they allow asked for a clip with them; it is not made yet."""

    private = True
    kind: Literal["likeness_asked"] = "likeness_asked"
    clip: str
    maker: Handle
    prompt: str
    words: tuple[SpokenWords, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.DELETE_CLIP, id=self.clip),
            Button(action=Action.REPORT_CLIP, id=self.clip),
        )


class Use(Message):
    """One clip in a digest; `made`: its maker has it, else it was asked for."""

    clip: str
    maker: Handle
    prompt: str
    words: tuple[SpokenWords, ...]
    made: bool


class DigestTold(Notice):
    """To an owner, once a day: the clips with them since the last one."""

    private = True
    kind: Literal["digest_told"] = "digest_told"
    uses: tuple[Use, ...]
