"""Keys: a data key per person and clip, the service key that wraps them, the engine's pair to seal jobs to.

The service key never leaves the bot's side; the engine gets the data keys of just one job, sealed to its
public key. On one machine the three key files lie in one folder and are one trust domain.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import tink
from tink import aead, hybrid, secret_key_access, streaming_aead

from engine.contract.messages import JobKeys

SERVICE_KEY_FILE = "service.key"
ENGINE_KEY_FILE = "engine.key"
ENGINE_PUBLIC_FILE = "engine.pub"

aead.register()
hybrid.register()
streaming_aead.register()


class KeyProblemError(Exception):
    """A key cannot be had or does not fit; the message says which and what to do."""


class KeyMissingError(KeyProblemError):
    """There is no key file where one is expected."""


class WrongKeyError(KeyProblemError):
    """What was given was not sealed to this key, or not for this purpose, or was changed since."""


def _to_bytes(handle: Any) -> bytes:
    return bytes(tink.proto_keyset_format.serialize(handle, secret_key_access.TOKEN))


def _from_bytes(data: bytes) -> Any:
    try:
        return tink.proto_keyset_format.parse(data, secret_key_access.TOKEN)
    except tink.TinkError as error:
        raise WrongKeyError("These bytes are not a key.") from error


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """A key for sealed files: tink streaming AEAD keyset (AES256-GCM-HKDF, 1 MB segments)."""

    keyset: bytes

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        template = streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB
        return cls(_to_bytes(tink.new_keyset_handle(template)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `serialise` wrote.

        Raises:
            WrongKeyError: the text is not a key.
        """
        try:
            key = cls(base64.b64decode(text, validate=True))
        except binascii.Error as error:
            raise WrongKeyError("This text is not a key.") from error
        _from_bytes(key.keyset)
        return key

    def serialise(self) -> str:
        """The key itself in base64, for JobKeys. It is as secret as what it opens."""
        return base64.b64encode(self.keyset).decode()

    def primitive(self) -> Any:
        """Tink's StreamingAead for this key.

        Raises:
            WrongKeyError: the bytes are not a key.
        """
        return _from_bytes(self.keyset).primitive(streaming_aead.StreamingAead)


@dataclass(frozen=True, slots=True, repr=False)
class ServiceKey:
    """Wraps data keys for the store: AES256-GCM, with a context (the owner's id) that must come again."""

    keyset: bytes

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """Read the service key of this folder, or make it (file 0600 in a folder 0700).

        Raises:
            KeyProblemError: the folder cannot be written or the file is not a key.
        """
        template = aead.aead_key_templates.AES256_GCM
        return cls(
            load_or_create_file(
                folder / SERVICE_KEY_FILE, lambda: _to_bytes(tink.new_keyset_handle(template))
            )
        )

    def wrap(self, key: DataKey, context: str) -> bytes:
        """Encrypt a data key; only `unwrap` with the same context gives it back."""
        return bytes(self._aead().encrypt(key.keyset, context.encode()))

    def unwrap(self, wrapped: bytes, context: str) -> DataKey:
        """Give back the data key.

        Raises:
            WrongKeyError: wrapped by another service key, for another context, or damaged.
        """
        try:
            return DataKey(bytes(self._aead().decrypt(wrapped, context.encode())))
        except tink.TinkError as error:
            raise WrongKeyError(
                "The service key of this installation does not open this data key."
            ) from error

    def mark(self, text: str) -> str:
        """A keyed hash (HMAC-SHA256, hex): the same for the same text, of use only to who has the key."""
        return hmac.new(self.keyset, f"mark {text}".encode(), hashlib.sha256).hexdigest()

    def seal(self, data: bytes, context: str) -> bytes:
        """Encrypt a few bytes for a row of the store; only `open` with the same context gives them back."""
        return bytes(self._aead().encrypt(data, f"data {context}".encode()))

    def open(self, sealed: bytes, context: str) -> bytes:
        """Give back what `seal` encrypted for the same context.

        Raises:
            WrongKeyError: sealed by another service key, for another context, or damaged.
        """
        try:
            return bytes(self._aead().decrypt(sealed, f"data {context}".encode()))
        except tink.TinkError as error:
            raise WrongKeyError("The service key of this installation does not open this row.") from error

    def _aead(self) -> Any:
        return _from_bytes(self.keyset).primitive(aead.Aead)


