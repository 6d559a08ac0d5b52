"""Text from outside, made safe to show: what could steer a terminal or turn text around is shown as its code.

Measured (research, section D): rich and textual let ESC, OSC 52, C1 and bidi controls through.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"  # bidi, invisible
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"  # surrogates, tags
)


def _code(found: re.Match[str]) -> str:
    point = ord(found[0])
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def json_text(value: object) -> str:
    """The value as one line of JSON in which nothing steers a terminal: such characters stand as their escapes.

    Half of a surrogate pair (a byte of a file's name that is no UTF-8) becomes U+FFFD: many readers stop at it.
    """
    import json

    def escape(found: re.Match[str]) -> str:
        return "\\ufffd" if "\ud800" <= found[0] <= "\udfff" else json.dumps(found[0])[1:-1]

    text = json.dumps(value, ensure_ascii=False)
    # Most have nothing of the kind, and this tells it in a third of the time.
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(escape, text)


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """The text with every steering or invisible character as `\\x1b`; newlines and tabs stay. Joiners stay:
    emoji and Persian need them."""
    return _UNSAFE.sub(_code, text)


def safe_line(text: str, most: int = 0) -> str:
    """The same on one line; cut to `most` characters with an ellipsis when that is not 0."""
    line = " ".join(safe(text).split())
    return f"{line[: most - 1]}…" if most and len(line) > most else line


SHOWN = 200
"""Characters of one value where many stand together: a page that somebody pasted must not push the rest away."""


def shortened(text: str) -> str:
    """The text for an overview: of a long one its beginning, how long it is, and where the rest is."""
    if len(text) <= SHOWN:
        return text
    size = len(text.encode("utf-8", "replace"))
    return f"{text[:SHOWN].rstrip()}… ({f'{size // 1024} KB' if size >= 1024 else f'{size} letters'}: crisis log)"
