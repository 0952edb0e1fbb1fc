"""The vault: the same cases against memory and a local folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.contract.keys import DataKey, EngineKey
from engine.contract.vault import (
    FILE_MAGIC,
    Vault,
    VaultMissingError,
    VaultTakenError,
    VaultTamperedError,
    VaultUnwritableError,
    open_file,
    seal_file,
)

pytestmark = pytest.mark.contract

REF = "people/p1/likeness/e1.1"
SECRET = b"the face of somebody " * 100_000


@pytest.fixture(params=["memory", "folder"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    return Vault("memory:///" if request.param == "memory" else str(tmp_path / "vault"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def key() -> DataKey:
    return DataKey.generate()


async def test_what_is_put_comes_back(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, SECRET, key)

    assert await vault.get(REF, key) == SECRET


async def test_an_empty_file_comes_back_empty(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, b"", key)

    assert await vault.get(REF, key) == b""


async def test_a_name_is_written_once_and_keeps_what_it_held(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, b"first", key)

    with pytest.raises(VaultTakenError):
        await vault.put(REF, b"second", key)

    assert await vault.get(REF, key) == b"first"


async def test_a_missing_file_is_named(vault: Vault, key: DataKey) -> None:
    with pytest.raises(VaultMissingError, match=REF):
        await vault.get(REF, key)


async def test_another_key_does_not_open_it(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, SECRET, key)

    with pytest.raises(VaultTamperedError):
        await vault.get(REF, DataKey.generate())


async def test_deleting_is_said_twice_without_harm(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, SECRET, key)

    await vault.delete(REF)
    await vault.delete(REF)

    assert not await vault.exists(REF)


async def test_a_written_file_exists(vault: Vault, key: DataKey) -> None:
    await vault.put(REF, SECRET, key)

    assert await vault.exists(REF)


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _flip_last_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def _cut_in_half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _cut_at_a_segment(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 1 << 20])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_flip_last_byte, _cut_in_half, _cut_at_a_segment, _empty])
async def test_a_changed_file_does_not_open(
    folder: Path, key: DataKey, damage: Callable[[Path], None]
) -> None:
    vault = Vault(str(folder))
    await vault.put(REF, SECRET, key)
    damage(folder / REF)

    with pytest.raises(VaultTamperedError):
        await vault.get(REF, key)


async def test_a_file_moved_to_another_name_does_not_open(folder: Path, key: DataKey) -> None:
    vault = Vault(str(folder))
    await vault.put(REF, SECRET, key)
    (folder / "people/p1/likeness/e2.1").write_bytes((folder / REF).read_bytes())

    with pytest.raises(VaultTamperedError):
        await vault.get("people/p1/likeness/e2.1", key)


async def test_no_plaintext_lies_in_the_folder(folder: Path, key: DataKey) -> None:
    await Vault(str(folder)).put(REF, SECRET, key)

    assert [b"somebody" in data for data in _files(folder)] == [False]


def test_a_new_folder_is_closed_to_others(folder: Path) -> None:
    Vault(str(folder))

    assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_vault_that_refuses_to_write_says_so(folder: Path, key: DataKey) -> None:
    vault = Vault(str(folder))
    (folder / "people").write_bytes(b"a file where a folder has to be")

    with pytest.raises(VaultUnwritableError, match="refuses to write"):
        await vault.put(REF, SECRET, key)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(VaultUnwritableError, match="cannot be opened"):
        Vault(str(tmp_path / "file" / "vault"))


def test_a_url_of_no_known_kind_is_named() -> None:
    with pytest.raises(VaultUnwritableError, match="gopher"):
        Vault("gopher://somewhere")


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    Vault((tmp_path / "a b").as_uri())

    assert os.listdir(tmp_path) == ["a b"]  # noqa: PTH208 - names, not paths, are the point


def test_a_sealed_file_opens_with_the_local_engine_key(tmp_path: Path) -> None:
    engine = EngineKey.load_or_create(tmp_path)

    assert open_file(seal_file(SECRET, engine.public()), engine) == SECRET


def test_a_sealed_file_does_not_open_on_another_machine(tmp_path: Path) -> None:
    sealed = seal_file(SECRET, EngineKey.load_or_create(tmp_path / "here").public())

    with pytest.raises(VaultTamperedError, match="another installation"):
        open_file(sealed, EngineKey.load_or_create(tmp_path / "there"))


@pytest.mark.parametrize("given", [b"", b"GIF89a", FILE_MAGIC, FILE_MAGIC + b"\xff\xff\xff\xffx"])
def test_bytes_that_are_no_sealed_file_are_refused(tmp_path: Path, given: bytes) -> None:
    with pytest.raises(VaultTamperedError):
        open_file(given, EngineKey.load_or_create(tmp_path))


def test_a_changed_sealed_file_is_refused(tmp_path: Path) -> None:
    engine = EngineKey.load_or_create(tmp_path)
    sealed = bytearray(seal_file(SECRET, engine.public()))
    sealed[-1] ^= 1

    with pytest.raises(VaultTamperedError):
        open_file(bytes(sealed), engine)
