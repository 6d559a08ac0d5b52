"""The child process that looks at templates, as its parent holds it: started, told something, heard, ended.

Nothing that is slow to load is imported here, so that the child can be started first and loads jinja2 while the
parent loads everything else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import crisis_cli

_RUN = """
import gc, sys
gc.set_threshold(100_000, 50, 100)  # libraries and trees stay: searching them took a tenth of the time
sys.path += sys.argv[1:]
from crisis_cli.files.templates.check_child import main
main()
"""
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class TemplateProcess:
    """One child, started at once. `why`: what is known of its end, or why there is none."""

    def __init__(self) -> None:
        self.why = ""
        environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
        # -I -S: nothing from the environment or the folder somebody stands in, and no time lost on site.
        flags = ["-I", "-S", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
        if sys.pycache_prefix:
            flags += ["-X", f"pycache_prefix={sys.pycache_prefix}"]
        command = [sys.executable, *flags, "-c", _RUN, *_library_folders()]
        self._child: subprocess.Popen[bytes] | None = None
        try:
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ
            )
        except (OSError, ValueError) as failed:
            self.why = str(failed)

    def __enter__(self) -> TemplateProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def say(self, line: Mapping[str, Any]) -> None:
        """Tell the child something."""
        if self._child is None or self._child.stdin is None:
            return
        import json  # once the child is at work

        try:
            self._child.stdin.write(json.dumps(line).encode() + b"\n")
            self._child.stdin.flush()
        except OSError:
            return  # it has died, which whoever waits for its answer will notice

    def hear(self) -> dict[str, Any] | None:
        """One answer, waited for; None when the child has died."""
        if self._child is None or self._child.stdout is None:
            return None
        import json

        try:
            answer = json.loads(self._child.stdout.readline() or b"null")
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            return answer
        try:
            self.why = f"it ended with code {self._child.wait(1)}"
        except subprocess.TimeoutExpired:
            self.why = "it answered nothing that can be read"
        self.close()
        return None

    def close(self) -> None:
        """End the child, whatever it does."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _library_folders() -> list[str]:
    """Where the child may look for libraries: as here, and never in the folder somebody stands in."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(crisis_cli.__file__)))
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""  # the folder was deleted: nothing can lie in it
    others = [path for path in sys.path if os.path.isabs(path) and os.path.realpath(path) != here]
    return [*others, package]
