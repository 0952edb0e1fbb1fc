"""What a request means where it does not say: what is usual in its chat."""

from dataclasses import fields

from bot.clips import Tier
from bot.people import Chat
from bot.ports import Ports
from bot.requests import MakeRequest, SettledRequest, Surroundings


async def settled(ports: Ports, request: MakeRequest) -> SettledRequest:
    """The request with what its chat has for usual; one that is settled stays as it is."""
    if isinstance(request, SettledRequest):
        return request
    async with ports.uow() as tx:
        chat = _defaulting(request.chat, request.surroundings)
        usual = await tx.place_rules.usual(request.chat.platform, chat)
    given = {field.name: getattr(request, field.name) for field in fields(MakeRequest)}
    return SettledRequest(
        **given
        | {
            "tier": request.tier or usual.tier or Tier.STANDARD,
            "draft": request.draft if request.draft is not None else bool(usual.draft),
            "usual_seconds": usual.seconds,
            "usual_style": usual.style,
        }
    )


def _defaulting(chat: Chat, around: Surroundings) -> str:
    """A thread is as usual as the channel that it is in."""
    return around.within or chat.chat_id
