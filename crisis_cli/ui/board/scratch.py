"""Small files for what is not in the journal yet: unsaved text, and up to where somebody has seen the run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path


class Scratch:
    """One file a purpose, run and person, readable by its owner alone; a file that cannot be read is none."""

    def __init__(self, folder: Path, *key: str) -> None:
        name = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.path = folder / f"{key[0]}-{name}.json"

    def read(self) -> dict[str, str]:
        """What was written last; empty when there is nothing."""
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}

    def write(self, values: dict[str, str]) -> str:
        """Replace the file in one go; returns why that failed, empty when it did not."""
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(values, file)
            os.replace(beside, self.path)
        except OSError as failed:
            with contextlib.suppress(OSError):
                beside.unlink()
            return failed.strerror or str(failed)
        return ""

    def forget(self) -> None:
        """Remove the file."""
        with contextlib.suppress(OSError):
            self.path.unlink()
