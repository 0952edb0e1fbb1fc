"""A home for each test that runs commands."""

import os
from pathlib import Path

import pytest
from homes import Home

from engine.contract.weights import default_folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMEO_", "XDG_"))}
    places = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")
    }
    weights = os.environ.get("CAMEO_ENGINE__WEIGHTS", str(default_folder()))
    environment = {**kept, **places, "HOME": str(tmp_path), "CAMEO_ENGINE__WEIGHTS": weights}
    folder = tmp_path / "here"
    folder.mkdir()
    return Home(folder, environment)
