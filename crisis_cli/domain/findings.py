"""A finding and the route to its place: what a check says, before any file turns it into line and column."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error keeps a playbook from its promise; a warning asks for eyes; a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


Route = tuple[str | int, ...]
"""A place in a document by its keys: `("steps", "size-up", "role")`; an item of a list by its `id` where it has
one, else by its number. The file that was read knows its line."""


def show_route(route: Route) -> str:
    """`steps.size-up.role` or `steps.size-up.ladder[0]`, for a person and for a baseline."""
    shown = ""
    for part in route:
        shown += f"[{part}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


class Place(NamedTuple):
    """Where in a file: 1-based lines and columns in characters, the end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def words(self, text: str) -> str:
        """What stands there in the file's text."""
        lines = text.split("\n")[self.line - 1 : self.end_line]
        lines[-1:] = [line[: self.end_column - 1] for line in lines[-1:]]
        lines[:1] = [line[self.column - 1 :] for line in lines[:1]]
        return "\n".join(lines)


class Related(NamedTuple):
    """The other end of a finding: where the thing it speaks of was defined. `listed`: one line of a list that
    belongs to the message, such as a step of a path."""

    message: str
    route: Route = ()
    place: Place | None = None
    listed: bool = False


class Edit(NamedTuple):
    """What stands at `place`, to be replaced by `text`."""

    place: Place
    text: str


class Finding(NamedTuple):
    """`message` says what was found and what was expected, `hint` what to do; `place` is set by the file.
    `fix`: the edits that put it right, where there is one right answer and no other."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    route: Route = ()
    place: Place | None = None
    related: tuple[Related, ...] = ()
    fix: tuple[Edit, ...] = ()


class RulePage(NamedTuple):
    """What a rule is about, for `explain` and for formats that carry help. `text`: the whole page in Markdown."""

    rule: str
    severity: Severity
    family: str
    summary: str
    text: str
