"""`/cameo setup`: what is kept, the challenge, the recording that answers it, and how its analysis goes.

/cameo setup -> what is kept of you -> [I agree] -> challenge -> the video, by this command or by direct
message -> how the analysis goes, in place -> your likeness is ready, or what to do better
"""

from dataclasses import replace

import discord
from discord import app_commands

from adapters import conversation, text
from adapters.discord.asking import act
from adapters.discord.buttons import on_press
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn, draw
from adapters.discord.naming import shown
from adapters.discord.recordings import handed_over, telling
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import intents
from bot.notices import Action, AnyNotice, Button, ChallengeIssued


@app_commands.command(name="setup", description=described("setup.about"))
@app_commands.describe(recording=described("setup.recording"))
async def setup(interaction: Asked, recording: discord.Attachment | None = None) -> None:
    """Explain, or take a recording."""
    if recording is None:
        await act(interaction, intents.Setup())
        return

    async def edit(drawn: Drawn) -> None:
        await interaction.edit_original_response(content=drawn.content, embeds=drawn.embeds, view=drawn.view)

    async def taken(visit: Visit) -> AnyNotice:
        notice = await handed_over(interaction.client, visit.speaker, recording)
        tell = telling(edit, visit.language)
        interaction.client.analyses.watch(visit.speaker.person, notice.enrolment, visit.language, tell)
        return notice

    await respond(interaction, taken)


@on_press(Action.AGREE_SETUP)
async def agree(interaction: Asked, button: Button) -> None:
    """The challenge, and where to send what answers it."""

    async def agreed(visit: Visit) -> Drawn | AnyNotice:
        notice = await conversation.press(visit.app, visit.speaker, button)
        if not isinstance(notice, ChallengeIssued):
            return notice
        drawn = draw(notice, visit.language)
        how = shown(text.phrase("setup.how", visit.language))
        return replace(drawn, content=f"{drawn.content}\n{how}")

    await respond(interaction, agreed)


COMMANDS: Commands = (setup,)
