"""What is inside a .gz file, also while it grows: members that are appended to it are read on."""

from __future__ import annotations

import zlib
from typing import BinaryIO

_GZIP = 31
"""For zlib: the largest window, and gzip's header around it."""

_READ = 1 << 16


class Unzipped:
    """`file` is read only as far as it is there; `fileno` and `tell` are its own."""

    def __init__(self, file: BinaryIO) -> None:
        self.raw = file
        self.fileno, self.tell = file.fileno, file.tell
        self._member: zlib._Decompress | None = None
        self._waiting = b""

    def __enter__(self) -> Unzipped:
        return self

    def __exit__(self, *_: object) -> None:
        self.raw.close()

    @property
    def unfinished(self) -> bool:
        """Whether the last member is not whole, or not yet."""
        return self._member is not None

    def skip(self, size: int) -> bool:
        """Pass over so many bytes of what is inside; False, and at the beginning, where there are not so many."""
        while size and (found := self.read1(min(size, _READ))):
            size -= len(found)
        if size:
            self.raw.seek(0)
            self._member, self._waiting = None, b""
        return not size

    def read1(self, size: int) -> bytes:
        """Up to so many bytes; none where there are no more, or not yet. Raises OSError, zlib.error."""
        while True:
            raw = self._waiting or self.raw.read(_READ)
            if self._member is None and not raw:
                return b""
            if self._member is None:
                raw, self._waiting = raw.lstrip(b"\0"), b""  # gzip allows zeros between members
                if not raw:
                    continue
                self._member = zlib.decompressobj(_GZIP)
            found = self._member.decompress(raw, size)
            self._waiting = self._member.unconsumed_tail
            if self._member.eof:
                self._waiting, self._member = self._member.unused_data, None
            if found or not raw:
                return found
