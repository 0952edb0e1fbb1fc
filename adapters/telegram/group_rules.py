"""What those who run a group can decide there: each rule with the values that its buttons offer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton

from adapters import text
from adapters.telegram.buttons import callback_data
from adapters.telegram.places import Room, chat_in
from adapters.telegram.visits import Visit
from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.errors import UnknownRequest
from bot.notices import PlaceRulesShown, UsualThere
from bot.people import Chat
from bot.place_rules import (
    ADMINISTRATORS,
    ChannelDefaults,
    ChooseChannels,
    ChooseMakers,
    GateSubjects,
    Pause,
    RuleChange,
    SetCaps,
    Speak,
)
from bot.requests import Surroundings
from engine.contract.messages import Style

RULES = "rules"
"""What the data of these buttons begins with."""
MARK = "✓ "
CAPS = (0, 1, 3, 5, 10, 25, 50, 100)
"""Limits that are offered; 0 is none."""
LENGTHS = (5, 8, 10, 15)
"""Usual lengths that are offered, in seconds."""
OWN = "own"
"""Each asker's own language."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A group that somebody decides for: who, which, and the topic that they came from."""

    visit: Visit
    chat: Chat
    around: Surroundings

    @property
    def group(self) -> Chat:
        """The group itself."""
        return chat_in(int(self.chat.place))

    async def now(self) -> PlaceRulesShown:
        """What holds there."""
        return await self.visit.app.place_rules(self.visit.speaker.person, self.group, self.around)

    async def decide(self, change: RuleChange) -> None:
        """Decide one thing."""
        await self.visit.app.rule_place(self.visit.speaker.person, self.group, self.around, change)

    def say(self, key: str, **facts: object) -> str:
        """A phrase in the reader's language."""
        return text.phrase(f"telegram.group.{key}", self.visit.language, **facts)

    def button(self, words: str, page: str, value: str = "", *, chosen: bool = False) -> InlineKeyboardButton:
        """A button of this panel."""
        data = callback_data(RULES, f"{page}:{value}:{self.chat.chat_id}")
        return InlineKeyboardButton(f"{MARK if chosen else ''}{words}", callback_data=data)


Page = Callable[[Panel, PlaceRulesShown], Sequence[InlineKeyboardButton]]
Change = Callable[[Panel, PlaceRulesShown, str], Awaitable[None]]


def named(panel: Panel, shown: PlaceRulesShown) -> PlaceRulesShown:
    """The same with words in place of Telegram's numbers."""

    def topic(chat: str) -> str:
        number = Room.parse(chat).topic
        return panel.say("whole") if number is None else panel.say("topic", number=number)

    return shown.model_copy(
        update={
            "topics": True,
            "channels": tuple(map(topic, shown.channels)),
            "makers": tuple(panel.say(ADMINISTRATORS) for _ in shown.makers[:1]),
            "usual": tuple(one.model_copy(update={"chat": topic(one.chat)}) for one in shown.usual),
        }
    )


def _makers(panel: Panel, now: PlaceRulesShown) -> Sequence[InlineKeyboardButton]:
    only = bool(now.makers)
    return (
        panel.button(panel.say("makers.all"), "makers", "all", chosen=not only),
        panel.button(panel.say("makers.admins"), "makers", "admins", chosen=only),
    )


def _topics(panel: Panel, now: PlaceRulesShown) -> Sequence[InlineKeyboardButton]:
    everywhere = panel.button(panel.say("topics.all"), "topics", "all", chosen=not now.channels)
    if panel.chat.server is None:
        return (everywhere,)
    here = panel.chat.chat_id in now.channels
    change = "drop" if here else "add"
    return everywhere, panel.button(panel.say(f"topics.{change}"), "topics", change)


def _caps(page: str, cap: int | None, panel: Panel) -> Sequence[InlineKeyboardButton]:
    unlimited = panel.say("unlimited")
    return [
        panel.button(str(most) if most else unlimited, page, str(most), chosen=(cap or 0) == most)
        for most in CAPS
    ]


def _speak(panel: Panel, now: PlaceRulesShown) -> Sequence[InlineKeyboardButton]:
    return [
        panel.button(
            text.phrase(f"admin.language.{tag}", panel.visit.language),
            "speak",
            tag,
            chosen=(now.language or OWN) == tag,
        )
        for tag in (OWN, *text.LANGUAGES)
    ]


