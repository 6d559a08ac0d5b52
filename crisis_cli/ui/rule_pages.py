"""Pages of rules for a person: one as Markdown or drawn, or all of them as a list."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from crisis_cli.domain.findings import RulePage

_NARROW = 60
"""With fewer columns the summary stands on a line of its own."""


def as_list(pages: Sequence[RulePage], width: int) -> list[str]:
    """Under the name of each family a line a rule: rule, severity, summary; what is longer goes on below."""
    lines: list[str] = []
    for family, found in groupby(pages, key=lambda page: page.family):
        rules = list(found)
        longest = max(len(page.rule) for page in rules)
        lines += ["", family] if lines else [family]
        for page in rules:
            head = f"  {page.rule:<{longest}}  {page.severity.value:<7}  "
            below = " " * len(head)
            if width < _NARROW:
                lines.append(head.rstrip())
                head = below = "      "
            lines += textwrap.wrap(page.summary, width, initial_indent=head, subsequent_indent=below)
    return lines


def draw(page: RulePage) -> None:
    """Draw the page on a terminal, as wide as the screen."""
    from rich.console import Console
    from rich.markdown import Markdown

    # The terminal's own colours: they are readable on whatever background it has.
    Console().print(Markdown(page.text, code_theme="ansi_dark", hyperlinks=False))
