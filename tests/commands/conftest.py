"""Commands called as a user calls them, in this process: words in, exit code and both streams out."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from crisis_cli.__main__ import run
from crisis_cli.commands import app, wiring


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its stdout as JSON."""
        return json.loads(self.out)


@cache
def _built(word: str) -> Callable[..., Any]:
    """The command line that begins with this word. A user's process builds it once, and so does this one."""
    return get_command(_command_line([word]))


_command_line = app.command_line


class Crisis:
    """`crisis("status", "--json")`: the command line of one machine with a journal of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.home = home

    def __call__(self, *words: str, typed: str = "", code: int | None = 0) -> Ran:
        """Run it with `typed` on stdin; the exit code must be `code` (None: any)."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", stdin)
        self._capsys.readouterr()
        got = run(list(words))
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        assert code is None or got == code, f"crisis {' '.join(words)}: exit {got}\n{out}\n{err}"
        return Ran(got, out, err)

    def begin(self, playbook: str = "product-contamination", *words: str) -> str:
        """Open a run without a keeper; returns its ID."""
        self("run", playbook, "--plain", "--seen", "now", "--no-keeper", *words)
        return str(self("status", "--json").json["incident"])

    def step(self, name: str) -> dict[str, Any]:
        """One step of `status --json`."""
        return next(step for step in self("status", "--json").json["steps"] if step["id"] == name)

    def kinds(self) -> list[str]:
        """The kinds of the events in the log."""
        return [json.loads(line)["kind"] for line in self("log", "--json").out.splitlines()]


@pytest.fixture
def crisis(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    warm_templates: None,  # noqa: ARG001 - its templates are read by children that begin warm
) -> Iterator[Crisis]:
    """A machine with nothing on it yet; pat sits at it."""
    home = tmp_path / "home"
    monkeypatch.setenv("CRISIS_HOME", str(home))
    monkeypatch.setenv("CRISIS_AS", "pat")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setattr(app, "command_line", lambda arguments: _built(arguments[0]))
    monkeypatch.chdir(tmp_path)
    wiring.journal.cache_clear()
    yield Crisis(capsys, monkeypatch, home)
    if wiring.journal.cache_info().currsize:
        wiring.journal().close()
    wiring.journal.cache_clear()


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a playbook beside the user; returns its path."""

    def written(name: str, text: str) -> str:
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return f"{os.curdir}/{path.name}"

    return written
