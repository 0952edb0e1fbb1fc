"""Tiny random models, built when first asked for and once per test process."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

Tiny = Callable[[str], Path]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """By family: the folder of a tiny one, as `cameo models pull` would leave it."""

    @cache
    def built(family: str) -> Path:
        folder = tmp_path_factory.mktemp(family)
        import_module(f"tiny_models.{family}").save(folder)
        return folder

    return built
