"""Passwords and keys that are written out: where they stand, the text without them, and who could listen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PLACEHOLDER = r"\$\{(?:[A-Za-z_][A-Za-z0-9_]*|file:[^\s{}]+)\}"
"""Where a secret is put in when it is needed: ${NAME} from the environment, ${file:PATH} from a file."""

_PLACEHOLDER = re.compile(PLACEHOLDER)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}://[^\s\"']+")
_PASSWORD = re.compile(r"//[^/?#@:]*:([^/?#]+)@")
_NAMED = re.compile(
    r"[?&](?:pass|password|passwd|pwd|token|key|apikey|api_key|secret|sig|auth)=([^&#\s]+)", re.IGNORECASE
)
_HOOK = re.compile(
    r"/(?:services|webhooks?|hooks?)/(?:[^/?#\s]{1,64}/){0,4}(?=[a-z_-]*[A-Z0-9])([A-Za-z0-9_-]{12,})", re.ASCII
)
"""A webhook is its own key: whoever has its path may post."""
_KEY = re.compile(r"[A-Za-z0-9_-]{20,}")
"""What services give out: twenty characters or more, of letters and digits mixed."""

_FIELD = re.compile(
    r"\b(?:token|password|consumer_key|consumer_secret|access_token|access_token_secret)[\"']?\s*:\s*"
    r"(?:\"([^\"]+)\"|'([^']+)'|((?:\$\{[^{}\s]*\}|[^\"'\s,{}])+))"
)
"""The fields of our files that hold nothing but a key."""
_OPTION = re.compile(
    r"(?<![\w-])--?(?:[A-Za-z0-9_-]*[-_])?(?:token|password|passwd|secret|key|apikey)"
    r"(?:=|[\"']?\s*,\s*|[\"']?\s+(?:-\s+)?)(?!-)(?:\"([^\"]+)\"|'([^']+)'|([^\"'\s,\[\]]+))",
    re.IGNORECASE,
)
"""What a program is told by an option for a key, on a line or word by word."""
_TYPED_KEY = re.compile(
    r"(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]*\d)(?=[A-Za-z0-9_]*[a-z])(?=[A-Za-z0-9_]*[A-Z])[A-Za-z0-9_]{20,}"
)
"""What services give out, among words: names of files and hashes are not of both cases and digits in one piece."""
_HTTP = re.compile(r"http://(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)", re.IGNORECASE)
_OURSELVES = re.compile(r"localhost|127(?:\.\d{1,3}){3}|\[::1\]", re.IGNORECASE)

_GAP = "\0"
_SHORTEST = 4


def holds_secret(address: str) -> bool:
    """Whether something in the URL looks like a password or a key that is written out."""
    return any(True for _ in _secrets(address))


def tells_secret(before: str, word: str) -> bool:
    """Whether a word of a command, behind the word before it, looks like a password or a key."""
    options = _OPTION.finditer(f"{before} {word}")
    told = any(_PLACEHOLDER.fullmatch(found[found.lastindex or 0]) is None for found in options)
    return told or _TYPED_KEY.search(word) is not None or ("://" in word and holds_secret(word))


def is_plain_http(address: str) -> bool:
    """Whether what is sent to this address can be read on the way to another machine."""
    found = _HTTP.match(address)
    return found is not None and _OURSELVES.fullmatch(found[1]) is None


def masked(text: str) -> str:
    """The text with a star for every character of what looks like a secret in a URL or among words, or stands in a
    field or behind an option for one; as long as it was."""
    letters = list(text)
    for field in (*_FIELD.finditer(text), *_OPTION.finditer(text), *_TYPED_KEY.finditer(text)):
        which = field.lastindex or 0
        if _PLACEHOLDER.fullmatch(field[which]) is None:
            start, end = field.span(which)
            letters[start:end] = "*" * (end - start)
    for url in _URL.finditer(text):
        for start, end in _secrets(url[0]):
            letters[url.start() + start : url.start() + end] = "*" * (end - start)
    return "".join(letters)


def without(text: str, secrets: Iterable[str]) -> str:
    """The text with a star for every character of these, wherever they stand. What is shorter than four characters
    stays: it stands in half of all words, and protects nothing."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, "*" * len(secret))
    return text


def _secrets(url: str) -> Iterator[tuple[int, int]]:
    """From where to where each one stands."""
    without = _PLACEHOLDER.sub(lambda found: _GAP * len(found[0]), url)
    for pattern in (_PASSWORD, _NAMED, _HOOK):
        for found in pattern.finditer(without):
            if found[1].strip(_GAP):
                yield found.span(1)
    for found in _KEY.finditer(without):
        if any(letter.isdigit() for letter in found[0]) and any(letter.isalpha() for letter in found[0]):
            yield found.span()
