"""What is found in templates, as the child that looks at them tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Found:
    """The findings, each once however many templates include the file that it is in."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[Any, ...], dict[str, Any]] = {}

    def error(self, rule: str, where: tuple[str, int, int, int], message: str, hint: str, **more: Any) -> None:
        """`where`: file, line, first column and the one behind the last; `related`: (message, where)."""
        finding = {"rule": rule, "severity": "error", "where": where, "message": message, "hint": hint, **more}
        self._by_place.setdefault((rule, where, message), finding)

    def warning(self, rule: str, where: tuple[str, int, int, int], message: str, hint: str) -> None:
        """What works and is probably not what was meant."""
        self.error(rule, where, message, hint, severity="warning")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._by_place.values())
