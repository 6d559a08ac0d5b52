"""What was read of a watch file, as a Watch."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.watch import (
    AMBER_AUTHORS,
    KINDS,
    RED_AUTHORS,
    AlertPaging,
    Source,
    Term,
    Threshold,
    Watch,
)
from crisis_cli.files.watch.checks import SOURCE_KINDS


def watch_from(values: dict[str, Any]) -> Watch:
    """The watch; `values` are those of a file without errors."""
    thresholds = values.get("thresholds", {})
    more = {"silence": thresholds["silence"]} if "silence" in thresholds else {}
    return Watch(
        id=str(values["watch"]),
        title=values.get("title", ""),
        terms=tuple(_term(kind, term, values) for kind in KINDS for term in values.get(kind, ())),
        without=tuple(values.get("without", ())),
        languages=tuple(values.get("languages", ())),
        zone=values.get("zone", "UTC"),
        sources=tuple(_source(source) for source in values.get("sources", ())),
        sensitivity=thresholds.get("sensitivity", "normal"),
        amber=_threshold(thresholds.get("amber", {}), AMBER_AUTHORS),
        red=_threshold(thresholds.get("red", {}), RED_AUTHORS),
        quiet=tuple(values.get("quiet", ())),
        samples=values.get("samples", True),
        pages=AlertPaging(**values.get("pages", {})),
        **more,
    )


def _term(kind: str, given: Any, values: dict[str, Any]) -> Term:
    suggests = values.get("suggests", {})
    playbook = suggests.get(kind, suggests.get("otherwise", ""))
    if not isinstance(given, dict):
        return Term(given, kind, (given,), (), playbook)
    words = (given["term"], *given.get("also", ()))
    return Term(given["term"], kind, words, tuple(given.get("without", ())), given.get("suggests", playbook))


def _source(given: dict[str, Any]) -> Source:
    kind = next(kind for kind in SOURCE_KINDS if kind in given)
    more = {name: given[name] for name in ("token", "every", "term", "stream") if name in given}
    return Source(given["id"], kind, given[kind], **more)


def _threshold(given: dict[str, Any], authors: int) -> Threshold:
    return Threshold(given.get("once_in"), given.get("authors", authors), given.get("mentions_per_hour", 0))
