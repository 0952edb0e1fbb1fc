"""A throw-away home for the demo: store, vault and keys of its own, and what is to be kept afterwards.

Nothing of a real installation is touched: every CAMEO_ variable but the weights' folder is set aside, and the
settings file that the rooms read is the one written here. When the demo is over, store, vault and keys go;
the clip, its poster, the ledger and the engine's log stay.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from engine.contract.weights import WeightStore

INSIDE = "throw-away"
LOCK = "lock"
KEPT_VARIABLES = frozenset({"CAMEO_ENGINE__WEIGHTS"})


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """Where one run of the demo lives. `inside` is thrown away, `folder` stays."""

    folder: Path
    inside: Path
    config: Path

    @property
    def clip(self) -> Path:
        """Where the finished clip is put."""
        return self.folder / "clip.mp4"

    @property
    def poster(self) -> Path:
        """Where its poster is put."""
        return self.folder / "poster.png"

    @property
    def ledger(self) -> Path:
        """Where the ledger of both people is put."""
        return self.folder / "ledger.txt"

    @property
    def log(self) -> Path:
        """Where the engine writes what it does."""
        return self.folder / "engine.log"

    def environment(self, of: Mapping[str, str]) -> dict[str, str]:
        """Return `of` with the demo's settings in the place of any others."""
        kept = {
            name: value
            for name, value in of.items()
            if not name.startswith("CAMEO_") or name in KEPT_VARIABLES
        }
        return kept | {"CAMEO_CONFIG": str(self.config)}


def _parent() -> Path:
    """Here if this folder can be written, else the user's data folder."""
    here = Path.cwd()
    return (here if os.access(here, os.W_OK) else user_data_path("cameo")) / "cameo-demo"


def _fresh_folder(parent: Path) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    parent.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        folder = parent / (f"{stamp}-{number}" if number else stamp)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder.resolve()


def _config(inside: Path, weights: WeightStore) -> str:
    def quoted(value: object) -> str:
        escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    return f"""demo = true

[store]
url = {quoted(f"sqlite+aiosqlite:///{inside / 'cameo.db'}")}

[vault]
url = {quoted(inside / "vault")}
keys = {quoted(inside / "keys")}

[engine]
weights = {quoted(weights.folder.resolve())}
executor_id = "demo"
"""


@contextmanager
def open_house(weights: WeightStore) -> Iterator[DemoHouse]:
    """Make a house, point this process and its children at it, and throw its inside away at the end."""
    parent = _parent()
    clear_abandoned(parent)
    folder = _fresh_folder(parent)
    inside = folder / INSIDE
    inside.mkdir(mode=0o700)
    house = DemoHouse(folder=folder, inside=inside, config=inside / "config.toml")
    house.config.write_text(_config(inside, weights), encoding="utf-8")
    before = dict(os.environ)
    with ExitStack() as leaving:
        leaving.callback(shutil.rmtree, inside, ignore_errors=True)
        lock = leaving.enter_context((inside / LOCK).open("wb"))
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        leaving.callback(_become, before)
        _become(house.environment(before))
        yield house


def clear_abandoned(parent: Path) -> None:
    """Throw away what demos left inside that were killed: nobody holds their lock any more."""
    for lock in parent.glob(f"*/{INSIDE}/{LOCK}"):
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(lock.parent, ignore_errors=True)


def _become(environment: Mapping[str, str]) -> None:
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
