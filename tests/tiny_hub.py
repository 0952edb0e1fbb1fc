"""A model hub on the loopback with tiny repositories: it lists in pages, sends large files from elsewhere."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import unquote, urlsplit

Repository = dict[str, bytes]
PAGE = 3


@dataclass
class Hub:
    """What it has, by repository and commit; what it was asked; how it should misbehave.

    goes_on_at: another hub, at which it says that its listings go on.
    branches: repository -> the commit that "main" is. gated: repositories for whom has a token only.
    """

    commits: dict[tuple[str, str], Repository] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[tuple[str, str]] = field(default_factory=list)
    break_at: dict[str, list[int]] = field(default_factory=dict)
    forged: dict[str, bytes] = field(default_factory=dict)
    busy: list[int] = field(default_factory=list)
    address: str = ""
    goes_on_at: str = ""

    def push(self, repository: str, files: Repository) -> str:
        """Make these files its newest commit."""
        told = json.dumps({path: hashlib.sha256(body).hexdigest() for path, body in files.items()})
        commit = hashlib.sha1(told.encode()).hexdigest()  # noqa: S324 - as git names commits
        self.commits[repository, commit] = dict(files)
        self.branches[repository] = commit
        return commit

    def fetched(self) -> list[str]:
        """Paths of the files that were asked for, in their order."""
        paths = [path.split("/resolve/")[1].split("/", 1)[1] for path, _ in self.asked if "/resolve/" in path]
        return list(dict.fromkeys(paths))


def entry(path: str, body: bytes) -> dict[str, object]:
    """One file as the hub lists it: large ones by sha256, small ones by git's name for them."""
    blob = hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest()  # noqa: S324 - as git names blobs
    told: dict[str, object] = {"type": "file", "path": path, "size": len(body), "oid": blob}
    if path.endswith(".safetensors"):
        oid = hashlib.sha256(body).hexdigest()
        told["lfs"] = {"oid": oid, "size": len(body), "pointerSize": 130}
    return told


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        self.hub.asked.append((path, self.headers.get("Range", "")))
        self.hub.tokens.append((path, self.headers.get("Authorization", "")))
        if path.startswith("/elsewhere/"):
            if self.hub.busy:
                self.send_error(self.hub.busy.pop(0))
            else:
                self._body(path)
            return
        repository = "/".join(path.removeprefix("/api/models/").strip("/").split("/")[:2])
        if repository not in self.hub.branches:
            self.send_error(404)
        elif repository in self.hub.gated and not path.startswith("/api/") and not self._has_token():
            self.send_error(403)
        elif "/revision/" in path:
            self._revision(repository, path.split("/revision/")[1])
        elif "/tree/" in path:
            self._tree(repository, path.split("/tree/")[1], address.query)
        else:
            self._file(path)

    def _has_token(self) -> bool:
        return self.headers.get("Authorization") == "Bearer hf_tiny"

    def _json(self, told: object, link: str = "") -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if link:
            self.send_header("Link", f'<{link}>; rel="next"')
        self.end_headers()
        self.wfile.write(body)

    def _revision(self, repository: str, revision: str) -> None:
        commit = self.hub.branches[repository] if revision == "main" else revision
        if (repository, commit) in self.hub.commits:
            self._json({"sha": commit})
        else:
            self.send_error(404)

    def _tree(self, repository: str, commit: str, query: str) -> None:
        start = int(query.rpartition("cursor=")[2]) if "cursor=" in query else 0
        files = sorted(self.hub.commits[repository, commit].items())
        page = [entry(path, body) for path, body in files[start : start + PAGE]]
        there = self.hub.goes_on_at or self.hub.address
        after = f"{there}{self.path.split('?')[0]}?recursive=true&cursor={start + PAGE}"
        self._json(page, after if start + PAGE < len(files) else "")

    def _file(self, path: str) -> None:
        if path.endswith(".safetensors"):
            self.send_response(302)
            self.send_header(
                "Location", f"{self.hub.address.replace('127.0.0.1', 'localhost')}/elsewhere{path}"
            )
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._body(path)

    def _body(self, path: str) -> None:
        repository, rest = path.removeprefix("/elsewhere").strip("/").split("/resolve/")
        commit, name = rest.split("/", 1)
        body = self.hub.forged.get(name, self.hub.commits[repository, commit][name])
        wanted = self.headers.get("Range", "")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if wanted and start >= len(body):
            self.send_error(416)
            return
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        breaks = self.hub.break_at.get(name, [])
        self.wfile.write(body[start : breaks.pop(0) if breaks else len(body)])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        del format, args


@contextmanager
def tiny_hub() -> Iterator[Hub]:
    """Serve one for a while."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Serving", (_Handler,), {"hub": hub}))
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield hub
    server.shutdown()
    thread.join()
    server.server_close()
