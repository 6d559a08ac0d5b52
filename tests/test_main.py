"""The boundary that turns every failure into words and an exit code."""

from __future__ import annotations

import pytest

from crisis_cli import __main__
from crisis_cli.commands import app
from crisis_cli.errors import Refused, SurroundingsFailed, UsageError


def failing(failure: BaseException) -> object:
    def invoke(_: list[str]) -> int:
        raise failure

    return invoke


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (UsageError("what", "how"), 2),
        (Refused("what", "how"), 3),
        (SurroundingsFailed("what", "how"), 4),
        (KeyboardInterrupt(), 130),
        (PermissionError(13, "Permission denied", "journal.db"), 4),
        (RuntimeError("a fault of ours"), 4),
    ],
)
def test_each_failure_has_its_exit_code_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: BaseException, code: int
) -> None:
    monkeypatch.setattr(app, "invoke", failing(failure))
    assert __main__.run(["status"]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_hint_stands_below_what_was_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "invoke", failing(Refused("It was \x1b[2J found.", "Do this next.")))
    __main__.run(["status"])
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert err.splitlines()[1].strip() == "Do this next."
