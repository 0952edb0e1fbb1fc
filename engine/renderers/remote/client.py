"""Talking to one server: order a film, follow it, fetch it, end it."""

import base64
import hashlib
import time
from collections.abc import Callable
from http import HTTPStatus

import httpx
from pydantic import ValidationError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    wait_random_exponential,
)

from engine.generation.film import LARGEST_BYTES
from engine.generation.orders import Order
from engine.renderers.remote.dialects import Answer, State, request_for
from engine.renderers.remote.errors import BusyError, RemoteError
from engine.settings import RemoteSection, RemoteServer

CONNECT_S, READ_S, SEND_S = 5.0, 60.0, 180.0
SOONEST_S, LATEST_S = 0.5, 10.0
"""Pauses between two looks at a film, and between two tries."""
GOODBYE_S = 2.0
"""Whoever cancels waits for this, and for no more."""
PIECE = 1 << 18
LATER = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
OTHERWISE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})

Tell = Callable[[float], None]


class Client:
    """One server. `soonest_s`: the shortest pause between two looks."""

    def __init__(
        self, server: RemoteServer, settings: RemoteSection, *, soonest_s: float = SOONEST_S
    ) -> None:
        """Connects to nothing yet."""
        key = settings.api_key
        headers = {} if key is None else {"Authorization": f"Bearer {key.get_secret_value()}"}
        timeout = httpx.Timeout(READ_S, connect=CONNECT_S, write=SEND_S)
        self._http = httpx.Client(base_url=server.url, headers=headers, timeout=timeout)
        self._server, self._settings, self._soonest_s = server, settings, soonest_s

    def close(self) -> None:
        """Let go of its connections."""
        self._http.close()

    def load(self) -> int:
        """How many films it has to make. One that tells of no list says at least whether it is well.

        Raises:
            BusyError: it does not answer, or is not well.
        """
        answer = self._asked("GET", "/v1/videos", params={"limit": "100"})
        if answer.status_code in OTHERWISE:
            self._good(self._asked("GET", "/health"))
            return 0
        listed = self._good(answer).json()
        films = listed.get("data", []) if isinstance(listed, dict) else []
        return sum(1 for film in films if _unfinished(film))

    def order(self, order: Order) -> tuple[Answer, tuple[str, ...]]:
        """Order a film; what comes back is how it stands, and what the server was not told.

        Raises:
            BusyError: it did not take it for as long as anybody waits. RemoteError: it does not take it.
        """
        wanted = request_for(order, self._server)
        for attempt in self._tries():
            with attempt:
                body = {"json": wanted.json} if wanted.json is not None else {"data": wanted.data}
                answer = self._asked("POST", "/v1/videos", files=list(wanted.files) or None, **body)
                return _read(self._good(answer)), wanted.notes
        raise AssertionError  # the last try raises

    def follow(self, film: Answer, tell: Tell) -> Answer:
        """Wait until a film is made; `tell` hears how much of it is, 0..1.

        Raises:
            RemoteError: it failed, or does not get on. BusyError: the server went away.
        """
        seen, pause = (film.status, film.progress), self._soonest_s
        since = time.monotonic()
        while film.state is not State.COMPLETED:
            if film.state is State.FAILED:
                raise RemoteError(f"the server gave up ({film.status})")
            if time.monotonic() - since > self._settings.stuck_minutes * 60:
                raise RemoteError("the film did not get on")
            tell(min(max((film.progress or 0.0) / 100, 0.0), 1.0))
            time.sleep(pause)
            film = self._look(film.id)
            if (film.status, film.progress) != seen:
                seen, since, pause = (film.status, film.progress), time.monotonic(), self._soonest_s
            else:
                pause = min(pause * 1.5, max(LATEST_S, self._soonest_s))
        tell(1.0)
        return film

    def fetch(self, film: Answer) -> bytes:
        """The film itself. What broke off is gone on with; it has to be all of it.

        Raises:
            RemoteError: it is none, or not what the server says it is. BusyError: the server went away.
        """
        data = bytearray()
        told: dict[str, str] = {}
        for attempt in self._tries():
            with attempt:
                self._fetch_on(film.id, data, told)
        found = hashlib.sha256(data)
        wanted = {film.sha256 or "", _digest(told.get("repr-digest", ""))} - {""}
        if any(one.lower() != found.hexdigest() for one in wanted):
            raise RemoteError("the film is not the one that the server made")
        return bytes(data)

    def end(self, film: str) -> None:
        """Let it make this film no longer, and keep nothing of it. One that is away is not waited for."""
        try:
            self._http.delete(f"/v1/videos/{film}", timeout=GOODBYE_S)
        except httpx.HTTPError:
            return

    def _look(self, film: str) -> Answer:
        for attempt in self._tries():
            with attempt:
                return _read(self._good(self._asked("GET", f"/v1/videos/{film}")))
        raise AssertionError  # the last try raises

    def _fetch_on(self, film: str, data: bytearray, told: dict[str, str]) -> None:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={len(data)}-"} if data else {})
        try:
            with self._http.stream("GET", f"/v1/videos/{film}/content", headers=headers) as answer:
                if answer.status_code == HTTPStatus.OK:
                    data.clear()
                elif answer.status_code != HTTPStatus.PARTIAL_CONTENT:
                    answer.read()
                    self._good(answer)
                told.update(answer.headers)
                for piece in answer.iter_raw(PIECE):
                    data += piece
                    if len(data) > LARGEST_BYTES:
                        raise RemoteError("the film is too large")
        except httpx.HTTPError as error:
            raise BusyError(type(error).__name__) from error

    def _asked(self, method: str, path: str, **how: object) -> httpx.Response:
        try:
            return self._http.request(method, path, **how)  # type: ignore[arg-type]  # by name, as httpx takes it
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise BusyError(type(error).__name__) from error
        except httpx.HTTPError as error:
            if method == "GET":
                raise BusyError(type(error).__name__) from error
            # Nobody knows whether it was ordered: ordered twice it would be made twice.
            raise RemoteError(f"the server broke off ({type(error).__name__})") from error

    def _good(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code in LATER:
            raise BusyError(f"answers {answer.status_code}", _after(answer))
        if not answer.is_success:
            raise RemoteError(f"the server answers {answer.status_code}")
        return answer

    def _tries(self) -> Retrying:
        patience, soonest = self._settings.patience_s, self._soonest_s
        backing_off = wait_random_exponential(multiplier=soonest, max=max(LATEST_S, soonest))

        def pause(state: RetryCallState) -> float:
            raised = None if state.outcome is None else state.outcome.exception()
            asked = raised.after_s if isinstance(raised, BusyError) else None
            return backing_off(state) if asked is None else min(asked, patience)

        return Retrying(
            retry=retry_if_exception_type(BusyError),
            wait=pause,
            stop=stop_after_delay(patience),
            reraise=True,
        )


def _read(answer: httpx.Response) -> Answer:
    try:
        return Answer.model_validate_json(answer.content)
    except ValidationError as error:
        raise RemoteError("the server answers something else than a film") from error


def _unfinished(film: object) -> bool:
    try:
        return Answer.model_validate(film).state in {State.QUEUED, State.IN_PROGRESS}
    except ValidationError:
        return False


def _after(answer: httpx.Response) -> float | None:
    """Retry-After in seconds, as serving engines write it."""
    try:
        return max(0.0, float(answer.headers["Retry-After"]))
    except (KeyError, ValueError):
        return None


def _digest(header: str) -> str:
    """The SHA-256 of RFC 9530's Repr-Digest, hexadecimal; "" where there is none."""
    _, _, written = header.partition("sha-256=:")
    try:
        return base64.b64decode(written.partition(":")[0], validate=True).hex()
    except ValueError:
        return ""
