"""The child process that renders one template: JSON in on stdin, JSON out on stdout, nothing else.

It caps itself before it reads a template.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crisis_cli.files.limits import cap_this_process
from crisis_cli.files.templates.facts import WORDS, Changed, Fact, Facts, used_of
from crisis_cli.files.templates.sandbox import ENDING, Failed, sandbox, text_from


def rendered(order: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out one order; the answer has either `text` and `used`, or `error` and `hint`."""
    words = WORDS.get(order["language"], WORDS["en"])
    folders = [Path(folder) / order["language"] for folder in order["folders"]]
    facts = Facts({name: Fact(name, given, words) for name, given in order["facts"].items()})
    made = sandbox(folders, words)
    changes = [Changed(facts, change, words) for change in order["changes"]]
    text = text_from(made, order["template"] + ENDING, facts, order["words"], words, order["most"], changes)
    if isinstance(text, Failed):
        return {"error": str(text), "hint": text.hint}
    return {"text": text, "used": used_of(facts)}


def main() -> None:
    """Read the order, cap this process, answer."""
    order = json.load(sys.stdin.buffer)
    cap_this_process(order["memory"], order["cpu_seconds"])
    try:
        answer = rendered(order)
    except MemoryError:
        answer = {"error": "the template needs too much memory", "hint": "correct it"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
