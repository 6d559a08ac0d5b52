"""`crisis validate`: all findings of all files in one go."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisis_cli.commands.ahead import templates
from crisis_cli.commands.wiring import clock
from crisis_cli.domain.findings import RulePage
from crisis_cli.errors import UsageError
from crisis_cli.files.names import ENDINGS, STDIN
from crisis_cli.ui.findings import Format
from crisis_cli.ui.findings.result import Checked, counted, summary

if TYPE_CHECKING:
    from crisis_cli.files.baseline import Baseline

DEFAULT = "playbooks"


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Files, folders, - for standard input. Default: playbooks/"),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="For a person, or for a CI system.")] = Format.TEXT,
    output_: Annotated[
        str | None, typer.Option("--output", metavar="FILE", help="Write it there, not to the screen.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="A warning fails too.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULES", help="Only these rules or families, a comma between them."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULES", help="All but these rules or families.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Leave out what an earlier --format json found already."),
    ] = None,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="What is past its day is an error, not a warning.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what has one right answer, and no other.")] = False,
) -> int:
    """Check playbooks, with the scenario, team, watch and channels files and the templates beside them.

    Exit code 0: nothing that fails; 1: problems were found; 2: there was nothing to look at.
    """
    began = clock().monotonic()
    output = _output(output_, paths or ()) if output_ is not None else None
    if fix and STDIN in (paths or ()):
        raise UsageError("What comes through a pipe cannot be put right.", "Name the file itself.")
    with templates() as process:
        from crisis_cli.commands.checking.shelves import ask

        asked = ask(paths or [DEFAULT], process)  # before the rest is loaded, which takes as long as its answer
        from crisis_cli.commands.checking.all_files import check
        from crisis_cli.commands.checking.one_file import CALENDAR
        from crisis_cli.commands.checking.rule_choice import RuleChoice, keeps_a_run_from_reading
        from crisis_cli.ui.findings import colour, render, wrapping

        choice = RuleChoice(select or (), ignore or ())
        known = _baseline(baseline) if baseline is not None else None
        found = check(paths or [DEFAULT], asked, calendar=calendar, wanted=choice.keeps, fix=fix)
    findings = found.findings
    if fix:
        for line in found.fixed:
            _say(line)
        _say(f"{counted(len(found.fixed), 'line')} put right.")
    if known is not None:
        compared = known.without(filterfalse(keeps_a_run_from_reading, findings), found.files)
        findings = (*filter(keeps_a_run_from_reading, findings), *compared.kept)
        mended = f", {len(compared.mended)} in it are mended: write it anew" if compared.mended else ""
        new = "" if findings else "nothing new; "
        _say(f"{new}{counted(compared.hidden, 'finding')} of the baseline left out{mended}.")
    checked = Checked(
        findings=findings,
        files=len(found.files),
        not_checked=found.not_checked,
        seconds=clock().monotonic() - began,
        sources=found.sources.text,
        file_names=found.files,
        strict=strict,
        only_warns=() if calendar else CALENDAR,
    )
    on_screen = output is None
    coloured = on_screen and sys.stdout is not None and colour.wanted(sys.stdout.isatty(), os.environ)
    columns = wrapping.columns_of(sys.stdout, os.environ) if on_screen and sys.stdout is not None else None
    text = render(format_, checked, _pages(format_), colour=coloured, columns=columns)
    if output is None:
        print(text, end="")
    else:
        _write(output, text)
    if not on_screen or format_ not in (Format.TEXT, Format.GITHUB):
        _say(summary(checked))
    return 1 if checked.fails else 0


def _baseline(path: Path) -> Baseline:
    from crisis_cli.files.baseline import Baseline

    return Baseline.read(path)


def _write(path: Path, text: str) -> None:
    from crisis_cli.files.disk import replace_file

    replace_file(path, text.encode("utf-8", "backslashreplace"))


def _output(given: str, paths: Sequence[str]) -> Path | None:
    """Where the report goes; raises UsageError for what would write it over a playbook."""
    if given in ("", STDIN):
        if given:
            return None
        raise UsageError("--output needs the name of a file.", "Leave it out to see the report here.")
    path = Path(given)
    ours = path.suffix in ENDINGS or any(os.path.abspath(given) == os.path.abspath(other) for other in paths)
    if ours:
        raise UsageError(f"{given} looks like a playbook: the report would replace it.", "Name another file.")
    return path


def _say(words: str) -> None:
    """Beside the result, which alone goes to stdout."""
    print(words, file=sys.stderr)


def _pages(format_: Format) -> dict[str, RulePage]:
    """The help of every rule, for the one form of output that carries it."""
    if format_ is not Format.SARIF:
        return {}
    from crisis_cli.files.rule_pages import pages

    return {page.rule: page for page in pages()}
