"""What happens with a message, on every platform: line -> intent -> use case -> the notice that answers.

What a platform adds is how it shows the notice and its buttons.
"""

from collections.abc import Awaitable, Mapping
from dataclasses import replace

from adapters.consenting import CONSENTING
from adapters.speaker import Answer
from adapters.speaker import Speaker as Speaker  # noqa: PLC0414 - named here for adapters
from bot import commands
from bot.app import App
from bot.commands import intents
from bot.errors import PicturesNeeded, Refused, UnknownClip, UnknownRequest
from bot.notices import (
    REPORTING,
    Action,
    AnyNotice,
    Button,
    EraseOffered,
    ExportOffered,
    HelpShown,
    Refusals,
    SetupOffered,
)
from bot.people import Platform, folded
from bot.reports import ReportKind
from bot.requests import MakeRequest
from engine.contract import picture_set


async def answer(app: App, speaker: Speaker, text: str, mentions: Mapping[str, str]) -> AnyNotice:
    """Do what a message asks for; what cannot be done is answered too."""
    try:
        intent = commands.parse(text, mentions)
    except commands.CommandError as error:
        return Refusals(refusals=(error.refusal,))
    known = replace(speaker, resolved=frozenset(folded(handle) for handle in mentions.values()))
    return await _said(_ANSWERS[type(intent)](app, known, intent))


async def act(app: App, speaker: Speaker, intent: intents.Intent) -> AnyNotice:
    """Do what a platform's own form asks for, which needs no reading."""
    return await _said(_ANSWERS[type(intent)](app, speaker, intent))


async def press(app: App, speaker: Speaker, button: Button) -> AnyNotice:
    """Do what a button stands for, for who pressed it; the use case decides whether that person may."""
    return await _said(_BUTTONS[button.action](app, speaker, button.id))


async def _said(use_case: Awaitable[AnyNotice]) -> AnyNotice:
    try:
        return await use_case
    except Refused as refused:
        return Refusals(refusals=(refused.refusal,))


def request_of(speaker: Speaker, make: intents.Make) -> MakeRequest:
    """What somebody wants made, where they are."""
    # whom the platform resolved is known to be there; a handle that was typed finds only whom one may see
    others = {written: handle for written, handle in make.mentions if speaker.pointed_out(handle)}
    return MakeRequest(
        text=make.text,
        chat=speaker.chat,
        mentions=others,
        seconds=make.seconds,
        tier=make.tier,
        style=make.style,
        surroundings=speaker.around,
    )


async def _clip(app: App, speaker: Speaker, clip: str) -> str:
    """The clip that was named, else the newest one asked for."""
    if clip:
        return clip
    mine = (await app.clips(speaker.person)).clips
    if not mine:
        raise UnknownClip
    return mine[0].id


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


async def _offer_erase(_app: App, speaker: Speaker, person: str) -> AnyNotice:
    return EraseOffered(person=_self_only(speaker, person))


async def _pause_me(app: App, speaker: Speaker, person: str) -> AnyNotice:
    await app.pause(_self_only(speaker, person))
    return await app.me(person)


async def _resume_me(app: App, speaker: Speaker, person: str) -> AnyNotice:
    await app.resume(_self_only(speaker, person))
    return await app.me(person)


async def _link(app: App, speaker: Speaker, asked: intents.Link) -> AnyNotice:
    if asked.code:
        return await app.offer_linking(speaker.person, asked.code)
    return await app.link_code(speaker.person)


async def _unlink(app: App, speaker: Speaker, asked: intents.Unlink) -> AnyNotice:
    if asked.platform is None:
        return await app.linked(speaker.person)
    return await app.unlink(speaker.person, asked.platform, speaker.chat.platform)


async def _part(app: App, speaker: Speaker, account: str) -> AnyNotice:
    if account not in set(Platform):
        raise UnknownRequest
    return await _unlink(app, speaker, intents.Unlink(Platform(account)))


async def _export(_app: App, speaker: Speaker, _asked: object) -> AnyNotice:
    """What is in it; a platform that can send files answers the button under it by itself."""
    return ExportOffered(person=speaker.person)


async def _privacy(app: App, _speaker: Speaker, _asked: intents.Privacy) -> AnyNotice:
    return app.privacy()


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


