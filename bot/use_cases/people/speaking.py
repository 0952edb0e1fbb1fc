"""In which language somebody is spoken to on a platform: as the platform says, or as they chose."""

from bot.errors import UnusableLanguage
from bot.notices import LanguageShown
from bot.people import Platform, is_language_tag
from bot.ports import Ports
from bot.use_cases.people.joining import living


async def shown(ports: Ports, person: str, platform: Platform) -> LanguageShown:
    """What they chose there, if anything."""
    async with ports.uow() as tx:
        await living(tx, person)
        there = [row for row in await tx.people.accounts(person) if row.platform is platform]
    chosen = next((row.chosen_language for row in there if row.chosen_language is not None), None)
    return LanguageShown(chosen=chosen)


async def choose(ports: Ports, person: str, platform: Platform, tag: str | None) -> LanguageShown:
    """It holds for every account that they have there, and for what waits to be said, too."""
    if tag is not None and not is_language_tag(tag):
        raise UnusableLanguage
    async with ports.uow() as tx:
        await living(tx, person, lock=True)
        for row in await tx.people.accounts(person):
            if row.platform is platform:
                row.chosen_language = tag
    return LanguageShown(chosen=tag)
