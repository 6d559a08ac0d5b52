"""Real parts that tests need: where one is absent, the test fails in CI and skips, loudly, elsewhere."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest


def program(*names: str, beside: Iterable[Path] = ()) -> str:
    """The path of the first of these programs that is here, on the PATH or in one of these folders."""
    for name in names:
        if found := shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, beside))):
            return found
    missing = f"none of {', '.join(names)} is on this machine: this test ran NOTHING"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def module(name: str, how: str) -> None:
    """Go on only with this library; it is in no extra that CI needs, so CI skips loudly too."""
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed ({how}): this test ran NOTHING")
