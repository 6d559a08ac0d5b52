"""The rooms and who may look into which, read off the imports (DESIGN: Rooms)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import crisis_cli

ROOT = Path(crisis_cli.__file__).parent
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py") if "shipped" not in path.parts)

MAY_IMPORT = {
    "domain": {"errors"},
    "proof": {"domain"},
    "rules": {"domain", "proof"},
    "engine": {"domain", "proof"},
    "statements": {"domain"},
    "signals": {"domain"},
    "review": {"domain"},
    "journal": {"domain"},
    "files": {"domain"},
    "feeds": {"domain"},
    "reach": {"domain"},
    "ui": {"domain", "proof", "engine", "review"},
    "commands": {
        *("domain", "proof", "rules", "engine", "statements", "signals", "review"),
        *("journal", "files", "feeds", "reach", "ui"),
        "__main__",  # a line typed in plain mode goes in by the same door as a command line
    },
    "__main__": {"commands", "ui", "domain"},
    "errors": set[str](),
    "clocks": set[str](),
    "__init__": set[str](),
}
"""The floors table; a room may always look into itself."""

GROUND = {"errors", "__init__"}
"""What everybody stands on."""

CLOCK_USERS = {"engine", "journal", "feeds", "reach", "ui", "commands", "__main__"}
"""Who may be handed a clock; the rooms below are handed `at`."""

HOMES = {
    "typer": {"commands", "__main__"},
    "click": {"commands", "__main__"},
    "rich": {"ui"},
    "textual": {"ui"},
    "yaml": {"files"},
    "jinja2": {"files"},
    "regex": {"statements"},  # grapheme clusters, which the standard library cannot tell
    "sqlite3": {"journal"},
    "psycopg": {"journal"},
    "apprise": {"reach"},
    "icalendar": {"files"},
    "recurring_ical_events": {"files"},
    "mastodon": {"reach"},
    "atproto_client": {"reach"},
    "tweepy": {"reach"},
    "httpx": {"reach"},  # atproto stands on it
    "feedparser": {"feeds"},
    "orjson": {"feeds"},
    "ahocorasick_rs": {"signals"},  # many words in one pass; without it the standard library's slower one
    "hyperscan": {"signals"},  # many words in a block of lines, upper and lower case alike
    "websockets": {"feeds"},
    "requests": {"feeds", "reach"},
    "urllib3": {"feeds", "reach"},
}
"""Which room each library lives in."""

DOORS = {
    "fcntl": set[str](),
    "termios": {"ui/watch/terminal.py"},
    "tty": set[str](),
    "pwd": set[str](),
    "msvcrt": set[str](),
    "winreg": set[str](),
    "resource": {"files/limits.py"},
}
"""What not every platform has, each behind the one file named here, if behind any."""

PURE = {"domain", "proof", "rules", "engine", "statements", "signals", "review"}
"""The rooms that stand on the standard library alone, and on none of what reaches outside the process."""

OUTSIDE = {"os", "subprocess", "socket", "threading", "multiprocessing", "tempfile", "urllib", "random", "secrets"}

READS_THE_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "monotonic_ns"),
    ("time", "perf_counter"),
    ("time", "sleep"),
    ("time", "localtime"),
    ("time", "gmtime"),
}


@dataclass(frozen=True)
class Import:
    """One imported module, by its full name; `for_types`: only the type checker follows it."""

    module: str
    line: int
    for_types: bool


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def top(found: Import) -> str:
    return found.module.split(".")[0]


def room(path: Path) -> str:
    return path.parts[0] if len(path.parts) > 1 else path.stem


@cache
def imports(path: Path) -> tuple[Import, ...]:
    """Everything that the file imports, wherever in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Import]:
    module = tree(path)
    for_types = {
        id(inner)
        for node in _statements(module)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in _statements(node)
    }
    for node in _statements(module):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: say the whole name, not a relative one"
            names = [node.module or ""]
            if node.module == "crisis_cli":
                names = [f"crisis_cli.{alias.name}" for alias in node.names]
        for name in names:
            yield Import(name, getattr(node, "lineno", 0), id(node) in for_types)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All that are in it, at any depth; what they are made of, a hundred times as much, holds none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child
            yield from _statements(child)


def by_room(path: Path) -> Iterator[tuple[str, Import]]:
    """The rooms of this program that the file looks into."""
    for found in imports(path):
        parts = found.module.split(".")
        if parts[0] == "crisis_cli":
            is_room = len(parts) > 1 and ((ROOT / parts[1]).is_dir() or (ROOT / f"{parts[1]}.py").is_file())
            yield (parts[1] if is_room else "__init__"), found


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in FILES} <= set(MAY_IMPORT)


def test_a_file_looks_only_downwards() -> None:
    upwards = [
        f"{path}:{found.line}: {room(path)} may not import {found.module}"
        for path in FILES
        for there, found in by_room(path)
        if not _may_look(path, there, found)
    ]
    assert upwards == []


def _may_look(path: Path, there: str, found: Import) -> bool:
    here = room(path)
    if there in (here, *GROUND) or there in MAY_IMPORT[here]:
        return True
    if there == "clocks":
        return here in CLOCK_USERS
    # An error may carry findings, and says so to the type checker only.
    return found.for_types and (here, found.module) == ("errors", "crisis_cli.domain.findings")


def test_a_library_stays_in_its_home() -> None:
    strays = [
        f"{path}:{found.line}: {found.module}"
        for path in FILES
        for found in imports(path)
        if room(path) not in HOMES.get(top(found), {room(path)})
    ]
    assert strays == []


def test_the_core_stands_on_the_standard_library_and_reaches_nothing_outside() -> None:
    allowed = (sys.stdlib_module_names - OUTSIDE) | {"crisis_cli"}
    core = [path for path in FILES if room(path) in PURE]
    assert [
        f"{path}: {found.module}"
        for path in core
        for found in imports(path)
        if top(found) not in allowed and room(path) not in HOMES.get(top(found), ())
    ] == []


def test_what_not_every_platform_has_is_behind_one_door() -> None:
    past_the_door = [
        f"{path}:{found.line}: {found.module}"
        for path in FILES
        for found in imports(path)
        if path.as_posix() not in DOORS.get(top(found), {path.as_posix()})
    ]
    assert past_the_door == []


def test_only_the_clocks_read_the_time() -> None:
    others = [path for path in FILES if path.as_posix() != "clocks.py"]
    assert [f"{path}: {read}" for path in others for read in _reads_of_the_time(path)] == []


def _reads_of_the_time(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            if (ast.unparse(node.value).split(".")[-1], node.attr) in READS_THE_TIME:
                yield f"line {node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield f"line {node.lineno}: from time import"


def test_a_modules_first_line_says_what_lives_there() -> None:
    silent = [
        str(path)
        for path in FILES
        if tree(path).body and (not ast.get_docstring(tree(path)) or tree(path).body[0].lineno != 1)
    ]
    assert silent == []


def test_there_are_no_drawers() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "shared"}
    assert [str(path) for path in FILES if path.stem in drawers] == []
