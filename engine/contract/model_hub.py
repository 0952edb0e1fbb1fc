"""A hub's repositories: what a commit holds, which of it a family needs, and whether a file is what came.

Speaks the hub's HTTP API (as huggingface_hub does: `/api/models/REPO/revision/REV`, `/tree/COMMIT`, and
`/REPO/resolve/COMMIT/PATH`). HF_ENDPOINT names another hub, HF_TOKEN an account.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from engine.contract import weight_sources as sources
from engine.contract.families import MODEL_PATH, WEIGHTS
from engine.contract.family_list import Part
from engine.contract.weights import sha256_of

READ = frozenset({WEIGHTS, ".json", ".txt", ".model", ".jinja"})
TERMS = ("LICEN[CS]E*", "NOTICE*")
HALVES = "*.fp16*.safetensors"
"""Another precision of weights that stand beside them."""
LARGEST_TEXT = 100_000_000
"""Bytes of a file that holds no weights; tokenizers have up to 40 MB."""
MOST_FILES = 20_000
PIECE = 1024 * 1024
HTTP_OK = 200
HTTP_DENIED = frozenset({401, 403})


class HubFile(BaseModel):
    """One file of a commit. oid: what the hub calls its bytes; of large files it is their sha256."""

    model_config = ConfigDict(frozen=True)

    path: str
    size: Annotated[int, Field(ge=0)]
    oid: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{40}|[0-9a-f]{64})$")]


class _Revision(BaseModel):
    sha: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]


class _Large(BaseModel):
    oid: str
    size: int


class _Entry(BaseModel):
    type: str
    path: str
    size: int = 0
    oid: str = ""
    lfs: _Large | None = None


_PAGE = TypeAdapter(tuple[_Entry, ...])


@dataclass(frozen=True, slots=True)
class Commit:
    """What a repository held at one time."""

    sha: str
    files: tuple[HubFile, ...]


def credentials() -> dict[str, str]:
    """The header that says whose account it is; none without HF_TOKEN."""
    token = os.environ.get("HF_TOKEN", "").strip()
    return {"Authorization": f"Bearer {token}"} if token else {}


def denied(part: Part) -> str:
    """What to do where the hub lets nobody in."""
    return (
        f"wants an account for {part.repository}: agree to its terms at "
        f"https://huggingface.co/{part.repository}, and set HF_TOKEN to a token of that account"
    )


def commit_of(part: Part, revision: str) -> Commit:
    """Look up what `revision` (a branch, tag or commit) of the part's repository holds.

    Raises:
        engine.contract.weight_sources.OutOfReachError: the hub does not answer.
        engine.contract.weight_sources.SourceError: it has no such thing, or wants an account.
    """
    base = f"{sources.hub_address()}/api/models/{part.repository}"
    try:
        told, _ = _asked(part, f"{base}/revision/{quote(revision, safe='')}")
        sha = _Revision.model_validate(told).sha
        entries: list[_Entry] = []
        page: str | None = f"{base}/tree/{sha}?recursive=true"
        while page and len(entries) < MOST_FILES:
            listed, page = _asked(part, page)
            entries += _PAGE.validate_python(listed)
            if not listed:
                break
        return Commit(sha, tuple(_file(entry) for entry in entries if entry.type == "file"))
    except ValidationError as error:
        raise sources.SourceError(f"gave no listing of {part.repository}") from error


def _file(entry: _Entry) -> HubFile:
    if entry.lfs:
        return HubFile(path=entry.path, size=entry.lfs.size, oid=entry.lfs.oid)
    return HubFile(path=entry.path, size=entry.size, oid=entry.oid)


def _asked(part: Part, url: str) -> tuple[Any, str | None]:
    # A mirror's listing may go on at the hub that it mirrors, whom the mirror's token is no business of.
    own = credentials() if url.startswith(f"{sources.hub_address()}/") else {}
    try:
        answer = sources.client().get(url, headers=own)
        if answer.status_code in HTTP_DENIED:
            raise sources.SourceError(denied(part))
        if answer.status_code != HTTP_OK:
            raise sources.SourceError(f"answered {answer.status_code} for {part.repository}")
        following = answer.links.get("next", {}).get("url")
        return answer.json(), following
    except (httpx.ConnectError, httpx.TimeoutException) as error:
        raise sources.OutOfReachError("cannot be reached from here") from error
    except (httpx.HTTPError, ValueError) as error:
        raise sources.SourceError(f"gave no listing of {part.repository}") from error


def chosen(part: Part, commit: Commit) -> tuple[HubFile, ...]:
    """Those files of a commit that the part needs: weights as safetensors, and what is read beside them.

    Raises:
        engine.contract.weight_sources.SourceError: something is not there, or is not what its name says.
    """
    there = {file.path for file in commit.files}
    first = next((path for path in part.either if path in there), None)
    found = tuple(file for file in commit.files if file.path == first or _is_wanted(part, file.path))
    for file in found:
        if not re.fullmatch(MODEL_PATH, file.path):
            raise sources.SourceError(f"has a file of an odd name in {part.repository}: {file.path!r}")
        if not file.path.endswith(WEIGHTS) and file.size > LARGEST_TEXT:
            raise sources.SourceError(f"has a {file.path} of {file.size} bytes in {part.repository}")
    folders = {str(PurePosixPath(file.path).parents[-2]) for file in found if "/" in file.path} | {"."}
    if missing := [folder for folder in part.folders if folder not in folders]:
        raise sources.SourceError(f"has no {', '.join(missing)} in {part.repository}")
    if not any(file.path.endswith(WEIGHTS) for file in found):
        raise sources.SourceError(f"has no safetensors of {part.repository}")
    return found


def _is_wanted(part: Part, path: str) -> bool:
    if any(fnmatchcase(path, glob) for glob in (*part.skip, HALVES)):
        return False
    top, _, below = path.partition("/")
    if below:
        return top in part.folders and PurePosixPath(path).suffix in READ
    terms = any(fnmatchcase(path, glob) for glob in TERMS)
    if not terms and PurePosixPath(path).suffix not in READ:
        return False
    weights = "." in part.folders and path.endswith(WEIGHTS)
    return weights or any(fnmatchcase(path, glob) for glob in part.files)


def address(part: Part, commit: str, path: str) -> str:
    """Where one file of it is."""
    return f"{sources.hub_address()}/{part.repository}/resolve/{commit}/{quote(path)}"


def sha256_if_it_is(file: HubFile, place: Path) -> str | None:
    """The sha256 of what lies there; None where it is not the file that the hub means."""
    if place.stat().st_size != file.size:
        return None
    sha256 = sha256_of(place)
    if len(file.oid) == len(sha256):
        return sha256 if sha256 == file.oid else None
    # Small files go by git's own name for their bytes.
    blob = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)
    with place.open("rb") as opened:
        while piece := opened.read(PIECE):
            blob.update(piece)
    return sha256 if blob.hexdigest() == file.oid else None
