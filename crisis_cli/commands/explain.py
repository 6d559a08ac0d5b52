"""`crisis explain`: what a rule is about, with a bad and a good example."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.domain.findings import RulePage
from crisis_cli.files import rule_pages
from crisis_cli.ui.rule_pages import as_list, draw
from crisis_cli.ui.safe import json_text


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE", help="A rule's name, as a finding ends with it, or a family; left out: all rules."
        ),
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="The page as it is written, in Markdown.")] = False,
    json: options.Json = False,
) -> int:
    """Explain a rule: why it matters in a crisis, a bad and a good example. Without a name, list them all."""
    pages = rule_pages.family(rule) if rule else rule_pages.all_pages()
    if pages:
        rows = [_row(page) for page in pages]
        columns = shutil.get_terminal_size().columns
        print(json_text({"rules": rows}) if json else "\n".join(as_list(pages, columns)))
        return 0
    page = rule_pages.page(rule)
    if json:
        print(json_text({**_row(page), "text": page.text}))
    elif plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        print(page.text, end="")
    else:
        draw(page)
    return 0


def _row(page: RulePage) -> dict[str, str]:
    return {
        "rule": page.rule,
        "severity": page.severity.value,
        "family": page.family,
        "summary": page.summary,
    }
