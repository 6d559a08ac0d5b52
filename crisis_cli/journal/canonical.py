"""The exact text that is stored and hashed: canonical JSON, moments, and salted digests for free text."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

DIGEST = "salted_sha256"
"""The one key of what stands in an event's data for a free text."""

EVENT_LIMIT = 4 * 1024 * 1024
"""The most characters that one event may hold; a playbook's whole text fits in many times over."""

Texts = dict[str, list[Any]]
"""The free texts of one event, kept beside its line as canonical JSON: field to its salt and its value."""

dump = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""Canonical JSON: one value, one text."""

quoted = encode_basestring
"""The canonical JSON of a string."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """JSON text that UTF-8 can carry: half characters (bytes that were no text) become JSON escapes."""
    if not _HALF_CHARACTER.search(text):
        return text
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # two halves: one whole
    return _HALF_CHARACTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def moment_text(moment: datetime) -> str:
    """The stored form of a moment, which is that of `timing.iso`: 27 characters whatever the year."""
    return moment.astimezone(UTC).isoformat("T", "microseconds")[:-6] + "Z"


def new_salt() -> str:
    """128 random bits as text."""
    return os.urandom(16).hex()


def digest(salt: str, value: str) -> str:
    """What stands in the chain for a free text; `value` is its JSON text."""
    return sha256(f"{salt}\n{value}".encode("utf-8", "surrogateescape")).hexdigest()


def is_digest(value: object) -> bool:
    """Whether this value of an event's data stands for free text kept beside it."""
    return type(value) is dict and list(value) == [DIGEST] and isinstance(value[DIGEST], str)


def texts_json(kept: Iterable[tuple[str, str, str]]) -> str:
    """How free texts are kept: `kept` is field, salt and the value's JSON, in the order of the fields."""
    inside = ",".join(f'"{name}":["{salt}",{value}]' for name, salt, value in kept)
    return f"{{{inside}}}"
