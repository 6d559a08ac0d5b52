"""Files of one post a line, also gzip, also while they grow; and what is piped in."""

from __future__ import annotations

import os
import select
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from crisis_cli.clocks import Clock
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.feeds.lines import MOST_LINE
from crisis_cli.feeds.reading import Block
from crisis_cli.feeds.same_file import BEGINNING, is_same, known_by
from crisis_cli.feeds.unzipped import Unzipped

CHUNK = 1 << 17
"""Bytes read at once; twice as many are so large that the system hands out each piece of memory anew."""
PIPED = "-"

LOOK_AGAIN = 0.2
"""Seconds after which a file that had nothing new is looked at again, and a pipe gives word that it is silent."""


class LineFile:
    """`batches` gives lists of whole lines as they come; `offset` is where the next one begins, in a .gz of what
    is inside. While a pipe is silent it gives empty lists. With `follow` it waits for more, gives such lists
    meanwhile, and begins anew when the file was replaced or cut. `beside`: it is read in a thread of its own, and
    what is piped in below Python's buffer, or the process could not end.

    `known`: by what the file is known that `offset` belongs to. Where another lies there, `say` gets a sentence,
    and it is read from its beginning.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        *,
        follow: bool = False,
        offset: int = 0,
        beside: bool = False,
        known: Mapping[str, Any] | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.name = name
        self.offset = offset
        self.known = dict(known or {})
        self.dropped = 0
        self._say = say
        self._clock, self._follow, self._beside = clock, follow, beside

    def batches(self) -> Iterator[Iterable[bytes]]:
        """Raises UsageError for what cannot be opened, SurroundingsFailed for what cannot be read on."""
        if self.name == PIPED:
            piped = open(0, "rb", buffering=0, closefd=False) if self._beside else sys.stdin.buffer  # noqa: SIM115
            yield from self._read(piped)
            return
        while True:
            with self._open() as file:
                yield from self._read(file)
            if not self._follow:
                return
            self.offset = 0  # another file lies there now

    def _open(self) -> BinaryIO | Unzipped:
        try:
            if os.path.isdir(self.name):
                raise UsageError(f"{self.name} is a folder.", "Name a file of one post a line (JSON).")
            file = open(self.name, "rb")  # noqa: SIM115 - whoever called closes it
            if self.offset and not is_same(self.known, file):
                self._say(f"{self.name} is another file than was read before: read from its beginning.")
                self.offset = 0
            self.known = known_by(file)
            if self.name.endswith(".gz"):
                unzipped = Unzipped(file)
                self.offset = self.offset if unzipped.skip(self.offset) else 0
                return unzipped
            if self.offset:
                size = os.fstat(file.fileno()).st_size
                self.offset = self.offset if self.offset <= size else 0
                file.seek(self.offset)
        except (OSError, ValueError, zlib.error) as failed:
            why = getattr(failed, "strerror", None) or str(failed)
            raise UsageError(f"{self.name} cannot be read: {why}.", "Check the name and your rights.") from None
        return file

    def _read(self, file: BinaryIO | Unzipped) -> Iterator[Iterable[bytes]]:
        rest = b""
        read = file.read1 if isinstance(file, Unzipped) else getattr(file, "read1", file.read)
        while True:
            while self.name == PIPED and not self._beside and _is_silent(file):
                yield []
            try:
                chunk = read(CHUNK)
                if not chunk and not self._follow and isinstance(file, Unzipped) and file.unfinished:
                    raise EOFError("it is cut off")
            except (OSError, EOFError, ValueError, zlib.error) as failed:
                raise SurroundingsFailed(
                    f"{self.name} could not be read to its end: {failed}.",
                    "What was read before it has been used.",
                ) from None
            if chunk:
                end = chunk.rfind(b"\n")
                data = b"".join((rest, memoryview(chunk)[: max(end, 0)]))
                rest = chunk[end + 1 :] if end >= 0 else rest + chunk
                if len(rest) > MOST_LINE:
                    self.offset += len(rest)
                    self.dropped, rest = self.dropped + 1, b""
                if self.known.get("bytes", BEGINNING) < BEGINNING:
                    self.known = known_by(file.raw if isinstance(file, Unzipped) else file)
                if end >= 0:
                    self.offset += len(data) + 1
                    yield Block(data)
            elif self._follow and self.name != PIPED:
                if self._replaced(file):
                    return
                yield []
                self._clock.sleep(LOOK_AGAIN)
            else:
                break
        if rest:
            self.offset += len(rest)
            yield [rest]

    def _replaced(self, file: BinaryIO | Unzipped) -> bool:
        """Whether the name means another file by now, or this one was cut."""
        with suppress(OSError):
            there, here = os.stat(self.name), os.fstat(file.fileno())
            return (there.st_ino, there.st_dev) != (here.st_ino, here.st_dev) or there.st_size < file.tell()
        return False


def _is_silent(piped: BinaryIO | Unzipped) -> bool:
    """Whether nothing came for a moment; where the system cannot tell, as with pipes on Windows, it is read."""
    try:
        return not select.select([piped], [], [], LOOK_AGAIN)[0]
    except (OSError, ValueError):
        return False
