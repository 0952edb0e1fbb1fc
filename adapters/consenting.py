"""What people say about who may use them: intent -> use case."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from adapters.speaker import Answer, Speaker
from bot.app import App
from bot.commands import intents
from bot.errors import UnknownBoundary
from bot.grants import Limits
from bot.notices import AnyNotice


def _limits(speaker: Speaker, asked: intents.Allow) -> Limits:
    """How far a grant goes; the day that is named is its last one, in UTC."""
    until = None
    if asked.until is not None:
        last_day = min(asked.until, date.max - timedelta(days=1))
        until = datetime.combine(last_day, time(), UTC) + timedelta(days=1)
    platform, place = (speaker.chat.platform, speaker.chat.place) if asked.here else (None, None)
    return Limits(until, asked.clips, platform, place, asked.presets)


async def _ask(app: App, me: Speaker, it: intents.Ask) -> AnyNotice:
    who = me.who(it.owner)
    return await app.request_access(me.person, who, it.message, me.chat, pointed_out=me.pointed_out(who))


async def _allow(app: App, me: Speaker, it: intents.Allow) -> AnyNotice:
    limits = _limits(me, it)
    if it.request:
        return await app.answer_access(me.person, it.request, allow=True, limits=limits)
    who = me.who(it.who)
    return await app.grant(me.person, who, limits, it.of, pointed_out=me.pointed_out(who))


async def _deny(app: App, me: Speaker, it: intents.Deny) -> AnyNotice:
    if it.request:
        return await app.answer_access(me.person, it.request, allow=False)
    who = me.who(it.who)
    return await app.deny(me.person, who, it.of, pointed_out=me.pointed_out(who))


async def _revoke(app: App, me: Speaker, it: intents.Revoke) -> AnyNotice:
    who = me.who(it.who)
    return await app.revoke(me.person, who, it.of, pointed_out=me.pointed_out(who))


async def _block(app: App, me: Speaker, it: intents.Block) -> AnyNotice:
    who = me.who(it.who)
    return await app.block(me.person, who, pointed_out=me.pointed_out(who))


async def _unblock(app: App, me: Speaker, it: intents.Unblock) -> AnyNotice:
    who = me.who(it.who)
    return await app.unblock(me.person, who, pointed_out=me.pointed_out(who))


async def _exception(app: App, me: Speaker, it: intents.SetException) -> AnyNotice:
    who = me.who(it.who)
    pointed_out = me.pointed_out(who)
    if it.approval is None:
        return await app.clear_exception(me.person, who, it.of, pointed_out=pointed_out)
    return await app.set_exception(me.person, who, it.approval, it.of, pointed_out=pointed_out)


async def _remove_boundary(app: App, me: Speaker, it: intents.RemoveBoundary) -> AnyNotice:
    mine = (await app.settings(me.person, it.of)).boundaries
    which = it.which
    if which.isdecimal() and which not in {each.id for each in mine}:
        if not 1 <= int(which) <= len(mine):
            raise UnknownBoundary
        which = mine[int(which) - 1].id
    return await app.remove_boundary(me.person, which, it.of)


CONSENTING: Mapping[type[intents.Intent], Answer] = {
    intents.Ask: _ask,
    intents.Allow: _allow,
    intents.Deny: _deny,
    intents.Revoke: _revoke,
    intents.Block: _block,
    intents.Unblock: _unblock,
    intents.SetUsage: lambda app, me, it: app.set_usage(me.person, it.usage, it.of),
    intents.SetApproval: lambda app, me, it: app.set_approval(me.person, it.approval, it.of),
    intents.SetException: _exception,
    intents.SetVisibility: lambda app, me, it: app.set_visibility(me.person, it.visibility, it.of),
    intents.SetNotify: lambda app, me, it: app.set_notify(me.person, it.notify),
    intents.AddBoundary: lambda app, me, it: app.add_boundary(me.person, it.text, it.of),
    intents.RemoveBoundary: _remove_boundary,
    intents.ListBoundaries: lambda app, me, it: app.settings(me.person, it.of),
    intents.ListPresets: lambda app, me, it: app.presets(me.person, it.of),
    intents.Settings: lambda app, me, it: app.settings(me.person, it.of),
    intents.Friends: lambda app, me, _: app.friends(me.person),
    intents.Pause: lambda app, me, it: app.pause(me.person, it.of),
    intents.Resume: lambda app, me, it: app.resume(me.person, it.of),
    intents.Profile: lambda app, me, it: app.profile(me.person, me.who(it.who), me.chat),
}
