"""Several pictures as one sealed file: what a character is set up from. Untrusted bytes stay as they came.

The format is a line that names it, then each picture behind its length (4 bytes, big end first).
"""

MAGIC = b"CAMEO-PICTURES-1\n"
MOST = 4
"""How many pictures one file holds at most."""
LARGEST_BYTES = 20 * 10**6
"""Of one picture."""
_LENGTH_BYTES = 4


class NotPicturesError(ValueError):
    """These bytes are no set of pictures."""


def pack(pictures: list[bytes]) -> bytes:
    """Put 1 to 4 pictures into one file.

    Raises:
        NotPicturesError: none, too many, or one that is empty or too large.
    """
    if not 1 <= len(pictures) <= MOST or not all(0 < len(one) <= LARGEST_BYTES for one in pictures):
        raise NotPicturesError("a set holds 1 to 4 pictures of up to 20 MB")
    return MAGIC + b"".join(len(one).to_bytes(_LENGTH_BYTES, "big") + one for one in pictures)


def unpack(data: bytes) -> list[bytes]:
    """The pictures that `pack` put together.

    Raises:
        NotPicturesError: these bytes are something else, or were cut off.
    """
    if not data.startswith(MAGIC):
        raise NotPicturesError("these bytes are no set of pictures")
    found: list[bytes] = []
    at = len(MAGIC)
    while at < len(data):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        found.append(data[start:at])
        if len(found) > MOST or at > len(data) or not 0 < len(found[-1]) <= LARGEST_BYTES:
            raise NotPicturesError("these bytes are no set of pictures")
    if not found:
        raise NotPicturesError("a set holds 1 to 4 pictures")
    return found
