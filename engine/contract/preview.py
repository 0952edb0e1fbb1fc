"""A frame of a render under way: sealed with its clip's key and bound to its job before it goes anywhere."""

import base64
import binascii

from engine.contract.keys import DataKey
from engine.contract.vault import VaultTamperedError, decrypt, encrypt


def seal(jpeg: bytes, key: DataKey, job_id: str) -> str:
    """Seal a frame for `Progress.preview` (base64)."""
    return base64.b64encode(encrypt(jpeg, key, _name(job_id))).decode("ascii")


def sealed_bytes(preview: str) -> bytes | None:
    """What `seal` made, still sealed, without the base64; None where it is none."""
    try:
        return base64.b64decode(preview, validate=True)
    except (binascii.Error, ValueError):
        return None


def opened(sealed: bytes, key: DataKey, job_id: str) -> bytes | None:
    """The JPEG, None where it does not open: it is of another clip or attempt, or was changed."""
    try:
        return decrypt(sealed, key, _name(job_id))
    except VaultTamperedError:
        return None


def _name(job_id: str) -> bytes:
    return f"preview {job_id}".encode()
