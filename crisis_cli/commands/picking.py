"""Which run is meant: its ID, the start of it, #n, or the only one there is."""

from __future__ import annotations

import sys

from crisis_cli.commands import wiring
from crisis_cli.domain.journal import Head
from crisis_cli.engine.words import nearest
from crisis_cli.errors import UsageError


def pick(given: str, *, reading: bool = False) -> Head:
    """The run meant: by default the only open one; for readers else the latest.

    Several and a terminal: asks. Several and none: UsageError, as for a name that fits nothing.
    """
    heads = wiring.journal().heads()
    if given:
        return _named(given, heads)
    still_open = [head for head in heads if head.open]
    if len(still_open) == 1:
        return still_open[0]
    if len(still_open) > 1:
        return _ask(still_open)
    if reading and heads:
        return heads[-1]
    if heads:
        raise UsageError(
            "No incident is open.", f"The latest was {heads[-1].incident}: crisis reopen, or crisis run"
        )
    raise UsageError("There is no incident yet.", "Start one: crisis run")


def _named(given: str, heads: list[Head]) -> Head:
    number = given.removeprefix("#")
    found = [head for head in heads if head.incident == given]
    if not found and number.isdecimal():
        found = [head for head in heads if head.number == int(number)]
    if not found:
        found = [head for head in heads if head.incident.startswith(given)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(head.incident for head in found)
        raise UsageError(f'"{given}" could be {names}.', "Write more of the name.")
    raise UsageError(f'There is no incident "{given}".', nearest(given, [head.incident for head in heads]))


def _ask(heads: list[Head]) -> Head:
    names = ", ".join(f"#{head.number} {head.incident}" for head in heads)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"{len(heads)} incidents are open: {names}.", "Say which: --incident ID")
    for head in heads:
        kind = "DRILL" if head.drill else "REAL"
        print(f"  {head.number}  {kind}  {head.title}  {head.incident}", file=sys.stderr)
    print("Which one? Its number: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip()
    return _named(answer, heads) if answer else heads[-1]
