"""Families of models against a real HTTP server on the loopback that speaks the hub's API."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_hub import Hub, tiny_hub

from engine.contract import families as here
from engine.contract.families import FamilyError, accept, lock_of, ready, verify
from engine.contract.family_list import Family, Licence, Part
from engine.contract.family_pulling import pull_family
from engine.contract.pulling import Outcome
from engine.contract.weight_sources import SourceError

pytestmark = pytest.mark.contract

PIECE = 1 << 18
WEIGHTS = bytes(range(256)) * 8192
REPOSITORY = "maker/films"
FILES = {
    "model_index.json": b'{"_class_name": "Films"}',
    "LICENSE": b"do as you like",
    "README.md": b"a model card",
    "remote_code.py": b"raise SystemExit",
    "films.safetensors": b"all of it in one file",
    "transformer/config.json": b"{}",
    "transformer/model.safetensors": WEIGHTS,
    "transformer/model.fp16.safetensors": b"halves",
    "transformer/pytorch_model.bin": b"pickled",
    "tokenizer/spiece.model": b"pieces",
    "other/model.safetensors": b"not ours",
}
CAME = {
    "model_index.json",
    "LICENSE",
    "transformer/config.json",
    "transformer/model.safetensors",
    "tokenizer/spiece.model",
}
MODEL = Part(name="model", repository=REPOSITORY, folders=("transformer", "tokenizer"), gigabytes=1)
TURBO = Part(
    name="turbo",
    repository="tuner/turbo",
    files=(),
    either=("faster.safetensors", "turbo.safetensors", "other.safetensors"),
    into="turbo",
    gigabytes=1,
    optional=True,
)
FREE = Licence(name="free", title="Free", link="https://example.org")
BOUND = Licence(name="bound", title="Bound", dated="1 May 2026", link="https://example.org", accept=True)


def family(licence: Licence = FREE, *parts: Part) -> Family:
    return Family(
        name="films", makes="films", needed_by=("tests",), licence=licence, part=parts or (MODEL, TURBO)
    )


FILMS = family()


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here, "families", lambda: {"films": FILMS})


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with tiny_hub() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.delenv("HF_TOKEN", raising=False)
        hub.push(REPOSITORY, FILES)
        hub.push("tuner/turbo", {"turbo.safetensors": b"faster", "other.safetensors": b"slower"})
        yield hub


@pytest.fixture
def pulled(hub: Hub, tmp_path: Path) -> Hub:
    pull_family(FILMS, tmp_path)
    hub.asked.clear()
    return hub


def lying(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_it_brings_what_is_read_and_nothing_that_runs(hub: Hub, tmp_path: Path) -> None:
    pull_family(FILMS, tmp_path)
    assert lying(tmp_path / "films") == CAME


def test_what_came_may_be_loaded(hub: Hub, tmp_path: Path) -> None:
    pull_family(FILMS, tmp_path)
    assert ready("films", tmp_path) == tmp_path / "films"


def test_the_lock_names_the_commit_and_every_hash(hub: Hub, tmp_path: Path) -> None:
    pull_family(FILMS, tmp_path)
    lock = lock_of("films", tmp_path)
    assert lock is not None
    assert lock.revisions == {"model": hub.branches[REPOSITORY]}
    assert {file.path for file in lock.files} == CAME


def test_progress_ends_at_the_size_of_all(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    pull_family(FILMS, tmp_path, lambda *step: seen.append(step))
    size = sum(len(FILES[path]) for path in CAME)
    assert seen[-1] == ("films", size, size)


def test_what_is_there_asks_the_hub_for_nothing(pulled: Hub, tmp_path: Path) -> None:
    outcome, _ = pull_family(FILMS, tmp_path)
    assert (outcome, pulled.asked) == (Outcome.PRESENT, [])


def test_without_a_pull_the_message_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match=r"films \(1 GB\).*`cameo models pull films` fetches them"):
        ready("films", tmp_path)


def test_however_often_it_breaks_off_it_goes_on(hub: Hub, tmp_path: Path) -> None:
    name = "transformer/model.safetensors"
    hub.break_at[name] = [many * PIECE for many in range(1, 7)]
    pull_family(FILMS, tmp_path)
    ranges = [start for path, start in hub.asked if path.startswith("/elsewhere/")]
    assert ranges == ["", *(f"bytes={many * PIECE}-" for many in range(1, 7))]


def test_a_hub_that_has_too_much_to_do_is_waited_for(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.contract.family_pulling.PAUSES_S", (0.0, 0.0))
    hub.busy = [503, 429]
    pull_family(FILMS, tmp_path)
    assert lying(tmp_path / "films") == CAME


def test_one_that_goes_on_having_too_much_to_do_is_given_up(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.contract.family_pulling.PAUSES_S", (0.0,))
    hub.busy = [503, 503]
    with pytest.raises(SourceError, match="answered 503"):
        pull_family(FILMS, tmp_path)


def test_a_later_pull_goes_on_with_the_part_and_keeps_to_the_commit(hub: Hub, tmp_path: Path) -> None:
    commit = hub.branches[REPOSITORY]
    hub.break_at["transformer/model.safetensors"] = [PIECE] * 9
    with pytest.raises(SourceError):
        pull_family(FILMS, tmp_path)
    hub.push(REPOSITORY, {**FILES, "transformer/config.json": b'{"newer": 1}'})
    hub.break_at.clear()
    hub.asked.clear()
    pull_family(FILMS, tmp_path)
    lock = lock_of("films", tmp_path)
    assert lock is not None
    assert lock.revisions == {"model": commit}
    assert [start for path, start in hub.asked if path.startswith("/elsewhere/")] == [f"bytes={PIECE}-"]


def test_what_came_before_it_stopped_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    hub.break_at["transformer/model.safetensors"] = [PIECE] * 9
    with pytest.raises(SourceError):
        pull_family(FILMS, tmp_path)
    before = hub.fetched()
    hub.break_at.clear()
    hub.asked.clear()
    pull_family(FILMS, tmp_path)
    assert set(hub.fetched()) == (CAME - set(before)) | {"transformer/model.safetensors"}


def test_half_of_a_family_is_not_loaded(hub: Hub, tmp_path: Path) -> None:
    hub.break_at["transformer/model.safetensors"] = [PIECE] * 9
    with pytest.raises(SourceError):
        pull_family(FILMS, tmp_path)
    with pytest.raises(FamilyError, match="did not all come; `cameo models pull films` goes on"):
        ready("films", tmp_path)


@pytest.mark.parametrize("name", ["transformer/model.safetensors", "transformer/config.json"])
def test_other_bytes_than_named_are_never_put_in_place(hub: Hub, tmp_path: Path, name: str) -> None:
    hub.forged[name] = bytes(len(FILES[name]))
    with pytest.raises(SourceError, match=f"other bytes than it named: {name}"):
        pull_family(FILMS, tmp_path)
    assert name not in lying(tmp_path / "films")


def test_more_bytes_than_named_are_not_taken(hub: Hub, tmp_path: Path) -> None:
    hub.forged["transformer/model.safetensors"] = WEIGHTS + WEIGHTS
    with pytest.raises(SourceError, match="gives more than it named"):
        pull_family(FILMS, tmp_path)


def test_what_was_resumed_wrongly_is_begun_anew(hub: Hub, tmp_path: Path) -> None:
    hub.forged["transformer/model.safetensors"] = bytes(len(WEIGHTS))
    hub.break_at["transformer/model.safetensors"] = [PIECE] * 9
    with pytest.raises(SourceError):
        pull_family(FILMS, tmp_path)
    hub.forged.clear()
    hub.break_at.clear()
    pull_family(FILMS, tmp_path)
    assert (tmp_path / "films/transformer/model.safetensors").read_bytes() == WEIGHTS


def test_a_changed_file_is_found_by_its_hash_and_loaded_no_more(pulled: Hub, tmp_path: Path) -> None:
    (tmp_path / "films/transformer/model.safetensors").write_bytes(bytes(len(WEIGHTS)))
    assert "transformer/model.safetensors has another sha256" in verify(FILMS, tmp_path)
    with pytest.raises(FamilyError):
        ready("films", tmp_path)


def test_a_pull_brings_only_the_changed_file_anew(pulled: Hub, tmp_path: Path) -> None:
    (tmp_path / "films/transformer/model.safetensors").write_bytes(bytes(len(WEIGHTS)))
    verify(FILMS, tmp_path)
    pull_family(FILMS, tmp_path)
    assert (pulled.fetched(), verify(FILMS, tmp_path)) == (["transformer/model.safetensors"], "")


def test_a_file_of_another_size_is_not_loaded(pulled: Hub, tmp_path: Path) -> None:
    (tmp_path / "films/transformer/model.safetensors").write_bytes(b"short")
    with pytest.raises(FamilyError, match=r"model\.safetensors is missing or has another size"):
        ready("films", tmp_path)


def test_a_weight_that_did_not_come_along_is_not_loaded(pulled: Hub, tmp_path: Path) -> None:
    (tmp_path / "films/transformer/adapter.safetensors").write_bytes(b"planted")
    with pytest.raises(FamilyError, match=r"adapter\.safetensors did not come with films"):
        ready("films", tmp_path)


def test_another_revision_replaces_what_is_there(pulled: Hub, tmp_path: Path) -> None:
    newer = {name: body for name, body in FILES.items() if not name.startswith("tokenizer")}
    newer["tokenizer/words.json"] = b"[]"
    pulled.push(REPOSITORY, newer)
    pull_family(FILMS, tmp_path, revision="main")
    assert lying(tmp_path / "films") == CAME - {"tokenizer/spiece.model"} | {"tokenizer/words.json"}
    assert pulled.fetched() == ["tokenizer/words.json"]


def test_an_optional_part_comes_when_it_is_asked_for(pulled: Hub, tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match="turbo is not on this machine; `cameo models pull films --turbo`"):
        ready("films", tmp_path, turbo=True)
    pull_family(FILMS, tmp_path, turbo=True)
    assert lying(ready("films", tmp_path, turbo=True)) == CAME | {"turbo/turbo.safetensors"}


def test_a_part_that_was_fetched_stays(pulled: Hub, tmp_path: Path) -> None:
    pull_family(FILMS, tmp_path, turbo=True)
    pull_family(FILMS, tmp_path, revision="main")
    assert "turbo/turbo.safetensors" in lying(tmp_path / "films")


def test_nothing_comes_before_the_licence_is_accepted(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match=r"Bound of 1 May 2026.*was not accepted"):
        pull_family(family(BOUND), tmp_path)
    assert hub.asked == []


def test_an_accepted_licence_is_remembered(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = family(BOUND)
    monkeypatch.setattr(here, "families", lambda: {"films": bound})
    accept(bound, tmp_path)
    pull_family(bound, tmp_path)
    assert ready("films", tmp_path)


def test_another_text_of_the_licence_has_to_be_accepted_anew(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(family(BOUND), tmp_path)
    pull_family(family(BOUND), tmp_path)
    newer = family(BOUND.model_copy(update={"dated": "2 June 2026"}))
    monkeypatch.setattr(here, "families", lambda: {"films": newer})
    with pytest.raises(FamilyError, match="2 June 2026"):
        ready("films", tmp_path)


def test_the_token_goes_to_the_hub_and_nowhere_else(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.gated.add(REPOSITORY)
    monkeypatch.setenv("HF_TOKEN", "hf_tiny")
    pull_family(FILMS, tmp_path)
    elsewhere = {token for path, token in hub.tokens if path.startswith("/elsewhere/")}
    assert elsewhere == {""}


def test_the_token_does_not_go_where_a_listing_is_said_to_go_on(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_tiny")
    with tiny_hub() as other:
        hub.goes_on_at = other.address
        with pytest.raises(SourceError):
            pull_family(FILMS, tmp_path)
    assert {token for _, token in other.tokens} == {""}


def test_without_an_account_the_message_says_what_to_do(hub: Hub, tmp_path: Path) -> None:
    hub.gated.add(REPOSITORY)
    with pytest.raises(SourceError, match=f"agree to its terms at .*{REPOSITORY}, and set HF_TOKEN"):
        pull_family(FILMS, tmp_path)


def test_a_repository_without_a_folder_that_is_needed_is_refused(hub: Hub, tmp_path: Path) -> None:
    hub.push(REPOSITORY, {name: body for name, body in FILES.items() if not name.startswith("transformer")})
    with pytest.raises(SourceError, match=f"has no transformer in {REPOSITORY}"):
        pull_family(FILMS, tmp_path)


def test_an_odd_name_is_refused(hub: Hub, tmp_path: Path) -> None:
    hub.push(REPOSITORY, {**FILES, "transformer/../../out.json": b"{}"})
    with pytest.raises(SourceError, match="odd name"):
        pull_family(FILMS, tmp_path)


def test_a_full_disk_is_told_before_anything_comes(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.contract.family_pulling.SPARE", 1 << 60)
    with pytest.raises(FamilyError, match="GB free; make room"):
        pull_family(FILMS, tmp_path)
    assert hub.fetched() == []


def test_an_unreachable_hub_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(SourceError, match="cannot be reached"):
        pull_family(FILMS, tmp_path)


def test_a_listing_that_is_none_is_refused(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiny_hub.entry", lambda path, _body: {"type": "file", "path": path})
    with pytest.raises(SourceError, match="gave no listing"):
        pull_family(FILMS, tmp_path)


def test_a_folder_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"mine")
    (tmp_path / "config.json").write_text(json.dumps({}))
    assert ready("films", tmp_path / "none", tmp_path) == tmp_path


def test_a_folder_of_ones_own_holds_nothing_that_could_run(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"mine")
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    with pytest.raises(FamilyError, match=r"pytorch_model\.bin, which could run code"):
        ready("films", tmp_path / "none", tmp_path)


def test_a_folder_of_ones_own_needs_weights(tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match=r"holds no \.safetensors"):
        ready("films", tmp_path / "none", tmp_path)


def test_a_folder_of_ones_own_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match=r"gone, is not there; see \[models\.films\] folder"):
        ready("films", tmp_path, tmp_path / "gone")


def test_a_family_that_nobody_lists_needs_a_folder_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(FamilyError, match=r"\[models\.strange\] folder"):
        ready("strange", tmp_path)
