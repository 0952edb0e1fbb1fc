"""Keeps a machine room: starts it when somebody asks, again when it died, and ends with its keeper.

The keeper owns the listening socket, so whoever asks can always connect, and waits there while a room comes
up.
"""

import fcntl
import logging
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOM = "CAMEO_ROOM"
"""The environment variable that says where the room listens."""
STOP_S = 5.0
LONGEST_PATH = 100
"""Bytes of a socket's name that every system takes."""
LEFT_S = 60.0
"""A keeper holds its folder long before that."""
_PREFIX = "cameo-room-"
_BACKLOG = 64
_log = logging.getLogger("cameo.engine.room")


class Keeper:
    """A place where a room is asked, and the room behind it whenever there is need of one."""

    def __init__(self) -> None:
        """Open the place, for this user only; no room is started yet."""
        self._folder = _folder()
        self._lock = (self._folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        _sweep(self._folder.parent)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen(_BACKLOG)
        self._closing = threading.Event()
        self._wake, self._woken = os.pipe()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="room", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """Of the socket."""
        return self._folder / "room"

    def close(self) -> None:
        """End the room and whatever it is working on."""
        self._closing.set()
        os.close(self._woken)
        if self._process is not None:
            _let_go(self._process)
        self._thread.join(STOP_S)
        if self._thread.is_alive() and self._process is not None:
            self._process.kill()
            self._thread.join()
        os.close(self._wake)
        self._listener.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()

    def _keep(self) -> None:
        while not self._closing.is_set():
            select.select([self._listener.fileno(), self._wake], [], [])
            if not self._closing.is_set():
                self._run()

    def _run(self) -> None:
        try:
            process = _started(self._listener.fileno())
        except OSError:
            _log.exception("The machine room cannot be started.")
            self._turn_away()
            return
        with process:
            self._process = process
            if self._closing.is_set():
                _let_go(process)
            came_up = bool(process.stdout and process.stdout.read(1))
            code = process.wait()
        if not self._closing.is_set():
            _log.warning("The machine room ended with exit code %d.", code)
            if not came_up:
                self._turn_away()

    def _turn_away(self) -> None:
        """Hang up on those who wait: the next room would not come up either."""
        while select.select([self._listener.fileno()], [], [], 0)[0]:
            self._listener.accept()[0].close()


def _folder() -> Path:
    """A new one that is only this user's (mkdtemp: mode 0700), of a name that a socket's may begin with."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    if len(os.fsencode(folder / "room")) <= LONGEST_PATH:
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir="/tmp"))


def _sweep(among: Path) -> None:
    """Take away what keepers left that were killed."""
    for folder in among.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < LEFT_S:
                continue
            with (folder / "lock").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


def _started(listener: int) -> subprocess.Popen[bytes]:
    """A room, which says when it is up. In a session of its own: a terminal's Ctrl-C is for its keeper."""
    return subprocess.Popen(
        [sys.executable, "-m", "engine.room.process", str(listener)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[listener],
        start_new_session=True,
    )


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Close its standard input, at which it ends."""
    if process.stdin is not None:
        process.stdin.close()


@contextmanager
def kept() -> Iterator[None]:
    """A room for this process and all that it starts, where there is none already."""
    if os.environ.get(ROOM):
        yield
        return
    keeper = Keeper()
    os.environ[ROOM] = str(keeper.path)
    try:
        yield
    finally:
        del os.environ[ROOM]
        keeper.close()
