"""The gateway: hello, heartbeats, identify, resume, a compressed stream, and its ways to fail."""

import asyncio
import itertools
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web
from discord import Intents

UNKNOWN_ERROR = 4000
AUTHENTICATION_FAILED = 4004
DISALLOWED_INTENTS = 4014
PRIVILEGED = Intents(members=True, presences=True, message_content=True).value


class Op(IntEnum):
    """What a packet is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Wire:
    """One connection, compressed as it asked for."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self.compressed = compressed
        self._stream = zlib.compressobj() if compressed else None

    async def send(
        self, op: Op, data: Any = None, *, event: str | None = None, seq: int | None = None
    ) -> None:
        """Send a packet; a connection that has just gone takes none, and that is no error."""
        text = json.dumps({"op": op, "d": data, "s": seq, "t": event})
        try:
            if self._stream is None:
                await self.socket.send_str(text)
            else:
                packed = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)
        except ConnectionError:
            return


@dataclass(eq=False)
class Session:
    """What survives a lost connection: the numbered events. wire None: nobody is connected."""

    intents: Intents
    shard: tuple[int, int]
    wire: Wire | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    log: list[tuple[int, str, Any]] = field(default_factory=list)
    ready: bool = False
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def dispatch(self, event: str, data: Any) -> None:
        """Send an event, or keep it until the client resumes."""
        number = next(self.numbers)
        self.log.append((number, event, data))
        if self.wire is not None:
            await self.wire.send(Op.DISPATCH, data, event=event, seq=number)

    def serves(self, guild: int | None) -> bool:
        """Whether its shard gets the events of that server; direct messages go to the first one."""
        number, count = self.shard
        return number == (0 if guild is None else (guild >> 22) % count)


@dataclass(frozen=True, slots=True)
class Packet:
    """What a client sent."""

    op: int
    data: Any


class Gateway:
    """Answers at /gateway. `started` gives the events with which a new session begins.

    received: every packet of the clients, oldest first. silent: heartbeats are not answered any more.
    """

    def __init__(self, token: str, started: Callable[[Session], list[tuple[str, Any]]]) -> None:
        self._token = token
        self._started = started
        self.heartbeat_s = 41.25
        self.silent = False
        self.sessions: list[Session] = []
        self.received: list[Packet] = []
        self.on_change: Callable[[], None] = lambda: None
        self._wires: set[Wire] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse(autoclose=True, compress=False)
        await socket.prepare(request)
        wire = Wire(socket, compressed=request.query.get("compress") == "zlib-stream")
        self._wires.add(wire)
        await wire.send(Op.HELLO, {"heartbeat_interval": self.heartbeat_s * 1000})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    packet = json.loads(message.data)
                    await self._take(wire, Packet(packet["op"], packet.get("d")))
        finally:
            self._wires.discard(wire)
            for session in self.sessions:
                if session.wire is wire:
                    session.wire = None
            self.on_change()
        return socket

    async def dispatch(
        self, event: str, data: Mapping[str, Any], guild: int | None, needs: str | None
    ) -> None:
        """Tell every session whose shard and intents it is for. needs: the name of an intent."""
        for session in self.sessions:
            if session.serves(guild) and (needs is None or getattr(session.intents, needs)):
                await session.dispatch(event, data)

    @property
    def connected(self) -> list[Session]:
        """The sessions that have begun and are listening now."""
        return [one for one in self.sessions if one.wire is not None and one.ready]

    def count(self, op: Op) -> int:
        """How many packets of a kind came."""
        return sum(one.op == op for one in self.received)

    async def reconnect(self) -> None:
        """Op 7: go, and come back with RESUME."""
        await asyncio.gather(*(wire.send(Op.RECONNECT) for wire in self._wires))

    async def invalidate(self, *, resumable: bool) -> None:
        """Op 9: the session is over, or may be resumed on a new connection."""
        if not resumable:
            self.sessions.clear()
        await asyncio.gather(*(wire.send(Op.INVALID_SESSION, resumable) for wire in self._wires))

    async def close(self, code: int = UNKNOWN_ERROR) -> None:
        """Close every connection with a code."""
        await asyncio.gather(*(wire.socket.close(code=code) for wire in list(self._wires)))

    def cut(self) -> None:
        """Every connection breaks without a word."""
        for wire in list(self._wires):
            transport = wire.socket._req.transport if wire.socket._req is not None else None
            if transport is not None:
                transport.abort()

    async def _take(self, wire: Wire, packet: Packet) -> None:
        self.received.append(packet)
        match packet.op:
            case Op.HEARTBEAT:
                if not self.silent:
                    await wire.send(Op.HEARTBEAT_ACK)
            case Op.IDENTIFY:
                await self._identify(wire, packet.data)
            case Op.RESUME:
                await self._resume(wire, packet.data)
        self.on_change()

    async def _identify(self, wire: Wire, data: Mapping[str, Any]) -> None:
        if data["token"] != self._token:
            await wire.socket.close(code=AUTHENTICATION_FAILED)
            return
        if data["intents"] & PRIVILEGED:
            await wire.socket.close(code=DISALLOWED_INTENTS)
            return
        number, count = data.get("shard", (0, 1))
        session = Session(Intents._from_value(data["intents"]), (number, count), wire)
        # a client of the same shard that did not come back in time has lost its session
        self.sessions = [one for one in self.sessions if one.wire is not None or one.shard != session.shard]
        self.sessions.append(session)
        for event, told in self._started(session):
            await session.dispatch(event, told)
        session.ready = True

    async def _resume(self, wire: Wire, data: Mapping[str, Any]) -> None:
        session = next((one for one in self.sessions if one.id == data["session_id"]), None)
        if session is None or data["token"] != self._token:
            await wire.send(Op.INVALID_SESSION, data=False)
            return
        for number, event, told in session.log:
            if number > data["seq"]:
                await wire.send(Op.DISPATCH, told, event=event, seq=number)
        session.wire = wire
        await session.dispatch("RESUMED", {})
