"""A file that grows, or what is piped in, beside live sources."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.errors import CrisisError
from crisis_cli.feeds.line_files import LineFile
from crisis_cli.feeds.live.stream import Batch, Lost, Trouble


class Growing:
    """`mark`: bytes of the file that were read, and by what it is known."""

    polled = True
    resumes = False

    def __init__(self, name: str, clock: Clock) -> None:
        self._name, self._clock = name, clock

    def batches(self, mark: Any) -> Generator[Batch, None, None]:
        """Its lines as they are added; ends with what is piped in. Raises Lost."""
        kept: dict[str, Any] = mark if isinstance(mark, dict) else {"offset": mark if isinstance(mark, int) else 0}
        offset, known = int(kept["offset"]), kept.get("file")
        file = LineFile(self._name, self._clock, follow=True, offset=offset, beside=True, known=known)
        yield Batch()
        try:
            for lines in file.batches():
                if lines:
                    yield Batch(tuple(lines), {"offset": file.offset, "file": file.known})
        except CrisisError as failed:
            raise Lost(Trouble.REFUSED, failed.message.rstrip(".")) from None
