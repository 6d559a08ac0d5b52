"""A team's own command: what it said, how it ended, and that nothing of it stays."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from crisis_cli.reach.team_command import LONGEST_LINE, Ended, run_command

POSIX = pytest.mark.skipif(os.name == "nt", reason="process groups")


def python(code: str, *more: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *more)


def test_one_that_worked_has_its_last_line_kept(tmp_path: Path) -> None:
    ended = run_command(python("print('logging in'); print('42 posts paused'); print()"), tmp_path)
    assert ended == Ended("", False, 0, "42 posts paused")


def test_one_that_failed_says_how_with_what_it_complained_of(tmp_path: Path) -> None:
    ended = run_command(python("import sys; print('no such account', file=sys.stderr); sys.exit(3)"), tmp_path)
    assert ended == Ended("it ended with 3", False, 3, "no such account")


def test_its_words_go_to_no_shell(tmp_path: Path) -> None:
    ended = run_command(python("import sys; print(sys.argv[1])", "$HOME; echo `id` *"), tmp_path)
    assert ended.said == "$HOME; echo `id` *"


def test_it_has_the_environment_and_the_folder_and_nothing_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALRUS_KEY", "kelp")
    code = "import os, sys; print(os.environ['WALRUS_KEY'], os.getcwd() == sys.argv[1], sys.stdin.read() == '')"
    assert run_command(python(code, str(tmp_path.resolve())), tmp_path.resolve()).said == "kelp True True"


def test_what_is_not_there_could_not_be_started(tmp_path: Path) -> None:
    ended = run_command(("walrus-scheduler-that-is-not-here", "pause"), tmp_path)
    assert ended.why.startswith("walrus-scheduler-that-is-not-here could not be started: ")
    assert not ended.unknown
    assert run_command(("a\0b",), tmp_path).why.endswith("could not be started: it is no command")


@POSIX
def test_one_that_hangs_is_ended_with_all_that_it_started_and_nobody_knows_what_it_did(tmp_path: Path) -> None:
    mark = tmp_path / "still-there"
    late = f"import time, pathlib; time.sleep(1.5); pathlib.Path({str(mark)!r}).touch()"
    start = f"subprocess.run([sys.executable, '-c', {late!r}])"
    code = f"import subprocess, sys; print('busy', flush=True); {start}"
    ended = run_command(python(code), tmp_path, limit=0.7)
    assert (ended.unknown, ended.exit_code, ended.said) == (True, None, "busy")
    assert ended.why == "no end of it within 0.7 s; it was stopped"
    time.sleep(1.2)
    assert not mark.exists()


@POSIX
def test_one_that_leaves_something_running_is_not_waited_for(tmp_path: Path) -> None:
    start = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)'])"
    code = f"import subprocess, sys; print('done', flush=True); {start}"
    began = time.monotonic()
    assert run_command(python(code), tmp_path) == Ended("", False, 0, "done")
    assert time.monotonic() - began < 2.5


@POSIX
def test_one_that_is_killed_says_so(tmp_path: Path) -> None:
    assert run_command(python("import os; os.kill(os.getpid(), 9)"), tmp_path).why == "it was ended by signal 9"


def test_of_a_flood_the_end_is_kept_and_it_is_not_held_up(tmp_path: Path) -> None:
    ended = run_command(python("print('x' * 3_000_000); print('y' * 5000)"), tmp_path)
    assert ended.exit_code == 0
    assert ended.said == "y" * (LONGEST_LINE - 1) + "…"


def test_a_line_that_comes_letter_by_letter_is_whole(tmp_path: Path) -> None:
    code = "import sys, time\nfor letter in '42 posts paused': print(letter, end='', flush=True); time.sleep(0.01)"
    assert run_command(python(code), tmp_path).said == "42 posts paused"


def test_nothing_in_it_steers_a_terminal_or_gives_a_key_away(tmp_path: Path) -> None:
    code = r"print('\x1b[31mpaused\x1b[0m \x1b]52;c;AAAA\x07 50 %\r\u202e 100 % https://walrus.example/?token=kelp-1')"
    assert run_command(python(code), tmp_path).said == "100 % https://walrus.example/?token=******"
