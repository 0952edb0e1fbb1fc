"""Key files, wrapping of data keys, and sealing of a job's keys to the engine."""

import base64
import threading
from pathlib import Path

import pytest

from engine.contract.keys import (
    DataKey,
    EngineKey,
    EnginePublicKey,
    KeyMissingError,
    KeyProblemError,
    ServiceKey,
    WrongKeyError,
)
from engine.contract.messages import JobKeys

pytestmark = pytest.mark.integration


def test_a_wrapped_key_comes_back_for_its_own_context(tmp_path: Path) -> None:
    service, key = ServiceKey.load_or_create(tmp_path), DataKey.generate()

    assert service.unwrap(service.wrap(key, "person 1"), "person 1") == key


def test_a_wrapped_key_does_not_open_for_another_person(tmp_path: Path) -> None:
    service = ServiceKey.load_or_create(tmp_path)
    wrapped = service.wrap(DataKey.generate(), "person 1")

    with pytest.raises(WrongKeyError):
        service.unwrap(wrapped, "person 2")


def test_sealed_bytes_come_back_for_their_own_context(tmp_path: Path) -> None:
    service = ServiceKey.load_or_create(tmp_path)

    assert service.open(service.seal(b"a face", "face 1"), "face 1") == b"a face"


def test_sealed_bytes_do_not_open_for_another_row(tmp_path: Path) -> None:
    service = ServiceKey.load_or_create(tmp_path)
    sealed = service.seal(b"a face", "face 1")

    with pytest.raises(WrongKeyError):
        service.open(sealed, "face 2")


def test_sealed_bytes_are_no_wrapped_key(tmp_path: Path) -> None:
    service, key = ServiceKey.load_or_create(tmp_path), DataKey.generate()

    with pytest.raises(WrongKeyError):
        service.unwrap(service.seal(key.keyset, "person 1"), "person 1")


def test_the_service_key_is_the_same_after_a_restart(tmp_path: Path) -> None:
    assert ServiceKey.load_or_create(tmp_path) == ServiceKey.load_or_create(tmp_path)


def test_key_files_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    ServiceKey.load_or_create(folder)
    EngineKey.load_or_create(folder)

    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.iterdir()]}
    assert modes == {"keys": 0o700, "service.key": 0o600, "engine.key": 0o600, "engine.pub": 0o600}


def test_starting_many_at_once_makes_one_key(tmp_path: Path) -> None:
    made: list[EngineKey] = []
    threads = [
        threading.Thread(target=lambda: made.append(EngineKey.load_or_create(tmp_path))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({key.keyset for key in made}) == 1


def test_a_jobs_keys_open_in_the_engine(tmp_path: Path) -> None:
    engine = EngineKey.load_or_create(tmp_path)
    keys = JobKeys(keysets={"clips/c1/1/clip.mp4": DataKey.generate().serialise()})

    sealed = EnginePublicKey.load(tmp_path).seal(keys, "c1.1")

    assert engine.open(sealed, "c1.1") == keys


def test_a_jobs_keys_do_not_open_for_another_job(tmp_path: Path) -> None:
    engine = EngineKey.load_or_create(tmp_path)
    sealed = engine.public().seal(JobKeys(keysets={}), "c1.1")

    with pytest.raises(WrongKeyError):
        engine.open(sealed, "c1.2")


def test_sealed_keys_show_nothing_of_the_keys(tmp_path: Path) -> None:
    key = DataKey.generate()
    sealed = EngineKey.load_or_create(tmp_path).public().seal(JobKeys(keysets={"a": key.serialise()}), "c1.1")

    assert key.serialise().encode() not in base64.b64decode(sealed)


@pytest.mark.parametrize("sealed", ["", "not base64!", "aGVsbG8="])
def test_damaged_sealed_keys_are_refused(tmp_path: Path, sealed: str) -> None:
    with pytest.raises(WrongKeyError):
        EngineKey.load_or_create(tmp_path).open(sealed, "c1.1")


def test_a_missing_engine_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyMissingError, match="start the engine once"):
        EnginePublicKey.load(tmp_path)


def test_an_unwritable_key_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(KeyProblemError, match=r"service\.key"):
        ServiceKey.load_or_create(tmp_path / "file")


@pytest.mark.parametrize("text", ["", "%%%", "aGVsbG8="])
def test_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(WrongKeyError):
        DataKey.parse(text)


def test_a_key_does_not_show_in_its_repr() -> None:
    key = DataKey.generate()

    assert str(key.keyset) not in repr(key)
