"""Cards: what can be made of what somebody is writing, and the one that they choose.

While they write nothing is kept and no words are judged: what a card says of others depends on whom it names,
not on what it has them do, so that no boundary of theirs can be found out by typing. Choosing one asks for a
clip like every other request does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cards import LONGEST_TEXT, MOST_COMPLETED, Card, Choice, Chosen, Hint, Offered, Spot, mark_of
from bot.clips import Tier
from bot.commands.errors import UnreadableError
from bot.commands.forms import rewritten
from bot.commands.mentions import with_me
from bot.commands.options import unquoted
from bot.errors import (
    ChoiceOver,
    NobodyCast,
    NoLikenessYet,
    NotEnoughCredits,
    NotSetUp,
    OutsideWhatTheyAllow,
    Refused,
    TooManyCommands,
    UnknownPerson,
    UnverifiedLikeness,
)
from bot.notices import Handle, Refusals
from bot.people import Chat
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.requests import MakeRequest, Surroundings
from bot.script.text import clean
from bot.use_cases.clips import casting, making, resending
from bot.use_cases.clips.outbox import tell
from bot.use_cases.clips.planning import plan
from bot.use_cases.consents import castable, usernaming
from bot.use_cases.consents.seeing import found
from bot.use_cases.people.joining import living
from bot.use_cases.places.usual import settled
from engine.contract.messages import Style

_NAME = re.compile(r"(?<![\w@.])@([\w.-]*\w|)")
_CLIP = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WRITER = frozenset({"self", "me", "myself", "Self", "Me"})
_NAMES_WRITER = re.compile(r"(?<![\w@.])@(?:self|me|myself)\b", re.IGNORECASE)
_PRIVATE = (UnknownPerson, OutsideWhatTheyAllow, NotSetUp, UnverifiedLikeness)
"""What is said of others: while somebody writes, all of it reads the same."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be meant. names: as written -> handle. name: whom the text was completed to, if anybody."""

    text: str
    names: Mapping[str, Handle]
    name: Handle = ""

    @property
    def mark(self) -> str:
        """What tells it from the others."""
        return mark_of(self.name) if self.name else ""


async def offered(ports: Ports, person: str, text: str, chat: Chat, around: Surroundings) -> Offered:
    """What can be made of a text, or why nothing can, as far as they may know.

    Of no text, what is ready; of the id of a clip of theirs, that one.

    Raises:
        TooManyCommands: one offer too many for now.
    """
    if not await ports.limiter.take(Limited.OFFER, person):
        raise TooManyCommands
    text = clean(text[:LONGEST_TEXT])
    if not text or _CLIP.fullmatch(text):
        films = await resending.ready(ports, person, chat, text)
        return Offered(films=films, hint=Hint.ASK_ME if text and not films else None)
    try:
        wishes = await _wishes(ports, person, text, chat)
    except NobodyCast:
        return Offered(hint=Hint.NOBODY_NAMED)
    cards: list[Card] = []
    hints: list[Hint] = []
    for wish in wishes:
        try:
            cards += await _cards(ports, person, wish, chat, around, alone=len(wishes) == 1)
        except (Refused, UnreadableError) as error:
            hints.append(_hint(error))
    if cards:
        return Offered(cards=tuple(cards))
    hint = hints[0] if hints else Hint.NOT_TO_CAST
    names = tuple(wish.name for wish in wishes if wish.name) if hint is Hint.GO_ON else ()
    return Offered(hint=hint, names=names)


async def choose(ports: Ports, person: str, choice: Choice, spot: Spot) -> Chosen:
    """Make it, once; the message goes on to tell how that stands.

    Raises:
        Refused: as `making.make`. ChoiceOver: it means nobody any more.
    """
    async with ports.uow() as tx:
        known = await tx.clips.by_key(person, choice.key)
    if known is not None:
        return Chosen(clip=known.id, elsewhere=known.chat_id != spot.chat.chat_id)
    request = await _request(ports, person, choice, spot)
    made = await making.make(ports, person, replace(request, key=choice.key, told_in=spot.message))
    async with ports.uow() as tx:
        row = await tx.clips.get(made.id)
    return Chosen(clip=made.id, elsewhere=row is not None and row.chat_id != spot.chat.chat_id)


async def tell_why(ports: Ports, person: str, refusals: Refusals, chat: Chat) -> None:
    """Owe it to them alone: what stands in the chat tells nobody anything."""
    async with ports.uow() as tx:
        await living(tx, person)
        await tell(ports, tx, person, refusals, chat=chat, alone=True)


async def _request(ports: Ports, person: str, choice: Choice, spot: Spot) -> MakeRequest:
    wishes = await _wishes(ports, person, clean(choice.text[:LONGEST_TEXT]), spot.chat)
    wish = next((one for one in wishes if one.mark == choice.mark), None)
    if wish is None:
        raise ChoiceOver
    try:
        request = _read(wish, spot.chat, spot.around)
    except UnreadableError as error:
        raise ChoiceOver from error
    return replace(request, tier=choice.tier, style=choice.style or request.style)


