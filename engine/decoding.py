"""How all that people send is decoded: by a bounded ffmpeg child that sees one nameless file and no other.

Container kinds and protocols are short lists; time, processor time and memory of the child are bounded.
"""

import os
import resource
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import imageio_ffmpeg

from engine.memory_file import contents, memory_file

CHILD_MEMORY = 4 << 30


def command(containers: str, fd: int, *args: str, before: tuple[str, ...] = ()) -> list[str]:
    """A call of ffmpeg on descriptor `fd`. `containers`: what it may be; `before`: options of the input."""
    binary = imageio_ffmpeg.get_ffmpeg_exe()
    bounds = ["-protocol_whitelist", "fd", "-format_whitelist", containers, "-threads", "2", *before]
    return [binary, "-nostdin", "-hide_banner", *bounds, "-fd", str(fd), "-i", "fd:", *args]


def _bound(child: subprocess.Popen[bytes], seconds: int) -> None:
    # Set from outside: running Python between fork and exec is not safe in a process with threads.
    if hasattr(resource, "prlimit"):
        with suppress(ProcessLookupError):
            resource.prlimit(child.pid, resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
            resource.prlimit(child.pid, resource.RLIMIT_CPU, (seconds, seconds))
            resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


@contextmanager
def bounded(call: list[str], fd: int, seconds: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A bounded child, dead when the block ends; its standard error goes to the nameless file given back."""
    os.lseek(fd, 0, os.SEEK_SET)
    with memory_file() as said:
        child = subprocess.Popen(call, pass_fds=(fd,), stdout=subprocess.PIPE, stderr=said)
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        try:
            _bound(child, seconds)
            yield child, said
        finally:
            timer.cancel()
            child.kill()
            if child.stdout:
                child.stdout.close()
            child.wait()


def words(fd: int) -> str:
    """What a child said on its standard error."""
    return contents(fd).decode("utf-8", "replace")
