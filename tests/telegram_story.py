"""The whole story in a Telegram of ours, and on in a Discord of ours: the bot restarted after each step.

One lends their likeness by a round video message, another makes a clip of them in a chat that the bot is not
in, and pays for more; then the likeness is used on the other platform.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from discord_server.world import Message as DiscordMessage
from discord_town import Town as DiscordTown
from telegram_server.people import Person
from telegram_server.queries import InlineQuery
from telegram_server.sales import Charge
from telegram_server.world import Chat, Message
from telegram_town import Town

from bot.people import Platform
from bot.store.tables import AccountRow, StatusRow
from engine.contract.messages import Challenge

PROMPT = "waves from a pier at sunset"
BOUNDARY = "snakes"
ANALYSIS_S, RENDER_S = 240.0, 120.0
"""How long they may take at the most, on a slow machine."""
ASKER, OWNER, BYSTANDER = "ada", "bob", "cleo"
Recorder = Callable[[Challenge], Awaitable[bytes]]
_CODE = re.compile(r"Your code: ([A-Z0-9-]+)")


@dataclass
class Story:
    """What happened, as far as it was told.

    elsewhere: the other platform, where nobody is anybody's friend yet. between: the chat of two friends that
    the bot is not in. before: films that others than the owner saw before the yes.
    """

    town: Town
    elsewhere: DiscordTown
    record: Recorder
    between: Chat
    card: Message | None = None
    question: Message | None = None
    invoice: Message | None = None
    charge: Charge | None = None
    code: str = ""
    clip: str = ""
    posted: DiscordMessage | None = None
    before: list[Message] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    spent: int = 0
    taken: list[str] = field(default_factory=list)

    @property
    def steps(self) -> Sequence[Callable[[], Awaitable[None]]]:
        """In order; between any two of them the bot may die."""
        return (
            self.begin_setup,
            self.record_a_round_message,
            self.hear_of_the_likeness,
            self.ask_for_it,
            self.allow_it,
            self.begin_a_boundary,
            self.write_the_boundary,
            self.choose_a_card,
            self.be_asked_for_a_yes,
            self.agree_by_button,
            self.see_it_in_the_chat,
            self.be_offered_credits,
            self.pay_with_stars,
            self.ask_for_a_code,
            self.type_it_on_the_other_side,
            self.use_the_likeness_there,
        )

    async def told(self) -> None:
        """All of it; the bot goes by kill -9 and by SIGTERM in turns."""
        for number, step in enumerate(self.steps):
            if number:
                await self.town.restart(kill=number % 2 == 0)
            try:
                await step()
            except AssertionError as error:
                raise AssertionError(f"{step.__name__}: {error}\n{self.town.log()}") from None
            self.taken.append(step.__name__)

    @property
    def owner(self) -> Person:
        """Who lends their likeness."""
        return self.town[OWNER]

    @property
    def asker(self) -> Person:
        """Who makes clips of them."""
        return self.town[ASKER]

    async def begin_setup(self) -> None:
        await self.owner.starts("setup")
        explained = await self.owner.sees(_with_button("agree_setup"), about="what is kept")
        await self.owner.presses(explained, "agree_setup")
        await self.until_challenged()

    async def record_a_round_message(self) -> None:
        recording = await self.record(await self.town.challenge(OWNER))
        sent = await self.owner.records(recording, duration=15)
        await self.owner.sees(lambda one: one.reply_to is sent, about="a word that it came")

    async def hear_of_the_likeness(self) -> None:
        await self.owner.sees(_said(self.town, "Your likeness is ready"), None, "the likeness", ANALYSIS_S)
        await self.town.quiet()

    async def ask_for_it(self) -> None:
        """In the group, by an answer to something that the bot did not hear."""
        await self.asker.starts()
        said = await self.owner.says(self.owner.here, "good morning")
        await self.asker.says(self.asker.here, "/ask for a greeting", reply_to=said)
        await self.owner.sees(_asking("for a greeting", "allow_access"), about="the question")
        await self.town.quiet()

    async def allow_it(self) -> None:
        question = await self.owner.sees(_asking("for a greeting", "allow_access"))
        await self.owner.presses(question, "allow_access")
        await self.asker.hears("lets you use their likeness", self.asker.here)
        await self.town.quiet()

    async def begin_a_boundary(self) -> None:
        await self.owner.tells("/boundaries")
        panel = await self.owner.sees(_with_button("bound:own"), about="the boundaries")
        await self.owner.presses(panel, "bound:own")
        await self.owner.sees(_with_button("forget:"), about="what to write")

    async def write_the_boundary(self) -> None:
        """The question was asked by a bot that is gone."""
        await self.owner.tells(BOUNDARY)
        await self.owner.hears(f"• {BOUNDARY}")

    async def choose_a_card(self) -> None:
        offered = await self.types(PROMPT)
        self.cards = offered.titles
        self.spent = await self.available()
        self.card = await self.asker.chooses(offered, "card.", self.between)
        await self.town.until(self._render_is_told)

    async def be_asked_for_a_yes(self) -> None:
        self.question = await self.owner.sees(
            lambda one: one.film and _with_button("approve_clip")(one), None, "the clip to agree to", RENDER_S
        )
        await self.town.quiet()

    async def agree_by_button(self) -> None:
        assert self.question is not None
        self.before = self.films_of_others()
        await self.owner.presses(self.question, "approve_clip")
        await self.owner.hears("You agreed to this clip")

    async def see_it_in_the_chat(self) -> None:
        await self.asker.sees(lambda one: one is self.card and one.film, self.between, "the clip")
        await self.town.quiet()
        self.spent -= await self.available()

    async def be_offered_credits(self) -> None:
        await self.asker.tells("/credits")
        balance = await self.asker.sees(_with_button("credits:buy"), about="the balance")
        await self.asker.presses(balance, "credits:buy")
        shop = await self.asker.sees(_with_button("buy:0"), about="what is sold")
        await self.asker.presses(shop, "buy:0")
        self.invoice = await self.asker.sees(lambda one: one.invoice, about="the invoice")

    async def pay_with_stars(self) -> None:
        assert self.invoice is not None
        before = await self.available()
        self.charge = await self.asker.pays(self.invoice)

        async def credited() -> bool:
            return await self.available() > before

        await self.town.until(credited)
        await self.town.quiet()

    async def ask_for_a_code(self) -> None:
        await self.owner.tells("/link")
        told = await self.owner.sees(lambda one: _CODE.search(one.text), about="the code")
        found = _CODE.search(told.text)
        assert found is not None
        self.code = found[1]

    async def type_it_on_the_other_side(self) -> None:
        there = self.elsewhere[OWNER]
        offered = await there.command("cameo link", code=self.code)
        await there.press(offered.replies[0], "cameo:link")
        await self.town.until(self._joined)
        await self.town.quiet()

    async def use_the_likeness_there(self) -> None:
        there = self.elsewhere[OWNER]
        price = await there.command("cameo make", prompt=f"@me {PROMPT}")
        await there.press(price.replies[0], "cameo:start_clip")
        self.posted = await there.sees(
            lambda one: one.attachments and one.author is self.elsewhere.server.bot, there.here, "the clip"
        )
        await self.town.quiet()

    async def types(self, prompt: str) -> InlineQuery:
        """The asker types in a chat that the bot is not in."""
        return await self.asker.types_inline(f"@{await self.town.handle(OWNER)} {prompt}", "private")

    async def available(self) -> int:
        """What the asker can spend."""
        return (await self.town.app.ledger(await self.town.person(ASKER))).available

    async def until_challenged(self) -> None:
        """Wait until the owner knows what to do before the camera."""
        challenge = await self.town.challenge(OWNER)
        await self.owner.sees(lambda one: challenge.phrase in one.text, about="the challenge")

    def films_of_others(self) -> list[Message]:
        """What anybody but the owner could watch."""
        places = [self.asker.alone, self.town[BYSTANDER].alone, self.asker.here, self.between]
        return [one for there in (*places, self.town.storage) for one in there.posted if one.film]

    async def _render_is_told(self) -> bool:
        rows = await self.town.rows(StatusRow)
        self.clip = rows[0].clip_id if rows else ""
        return any(row.shown for row in rows)

    async def _joined(self) -> bool:
        rows = [row for row in await self.town.rows(AccountRow) if row.platform is Platform.TELEGRAM]
        others = {row.person_id for row in await self.town.rows(AccountRow)} - {row.person_id for row in rows}
        return len(others) < len(self.elsewhere.people)


def _with_button(data: str) -> Callable[[Message], bool]:
    """A message with a button whose data begins so."""
    return lambda one: any(str(key.get("callback_data", "")).startswith(data) for key in one.keyboard)


def _asking(words: str, data: str) -> Callable[[Message], bool]:
    return lambda one: words in one.text and _with_button(data)(one)


def _said(town: Town, words: str) -> Callable[[Message], bool]:
    return lambda one: one.author is town.server.bot and words in one.text
