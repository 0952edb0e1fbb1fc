"""Clips on our own Telegram: asked for, about to be posted, and the question that one of them raises."""

from telegram_house import TelegramHouse
from telegram_server.people import Person
from telegram_server.world import Chat as Room
from telegram_server.world import Message, Topic

from bot.consent import Notify
from bot.people import Chat, Platform
from bot.requests import MakeRequest

HERE = Platform.TELEGRAM
WORDS = '@ada waves and says "See you there!"'


async def quiet(house: TelegramHouse) -> None:
    """Whatever was owed before is said, to nobody."""
    while due := await house.house.app.due_deliveries(HERE):
        for one in due:
            await house.house.app.mark_over(one.id)


async def ordered(
    house: TelegramHouse, who: Person, text: str = "@Self waves", chat: Chat | None = None, **more: object
) -> str:
    """Somebody's finished clip, about to be posted."""
    person = await house.person(who)
    await quiet(house)
    request = MakeRequest(text=text, chat=chat or house.chat, **more)  # type: ignore[arg-type]  # a shorthand
    clip = await house.house.app.make(person, request)
    await house.house.finish_jobs()
    return clip.id


async def asked(
    house: TelegramHouse, *, started: bool = True, text: str = WORDS
) -> tuple[Person, Person, str]:
    """Ada, who is asked; bo, who asked; the clip."""
    ada, bo = await house.enrolled("ada", started=started), await house.enrolled("bo")
    owner = await house.person(ada)
    await house.house.app.grant(owner, "bo")
    await house.house.app.set_notify(owner, Notify.NONE)
    return ada, bo, await ordered(house, bo, text)


async def post(house: TelegramHouse) -> None:
    """Post until nothing is due."""
    while await house.bot.poster.once():
        pass


def said(house: TelegramHouse, where: Room | Topic) -> list[Message]:
    """What the bot said there, oldest first."""
    mine = house.server.bot
    return [one for one in where.posted if one.author is mine and not one.service]


def actions(message: Message) -> list[str]:
    """What its buttons do."""
    return [str(one["callback_data"]).split(":")[0] for one in message.keyboard if "callback_data" in one]


def mentioned(message: Message) -> list[int]:
    """The numbers of those whom it calls."""
    return [int(one["user"]["id"]) for one in message.entities if one["type"] == "text_mention"]
