"""What every test stands on: a home of its own, and a clock that it moves by hand."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes import FakeClock
from tests.nursery import Nursery, open_nursery
from tests.postgresql import Cluster, running

if TYPE_CHECKING:
    from tests.reach.receivers import Mail, Web

_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")

gc.set_threshold(100_000, 50, 100)  # as the program itself; and thousands of tests stay, too, once they are found
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where tests run in the background


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(scope="session")
def no_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What stands where the user's own folders would be."""
    path = tmp_path_factory.getbasetemp() / "tests-never-touch-the-real-home"
    path.write_text("A test asked for the user's own folders: give it CRISIS_HOME or a path.\n")
    return str(path)


@pytest.fixture(autouse=True)
def crisis_home(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, no_folder: str, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The journal's folder for this test. The real one fails loudly: whoever asks the platform finds a file."""
    home = tmp_path / "crisis-home"
    monkeypatch.setenv("CRISIS_HOME", str(home))
    monkeypatch.delenv("CRISIS_STORE", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.getbasetemp()))  # the traces of faults that tests provoke
    monkeypatch.setattr("tempfile.tempdir", None)
    for name in _FOLDERS:
        monkeypatch.setenv(name, no_folder)
    return home


@pytest.fixture
def clock() -> FakeClock:
    """Stands at 02:00 UTC until it is moved."""
    return FakeClock()


@pytest.fixture
def receiver() -> Iterator[Web]:
    """A web server on loopback that takes everything until it is told otherwise."""
    from tests.reach.receivers import web  # few tests need a server, and its libraries take their time

    with web() as server:
        yield server


@pytest.fixture
def post() -> Iterator[tuple[Mail, int]]:
    """A mail server on loopback, and its port."""
    from tests.reach.receivers import mail

    with mail() as server:
        yield server


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where children come from that need not load their libraries each time."""
    with open_nursery() as opened:
        yield opened


@pytest.fixture
def warm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What sends and posts from here comes out of the nursery: for tests of what it does, not of how it begins.
    Call it with what takes long to load."""
    if not hasattr(os, "fork"):
        return lambda _: None
    nursery: Nursery = request.getfixturevalue("nursery")
    nursery.load("crisis_cli.reach.child", services=True)
    monkeypatch.setattr("crisis_cli.reach.process.subprocess", nursery.subprocess())
    return nursery.load


@pytest.fixture
def cold(warm: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - after it
    """And in this test it is a Python of its own, as a user's is."""
    monkeypatch.setattr("crisis_cli.reach.process.subprocess", subprocess)


@pytest.fixture(scope="session")
def kitchen() -> Iterator[Nursery]:
    """The same for what looks at templates; it may have so little memory that it must have loaded nothing else."""
    with open_nursery() as opened:
        opened.load("crisis_cli.files.templates.render_child", "crisis_cli.files.templates.check_child")
        yield opened


@pytest.fixture
def warm_templates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The children that look at templates come out of the kitchen: for tests of what is made of a text."""
    if hasattr(os, "fork"):
        started = request.getfixturevalue("kitchen").subprocess()
        monkeypatch.setattr("crisis_cli.files.templates.process.subprocess", started)
        monkeypatch.setattr("crisis_cli.files.templates.render.subprocess", started)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own; absent: fails in CI, else skips."""
    with running() as server:
        yield server
