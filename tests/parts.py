"""Real parts that tests need: where one is absent, the test fails in CI and skips, loudly, elsewhere."""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest


def program(*names: str) -> str:
    """The path of the first of these programs that is here."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing = f"none of {', '.join(names)} is on this machine: this test ran NOTHING"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def module(name: str, how: str) -> None:
    """Go on only with this library; it is in no extra that CI needs, so CI skips loudly too."""
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed ({how}): this test ran NOTHING")
