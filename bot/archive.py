"""A ZIP that is written part by part and never grows beyond what can be sent."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

# What a ZIP needs for each entry besides its data and twice its name, and for its end; rounded up.
_ENTRY, _END = 150, 100
# Pages that are written last (the list of clips) still have to fit.
_KEPT_FREE = 200_000


class Archive:
    """Pages of JSON, compressed and always taken; films, as they are, as far as there is room."""

    def __init__(self, room: int) -> None:
        """room: the largest size in bytes; pages alone may exceed it."""
        self._room = room
        self._buffer = io.BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)

    def write_page(self, name: str, page: Any) -> None:
        """One file of JSON; moments are written in ISO 8601."""
        self.write(name, json.dumps(page, ensure_ascii=False, indent=1, default=_plain).encode())

    def write(self, name: str, data: bytes) -> None:
        """One file, compressed."""
        self._zip.writestr(name, data)

    def fits(self, name: str, size: int) -> bool:
        """Whether there is room for so many bytes of a film."""
        needed = size + 2 * len(name) + _ENTRY + _END + _KEPT_FREE
        return self._buffer.tell() + needed <= self._room

    def write_film(self, name: str, data: bytes) -> bool:
        """One file that is compressed already. False, and nothing written, where it does not fit any more."""
        if not self.fits(name, len(data)):
            return False
        self._zip.writestr(name, data, compress_type=zipfile.ZIP_STORED)
        return True

    def close(self) -> bytes:
        """The whole file; nothing can be written any more."""
        self._zip.close()
        return self._buffer.getvalue()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
