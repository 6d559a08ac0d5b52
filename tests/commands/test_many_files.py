"""Many files are looked at by several processes, and a person who stops that hears of none of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from crisis_cli.commands.checking.many_files import MANY, each

SLOWLY = """
import signal, sys, time
from crisis_cli.commands.checking import many_files


def look(file):
    time.sleep(0.02)
    return file

try:
    for file in many_files.each([str(n) for n in range(5_000)], look):
        print(file, flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_what_several_processes_find_comes_in_the_order_of_the_files() -> None:
    files = [str(number) for number in range(MANY + 7)]
    assert list(each(files, int)) == list(range(MANY + 7))
    assert list(each(files[:7], int)) == list(range(7))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process only")
def test_stopping_it_by_ctrl_c_ends_all_processes_without_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOWLY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (130, b"")