def _gate(panel: Panel, now: PlaceRulesShown) -> Sequence[InlineKeyboardButton]:
    return [
        panel.button(
            text.phrase(f"admin.gated.{one.value}", panel.visit.language),
            "gate",
            one.value,
            chosen=one in now.gated,
        )
        for one in BoundaryPreset
    ]


def _usual(panel: Panel, now: PlaceRulesShown) -> Sequence[InlineKeyboardButton]:
    tag = panel.visit.language
    here = next((one for one in now.usual if one.chat == panel.group.chat_id), None)
    words = {
        **{f"s.{seconds}": f"{seconds} s" for seconds in LENGTHS},
        **{f"t.{tier.value}": text.phrase(f"admin.defaults.{tier.value}", tag) for tier in Tier},
        **{f"y.{style.value}": text.phrase(f"make.style.{style.value}", tag) for style in Style},
        "d.1": panel.say("usual.draft"),
        "d.0": panel.say("usual.posted"),
    }
    holds = {value for value in words if here is not None and _holds(usual_of(value), here)}
    reset = panel.button(panel.say("usual.reset"), "usual", "reset", chosen=not holds)
    return [*(panel.button(said, "usual", one, chosen=one in holds) for one, said in words.items()), reset]


def _holds(wanted: ChannelDefaults, here: UsualThere) -> bool:
    said = {name: getattr(wanted, name) for name in ("seconds", "tier", "style", "draft")}
    return all(getattr(here, name) == value for name, value in said.items() if value is not None)


def usual_of(value: str) -> ChannelDefaults:
    """What a button of the usual says.

    Raises:
        UnknownRequest: there is no such button.
    """
    which, _, what = value.partition(".")
    try:
        match which:
            case "s":
                return ChannelDefaults(seconds={str(one): float(one) for one in LENGTHS}[what])
            case "t":
                return ChannelDefaults(tier=Tier(what))
            case "y":
                return ChannelDefaults(style=Style(what))
            case "d":
                return ChannelDefaults(draft={"1": True, "0": False}[what])
    except (ValueError, KeyError) as error:
        raise UnknownRequest from error
    raise UnknownRequest


async def _set_pause(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    await panel.decide(Pause(paused=value == "1"))


async def _set_makers(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    await panel.decide(ChooseMakers((ADMINISTRATORS,) if value == "admins" else ()))


async def _set_topics(panel: Panel, now: PlaceRulesShown, value: str) -> None:
    others = tuple(one for one in now.channels if one != panel.chat.chat_id)
    here = (panel.chat.chat_id,) if panel.chat.server is not None else ()
    await panel.decide(ChooseChannels({"add": (*others, *here), "drop": others}.get(value, ())))


async def _set_member(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    await panel.decide(SetCaps(per_member=_cap(value)))


async def _set_place(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    await panel.decide(SetCaps(per_place=_cap(value)))


def _cap(value: str) -> int:
    if value not in {str(most) for most in CAPS}:
        raise UnknownRequest
    return int(value)


async def _set_speak(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    await panel.decide(Speak(None if value == OWN else value))


async def _set_gate(panel: Panel, now: PlaceRulesShown, value: str) -> None:
    if value not in {one.value for one in BoundaryPreset}:
        raise UnknownRequest
    await panel.decide(GateSubjects(tuple({*now.gated} ^ {BoundaryPreset(value)})))


async def _set_usual(panel: Panel, _now: PlaceRulesShown, value: str) -> None:
    anew = value == "reset"
    usual = ChannelDefaults() if anew else usual_of(value)
    visit, channel = panel.visit, panel.group.chat_id
    await visit.app.set_channel_defaults(
        visit.speaker.person, panel.group, panel.around, channel=channel, usual=usual, anew=anew
    )


PAGES: Mapping[str, Page] = {
    "makers": _makers,
    "topics": _topics,
    "member": lambda panel, now: _caps("member", now.per_member, panel),
    "place": lambda panel, now: _caps("place", now.per_place, panel),
    "speak": _speak,
    "gate": _gate,
    "usual": _usual,
}
"""Rules that have values to choose from."""
DECIDED: Mapping[str, Change] = {
    "pause": _set_pause,
    "makers": _set_makers,
    "topics": _set_topics,
    "member": _set_member,
    "place": _set_place,
    "speak": _set_speak,
    "gate": _set_gate,
    "usual": _set_usual,
}
