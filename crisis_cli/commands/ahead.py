"""What a command begins before the command line is even read: it takes long, and nothing need wait for it yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_cli.files.templates.process import TemplateProcess

_begun: list[TemplateProcess] = []


@contextmanager
def ahead(arguments: Sequence[str]) -> Iterator[None]:
    """Begin what this command line is going to need, and end it in any case.

    `validate`: the child that looks at templates loads jinja2 beside all that is loaded here, some 60 ms.
    """
    if list(arguments[:1]) == ["validate"] and not {"-h", "--help"} & set(arguments):
        _begun.append(_process())
    try:
        yield
    finally:
        while _begun:
            _begun.pop().close()


def templates() -> TemplateProcess:
    """The child that looks at templates; whoever asks ends it."""
    return _begun.pop() if _begun else _process()


def _process() -> TemplateProcess:
    from crisis_cli.files.templates.process import TemplateProcess

    return TemplateProcess()