@dataclass(frozen=True, slots=True, repr=False)
class EnginePublicKey:
    """What the bot seals jobs to (HPKE: X25519, HKDF-SHA256, AES256-GCM)."""

    keyset: bytes

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the engine's public key.

        Raises:
            KeyMissingError: the engine has not made its key yet.
        """
        path = folder / ENGINE_PUBLIC_FILE
        try:
            return cls(path.read_bytes())
        except FileNotFoundError as error:
            raise KeyMissingError(
                f"There is no engine key at {path}; start the engine once, or copy its public key there."
            ) from error

    def seal(self, keys: JobKeys, job_id: str) -> str:
        """Encrypt a job's keys to the engine; they open only for this job id. Base64."""
        sealed = self.seal_bytes(keys.model_dump_json().encode(), f"job {job_id}")
        return base64.b64encode(sealed).decode()

    def seal_bytes(self, data: bytes, context: str) -> bytes:
        """Encrypt a few bytes to the engine for one purpose."""
        try:
            handle = tink.proto_keyset_format.parse_without_secret(self.keyset)
            return bytes(handle.primitive(hybrid.HybridEncrypt).encrypt(data, context.encode()))
        except tink.TinkError as error:
            raise WrongKeyError("The engine's public key file is damaged.") from error


@dataclass(frozen=True, slots=True, repr=False)
class EngineKey:
    """The engine's private key. Its public half is written beside it for the bot."""

    keyset: bytes

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """Read the engine's key of this folder, or make it; `engine.pub` is (re)written when it is not there.

        Raises:
            KeyProblemError: the folder cannot be written or the file is not a key.
        """
        templates = hybrid.hybrid_key_templates
        template = templates.DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM
        private = load_or_create_file(
            folder / ENGINE_KEY_FILE, lambda: _to_bytes(tink.new_keyset_handle(template))
        )
        key = cls(private)
        load_or_create_file(folder / ENGINE_PUBLIC_FILE, lambda: key.public().keyset)
        return key

    def public(self) -> EnginePublicKey:
        """The half that may be given away."""
        handle = _from_bytes(self.keyset).public_keyset_handle()
        return EnginePublicKey(bytes(tink.proto_keyset_format.serialize_without_secret(handle)))

    def open(self, sealed: str, job_id: str) -> JobKeys:
        """Decrypt a job's keys.

        Raises:
            WrongKeyError: sealed to another engine or for another job, or damaged.
        """
        try:
            raw = base64.b64decode(sealed, validate=True)
        except binascii.Error as error:
            raise WrongKeyError("The job's keys are damaged.") from error
        return JobKeys.model_validate_json(self.open_bytes(raw, f"job {job_id}"))

    def open_bytes(self, sealed: bytes, context: str) -> bytes:
        """Decrypt what `EnginePublicKey.seal_bytes` sealed for the same purpose.

        Raises:
            WrongKeyError: sealed to another engine or for another purpose, or damaged.
        """
        decrypt = _from_bytes(self.keyset).primitive(hybrid.HybridDecrypt)
        try:
            return bytes(decrypt.decrypt(sealed, context.encode()))
        except tink.TinkError as error:
            raise WrongKeyError("This was not sealed to this engine's key.") from error


def load_or_create_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Read a secret file, or make it (0600). Two processes may start at once: whoever links it first wins.

    Raises:
        KeyProblemError: the folder cannot be written.
    """
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(make())
                    file.flush()
                    os.fsync(file.fileno())
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_bytes()
    except OSError as error:
        raise KeyProblemError(f"The key file {path} cannot be written or read: {error.strerror}.") from error
