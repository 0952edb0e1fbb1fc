"""Running `cameo` as a person would: the installed script, in a home of its own."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
