"""What happens to chats: who comes and goes, who runs them, groups that grow into supergroups, topics."""

from typing import Any

from telegram_server.members import Standing
from telegram_server.server import TelegramServer
from telegram_server.world import CHANNEL, PRIVATE, SUPERGROUP, Chat, Message, Topic, User

_ICON = 7_322_096


def member_changed(server: TelegramServer, where: Chat, who: User, by: User, before: dict[str, Any]) -> None:
    """The bot hears that somebody is something else now, where it may."""
    mine = who is server.bot
    told = {
        "chat": where.payload(),
        "from": by.payload(),
        "date": int(server.now()),
        "old_chat_member": before,
        "new_chat_member": where.member_payload(who),
    }
    if mine:
        server.updates.add("my_chat_member", told)
    elif where.standing(server.bot).manages:
        server.updates.add("chat_member", told)
    server.changes.notify()


async def bot_joins(server: TelegramServer, where: Chat, by: User, *, admin: bool = False) -> None:
    """Somebody takes the bot into a chat."""
    standing = Standing.ADMINISTRATOR if admin or where.kind == CHANNEL else Standing.MEMBER
    await _becomes(server, where, server.bot, by, standing)


async def bot_leaves(server: TelegramServer, where: Chat, by: User) -> None:
    """Somebody throws the bot out."""
    await bot_left(server, where, by, Standing.KICKED)


async def bot_left(server: TelegramServer, where: Chat, by: User, standing: Standing) -> None:
    """The bot is not there any more; the last that it hears from there is just that."""
    before = where.member_payload(server.bot)
    if where.kind != CHANNEL:
        told = await server.publish(Message(where, by, service={"left_chat_member": server.bot.payload()}))
        if by is server.bot:
            server.updates.add("message", told.payload())
    where.set_standing(server.bot, standing)
    member_changed(server, where, server.bot, by, before)


async def joins(server: TelegramServer, where: Chat, who: User, by: User | None = None) -> None:
    """Somebody comes into a chat."""
    server.add(who)
    await _becomes(server, where, who, by or who, Standing.MEMBER)


async def becomes(server: TelegramServer, where: Chat, who: User, standing: Standing, by: User) -> None:
    """Somebody is made an administrator, is restricted, is thrown out; the bot as well."""
    if who is server.bot and not standing.inside:
        await bot_left(server, where, by, standing)
    else:
        await _becomes(server, where, who, by, standing)


async def upgrade(server: TelegramServer, group: Chat) -> Chat:
    """A group becomes a supergroup, with another number; returns that."""
    made = Chat(SUPERGROUP, group.title, members=dict(group.members))
    server.chats[made.id] = made
    owner = next(one.user for one in group.members.values() if one.standing is Standing.CREATOR)
    old = Message(group, owner, service={"migrate_to_chat_id": made.id})
    await server.publish(old)
    group.upgraded = made
    await server.publish(Message(made, owner, service={"migrate_from_chat_id": group.id}))
    return made


async def open_topic(server: TelegramServer, forum: Chat, name: str, by: User) -> Topic:
    """A new thread in a forum."""
    assert forum.forum, f"{forum.title!r} has no topics"
    told = {"forum_topic_created": {"name": name, "icon_color": _ICON}}
    opened = Message(forum, by, service=told)
    opened.thread = opened.id
    topic = Topic(forum, name, opened.id, opened)
    forum.topics[topic.id] = topic
    await server.publish(opened)
    return topic


async def close_topic(server: TelegramServer, topic: Topic, by: User) -> None:
    """Nobody but administrators writes in it any more."""
    topic.closed = True
    await server.publish(Message(topic.chat, by, service={"forum_topic_closed": {}}, thread=topic.id))


def delete_topic(server: TelegramServer, topic: Topic) -> None:
    """A thread is gone with all that is in it; nobody is told."""
    there = topic.chat
    for message in topic.posted:
        del there.messages[message.id]
    del there.topics[topic.id]
    server.changes.notify()


async def _becomes(server: TelegramServer, where: Chat, who: User, by: User, standing: Standing) -> None:
    assert where.kind != PRIVATE, "nobody joins a private chat"
    before, was = where.member_payload(who), where.standing(who)
    where.set_standing(who, standing)
    if where.kind != CHANNEL and was.inside != standing.inside:
        name = "new_chat_members" if standing.inside else "left_chat_member"
        told = [who.payload()] if standing.inside else who.payload()
        await server.publish(Message(where, by, service={name: told}))
    member_changed(server, where, who, by, before)
