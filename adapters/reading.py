"""What somebody writes in a line, on every platform: a wish for a clip, a change of one, or a command.

A platform takes its own name out of the line, says whom the line points out and which message it answers;
what is read from that is the same everywhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from adapters import conversation
from adapters.speaker import Speaker
from bot.app import App
from bot.commands import CommandError, intents, parse
from bot.commands.errors import UnreadableError
from bot.commands.forms import rewritten
from bot.errors import UnknownClip
from bot.notices import AnyNotice, Refusals
from bot.people import folded
from bot.requests import MakeRequest

COMMAND = re.compile(r"^/?cameo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of somebody's.

    said: without the bot's own name. known: mention as written -> handle, of those whom the platform points
    out and those whom it calls by name. key: names the message, so that it is handled once. answers: the
    message that it answers, as the store names it; None where it answers none.
    """

    speaker: Speaker
    said: str
    known: Mapping[str, str]
    key: str | None = None
    answers: str | None = None


async def named(app: App, speaker: Speaker, text: str, known: Mapping[str, str]) -> Mapping[str, str]:
    """Those whom a text calls by name, and the `known`; whom the platform points out is who is meant."""
    return {**await app.names_in(speaker.person, speaker.chat, text), **known}


def pointing(speaker: Speaker, handles: Iterable[str]) -> Speaker:
    """The speaker as somebody who points at these, since the platform itself says who they are."""
    return replace(speaker, resolved=frozenset(map(folded, handles)))


def intent_of(line: Line) -> intents.Intent | None:
    """What it asks for; None where it cannot be understood."""
    try:
        return parse(line.said, line.known)
    except CommandError:
        return None


async def publicly(app: App, line: Line) -> AnyNotice | None:
    """Take a wish that others read, of which nothing is told; None: it is something else that is asked."""
    clip = await _changed_clip(app, line)
    try:
        make = _wish(line, changes=clip is not None)
    except CommandError as error:
        return Refusals(refusals=(error.refusal,))
    if make is None:
        await _void_code(app, line)
        return None
    return await app.take_request(line.speaker.person, _request(line, make, clip))


async def _void_code(app: App, line: Line) -> None:
    """A code that joins accounts is good for nothing once others have read it."""
    for said in (line.said, f"/cameo {line.said}"):
        intent = intent_of(replace(line, said=said))
        if isinstance(intent, intents.Link) and intent.code:
            await app.void_link_code(line.speaker.person, intent.code)
            return


async def privately(app: App, line: Line) -> AnyNotice:
    """Answer a line that nobody else reads: a wish by what it would come to, all else as everywhere."""
    clip = await _changed_clip(app, line)
    make = _read(line) if clip is None else _changed(line)
    if make is not None:
        return await app.propose(line.speaker.person, _request(line, make, clip))
    return await conversation.answer(app, line.speaker, line.said, line.known)


async def _changed_clip(app: App, line: Line) -> str | None:
    """The clip in the message that this one answers, if there is one and they may change it."""
    if line.answers is None or COMMAND.match(line.said):
        return None
    try:
        found = await app.prompt_at(line.speaker.person, line.speaker.chat.platform, line.answers)
    except UnknownClip:  # it answers something else
        return None
    return found.id


def _request(line: Line, make: intents.Make, clip: str | None) -> MakeRequest:
    request = conversation.request_of(pointing(line.speaker, line.known.values()), make)
    return replace(request, key=line.key, remix_of=clip)


def _wish(line: Line, *, changes: bool) -> intents.Make | None:
    """The wish in a line, with or without a command's name before it; None where it is another command.

    changes: it changes a clip, so it need not say who is in it.

    Raises:
        CommandError: it cannot be read; the sentence shows what would do.
    """
    if changes:
        try:
            return rewritten(line.said, line.known)
        except UnreadableError as error:
            raise CommandError(error) from error
    try:
        intent = parse(line.said, line.known)
    except CommandError as error:
        try:
            intent = parse(f"/cameo {line.said}", line.known)
        except CommandError:
            raise error from None
    return intent if isinstance(intent, intents.Make) else None


def _read(line: Line) -> intents.Make | None:
    """The wish in a line that nobody else reads, where a preflight is asked for by its own name."""
    intent = intent_of(line)
    return intent if type(intent) is intents.Make else None


def _changed(line: Line) -> intents.Make | None:
    """What a clip becomes by a line that answers it."""
    try:
        return rewritten(line.said, line.known)
    except UnreadableError:
        return None
