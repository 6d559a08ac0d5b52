"""The one form of a text, and its sha256: what an approval binds to, and what a template is known by."""

from __future__ import annotations

import unicodedata


def canonical(text: str) -> str:
    """The one form of a text that is hashed and published: NFC, LF, one final newline."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.rstrip("\n") + "\n"


def text_hash(text: str) -> str:
    """sha256 of the canonical text, in hex."""
    import hashlib  # loading OpenSSL costs every command 10 ms; most hash nothing

    return hashlib.sha256(canonical(text).encode("utf-8", "surrogatepass")).hexdigest()
