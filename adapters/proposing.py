"""Requests for clips that wait for a word, on every platform: of a form, of other words, of a press."""

from collections.abc import Mapping
from dataclasses import replace

from adapters import conversation
from adapters.reading import pointing
from adapters.speaker import Speaker
from bot.app import App
from bot.commands import CommandError
from bot.commands.errors import UnreadableError
from bot.commands.forms import MakeForm, make_of, rewritten
from bot.notices import Proposed, Refusals

LONGEST = 2000
"""Characters of a prompt that a form takes."""


async def proposed(
    app: App, speaker: Speaker, form: MakeForm, known: Mapping[str, str], *, draft: bool | None = None
) -> Proposed | Refusals:
    """Keep what a form asks for, and show what it would come to. known: mention as written -> handle."""
    try:
        make = make_of(form, known)
    except UnreadableError as error:
        return Refusals(refusals=(CommandError(error).refusal,))
    request = conversation.request_of(pointing(speaker, known.values()), make)
    return await app.propose(speaker.person, replace(request, draft=draft))


async def reworded(
    app: App, speaker: Speaker, about: str, prompt: str, known: Mapping[str, str]
) -> Proposed | Refusals:
    """Put other words in the place of a request's, or propose a changed copy of a clip."""
    try:
        make = rewritten(prompt, known)
    except UnreadableError as error:
        return Refusals(refusals=(CommandError(error).refusal,))
    request = conversation.request_of(pointing(speaker, known.values()), make)
    return await app.remix(speaker.person, about, request)
