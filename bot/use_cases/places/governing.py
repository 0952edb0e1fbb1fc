"""What the administrators of a place decide there; that they are, the platform says each time."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError

from bot import place_rules
from bot.admission import place_name
from bot.audit import Audit
from bot.clips import Tier
from bot.errors import AdministratorsOnly, NoSuchChannel, UnusableLength
from bot.notices import PlaceRulesShown, UsualThere
from bot.people import Chat
from bot.place_rules import MOST_CLIPS, NO_DEFAULTS, WINDOW, ChannelDefaults, PlaceRules, RuleChange
from bot.ports import Ports
from bot.requests import Surroundings
from bot.script.timing import SHORTEST_CLIP_S
from bot.store.tables import Person
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

_RULES = TypeAdapter(PlaceRules)
_DEFAULTS = TypeAdapter(ChannelDefaults)


async def shown(ports: Ports, person: str, chat: Chat, around: Surroundings) -> PlaceRulesShown:
    """What holds there."""
    async with ports.uow() as tx:
        await administrator(tx, person, around)
        return await _shown(ports, tx, chat)


async def change(
    ports: Ports, person: str, chat: Chat, around: Surroundings, wanted: RuleChange
) -> PlaceRulesShown:
    """Decide one thing; what the others decided meanwhile stays."""
    try:
        return await _change(ports, person, chat, around, wanted)
    except IntegrityError:  # the place's first two decisions at once: now the other one is found
        return await _change(ports, person, chat, around, wanted)


async def _change(
    ports: Ports, person: str, chat: Chat, around: Surroundings, wanted: RuleChange
) -> PlaceRulesShown:
    async with ports.uow() as tx:
        actor = await administrator(tx, person, around)
        await tx.place_rules.hold(chat.platform, chat.place)
        before = await tx.place_rules.get(chat.platform, chat.place)
        after = place_rules.changed(before, wanted)
        if after != before:
            await tx.place_rules.put(chat.platform, chat.place, after)
            await _write(ports, tx, actor, chat, _differing(before, after))
        return await _shown(ports, tx, chat)


async def set_usual(
    ports: Ports,
    person: str,
    chat: Chat,
    around: Surroundings,
    *,
    channel: str,
    usual: ChannelDefaults,
    anew: bool,
) -> PlaceRulesShown:
    """Say what is usual in one channel of the place; `anew` forgets what was, else what is unsaid stays."""
    async with ports.uow() as tx:
        actor = await administrator(tx, person, around)
        before = await tx.place_rules.usual(chat.platform, channel)
        said = {name: value for name, value in asdict(usual).items() if value is not None}
        after = replace(NO_DEFAULTS if anew else before, **said)
        _check_length(ports, after)
        if not await tx.place_rules.set_usual(chat.platform, chat.place, channel, after):
            raise NoSuchChannel
        if after != before:
            details = {"usual": {"chat": channel} | _DEFAULTS.dump_python(after, mode="json")}
            await _write(ports, tx, actor, chat, details)
        return await _shown(ports, tx, chat)


async def administrator(tx: "UnitOfWork", person: str, around: Surroundings) -> Person:
    """Who asks, if the platform says that they administer the place.

    Raises:
        AdministratorsOnly: it does not.
    """
    found = await living(tx, person)
    if not around.manages:
        raise AdministratorsOnly
    return found


def _check_length(ports: Ports, usual: ChannelDefaults) -> None:
    """A usual length can be had in the usual tier."""
    tier = usual.tier or Tier.STANDARD
    longest = ports.settings.tiers.of(tier).seconds
    if usual.seconds is not None and not SHORTEST_CLIP_S <= usual.seconds <= longest:
        raise UnusableLength(tier=tier.value, shortest=SHORTEST_CLIP_S, longest=longest)


def _differing(before: PlaceRules, after: PlaceRules) -> dict[str, object]:
    """What holds now and did not before, as plain JSON."""
    old, new = (_RULES.dump_python(rules, mode="json") for rules in (before, after))
    return {name: value for name, value in new.items() if value != old[name]}


async def _write(
    ports: Ports, tx: "UnitOfWork", actor: Person, chat: Chat, details: dict[str, object]
) -> None:
    await tx.audit.record(ports.clock.now(), actor, Audit.PLACE_RULES_CHANGED, place_name(chat), **details)


async def _shown(ports: Ports, tx: "UnitOfWork", chat: Chat) -> PlaceRulesShown:
    rules = await tx.place_rules.get(chat.platform, chat.place)
    since, most = ports.clock.now() - WINDOW, rules.per_place or MOST_CLIPS
    asked = await tx.place_rules.asked_for(chat.platform, chat.place, since, most)
    usual = await tx.place_rules.all_usual(chat.platform, chat.place)
    return PlaceRulesShown(
        paused=rules.paused,
        language=rules.language,
        channels=rules.channels,
        makers=rules.makers,
        per_member=rules.per_member,
        per_place=rules.per_place,
        asked=len(asked),
        gated=rules.gated,
        usual=tuple(
            UsualThere(chat=name, seconds=it.seconds, tier=it.tier, style=it.style, draft=it.draft)
            for name, it in usual.items()
        ),
    )