async def _report(app: App, speaker: Speaker, asked: intents.Report) -> AnyNotice:
    if asked.kind is None:
        return await app.offer_report(speaker.person, asked.clip)
    who = speaker.who(asked.who) if asked.who else ""
    return await app.report(
        speaker.person,
        clip=asked.clip,
        handle=who,
        kind=asked.kind,
        text=asked.text,
        pointed_out=speaker.pointed_out(who),
    )


async def _no_pictures(_app: App, _speaker: Speaker, _asked: intents.Intent) -> AnyNotice:
    """What a platform without attachments says; one with them calls App.create_character itself."""
    raise PicturesNeeded(most=picture_set.MOST)


async def _remove_character(app: App, speaker: Speaker, asked: intents.RemoveCharacter) -> AnyNotice:
    if asked.confirmed:
        return await app.delete_character(speaker.person, asked.name)
    return await app.offer_character_removal(speaker.person, asked.name)


def _reporting(kind: ReportKind) -> Answer:
    """What a button does that says what is wrong with a clip."""
    return lambda app, me, at: app.report(me.person, clip=at, handle="", kind=kind, text="")


_ANSWERS: Mapping[type[intents.Intent], Answer] = {
    **CONSENTING,
    intents.Setup: _setup,
    intents.Make: lambda app, me, it: app.make(me.person, request_of(me, it)),
    intents.Preflight: lambda app, me, it: app.preflight(me.person, request_of(me, it)),
    intents.Cancel: _cancel,
    intents.Status: _status,
    intents.Keep: _keep,
    intents.Delete: _delete,
    intents.Approve: lambda app, me, it: app.decide(me.person, it.clip, approve=True),
    intents.Reject: lambda app, me, it: app.decide(me.person, it.clip, approve=False),
    intents.Balance: lambda app, me, _: app.ledger(me.person),
    intents.Packs: _packs,
    intents.Gift: lambda app, me, it: app.gift(me.person, me.who(it.who), it.amount, it.message),
    intents.Invite: lambda app, me, _: app.invite(me.person),
    intents.Redeem: lambda app, me, it: app.redeem(me.person, it.code),
    intents.Link: _link,
    intents.Unlink: _unlink,
    intents.Waitlist: lambda app, me, _: app.waitlist(me.person),
    intents.Characters: lambda app, me, _: app.characters(me.person),
    intents.AddCharacter: _no_pictures,
    intents.CharacterPictures: _no_pictures,
    intents.RenameCharacter: lambda app, me, it: app.rename_character(me.person, it.name, it.to),
    intents.RemoveCharacter: _remove_character,
    intents.Receipts: lambda app, me, _: app.receipts(me.person),
    intents.Report: _report,
    intents.Standing: lambda app, me, _: app.standing(me.person),
    intents.Appeal: lambda app, me, it: app.appeal(me.person, it.penalty, it.text),
    intents.Me: lambda app, me, _: app.me(me.person),
    intents.Export: _export,
    intents.Privacy: _privacy,
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
    Action.OFFER_ERASE: _offer_erase,
    Action.REMOVE_CHARACTER: lambda app, me, at: app.delete_character(me.person, at),
    Action.LINK: lambda app, me, at: app.link_accounts(me.person, at, me.chat.platform),
    Action.UNLINK: _part,
    Action.EXPORT_ME: _export,
    Action.RECORD_AGAIN: lambda app, me, _: _setup(app, me, intents.Setup()),
    Action.PAUSE_ME: _pause_me,
    Action.RESUME_ME: _resume_me,
    Action.VIEW_CLIP: lambda app, me, at: app.read(me.person, at),
    Action.SEND_AGAIN: lambda app, me, at: app.send_again(me.person, at),
    Action.WATCH_CLIP: lambda app, me, at: app.clip(me.person, at),
    Action.LOOK_FIRST: lambda app, me, at: app.look(me.person, at, me.around),
    Action.START_CLIP: lambda app, me, at: app.start(me.person, at, me.around),
    Action.DROP_PROPOSAL: lambda app, me, at: app.drop(me.person, at),
    Action.MAKE_AGAIN: lambda app, me, at: app.again(me.person, at, me.chat, me.around),
    Action.EDIT_PROMPT: lambda app, me, at: app.prompt_of(me.person, at),
    Action.SHARE_CLIP: lambda app, me, at: app.share(me.person, at, me.chat, me.around),
    Action.REPORT_CLIP: lambda app, me, at: app.offer_report(me.person, at),
    **{action: _reporting(kind) for kind, action in REPORTING.items()},
}
