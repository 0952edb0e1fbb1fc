"""How messages of the room go over a socket: a length and JSON, then for each blob a length and its bytes.

Nothing is pickled: whatever comes is read as data, up to a length, whoever sent it.
"""

import socket
import struct
import threading
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from engine.room.messages import LARGEST_BLOB, Answer, Ask

LONGEST_HEADER = 512 * 1024
_LENGTH = struct.Struct("!I")

Blob = bytes | bytearray | NDArray[np.generic]
Told = TypeVar("Told", Ask, Answer)


class HungUpError(ConnectionError):
    """The other end is gone, or does not take what it is sent."""


class GarbledError(ValueError):
    """The other end sent something that is no message."""


class Line:
    """One end of a connection. Any thread may send, one receives."""

    def __init__(self, end: socket.socket) -> None:
        """Take a connected stream socket, which is closed by `hang_up`."""
        self._end = end
        self._sending = threading.Lock()

    def send(self, message: Ask | Answer, *blobs: Blob) -> None:
        """Say something, with as many blobs as its kind has.

        Raises:
            HungUpError: nobody is there, or nobody has read for as long as `patience` says.
            ValueError: a blob is too large to be received.
        """
        parts = [memoryview(message.model_dump_json().encode()), *map(_bytes_of, blobs)]
        if len(parts[0]) > LONGEST_HEADER or any(len(part) > LARGEST_BLOB for part in parts):
            raise ValueError("This is too large to be sent.")
        try:
            with self._sending:
                for part in parts:
                    self._end.sendall(_LENGTH.pack(len(part)))
                    self._end.sendall(part)
        except OSError as error:
            raise HungUpError("Nobody takes what is sent.") from error

    def receive(self, kind: TypeAdapter[Told]) -> tuple[Told, list[bytearray]]:
        """Wait for a message and its blobs.

        Raises:
            HungUpError: the other end has hung up.
            GarbledError: what came is no such message, or too large.
        """
        try:
            message = kind.validate_json(bytes(self._part(LONGEST_HEADER)))
            return message, [self._part(LARGEST_BLOB) for _ in range(message.blobs)]
        except ValidationError:
            # Its own words would show what was sent.
            raise GarbledError("What came is no message.") from None
        except OSError as error:
            raise HungUpError("The other end is gone.") from error

    def patience(self, seconds: float) -> None:
        """Set for how long the other end may leave unread what it is sent; 0: for ever."""
        whole, part = divmod(seconds, 1)
        limit = struct.pack("ll", int(whole), int(part * 1_000_000))
        self._end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)

    def hang_up(self) -> None:
        """End it. Who waits in `receive`, here or there, hears of it."""
        try:
            self._end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other end was faster
        finally:
            self._end.close()

    def _part(self, largest: int) -> bytearray:
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        if length > largest:
            raise GarbledError(f"{length} bytes are more than the {largest} that are read.")
        return self._exactly(length)

    def _exactly(self, length: int) -> bytearray:
        data = bytearray(length)
        rest = memoryview(data)
        while rest:
            count = self._end.recv_into(rest)
            if not count:
                raise HungUpError("The other end has hung up.")
            rest = rest[count:]
        return data


def _bytes_of(blob: Blob) -> memoryview:
    if isinstance(blob, np.ndarray):
        return np.ascontiguousarray(blob).reshape(-1).view(np.uint8).data
    return memoryview(blob)
