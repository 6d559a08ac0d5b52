"""Real parts that tests need: where one is absent, the test fails in CI and skips, loudly, elsewhere."""

from __future__ import annotations

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
