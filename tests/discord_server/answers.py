"""Interactions over the API: the first answer, and what their tokens edit and post afterwards."""

from typing import Any

from discord_server import errors
from discord_server.interactions import Answer, Interaction, Kind
from discord_server.limits import check_modal
from discord_server.messages import change, compose
from discord_server.routing import Call, route
from discord_server.world import EPHEMERAL, LOADING, Message


@route("POST", "/interactions/{interaction}/{token}/callback", open=True)
async def first_answer(call: Call, interaction: str, token: str) -> Any:
    asked = call.server.interactions.get(token)
    if asked is None or str(asked.id) != interaction:
        raise errors.UNKNOWN_INTERACTION
    answer, data = Answer(call.body["type"]), call.body.get("data") or {}
    _check(call, asked, answer, data)
    asked.acknowledge(answer)
    await _carry_out(call, asked, answer, data)
    call.server.changes.notify()
    return _shown(call, asked, answer)


@route("GET", "/webhooks/{application}/{token}/messages/{message}", open=True)
async def shown(call: Call, application: str, token: str, message: str) -> Any:
    return _of(call, token).message(message).payload(call.server.base)


@route("PATCH", "/webhooks/{application}/{token}/messages/{message}", open=True)
async def edit(call: Call, application: str, token: str, message: str) -> Any:
    asked = _of(call, token)
    found = asked.message(message)
    await _now_says(call, asked, found)
    return found.payload(call.server.base)


@route("DELETE", "/webhooks/{application}/{token}/messages/{message}", open=True)
async def delete(call: Call, application: str, token: str, message: str) -> None:
    asked = _of(call, token)
    found = asked.message(message)
    if found is asked.original:
        asked.original = None
    else:
        asked.followups.remove(found)
    await call.server.remove(found)


@route("POST", "/webhooks/{application}/{token}", open=True)
async def follow_up(call: Call, application: str, token: str) -> Any:
    asked = _of(call, token)
    waiting = asked.original
    if waiting is not None and waiting.flags & LOADING:
        # the first one takes the place of the sign of waiting
        await _now_says(call, asked, waiting)
        return waiting.payload(call.server.base)
    hidden = bool((call.body.get("flags") or 0) & EPHEMERAL)
    message = compose(call, asked.channel, call.body, asked.user if hidden else None)
    asked.followups.append(message)
    asked.answered()
    await call.server.publish(message)
    return message.payload(call.server.base)


async def _now_says(call: Call, asked: Interaction, message: Message) -> None:
    change(call, message, call.body or {})
    first = bool(message.flags & LOADING)
    message.flags &= ~LOADING
    asked.answered()
    if first and message.only_for is None:
        await call.server.publish(message)
    else:
        await call.server.tell_of_edit(message)


def _check(call: Call, asked: Interaction, answer: Answer, data: dict[str, Any]) -> None:
    """Refuse what does not fit the question, before it counts as acknowledged."""
    if (asked.kind is Kind.AUTOCOMPLETE) != (answer is Answer.CHOICES):
        raise errors.invalid_form(f"type: {answer.name} to {asked.kind.name}")
    if answer in (Answer.UPDATE, Answer.DEFERRED_UPDATE) and asked.on is None:
        raise errors.invalid_form(f"type: {answer.name} without a message")
    if answer is Answer.MODAL:
        if asked.kind is Kind.MODAL:
            raise errors.invalid_form("type: a form in answer to a form")
        check_modal(data)
    if answer is Answer.CHOICES and len(data.get("choices", [])) > 25:
        raise errors.invalid_form("choices: more than 25")


async def _carry_out(call: Call, asked: Interaction, answer: Answer, data: dict[str, Any]) -> None:
    match answer:
        case Answer.CHOICES:
            asked.choices = data["choices"]
            asked.answered()
        case Answer.MODAL:
            asked.modal = data
            asked.answered()
        case Answer.MESSAGE | Answer.DEFERRED_MESSAGE:
            await _first_message(call, asked, answer, data)
        case Answer.DEFERRED_UPDATE:
            asked.original = asked.on
        case Answer.UPDATE:
            assert asked.on is not None
            asked.original = asked.on
            change(call, asked.on, data)
            asked.answered()
            await call.server.tell_of_edit(asked.on)


async def _first_message(call: Call, asked: Interaction, answer: Answer, data: dict[str, Any]) -> None:
    hidden = asked.user if (data.get("flags") or 0) & EPHEMERAL else None
    if answer is Answer.DEFERRED_MESSAGE:
        flags = LOADING | (EPHEMERAL if hidden else 0)
        asked.original = Message(asked.channel, call.server.bot, only_for=hidden, flags=flags)
        return
    asked.original = compose(call, asked.channel, data, hidden)
    asked.answered()
    await call.server.publish(asked.original)


def _of(call: Call, token: str) -> Interaction:
    asked = call.server.interactions.get(token)
    if asked is None:
        raise errors.UNKNOWN_WEBHOOK
    asked.check_token()
    return asked


def _shown(call: Call, asked: Interaction, answer: Answer) -> Any:
    if call.query.get("with_response") not in ("1", "true"):
        return None
    told: dict[str, Any] = {"id": str(asked.id), "type": asked.kind}
    if asked.original is None:
        return {"interaction": told}
    hidden, waiting = asked.original.flags & EPHEMERAL, asked.original.flags & LOADING
    told["response_message_id"] = str(asked.original.id)
    told |= {"response_message_loading": bool(waiting), "response_message_ephemeral": bool(hidden)}
    if answer in (Answer.MESSAGE, Answer.UPDATE):
        resource = {"type": answer, "message": asked.original.payload(call.server.base)}
        return {"interaction": told, "resource": resource}
    return {"interaction": told}
