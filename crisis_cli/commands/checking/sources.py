"""Where the bytes of the files of a check come from."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path

from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.names import STDIN
from crisis_cli.files.parsing.source import MAX_BYTES

SHOWN_STDIN = "<stdin>"


class Sources:
    """Where the bytes of files come from; standard input can be read only once, and is shown again."""

    @cached_property
    def _stdin(self) -> bytes:
        return sys.stdin.buffer.read(MAX_BYTES + 1)

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than may be read; raises CrisisError."""
        return self._stdin if file == STDIN else read_regular(Path(file), MAX_BYTES)

    def text(self, shown: str) -> str | None:
        """The text of a file as findings name it, to show a line of it; None when it cannot be had any more."""
        try:
            return self.read(STDIN if shown == SHOWN_STDIN else shown).decode("utf-8", "replace")
        except CrisisError:
            return None
