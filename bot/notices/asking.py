"""About clips that are not made yet, or that operators look at: what those who appear are asked and told."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.notices.base import Action, Button, Handle, Notice
from bot.notices.clips import Part, SpokenWords


class RenderAsked(Notice):
    """To an owner: read what would be made of you and what you would say; say yes before it is rendered.

    boundary: one of the reader's own that it may touch, so that they have to judge; "" where there is none.
    """

    private = True
    kind: Literal["render_asked"] = "render_asked"
    clip: str
    maker: Handle
    prompt: str
    parts: tuple[Part, ...]
    words: tuple[SpokenWords, ...]
    due_at: datetime
    boundary: str = ""

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.APPROVE_CLIP, id=self.clip),
            Button(action=Action.DENY_CLIP, id=self.clip),
            Button(action=Action.REPORT_CLIP, id=self.clip),
        )


class ClipHeld(Notice):
    """To the maker: the clip is made, and the people who run this service look at it first."""

    kind: Literal["clip_held"] = "clip_held"
    clip: str
    prompt: str
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.CANCEL_CLIP, id=self.clip),)


class ClipHeldForYou(Notice):
    """To those who appear in such a clip, whatever else they want to be told: they can delete it unseen."""

    private = True
    kind: Literal["clip_held_for_you"] = "clip_held_for_you"
    clip: str
    maker: Handle
    prompt: str
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.DELETE_CLIP, id=self.clip),)
