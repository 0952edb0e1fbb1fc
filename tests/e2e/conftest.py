"""A home for each test that runs commands."""

from pathlib import Path

import pytest
from homes import Home, new_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path)
