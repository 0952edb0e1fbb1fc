"""What happens with a message, on every platform: line -> intent -> use case -> the notice that answers.

What a platform adds is how it shows the notice and its buttons.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import commands
from bot.app import App
from bot.commands import intents
from bot.errors import Refused, UnknownBoundary, UnknownClip, UnknownRequest
from bot.notices import Action, AnyNotice, Button, EraseOffered, HelpShown, Refusals, SetupOffered
from bot.people import Chat
from bot.requests import MakeRequest
from engine.contract.messages import Refusal


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote, and where: the person's id and handle, and the chat that answers belong in."""

    person: str
    handle: str
    chat: Chat


Answer = Callable[[App, Speaker, Any], Awaitable[AnyNotice]]


async def answer(app: App, speaker: Speaker, text: str, mentions: Mapping[str, str]) -> AnyNotice:
    """Do what a message asks for; what cannot be done is answered too."""
    try:
        intent = commands.parse(text, mentions)
    except commands.CommandError as error:
        return Refusals(refusals=(Refusal(code="not_understood", message=error.message),))
    return await _said(_ANSWERS[type(intent)](app, speaker, intent))


async def press(app: App, speaker: Speaker, button: Button) -> AnyNotice:
    """Do what a button stands for, for who pressed it; the use case decides whether that person may."""
    return await _said(_BUTTONS[button.action](app, speaker, button.id))


async def _said(use_case: Awaitable[AnyNotice]) -> AnyNotice:
    try:
        return await use_case
    except Refused as refused:
        return Refusals(refusals=(refused.refusal,))


def _who(speaker: Speaker, handle: str) -> str:
    return speaker.handle if handle == intents.SELF else handle


def _request(speaker: Speaker, make: intents.Make) -> MakeRequest:
    others = {written: handle for written, handle in make.mentions if handle != intents.SELF}
    return MakeRequest(
        text=make.text,
        chat=speaker.chat,
        mentions=others,
        seconds=make.seconds,
        tier=make.tier,
        style=make.style,
    )


async def _clip(app: App, speaker: Speaker, clip: str) -> str:
    """The clip that was named, else the newest one asked for."""
    if clip:
        return clip
    mine = (await app.clips(speaker.person)).clips
    if not mine:
        raise UnknownClip
    return mine[0].id


async def _allow(app: App, speaker: Speaker, asked: intents.Allow) -> AnyNotice:
    if asked.request:
        return await app.answer_access(speaker.person, asked.request, allow=True)
    return await app.grant(speaker.person, _who(speaker, asked.who))


async def _deny(app: App, speaker: Speaker, asked: intents.Deny) -> AnyNotice:
    if asked.request:
        return await app.answer_access(speaker.person, asked.request, allow=False)
    return await app.revoke(speaker.person, _who(speaker, asked.who))


async def _remove_boundary(app: App, speaker: Speaker, asked: intents.RemoveBoundary) -> AnyNotice:
    mine = (await app.settings(speaker.person)).boundaries
    if asked.which in {each.id for each in mine}:
        return await app.remove_boundary(speaker.person, asked.which)
    if not asked.which.isdecimal() or not 1 <= int(asked.which) <= len(mine):
        raise UnknownBoundary
    return await app.remove_boundary(speaker.person, mine[int(asked.which) - 1].id)


async def _status(app: App, speaker: Speaker, asked: intents.Status) -> AnyNotice:
    if asked.clip:
        return await app.clip(speaker.person, asked.clip)
    return await app.clips(speaker.person)


async def _help(app: App, _speaker: Speaker, asked: intents.Help) -> HelpShown:
    return app.help().model_copy(update={"topic": asked.topic})


async def _packs(app: App, _speaker: Speaker, _asked: intents.Packs) -> AnyNotice:
    return app.packs()


async def _setup(_app: App, speaker: Speaker, _asked: intents.Setup) -> SetupOffered:
    return SetupOffered(person=speaker.person)


