"""Files that never touch a disk in the clear: memory where there is some, else an unlinked temporary file."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

READ_BYTES = 1 << 20


def _open() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("cameo", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile(buffering=0) as file:
        return os.dup(file.fileno())


@contextmanager
def memory_file(data: bytes = b"") -> Iterator[int]:
    """A nameless file holding `data`, as a descriptor at position 0; gone when the block ends."""
    fd = _open()
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(fd, left) :]
        os.lseek(fd, 0, os.SEEK_SET)
        yield fd
    finally:
        os.close(fd)


def contents(fd: int) -> bytes:
    """All that a nameless file holds now."""
    os.lseek(fd, 0, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(fd, READ_BYTES):
        parts.append(part)
    return b"".join(parts)
