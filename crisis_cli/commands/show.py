"""`crisis show`: a playbook as a table or Markdown."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How it is printed."""

    TABLE = "table"
    MD = "md"


def show(
    playbook: Annotated[str, typer.Argument(metavar="PLAYBOOK", help="A playbook's name or file.")],
    format_: Annotated[Format, typer.Option("--format", help="A table, or Markdown.")] = Format.TABLE,
) -> int:
    """Show a playbook: promises, roles, facts, statements and steps."""
    from crisis_cli.commands.playbooks import runnable
    from crisis_cli.ui.playbook_page import as_markdown, as_table

    found = runnable(playbook)
    if format_ is Format.MD:
        print(as_markdown(found))
    else:
        as_table(found)
    return 0
