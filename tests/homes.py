"""Running `cameo` as a person would: the installed script, in a home of its own."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.contract.weights import default_folder

CAMEO = Path(sys.executable).with_name("cameo")


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Home:
    """A user with nothing but the weights: their folders, and the commands they run from `folder`."""

    folder: Path
    environment: Mapping[str, str]

    def having(self, **variables: str) -> "Home":
        """The same home with these environment variables."""
        return Home(self.folder, {**self.environment, **variables})

    def cameo(self, *arguments: str, stdin: str = "", timeout: float = 120) -> Said:
        done = subprocess.run(
            [CAMEO, *arguments],
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


def new_home(folder: Path) -> Home:
    """A home below `folder`, without any setting but where the weights lie."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMEO_", "XDG_"))}
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    weights = os.environ.get("CAMEO_ENGINE__WEIGHTS", str(default_folder()))
    here = folder / "here"
    here.mkdir()
    return Home(here, {**kept, **places, "HOME": str(folder), "CAMEO_ENGINE__WEIGHTS": weights})


def processes_of(home: Home) -> dict[int, str]:
    """Every living process of this home: its id and command line."""
    mark = f"HOME={home.environment['HOME']}".encode()
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(90):
        while not condition():  # noqa: ASYNC110 - another process sets no event of ours
            await asyncio.sleep(0.05)
