"""`crisis list`: the playbooks there are."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.playbooks import shelf
from crisis_cli.ui.safe import json_text, safe_line


def list_(json: options.Json = False) -> int:
    """List the playbooks: yours first, then those that come with the tool."""
    entries = shelf()
    if json:
        rows = [
            {"name": entry.name, "title": entry.title, "per_item": entry.per_item, "problems": entry.problems}
            for entry in entries
        ]
        print(json_text({"playbooks": rows}))
        return 0
    for entry in entries:
        kind = "  (for one post: crisis triage)" if entry.per_item else ""
        bad = f"  {entry.problems} problem(s)" if entry.problems else ""
        print(f"{entry.name:<24} {safe_line(entry.title)}{kind}{bad}")
    return 0
