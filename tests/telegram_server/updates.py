"""What happened and the bot has not confirmed yet: polled for, or pushed to its webhook."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from telegram_server.errors import OTHER_POLL, WEBHOOK_ACTIVE

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""What a bot hears of only where it asked for it by name."""


@dataclass
class Webhook:
    """Where updates are pushed."""

    url: str
    secret: str = ""
    max_connections: int = 40
    allowed: frozenset[str] | None = None
    last_error: str = ""
    last_error_at: int = 0


@dataclass(eq=False)
class Updates:
    """Kept until confirmed. given: every update ever handed out, with monotonic times in s.

    repeat_s: pause in s before an update that the webhook did not take is pushed again.
    """

    judge: Callable[[Mapping[str, Any]], object]
    on_change: Callable[[], object]
    pending: dict[int, dict[str, Any]] = field(default_factory=dict)
    given: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    allowed: frozenset[str] | None = None
    webhook: Webhook | None = None
    repeat_s: float = 0.05
    polls: int = 0
    _last: int = 880_000_000
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _turn: int = 0
    _closed: bool = False
    _queues: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _pushing: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def add(self, kind: str, told: Mapping[str, Any]) -> int | None:
        """Something happened; the update's number, or None where the bot does not want to hear of it."""
        if kind not in self.allowed if self.allowed is not None else kind in UNASKED:
            return None
        self._last += 1
        update = {"update_id": self._last, kind: told}
        self.judge(update)
        self.repeat(update)
        return self._last

    def repeat(self, update: dict[str, Any]) -> None:
        """Hand an update out, once more where it was before."""
        self.pending[update["update_id"]] = update
        self._wake.set()
        if self.webhook is not None:
            self._push(update)
        self.on_change()

    async def poll(self, offset: int, limit: int, timeout_s: int) -> list[dict[str, Any]]:
        """What comes next, waiting for it at most so long; a second poll ends the first.

        Raises:
            ApiError: updates are pushed, or somebody else polls now.
        """
        if self.webhook is not None:
            raise WEBHOOK_ACTIVE
        self._turn += 1
        mine = self._turn
        self.polls += 1
        self._wake.set()
        self._forget(offset)
        end = time.monotonic() + timeout_s
        while not self.pending and not self._closed and (left := end - time.monotonic()) > 0:
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), left)
            except TimeoutError:
                break
            if mine != self._turn:
                raise OTHER_POLL
        found = [self.pending[number] for number in sorted(self.pending)][: limit or 100]
        self.given += [(time.monotonic(), one) for one in found]
        return found

    def confirmed(self) -> bool:
        """Whether nothing waits for the bot."""
        return not self.pending and not self._pushing

    def close(self) -> None:
        """Nobody waits any more."""
        self._closed = True
        self._wake.set()
        for one in self._pushing.values():
            one.cancel()

    def start_pushing(self, webhook: Webhook | None) -> None:
        """From now on pushed there; what waits, too. None: polled for."""
        for one in self._pushing.values():
            one.cancel()
        self._pushing.clear()
        self._queues.clear()
        self.webhook = webhook
        self._turn += 1
        self._wake.set()
        if webhook is not None:
            for update in list(self.pending.values()):
                self._push(update)

    def _forget(self, offset: int) -> None:
        """All below the offset is confirmed; a negative one keeps so many from the end."""
        numbers = sorted(self.pending)
        gone = numbers[:offset] if offset < 0 else [one for one in numbers if one < offset]
        for number in gone:
            del self.pending[number]

    def _push(self, update: dict[str, Any]) -> None:
        """What one chat or one person does is told in its order; others' at the same time."""
        queue = _queue_of(update)
        self._queues.setdefault(queue, []).append(update)
        if queue not in self._pushing:
            self._pushing[queue] = asyncio.create_task(self._push_all(queue))

    async def _push_all(self, queue: str) -> None:
        """Each again and again until it was taken."""
        try:
            async with aiohttp.ClientSession() as session:
                while (hook := self.webhook) is not None and (waiting := self._queues.get(queue)):
                    update = waiting[0]
                    if update["update_id"] not in self.pending or await self._post(session, hook, update):
                        self.pending.pop(update["update_id"], None)
                        waiting.pop(0)
                    else:
                        await asyncio.sleep(self.repeat_s)
        finally:
            if self._pushing.get(queue) is asyncio.current_task():
                del self._pushing[queue]
            self.on_change()

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, update: dict[str, Any]) -> bool:
        secret = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        headers = {"Content-Type": "application/json"} | secret
        self.given.append((time.monotonic(), update))
        body = json.dumps(update).encode()
        try:
            async with session.post(hook.url, data=body, headers=headers, timeout=_PATIENCE) as answer:
                if answer.status // 100 == 2:
                    return True
                hook.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            hook.last_error = f"Connection failed: {error}"
        hook.last_error_at = int(time.time())
        return False


def _queue_of(update: Mapping[str, Any]) -> str:
    """As Telegram's server keeps them apart: each kind alone, by its chat or by who did it."""
    kind, told = next((name, one) for name, one in update.items() if name != "update_id")
    about = told.get("chat") or told.get("from") or {}
    return f"{kind}/{about.get('id')}"


_PATIENCE = aiohttp.ClientTimeout(total=30)
