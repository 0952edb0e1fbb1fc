"""Files that an operator asks for: what is in them is somebody else's, so only the operator can read them."""

import os
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Write it, readable by nobody else from the first byte on, also where the file was there already.

    Raises:
        OSError: it cannot be written there.
    """
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:  # noqa: PTH123
        os.fchmod(opened.fileno(), 0o600)
        opened.write(content)
