"""What a scenario's length leaves room for: no inject and no objective that comes only after the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crisis_cli.domain.timing import parse_duration, show_duration
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.shapes.reading import Reading


def items(node: MapNode, name: str) -> list[MapNode]:
    """The groups in that list."""
    found = node.entries[name][1] if name in node.entries else None
    return [item for item in found.items if isinstance(item, MapNode)] if isinstance(found, ListNode) else []


def id_of(item: MapNode) -> str:
    """What the group is called; empty when it has no id."""
    found = item.entries["id"][1] if "id" in item.entries else None
    return found.value if isinstance(found, Scalar) else ""


def check_ends(
    injects: Sequence[MapNode], objectives: Sequence[MapNode], length: timedelta, reading: Reading
) -> None:
    """Nothing happens, and nothing is to be judged, only once it is over."""
    for item in injects:
        for name in ("at", "by", "after"):
            moment, node = _length(item, name)
            if node is not None and moment is not None and moment >= length:
                message = f"this never happens: the scenario is over after {show_duration(length)}"
                reading.report.error(
                    "inject-after-end", node, message, "let it happen earlier, or make length longer"
                )
    said = {id_of(item): _length(item, "at")[0] for item in injects if "wrong" in item.entries}
    for item in objectives:
        named = item.entries["corrected"][1] if "corrected" in item.entries else None
        since = said.get(named.value) if isinstance(named, Scalar) else timedelta()
        within, node = _length(item, "within")
        if node is not None and within is not None and since is not None and since + within > length:
            message = f"nobody can tell: the scenario is over after {show_duration(length)}"
            hint = "ask for it sooner, or make length longer"
            reading.report.error("objective-after-end", node, message, hint)


def _length(item: MapNode, name: str) -> tuple[timedelta | None, Node | None]:
    """What stands there as a length of time, and where; None for what has its finding already."""
    node = item.entries[name][1] if name in item.entries else None
    try:
        return (parse_duration(node.value) if isinstance(node, Scalar) else None), node
    except ValueError:
        return None, node
