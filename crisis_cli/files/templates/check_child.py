"""The child process that looks at templates for `crisis validate`: JSON lines in on stdin, JSON lines out.

A line `{"check": [[folder, ...], ...]}` asks what every template of each list of folders uses: one line comes
back; with `"only": [name, ...]`, of those that a statement naming these would find. A line `{"render": [order,
...]}` asks for samples: one line comes back for each order, so that the parent knows which template this process
died of. Whatever takes longer than a file may ends the process.
"""

from __future__ import annotations

import faulthandler
import json
import os
import re
import sys
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from crisis_cli.files.limits import cap_this_process
from crisis_cli.files.templates.found import Found
from crisis_cli.files.templates.sample import Kitchen
from crisis_cli.files.templates.trees import Trees

SECONDS = 1.0
"""Wall clock time for one file; the shipped ones take a thousandth of it."""

MEMORY = 256 << 20
CPU_SECONDS = 60
MOST_TEXT = 64 << 10
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def checked(
    shelves: Sequence[Sequence[str]],
    watch: Callable[[], None],
    kitchen: Kitchen,
    only: Container[str] | None = None,
) -> dict[str, Any]:
    """What every template uses, by list of folders and language, and the findings of all; `only`: of those that
    a statement naming these would find, as long as nothing is wrong in them."""
    found = Found()
    files: dict[str, Any] = {}
    uses = []
    for shelf in shelves:
        by_language = {}
        for language in languages(shelf):
            by_language[language] = list(Trees(kitchen.sandbox(language, shelf), found, files).uses(watch, only))
        uses.append(by_language)
    if only is not None and any(found):  # where a mistake is told can hang on who else includes the file
        return checked(shelves, watch, kitchen)
    return {"uses": uses, "findings": list(found)}


def languages(folders: Iterable[str]) -> list[str]:
    """The languages for which one of the folders has templates."""
    found: set[str] = set()
    for folder in folders:
        try:
            found |= {one.name for one in os.scandir(folder) if _LANGUAGE.fullmatch(one.name) and one.is_dir()}
        except OSError:
            continue  # whoever named a folder that cannot be read was told where it was named
    return sorted(found)


def main() -> None:
    """Answer until stdin ends."""
    cap_this_process(MEMORY, CPU_SECONDS)
    nobody = open(os.devnull, "w")  # noqa: SIM115 - faulthandler writes there until the process ends

    def watch(seconds: float = SECONDS) -> None:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nobody)

    calls = count()

    def watch_ten() -> None:
        if next(calls) % 10 == 0:  # setting the alarm takes as long as reading a small template
            watch(10 * SECONDS)

    kitchen = Kitchen()
    for line in sys.stdin.buffer:
        order: Mapping[str, Any] = json.loads(line)
        if "check" in order:
            only = frozenset(order["only"]) if "only" in order else None
            answer = checked(order["check"], watch_ten, kitchen, only)
            faulthandler.cancel_dump_traceback_later()
            _say(answer)
        for one in order.get("render", ()):
            watch()
            failed = [[state, *why] for state, why in kitchen.tried(one, MOST_TEXT)]
            faulthandler.cancel_dump_traceback_later()
            _say({"failed": failed})


def _say(answer: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()