async def _wishes(ports: Ports, person: str, text: str, chat: Chat) -> list[Wish]:
    """What may be meant; several where a name is not written out, none where nobody is called so.

    Raises:
        NobodyCast: it names nobody, and there is nobody to offer.
    """
    begun = [found for found in _NAME.finditer(unquoted(text)) if found[1] not in _WRITER]
    written = {f"@{found[1]}" for found in begun}
    names = {
        **await castable.names_in(ports, person, chat, text),
        **await usernaming.known_as(ports, person, chat, written),
    }
    for one in begun:
        if f"@{one[1]}" not in names and not await _is_somebody(ports, person, one[1]):
            return [
                Wish(f"{text[: one.start()]}@{name}{text[one.end() :]}", names, name)
                for name in await _castable(ports, person, chat, one[1])
            ]
    if names or begun or _NAMES_WRITER.search(with_me(text)):
        return [Wish(text, names)]
    first, _, rest = text.partition(" ")
    meant = [(name, rest) for name in await _castable(ports, person, chat, first)]
    meant = meant or [(name, text) for name in await _castable(ports, person, chat, "")]
    if not meant:
        raise NobodyCast
    return [Wish(f"@{name} {words}".strip(), names, name) for name, words in meant]


async def _castable(ports: Ports, person: str, chat: Chat, begins: str) -> tuple[Handle, ...]:
    return await castable.castable(ports, person, chat, begins, MOST_COMPLETED)


async def _is_somebody(ports: Ports, person: str, name: str) -> bool:
    async with ports.uow() as tx:
        try:
            await found(tx, person, name)
        except UnknownPerson:
            return False
    return True


def _read(wish: Wish, chat: Chat, around: Surroundings) -> MakeRequest:
    """The request that a wish stands for.

    Raises:
        UnreadableError: there is nothing but names, or an option cannot be read.
    """
    asked = rewritten(wish.text, wish.names)
    rest = asked.text
    for name, _ in asked.mentions:
        rest = rest.replace(name, " ")
    if not any(map(str.isalnum, rest)):
        raise UnreadableError("no_prompt")
    return MakeRequest(
        text=asked.text,
        chat=chat,
        # whom the service itself looked up for them; a handle that was typed finds only whom one may see
        mentions={name: handle for name, handle in asked.mentions if name in wish.names},
        seconds=asked.seconds,
        tier=asked.tier,
        style=asked.style,
        draft=False,
        surroundings=around,
    )


async def _cards(
    ports: Ports, person: str, wish: Wish, chat: Chat, around: Surroundings, *, alone: bool
) -> list[Card]:
    """One; where nothing else may be meant, one for each tier and for each other style.

    Raises:
        Refused, UnreadableError: there is none.
    """
    request = _read(wish, chat, around)
    cards: list[Card] = []
    refused: list[Refused] = []
    tiers = tuple(Tier) if alone else (Tier.STANDARD,)
    for tier in tiers if request.tier is None else (request.tier,):
        try:
            cards.append(await _card(ports, person, wish, replace(request, tier=tier)))
        except Refused as error:
            refused.append(error)
    if not cards:
        raise refused[0]
    first = cards[0]
    if not alone or request.style is not None:
        return cards
    return [
        *cards,
        *(replace(first, style=style, chosen_style=style) for style in Style if style is not first.style),
    ]


async def _card(ports: Ports, person: str, wish: Wish, request: MakeRequest) -> Card:
    settled_request = await settled(ports, request)
    reading = await casting.read_request(ports, person, settled_request)
    unjudged = casting.unjudged(reading)
    async with ports.uow() as tx:
        found_plan = await plan(ports, tx, unjudged, settled_request.tier)
        if found_plan.refusals:
            raise found_plan.refusals[0]
        cast = [member.person.id for member in found_plan.members]
        return Card(
            text=reading.screenplay.prompt,
            tier=settled_request.tier,
            style=reading.screenplay.style,
            seconds=reading.screenplay.seconds,
            price=found_plan.price,
            cast=tuple(dict.fromkeys(member.person.handle for member in found_plan.members)),
            approvers=await casting.asked_as(tx, found_plan.approvers, cast),
            mark=wish.mark,
        )


def _hint(error: Refused | UnreadableError) -> Hint:
    if isinstance(error, UnreadableError):
        return Hint.GO_ON if error.which == "no_prompt" else Hint.ASK_ME
    return next((hint for kinds, hint in _HINTS if isinstance(error, kinds)), Hint.ASK_ME)


_HINTS: tuple[tuple[tuple[type[Refused], ...], Hint], ...] = (
    ((NobodyCast,), Hint.NOBODY_NAMED),
    (_PRIVATE, Hint.NOT_TO_CAST),
    ((NoLikenessYet,), Hint.NO_LIKENESS),
    ((NotEnoughCredits,), Hint.TOO_FEW_CREDITS),
)
