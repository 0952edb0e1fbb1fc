"""Taking down messages with clips that have ended, wherever the bot posted them."""

from typing import Protocol

from adapters.fates import Meaning, may_pass
from bot.app import App
from bot.people import Platform
from bot.requests import Takedown


class Standing(Protocol):
    """One platform, as far as messages that stand there are concerned."""

    @property
    def platform(self) -> Platform:
        """Which one."""
        ...

    async def removed(self, takedown: Takedown) -> None:
        """Take one down.

        Raises:
            ValueError: no message there ever had such a name. Whatever else is raised `meaning` reads.
        """
        ...

    def meaning(self, error: Exception) -> Meaning:
        """What an error means for a message."""
        ...

    def is_gone(self, error: Exception) -> bool:
        """Whether the message that was looked for is not there any more, or its chat is not."""
        ...


async def take_down(app: App, standing: Standing) -> int:
    """Remove what is due; returns how many are over with. What may work later is tried at the next look."""
    due = await app.due_takedowns(standing.platform)
    return sum([await _removed(app, standing, takedown) for takedown in due])


async def _removed(app: App, standing: Standing, takedown: Takedown) -> bool:
    try:
        await standing.removed(takedown)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are taken down
        gone = standing.is_gone(error)
        unnamed = isinstance(error, ValueError)
        if not gone and not unnamed and may_pass(standing.meaning(error)):
            return False
        if not gone:
            await app.mark_take_down_failed(takedown.delivery)
            return True
    await app.mark_taken_down(takedown.delivery)
    return True
