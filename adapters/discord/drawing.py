"""A notice as a Discord message: text in the reader's language, and its buttons."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from adapters import text
from adapters.discord.buttons import row_of
from adapters.discord.naming import shown
from bot.notices import AnyNotice, Notice

MESSAGE_LENGTH, EMBED_LENGTH = 2000, 4096


@dataclass(frozen=True, slots=True)
class Drawn:
    """What to send. What is too long for a message stands in `embed`, what is too long for that in `file`.

    film: the clip that goes with it. pictures and posters: small pictures beside the text, and their files.
    """

    content: str
    embed: discord.Embed | None = None
    file: discord.File | None = None
    view: discord.ui.View | None = None
    film: discord.File | None = None
    pictures: tuple[discord.Embed, ...] = ()
    posters: tuple[discord.File, ...] = ()

    @property
    def embeds(self) -> Sequence[discord.Embed]:
        """Those that there are, the text's first."""
        return [*([] if self.embed is None else [self.embed]), *self.pictures]

    @property
    def files(self) -> Sequence[discord.File]:
        """Those that there are, the film first; a file can be sent once."""
        return [file for file in (self.film, self.file, *self.posters) if file is not None]


def draw(notice: AnyNotice | Notice, tag: str) -> Drawn:
    """Word a notice in the language `tag`, with its buttons."""
    said = text.say(notice, tag)
    return written(said.text, tag, view=row_of(said.labels))


def written(plain: str, tag: str, view: discord.ui.View | None = None) -> Drawn:
    """Plain text, however long, and what stands under it."""
    marked = shown(plain)
    if len(marked) <= MESSAGE_LENGTH:
        return Drawn(marked, view=view)
    if len(marked) <= EMBED_LENGTH:
        return Drawn("", embed=discord.Embed(description=marked), view=view)
    whole = discord.File(io.BytesIO(plain.encode()), filename="cameo.txt")
    return Drawn(text.phrase("core.long", tag), file=whole, view=view)
