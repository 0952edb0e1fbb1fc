"""All servers that are set: the one with the least to do makes the film; one that is away is passed over."""

import logging
from types import TracebackType
from typing import Self

from engine.generation.orders import Order
from engine.renderers.remote.client import SOONEST_S, Client, Tell
from engine.renderers.remote.dialects import Answer
from engine.renderers.remote.errors import BusyError, RemoteError
from engine.settings import RemoteSection

_log = logging.getLogger(__name__)


class Servers:
    """The servers of an installation, for the length of one rendering."""

    def __init__(self, settings: RemoteSection, *, soonest_s: float = SOONEST_S) -> None:
        """Connects to nothing yet; `soonest_s` as in `Client`."""
        self._clients = [Client(server, settings, soonest_s=soonest_s) for server in settings.servers]
        self._names = [server.model for server in settings.servers]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for client in self._clients:
            client.close()

    def film(self, order: Order, tell: Tell) -> tuple[bytes, tuple[str, ...]]:
        """Have a film made, and what there is to say of it. It is kept by no server, however this ends.

        Raises:
            RemoteError: no server makes it.
        """
        for number in self._by_load():
            client = self._clients[number]
            try:
                ordered, notes = client.order(order)
            except BusyError as error:
                _log.warning("server %d does not take a film: %s", number, error)
                continue
            return _made(client, ordered, tell), (f"Made by {self._names[number]}.", *notes)
        raise RemoteError("no server can be reached")

    def _by_load(self) -> list[int]:
        """The servers that are well, the least loaded first."""
        loads: dict[int, int] = {}
        for number, client in enumerate(self._clients):
            try:
                loads[number] = client.load()
            except (BusyError, RemoteError) as error:
                _log.warning("server %d is not well: %s", number, error)
        return sorted(loads, key=lambda number: loads[number])


def _made(client: Client, ordered: Answer, tell: Tell) -> bytes:
    try:
        return client.fetch(client.follow(ordered, tell))
    except BusyError as error:
        raise RemoteError(f"the server went away: {error}") from error
    finally:
        client.end(ordered.id)  # a cancelled render ends here, too
