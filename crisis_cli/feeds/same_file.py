"""By what a file is known again: where it lies on the disk and how it begins; its name may mean another now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import Any, BinaryIO

BEGINNING = 1_024
"""Bytes that are looked at. What is only added to keeps them."""


def known_by(file: BinaryIO, most: int = BEGINNING) -> dict[str, Any]:
    """As JSON values, none of its words in them; empty for what is no file on a disk. `file` stays where it is."""
    if not file.seekable():
        return {}
    at = file.tell()
    file.seek(0)
    begins = file.read(most)
    file.seek(at)
    inode = os.fstat(file.fileno()).st_ino
    return {"inode": inode, "bytes": len(begins), "begins": hashlib.sha256(begins).hexdigest()}


def is_same(known: Mapping[str, Any], file: BinaryIO) -> bool:
    """Whether the file is the one that was `known_by` this; an empty one says nothing. 0 is no inode."""
    now = known_by(file, int(known.get("bytes", BEGINNING)))
    if not known or not now:
        return True
    moved = known.get("inode") and now["inode"] and known["inode"] != now["inode"]
    return not moved and known.get("begins") == now["begins"]
