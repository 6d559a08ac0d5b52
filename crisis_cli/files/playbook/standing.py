"""A standing approval written into a playbook's file, at its statement; the rest of the file stays as it is."""

from __future__ import annotations

from crisis_cli.domain.parts import Preapproved
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import Report
from crisis_cli.files.playbook.reader import read_playbook, read_tree


def with_standing_approval(text: str, statement: str, approval: Preapproved) -> str:
    """The file's text with this standing approval of a statement, in place of an earlier one.

    Raises UsageError when the file has no such statement; CrisisError when it is written in a way in which the
    right place cannot be found, which is looked at again before anything is returned.
    """
    root, _ = read_tree(text, Report("the playbook"))
    spec = _below(_below(root, "statements"), statement)
    if not isinstance(spec, MapNode) or "template" not in spec.entries:
        raise UsageError(f'there is no statement "{statement}" in this file', "crisis show PLAYBOOK lists them")
    slots = ", ".join(approval.slots)
    words = (
        f"preapproved: {{by: {approval.by}, until: {approval.until.isoformat()}, sha256: {approval.sha256}"
        + (f", slots: [{slots}]" if slots else "")
        + "}"
    )
    if "preapproved" in spec.entries:
        key, value = spec.entries["preapproved"]
        made = text[: key.start_mark.index] + words + text[_end(value) :]
    elif spec.flow:
        at = spec.end_mark.index - 1
        made = f"{text[:at].rstrip()}, {words}{text[at:]}"
    else:
        key, value = spec.entries["template"]
        line_end = text.find("\n", value.end_mark.index)
        at = line_end if line_end >= 0 else len(text)
        made = f"{text[:at]}\n{' ' * key.start_mark.column}{words}{text[at:]}"
    _check(made, statement, approval)
    return made


def _below(node: Node | None, name: str) -> Node | None:
    return node.entries[name][1] if isinstance(node, MapNode) and name in node.entries else None


def _end(node: Node) -> int:
    """Where the last thing in it ends; a block's own end is where the next thing begins."""
    if isinstance(node, Scalar) or getattr(node, "flow", True):
        return node.end_mark.index
    inside: list[Node] = []
    if isinstance(node, MapNode):
        inside = [value for _, value in node.entries.values()]
    elif isinstance(node, ListNode):
        inside = list(node.items)
    return max((_end(one) for one in inside), default=node.end_mark.index)


def _check(text: str, statement: str, approval: Preapproved) -> None:
    playbook = read_playbook(text, "the playbook").playbook
    if playbook is None or playbook.statements[statement].preapproved != approval:
        raise CrisisError(
            "the place for the standing approval was not found, and nothing was written",
            "write preapproved: into the statement by hand",
        )
