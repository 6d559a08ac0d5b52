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
    raise _absent(f"none of {', '.join(names)} is on this machine")


def library(name: str, how: str) -> None:
    """Go on only with this library, which CI has."""
    if importlib.util.find_spec(name) is None:
        raise _absent(f"{name} is not installed ({how})")


def _absent(what: str) -> BaseException:
    missing = f"{what}: this test ran NOTHING"
    return pytest.fail.Exception(missing) if os.environ.get("CI") == "true" else pytest.skip.Exception(missing)
