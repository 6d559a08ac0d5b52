"""One watch at a time learns into a state file, and pages and starts under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.writers import LockUnusable, WritersLock


@contextmanager
def alone(paths: Iterable[Path], clock: Clock) -> Iterator[None]:
    """Hold what lies at these paths, until the block or the process ends. Raises SurroundingsFailed where another
    watch holds it; where nothing can be locked, as on a full disk, listening comes first."""
    with ExitStack() as held:
        for path in paths:
            lock = WritersLock(path.with_name(f"{path.name}.lock"), clock, patience=0.0)
            held.callback(lock.close)
            try:
                lock.take()
            except LockUnusable:
                continue
            except SurroundingsFailed:
                raise SurroundingsFailed(
                    f"Another watch is at work here already: it keeps {path}. Two would page and start twice.",
                    "End it first. Just to look: crisis watch --replay FILE, or --mentions FILE --no-page.",
                ) from None
        yield
