"""A bad line as it may be shown: its fields by name, its text and times as they are, and nobody who wrote it."""

from __future__ import annotations

import json
import re
from typing import Any

from crisis_cli.feeds.plain import AUTHOR, TEXT, TIME

MASK = "…"

_SHOWN = frozenset((*TEXT, *TIME, "time_us", "event", "kind", "$type", "error", "detail", "status", "code"))
"""Fields whose values help to see what is wrong; all others may lead to a person: names, ids, addresses."""

_DEEPEST, _MOST = 6, 20

_NAMED = re.compile(
    r"""((?:author|user|account|acct|name|did|handle|nick|login|from|ur[il]|link)\w{0,20}\\?["']?\s{0,9}[:=]\s{0,9})"""
    r"""(?:\{[^}]*|\[[^]]*|\\?(["']).*?(?:\2|$)|[^\s,;}]+)""",
    re.IGNORECASE | re.DOTALL,
)
"""The same in what is no JSON, where only what such fields are usually called can be known."""


def masked(line: str | bytes, longest: int) -> str:
    """The beginning of the line, at most so many characters; the values of fields that may say who wrote it are
    a MASK."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict | list):
        shown = json.dumps(_without_people(found, "", _DEEPEST), ensure_ascii=False)
        return shown.encode("utf-8", "replace").decode()[:longest]
    begins = line[: 4 * longest]
    begins = begins.decode("utf-8", "replace") if isinstance(begins, bytes) else begins
    return _NAMED.sub(rf"\1{MASK}", begins)[:longest]


def _without_people(value: Any, name: str, deep: int) -> Any:
    if isinstance(value, dict | list) and (not deep or name in AUTHOR):
        return MASK
    if isinstance(value, dict):
        return {key[:60]: _without_people(value[key], key, deep - 1) for key in list(value)[:_MOST]}
    if isinstance(value, list):
        return [_without_people(one, name, deep - 1) for one in value[:_MOST]]
    if name not in _SHOWN and value is not None:
        return MASK
    return value[:1_000] if isinstance(value, str) else value
