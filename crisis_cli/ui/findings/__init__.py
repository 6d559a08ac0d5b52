"""Findings written out, each form of output in a file of its own; only the one that is asked for is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from crisis_cli.domain.findings import RulePage
from crisis_cli.ui.findings.result import Checked


class Format(StrEnum):
    """The forms of output, by the name that is typed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"


def render(
    format: Format,
    checked: Checked,
    pages: Mapping[str, RulePage],
    *,
    colour: bool = False,
    columns: int | None = None,
) -> str:
    """The whole output with its last newline. `pages`: the help of the rules by name, which only SARIF carries.
    Of text: whether it may have `colour`, and how many `columns` the terminal has, None where there is none."""
    match format:
        case Format.TEXT:
            from crisis_cli.ui.findings import text

            return text.render(checked, colour=colour, columns=columns)
        case Format.CONCISE:
            from crisis_cli.ui.findings import concise

            return concise.render(checked)
        case Format.JSON:
            from crisis_cli.ui.findings import json_format

            return json_format.render(checked)
        case Format.SARIF:
            from crisis_cli.ui.findings import sarif

            return sarif.render(checked, pages)
        case Format.JUNIT:
            from crisis_cli.ui.findings import junit

            return junit.render(checked)
        case Format.GITHUB:
            from crisis_cli.ui.findings import github

            return github.render(checked)
        case Format.GITLAB:
            from crisis_cli.ui.findings import gitlab

            return gitlab.render(checked)
