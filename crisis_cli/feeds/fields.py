"""Fields out of what a stranger sent: the right type, or nothing."""

from __future__ import annotations

from typing import Any


def text(value: Any) -> str:
    """The value when it is text, or a number that stands for a name; else empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def table(value: Any) -> dict[str, Any]:
    """The value when it is an object; else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """The value when it is a list, of which the first thousand; else an empty one."""
    return value[:1000] if isinstance(value, list) else []


def first(of: dict[str, Any], *names: str) -> Any:
    """The first of these fields that says anything."""
    for name in names:
        if name in of:
            found = of[name]
            if found is not None and found != "":
                return found
    return None


def tags(values: list[Any]) -> tuple[str, ...]:
    """Hashtags without their sign, each once."""
    return tuple(dict.fromkeys(found for value in values if (found := text(value).lstrip("#"))))
