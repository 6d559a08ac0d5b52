"""`crisis edit` on a real terminal: the clock before $EDITOR, the findings after it, and a way back into it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.terminal.conftest import PATIENCE, Terminals

EDITOR = """\
#!/bin/sh
if [ -e "$0.second" ]; then echo "We are checking. We speak again at 23:59." > "$1"
else echo "Mistakes were made. Sorry if anyone was offended." > "$1"; touch "$0.second"; fi
"""


def test_the_clock_is_told_and_errors_lead_back_into_the_editor(
    terminal: Terminals, crisis: Callable[..., str], tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    crisis("run", "product-contamination", "--plain", "--seen", "now", "--no-keeper")
    crisis("answer", "size-up", "crisis")
    crisis("draft", "holding")
    screen = terminal("edit", "holding", EDITOR=str(editor))
    shown = screen.until("min left (by ", "first statement: ", "error[conditional-apology", "Edit again? [Y/n]")
    assert shown.index("min left (by ") < shown.index("error[")
    screen.press("Enter")
    deadline = time.monotonic() + PATIENCE
    while crisis("log", "--json").count('"statement_edited"') < 2:
        assert time.monotonic() < deadline, screen.screen()
    crisis("check", "holding")  # exit code 0: no error is left
