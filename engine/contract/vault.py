"""Sealed files: a folder or an S3-compatible bucket that only ever holds ciphertext.

Every file is encrypted with a data key of its owner (tink streaming AEAD) and bound to its name: a file moved
to another name does not open. Files are written once and never changed.
"""

import asyncio
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore.exceptions
import obstore.store
import tink

from engine.contract.keys import DataKey, EngineKey, EnginePublicKey, WrongKeyError

FILE_MAGIC = b"CAMEO-LIKENESS-1\n"
_FILE_CONTEXT = "likeness file"
_LENGTH_BYTES = 4

# What a store raises when it is there but will not do it; obstore's own tree and the built-ins it borrows.
_STORE_ERRORS = (obstore.exceptions.BaseError, OSError, ValueError)


class VaultError(Exception):
    """The vault could not do what was asked; the message is a sentence."""


class VaultUnwritableError(VaultError):
    """The vault refuses to write: no space, no permission, no connection, or the address is wrong."""


class VaultUnreadableError(VaultError):
    """The vault cannot be reached for reading."""


class VaultMissingError(VaultError):
    """There is no such file."""


class VaultTakenError(VaultError):
    """A file of that name is there already; sealed files are never overwritten."""


class VaultTamperedError(VaultError):
    """The file does not open: it was changed or moved, or this is not its key."""


class Vault:
    """A place for sealed files, by URL: a local path, `file:///folder`, `memory:///` or `s3://bucket/prefix`.

    S3 takes its credentials, region and endpoint from the usual AWS_* variables.
    """

    def __init__(self, url: str) -> None:
        """Open the place; a local folder is made (0700) where it is not there.

        Raises:
            VaultUnwritableError: the folder cannot be made, or the URL cannot be understood.
        """
        self._url = url
        try:
            self._store = _open_store(url)
        except _STORE_ERRORS as error:
            raise VaultUnwritableError(
                f"The vault at {url} cannot be opened: {_first_line(error)}."
            ) from error

    async def put(self, ref: str, data: bytes, key: DataKey) -> None:
        """Seal and write once.

        Raises:
            VaultTakenError: the name is taken; what is there stays as it is.
            VaultUnwritableError: nothing was written.
        """
        sealed = await asyncio.to_thread(encrypt, data, key, ref.encode())
        try:
            await self._store.put_async(ref, sealed, mode="create", use_multipart=False)
        except obstore.exceptions.AlreadyExistsError as error:
            raise VaultTakenError(f"There is already a sealed file {ref}.") from error
        except _STORE_ERRORS as error:
            raise VaultUnwritableError(f"The vault refuses to write {ref}: {_first_line(error)}.") from error

    async def get(self, ref: str, key: DataKey) -> bytes:
        """Read and open.

        Raises:
            VaultMissingError: there is no such file.
            VaultUnreadableError: the place cannot be reached.
            VaultTamperedError: it does not open with this key under this name.
        """
        try:
            found = await self._store.get_async(ref)
            sealed = bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise VaultMissingError(f"There is no sealed file {ref}.") from error
        except _STORE_ERRORS as error:
            raise VaultUnreadableError(f"The vault cannot read {ref}: {_first_line(error)}.") from error
        return await asyncio.to_thread(decrypt, sealed, key, ref.encode())

    async def delete(self, ref: str) -> None:
        """Delete; a file that is not there is no error, so it can be said twice.

        Raises:
            VaultUnwritableError: the file is still there.
        """
        try:
            await self._store.delete_async(ref)
        except FileNotFoundError:
            return
        except _STORE_ERRORS as error:
            raise VaultUnwritableError(f"The vault refuses to delete {ref}: {_first_line(error)}.") from error

    async def exists(self, ref: str) -> bool:
        """Whether a sealed file of that name is there.

        Raises:
            VaultUnreadableError: the place cannot be reached.
        """
        try:
            await self._store.head_async(ref)
        except FileNotFoundError:
            return False
        except _STORE_ERRORS as error:
            raise VaultUnreadableError(f"The vault cannot read {ref}: {_first_line(error)}.") from error
        return True


def seal_file(data: bytes, public: EnginePublicKey) -> bytes:
    """Seal bytes as a file: a fresh data key sealed to the local engine key, then the ciphertext."""
    key = DataKey.generate()
    head = public.seal_bytes(key.keyset, _FILE_CONTEXT)
    return FILE_MAGIC + len(head).to_bytes(_LENGTH_BYTES, "big") + head + encrypt(data, key, FILE_MAGIC)


def open_file(data: bytes, private: EngineKey) -> bytes:
    """Open what `seal_file` made.

    Raises:
        VaultTamperedError: it is not such a file, was changed, or was sealed on another machine.
    """
    if not data.startswith(FILE_MAGIC):
        raise VaultTamperedError("This is not a sealed likeness file.")
    start = len(FILE_MAGIC) + _LENGTH_BYTES
    end = start + int.from_bytes(data[len(FILE_MAGIC) : start], "big")
    try:
        key = DataKey(private.open_bytes(data[start:end], _FILE_CONTEXT))
    except WrongKeyError as error:
        raise VaultTamperedError(
            "This file was sealed to the key of another installation, or was changed."
        ) from error
    return decrypt(data[end:], key, FILE_MAGIC)


def _open_store(url: str) -> Any:
    if "://" not in url:
        url = Path(url).expanduser().absolute().as_uri()
    if not url.startswith("file://"):
        return obstore.store.from_url(url)
    folder = Path(url2pathname(urlsplit(url).path))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return obstore.store.LocalStore(folder)


def encrypt(data: bytes, key: DataKey, bound_to: bytes) -> bytes:
    """Seal bytes with a data key; they open only under what they are bound to."""
    sealed = _Kept()
    with key.primitive().new_encrypting_stream(sealed, bound_to) as stream:
        stream.write(data)
    return sealed.kept


def decrypt(sealed: bytes, key: DataKey, bound_to: bytes) -> bytes:
    """Open what `encrypt` sealed.

    Raises:
        VaultTamperedError: it was changed, or bound to something else, or this is not its key.
    """
    try:
        with key.primitive().new_decrypting_stream(io.BytesIO(sealed), bound_to) as stream:
            return bytes(stream.read())
    except (tink.TinkError, WrongKeyError) as error:
        raise VaultTamperedError(
            "The sealed file does not open: it was changed, or this is not its key."
        ) from error


class _Kept(io.BytesIO):
    """Tink closes the stream it writes to, which would drop the bytes."""

    kept = b""

    def close(self) -> None:
        if not self.closed:
            self.kept = self.getvalue()
        super().close()


def _first_line(error: BaseException) -> str:
    """Obstore adds a debug dump of many lines to its messages."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
