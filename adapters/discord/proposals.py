"""Requests for clips, shown to who asks alone before anything is spent, and the buttons under them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord.utils import MISSING

from adapters import conversation, proposing, text
from adapters.deadlines import within
from adapters.discord import mentions
from adapters.discord.buttons import on_press
from adapters.discord.forms import Fields, form, on_form
from adapters.discord.places import MessagePlace
from adapters.discord.presence import look_around
from adapters.discord.sending import FAILED
from adapters.discord.visits import Asked, Visit, Work, outcome, refresh, respond, visit
from adapters.proposing import LONGEST
from adapters.reading import named
from bot.commands.forms import MakeForm
from bot.notices import Action, AnyNotice, Button, PromptShown, ProposalDropped, Proposed

_PROMPT = "prompt"
FORM_S = 2.0
"""A form has to be shown within 3 s of a click, so nobody waits longer for what stands in it."""


async def proposed(here: Visit, form: MakeForm, *, draft: bool | None = None) -> AnyNotice:
    """Keep what a form asks for, and show what it would come to."""
    known = await _known(here, f"{form.prompt} {form.cast}")
    return await _looked(here, await proposing.proposed(here.app, here.speaker, form, known, draft=draft))


async def reworded(here: Visit, about: str, prompt: str) -> AnyNotice:
    """Put other words in the place of a request's, or propose a changed copy of a clip."""
    known = await _known(here, prompt)
    return await _looked(here, await proposing.reworded(here.app, here.speaker, about, prompt, known))


async def _known(here: Visit, written: str) -> Mapping[str, str]:
    """Whom a text names, by mentions and by names."""
    pointed_out = await mentions.in_text(here.interaction.client, written, here.speaker.chat)
    return await named(here.app, here.speaker, written, pointed_out)


async def _looked(here: Visit, shown: AnyNotice) -> AnyNotice:
    """The same, looked at once more where somebody in it has left the server, or is seen there only now."""
    if not isinstance(shown, Proposed):
        return shown
    client, speaker = here.interaction.client, here.speaker
    somebody_left = await look_around(client, speaker.person, shown.id, speaker.chat)
    if somebody_left or (speaker.chat.server is not None and not shown.preflight.ok):
        return await here.app.look(speaker.person, shown.id, speaker.around)
    return shown


async def in_place(interaction: Asked, work: Work) -> None:
    """Answer in place of the clicked message, if who clicked sees it alone; else beside it, to them alone."""
    message = interaction.message
    alone = message is not None and message.flags.ephemeral
    await (refresh if alone else respond)(interaction, work)


@on_press(Action.LOOK_FIRST)
async def look(interaction: Asked, button: Button) -> None:
    """What it would come to, to who asked for it alone."""
    await in_place(interaction, lambda here: _pressed(here, button))


@on_press(Action.START_CLIP)
async def start(interaction: Asked, button: Button) -> None:
    """Make it; its message follows."""
    await in_place(interaction, lambda here: _pressed(here, button))


async def _pressed(here: Visit, button: Button) -> AnyNotice:
    speaker = here.speaker
    await look_around(here.interaction.client, speaker.person, button.id, speaker.chat)
    return await conversation.press(here.app, speaker, button)


@on_press(Action.DROP_PROPOSAL)
async def drop(interaction: Asked, button: Button) -> None:
    """Forget it, and take down the message that others can read."""

    async def dropped(here: Visit) -> AnyNotice:
        notice = await conversation.press(here.app, here.speaker, button)
        if isinstance(notice, ProposalDropped) and notice.message is not None:
            await _take_down(interaction.client, notice.message)
        return notice

    await in_place(interaction, dropped)


async def _take_down(client: discord.Client, name: str) -> None:
    place = MessagePlace.parse(name)
    try:
        await client.get_partial_messageable(place.channel).get_partial_message(place.message).delete()
    except FAILED:  # its buttons find nothing any more
        return


@on_press(Action.MAKE_AGAIN)
async def again(interaction: Asked, button: Button) -> None:
    """The same clip, proposed once more."""

    async def proposed_again(here: Visit) -> AnyNotice:
        return await _looked(here, await conversation.press(here.app, here.speaker, button))

    await respond(interaction, proposed_again)


def prompt_form(shown: PromptShown, title: str, tag: str) -> discord.ui.Modal:
    """A prompt to change; what comes of it is said when it is sent. title: a phrase. tag: the language."""
    prompt: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=_PROMPT,
        style=discord.TextStyle.paragraph,
        placeholder=text.phrase("edit.prompt.hint", tag),
        default=shown.prompt[:LONGEST],
        max_length=LONGEST,
    )
    return form("prompt", shown.id, text.phrase(title, tag), {text.phrase("edit.prompt", tag): prompt})


@on_form("prompt")
async def changed(interaction: Asked, about: str, fields: Fields) -> None:
    """Put the words of the form in place of those of the clip or request that it is about."""
    await in_place(interaction, lambda here: reworded(here, about, fields.get(_PROMPT, "")))


@on_press(Action.EDIT_PROMPT)
async def edit(interaction: Asked, button: Button) -> None:
    """A form with the prompt in it."""

    async def found(here: Visit) -> AnyNotice:
        return await conversation.press(here.app, here.speaker, button)

    await show_form(interaction, found, "edit.title")


async def show_form(interaction: Asked, find: Callable[[Visit], Awaitable[AnyNotice]], title: str) -> None:
    """Show a form with the prompt that is found, or why there is none. A form is the only acknowledgement."""
    tag = str(interaction.locale)
    shown: list[PromptShown] = []

    async def looked() -> AnyNotice:
        notice = await find(await visit(interaction))
        shown.extend([notice] if isinstance(notice, PromptShown) else [])
        return notice

    drawn = await outcome(within(FORM_S, looked()), tag)
    if shown:
        await interaction.response.send_modal(prompt_form(shown[0], title, tag))
    else:
        await interaction.response.send_message(
            drawn.content, embeds=drawn.embeds or MISSING, view=drawn.view or MISSING, ephemeral=True
        )