async def _agree(app: App, speaker: Speaker, person: str) -> AnyNotice:
    return await app.begin_enrolment(_self_only(speaker, person), agreed=True)


async def _erase(app: App, speaker: Speaker, asked: intents.Erase) -> AnyNotice:
    return await app.erase(speaker.person) if asked.confirmed else EraseOffered(person=speaker.person)


async def _erase_me(app: App, speaker: Speaker, person: str) -> AnyNotice:
    return await app.erase(_self_only(speaker, person))


def _self_only(speaker: Speaker, person: str) -> str:
    """A button that was made for one person does nothing for another who finds it."""
    if person != speaker.person:
        raise UnknownRequest
    return person


async def _cancel(app: App, speaker: Speaker, asked: intents.Cancel) -> AnyNotice:
    return await app.cancel(speaker.person, await _clip(app, speaker, asked.clip))


async def _keep(app: App, speaker: Speaker, asked: intents.Keep) -> AnyNotice:
    return await app.keep(speaker.person, await _clip(app, speaker, asked.clip))


async def _delete(app: App, speaker: Speaker, asked: intents.Delete) -> AnyNotice:
    return await app.delete(speaker.person, await _clip(app, speaker, asked.clip))


_ANSWERS: Mapping[type[intents.Intent], Answer] = {
    intents.Setup: _setup,
    intents.Ask: lambda app, me, it: app.request_access(me.person, _who(me, it.owner), it.message, me.chat),
    intents.Allow: _allow,
    intents.Deny: _deny,
    intents.Revoke: lambda app, me, it: app.revoke(me.person, _who(me, it.who)),
    intents.SetUsage: lambda app, me, it: app.set_usage(me.person, it.usage),
    intents.SetApproval: lambda app, me, it: app.set_approval(me.person, it.approval),
    intents.AddBoundary: lambda app, me, it: app.add_boundary(me.person, it.text),
    intents.RemoveBoundary: _remove_boundary,
    intents.ListBoundaries: lambda app, me, _: app.settings(me.person),
    intents.Make: lambda app, me, it: app.make(me.person, _request(me, it)),
    intents.Preflight: lambda app, me, it: app.preflight(me.person, _request(me, it)),
    intents.Cancel: _cancel,
    intents.Status: _status,
    intents.Keep: _keep,
    intents.Delete: _delete,
    intents.Approve: lambda app, me, it: app.decide(me.person, it.clip, approve=True),
    intents.Reject: lambda app, me, it: app.decide(me.person, it.clip, approve=False),
    intents.Balance: lambda app, me, _: app.ledger(me.person),
    intents.Packs: _packs,
    intents.Gift: lambda app, me, it: app.gift(me.person, _who(me, it.who), it.amount, it.message),
    intents.Invite: lambda app, me, _: app.invite(me.person),
    intents.Redeem: lambda app, me, it: app.redeem(me.person, it.code),
    intents.Waitlist: lambda app, me, _: app.waitlist(me.person),
    intents.Receipts: lambda app, me, _: app.receipts(me.person),
    intents.Settings: lambda app, me, _: app.settings(me.person),
    intents.Erase: _erase,
    intents.Help: _help,
}
_BUTTONS: Mapping[Action, Answer] = {
    Action.ALLOW_ACCESS: lambda app, me, at: app.answer_access(me.person, at, allow=True),
    Action.DENY_ACCESS: lambda app, me, at: app.answer_access(me.person, at, allow=False),
    Action.APPROVE_CLIP: lambda app, me, at: app.decide(me.person, at, approve=True),
    Action.DENY_CLIP: lambda app, me, at: app.decide(me.person, at, approve=False),
    Action.KEEP_CLIP: lambda app, me, at: app.keep(me.person, at),
    Action.DELETE_CLIP: lambda app, me, at: app.delete(me.person, at),
    Action.CANCEL_CLIP: lambda app, me, at: app.cancel(me.person, at),
    Action.AGREE_SETUP: _agree,
    Action.ERASE_ME: _erase_me,
}
