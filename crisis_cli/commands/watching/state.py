"""What a watch keeps between two starts: what it has learned, how far it read, and the key for hashing authors."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crisis_cli.commands import wiring
from crisis_cli.errors import SurroundingsFailed

VERSION = 2
"""2: novelty beside rarity. What was learned before it says nothing of that, so it is learned anew."""
KEY_BYTES = 32


def folder() -> Path:
    """Where watches keep their state; made when it is first needed, for its owner alone."""
    path = wiring.home() / "watch"
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as failed:
        raise SurroundingsFailed(f"{path} cannot be made: {failed.strerror}.", "Check CRISIS_HOME.") from None
    return path


def installation_key() -> bytes:
    """The key that authors are hashed with; whoever has only the state cannot tell who wrote."""
    path = folder() / "key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    except OSError as failed:
        path.unlink(missing_ok=True)
        raise SurroundingsFailed(f"{path} could not be written: {failed.strerror}.", "Check the disk.") from None
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise SurroundingsFailed(f"{path} is not a key any more.", "Delete it: authors get new hashes then.")
    return key


def load(path: Path) -> dict[str, Any]:
    """What was kept; empty when nothing was. Raises SurroundingsFailed for what cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        found = None
    if isinstance(found, dict) and found.get("v") == 1:
        print(f"{path} is of an older version: what is usual is learned anew, for a day.", file=sys.stderr)
        return {name: value for name, value in found.items() if name != "listener"}
    if not isinstance(found, dict) or found.get("v") != VERSION:
        raise SurroundingsFailed(
            f"{path} cannot be read: it is damaged, or of another version.",
            "Move it away to learn anew; that takes a day.",
        )
    return found


def save(path: Path, listener: dict[str, Any], place: Mapping[str, Any]) -> None:
    """Keep it, with the place in files and streams up to which it was learned; nobody ever finds half of it."""
    from crisis_cli.files.disk import replace_file

    kept = {"v": VERSION, **place, "listener": listener}
    replace_file(path, json.dumps(kept, separators=(",", ":")).encode())
