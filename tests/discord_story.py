"""The whole story in a Discord of ours: from setup to a clip, the bot restarted after each step."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from discord_server.world import Attachment, Message
from discord_town import Town

from bot.store.tables import ProposalRow, StatusRow
from engine.contract.messages import Challenge

PROMPT = "waves from a pier at sunset"
ANALYSIS_S, RENDER_S = 240.0, 120.0
"""How long they may take at the most, on a slow machine."""
ASKER, OWNER, BYSTANDER = "ada", "bob", "cleo"
Recorder = Callable[[Challenge], Awaitable[bytes]]


@dataclass
class Story:
    """What happened, as far as it was told. before: films that others than the owner saw before the yes."""

    town: Town
    record: Recorder
    question: Message | None = None
    status: Message | None = None
    posted: Message | None = None
    clip: str = ""
    before: list[Message] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def steps(self) -> Sequence[Callable[[], Awaitable[None]]]:
        """In order; between any two of them the bot may die."""
        return (
            self.begin_setup,
            self.hand_in_the_recording,
            self.hear_of_the_likeness,
            self.ask_for_it,
            self.allow_it,
            self.mention_the_bot,
            self.start_it,
            self.be_asked_for_a_yes,
            self.agree_by_reaction,
            self.see_it_posted,
            self.save_it,
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

    async def begin_setup(self) -> None:
        owner = self.town[OWNER]
        explained = await owner.command("cameo setup")
        await owner.press(explained.replies[0], "cameo:agree_setup")

    async def hand_in_the_recording(self) -> None:
        """As an attachment to a direct message."""
        recording = await self.record(await self.town.challenge(OWNER))
        film = Attachment("me.mp4", recording, "video/mp4")
        owner = self.town[OWNER]
        sent = await owner.say("", owner.direct, files=[film])
        await owner.sees(lambda one: one.reference == sent.id, owner.direct, "a word that it came")

    async def hear_of_the_likeness(self) -> None:
        owner = self.town[OWNER]
        await owner.sees(
            lambda one: one.author is self.town.server.bot and "Your likeness is ready" in one.text,
            owner.direct,
            "the likeness",
            ANALYSIS_S,
        )
        await self.town.quiet()

    async def ask_for_it(self) -> None:
        asker, owner = self.town[ASKER], self.town[OWNER]
        await asker.command("cameo friends ask", who=owner.user, message="for a greeting")
        await owner.sees(_question("for a greeting"), owner.direct, "the question")
        await self.town.quiet()

    async def allow_it(self) -> None:
        asker, owner = self.town[ASKER], self.town[OWNER]
        question = await owner.sees(_question("for a greeting"), owner.direct)
        await owner.press(question, "cameo:allow_access")
        await asker.hears("lets you use their likeness", asker.here)
        await self.town.quiet()

    async def mention_the_bot(self) -> None:
        asker, owner = self.town[ASKER], self.town[OWNER]
        said = await asker.say(f"{self.town.server.bot.mention} {owner.mention} {PROMPT}")
        self.status = await asker.sees(lambda one: one.reference == said.id, about="the answer")
        await self.town.until(self._proposal_is_posted)

    async def start_it(self) -> None:
        asker = self.town[ASKER]
        assert self.status is not None
        price = await asker.press(self.status, "cameo:look_first")
        assert "Has to agree first" in price.text, price.text
        await asker.press(price.replies[0], "cameo:start_clip")
        await self.town.until(self._render_is_told)

    async def be_asked_for_a_yes(self) -> None:
        owner = self.town[OWNER]
        self.question = await owner.sees(
            _question("made a clip with you"), owner.direct, "the clip to agree to", RENDER_S
        )
        await self.town.quiet()

    async def agree_by_reaction(self) -> None:
        assert self.question is not None
        self.before = self._films_of_others()
        await self.town[OWNER].react(self.question, "✅")
        await self.town[OWNER].hears("You agreed to this clip")

    async def see_it_posted(self) -> None:
        asker = self.town[ASKER]
        self.posted = await asker.sees(
            lambda one: one.attachments and asker.user in one.mentions, about="the clip"
        )
        await asker.sees(
            lambda one: one is self.status and "Posted" in one.text, about="the end of the render"
        )
        await self.town.quiet()

    async def save_it(self) -> None:
        """By a button that was there before the bot died."""
        assert self.posted is not None
        saved = await self.town[ASKER].press(self.posted, "cameo:keep_clip")
        assert "Saved" in saved.text or "saved" in saved.text, saved.text

    def _films_of_others(self) -> list[Message]:
        places = [self.town[ASKER].here, self.town[ASKER].direct, self.town[BYSTANDER].direct]
        hidden = [
            reply for name in (ASKER, BYSTANDER) for one in self.town[name].heard for reply in one.replies
        ]
        films = [one for there in places for one in there.posted if one.author is self.town.server.bot]
        return [one for one in (*films, *hidden) if one.attachments]

    async def _proposal_is_posted(self) -> bool:
        return any(row.message_id for row in await self.town.rows(ProposalRow))

    async def _render_is_told(self) -> bool:
        rows = await self.town.rows(StatusRow)
        self.clip = rows[0].clip_id if rows else ""
        return any(row.shown for row in rows)


def _question(words: str) -> Callable[[Message], object]:
    """A message that asks this, with both answers under it."""
    return lambda one: words in one.text and {"✅", "❌"} <= set(one.reactions)
