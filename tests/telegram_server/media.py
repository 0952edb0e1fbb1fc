"""Files in messages: photos, films, video notes, documents."""

import base64
import itertools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MIB = 1024 * 1024
DOWNLOAD_LIMIT = 20 * MIB
"""Largest file that getFile gives a bot, in bytes, except from a server of its own."""
UPLOAD_LIMIT = 50 * MIB
PHOTO_LIMIT = 10 * MIB
LOCAL_LIMIT = 2000 * MIB
"""Largest file to and from a Bot API server of one's own."""
_numbers = itertools.count(1)


class Kind(StrEnum):
    """What a file is, by the field that the API shows it in."""

    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"


_MIME = {
    Kind.VIDEO: "video/mp4",
    Kind.ANIMATION: "video/mp4",
    Kind.DOCUMENT: "application/octet-stream",
    Kind.AUDIO: "audio/mpeg",
    Kind.VOICE: "audio/ogg",
}


@dataclass(eq=False)
class StoredFile:
    """One file on Telegram's servers. claimed: what its size is said to be, in bytes; its own otherwise."""

    kind: Kind
    data: bytes = field(repr=False, default=b"")
    name: str | None = None
    mime: str | None = None
    width: int = 384
    height: int = 384
    duration: int = 5
    claimed: int | None = None
    thumbnail: "StoredFile | None" = None
    streaming: bool = False
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data) if self.claimed is None else self.claimed

    @property
    def file_id(self) -> str:
        """What the bot names it by."""
        told = f"{self.kind}:{self.number}:of this bot".encode()
        return "BAAC" + base64.urlsafe_b64encode(told).decode().rstrip("=")

    @property
    def unique_id(self) -> str:
        """The same for every bot."""
        return f"AgAD{self.number:08d}"

    @property
    def path(self) -> str:
        """Where getFile says that it lies."""
        ending = (self.name or "").rpartition(".")[2] or {Kind.PHOTO: "jpg"}.get(self.kind, "mp4")
        return f"{self.kind}s/file_{self.number}.{ending}"

    def in_message(self) -> dict[str, Any]:
        """As a message shows it."""
        if self.kind is Kind.PHOTO:
            small = self._named() | {"width": 90, "height": 90, "file_size": min(self.size, 1000)}
            small |= {"file_id": self.file_id, "file_unique_id": f"{self.unique_id}s"}
            return {"photo": [small, self._named() | {"width": self.width, "height": self.height}]}
        shown = self._named() | self._measures()
        if self.thumbnail is not None:
            preview = {"width": self.thumbnail.width, "height": self.thumbnail.height}
            shown["thumbnail"] = self.thumbnail._named() | preview
        told: dict[str, Any] = {str(self.kind): shown}
        # Telegram tells of an animation as a document besides, for older bots.
        return told | ({"document": self._named() | self._said()} if self.kind is Kind.ANIMATION else {})

    def _named(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}

    def _said(self) -> dict[str, Any]:
        return {"mime_type": self.mime or _MIME[self.kind]} | ({"file_name": self.name} if self.name else {})

    def _measures(self) -> dict[str, Any]:
        match self.kind:
            case Kind.VIDEO_NOTE:
                return {"length": self.width, "duration": self.duration}
            case Kind.VIDEO | Kind.ANIMATION:
                return {"width": self.width, "height": self.height, "duration": self.duration} | self._said()
            case Kind.AUDIO:
                return {"duration": self.duration} | self._said()
            case Kind.VOICE:
                return {"duration": self.duration, "mime_type": self.mime or _MIME[self.kind]}
        return self._said()


def video_note(data: bytes, *, side: int = 384, duration: int = 10) -> StoredFile:
    """A round video as a phone records it. side: px. duration: s."""
    return StoredFile(Kind.VIDEO_NOTE, data, width=side, height=side, duration=duration)


def film(data: bytes, *, width: int = 640, height: int = 480, duration: int = 10) -> StoredFile:
    """A video as a phone sends it. duration: s."""
    return StoredFile(Kind.VIDEO, data, "video.mp4", width=width, height=height, duration=duration)


def photo(data: bytes, *, width: int = 800, height: int = 600) -> StoredFile:
    """A picture that was sent as one."""
    return StoredFile(Kind.PHOTO, data, width=width, height=height)


def animation(data: bytes, *, duration: int = 5) -> StoredFile:
    """A silent film."""
    return StoredFile(Kind.ANIMATION, data, "a.mp4", duration=duration)


def document(data: bytes, name: str = "file.mp4", mime: str = "video/mp4") -> StoredFile:
    """A file sent as a file."""
    return StoredFile(Kind.DOCUMENT, data, name, mime)
