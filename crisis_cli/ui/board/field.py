"""The line that a person types into: text's own colours, a cursor that is seen without colour."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """An input line whose cursor is reverse video."""

    DEFAULT_CSS = """
    Field { background: ansi_default; color: ansi_default; margin: 0 1; width: 100%; }
    Field > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """
