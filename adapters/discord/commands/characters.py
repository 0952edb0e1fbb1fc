"""`/cameo character`: pets, objects, mascots and licensed characters, from pictures."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from adapters.discord import offers
from adapters.discord.asking import act
from adapters.discord.attachments import all_fetched
from adapters.discord.commands.family import Commands
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.characters import LONGEST_ATTRIBUTION, CharacterKind, NewCharacter
from bot.clips import Tier
from bot.commands import intents
from bot.errors import PictureTooLarge
from bot.notices import CharacterTaken

LONGEST_NAME = 40
Name = Range[str, 1, LONGEST_NAME]
_KINDS = [Choice(name=described(f"character.kind.{kind.value}"), value=kind.value) for kind in CharacterKind]
_DESCRIBED = {
    "name": described("character.name"),
    "picture": described("character.picture"),
} | {more: described("character.picture.more") for more in ("picture2", "picture3", "picture4")}

character = app_commands.Group(name="character", description=described("character.about"))


@character.command(name="add", description=described("character.add.about"))
@app_commands.describe(
    **_DESCRIBED,
    kind=described("character.add.kind"),
    licensed=described("character.add.licensed"),
    credit=described("character.add.credit"),
    pro=described("character.add.pro"),
)
@app_commands.choices(kind=_KINDS)
async def add(  # noqa: PLR0917 - the options of the command
    interaction: Asked,
    name: Name,
    kind: str,
    picture: discord.Attachment,
    picture2: discord.Attachment | None = None,
    picture3: discord.Attachment | None = None,
    picture4: discord.Attachment | None = None,
    licensed: bool = False,  # noqa: FBT001, FBT002 - an option
    credit: Range[str, 0, LONGEST_ATTRIBUTION] = "",
    pro: bool | None = None,  # noqa: FBT001 - an option
) -> None:
    """A new one."""
    given = [each for each in (picture, picture2, picture3, picture4) if each is not None]
    tier = None if pro is None else Tier.PRO if pro else Tier.STANDARD

    async def taken(visit: Visit) -> CharacterTaken:
        pictures = await _fetched(visit, given)
        wanted = NewCharacter(name, CharacterKind(kind), pictures, licensed, credit, tier)
        return await visit.app.create_character(visit.speaker.person, wanted, visit.speaker.chat)

    await respond(interaction, taken)


@character.command(name="pictures", description=described("character.pictures.about"))
@app_commands.describe(**_DESCRIBED)
@app_commands.autocomplete(name=offers.characters)
async def pictures(  # noqa: PLR0917 - the options of the command
    interaction: Asked,
    name: Name,
    picture: discord.Attachment,
    picture2: discord.Attachment | None = None,
    picture3: discord.Attachment | None = None,
    picture4: discord.Attachment | None = None,
) -> None:
    """Others than before."""
    given = [each for each in (picture, picture2, picture3, picture4) if each is not None]

    async def taken(visit: Visit) -> CharacterTaken:
        fresh = await _fetched(visit, given)
        return await visit.app.renew_character(visit.speaker.person, name, fresh, visit.speaker.chat)

    await respond(interaction, taken)


async def _fetched(visit: Visit, given: list[discord.Attachment]) -> tuple[bytes, ...]:
    """The pictures.

    Raises:
        PictureTooLarge: one of them, before any is fetched.
    """
    limit = visit.interaction.client.settings.characters.picture_mb
    return await all_fetched(given, limit, lambda most: PictureTooLarge(limit=most))


@character.command(name="list", description=described("character.list.about"))
async def listed(interaction: Asked) -> None:
    """All of them."""
    await act(interaction, intents.Characters())


@character.command(name="rename", description=described("character.rename.about"))
@app_commands.describe(name=described("character.name"), new_name=described("character.new_name"))
@app_commands.autocomplete(name=offers.characters)
async def rename(interaction: Asked, name: Name, new_name: Name) -> None:
    """Another name."""
    await act(interaction, intents.RenameCharacter(name, new_name))


@character.command(name="remove", description=described("character.remove.about"))
@app_commands.describe(name=described("character.name"))
@app_commands.autocomplete(name=offers.characters)
async def remove(interaction: Asked, name: Name) -> None:
    """Ask whether they are sure."""
    await act(interaction, intents.RemoveCharacter(name))


COMMANDS: Commands = (character,)
