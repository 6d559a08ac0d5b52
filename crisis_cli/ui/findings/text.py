"""Findings for a person: what was found, where, the line itself with a caret, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crisis_cli.domain.findings import Finding, Place, show_route
from crisis_cli.ui.findings.colour import BOLD, BY_SEVERITY, FRAME, HELP, painted
from crisis_cli.ui.findings.result import Checked, ordered, summary
from crisis_cli.ui.findings.snippet import excerpt
from crisis_cli.ui.safe import safe, safe_line

Sources = Callable[[str], str | None]


def render(checked: Checked, *, colour: bool) -> str:
    """Every finding with an empty line below it, then the summary."""
    return "".join(f"{line}\n" for line in (*lines(checked.findings, checked.sources, colour), summary(checked)))


def lines(findings: Iterable[Finding], sources: Sources, colour: bool = False) -> list[str]:
    """The findings in the order of their files, without a summary; an empty line below each."""
    texts = _Texts(sources)
    return [line for finding in ordered(findings) for line in (*block(finding, texts.line, colour), "")]


def block(finding: Finding, line_of: Callable[[Place], str | None], colour: bool = False) -> list[str]:
    """The lines of one finding. `line_of`: the line of a file at a place, None when it cannot be had."""
    tone = BY_SEVERITY[finding.severity]
    head = painted(f"{finding.severity.value}[{finding.rule}]", tone, colour)
    shown = [f"{head}{painted(f': {safe_line(finding.message)}', BOLD, colour)}"]
    near = [other for other in finding.related if other.place]
    numbers = [place.line for place in (finding.place, *(other.place for other in near)) if place]
    gutter = len(str(max(numbers, default=0)))
    arrow = painted(f"{' ' * gutter}-->", FRAME, colour)
    if finding.place is None:
        shown += [f"{arrow} {safe_line(show_route(finding.route))}"] if finding.route else []
    else:
        shown.append(f"{arrow} {where(finding.place)}")
        shown += _excerpt(finding.place, line_of, "^", gutter, tone, colour)
    for other in finding.related:
        if other.place is None:
            shown.append(f"{arrow} {safe_line(other.message)}")
            continue
        shown.append(f"{arrow} {shown_name(other.place.file)}:{other.place.line}: {safe_line(other.message)}")
        if finding.place is not None and other.place.file == finding.place.file:
            shown += _excerpt(other.place, line_of, "-", gutter, FRAME, colour)
    if finding.hint:
        shown.append(f"{painted('help', HELP, colour)}: {safe_line(finding.hint)}")
    return [*shown, f"{' ' * gutter} {painted('=', FRAME, colour)} crisis explain {finding.rule}"]


def _excerpt(
    place: Place, line_of: Callable[[Place], str | None], mark: str, gutter: int, tone: str, colour: bool
) -> list[str]:
    line = line_of(place)
    if line is None:
        return []
    shown, marks = excerpt(line, place, mark)
    bar = painted(f"{' ' * gutter} |", FRAME, colour)
    number = painted(f"{place.line:>{gutter}} |", FRAME, colour)
    indent = len(marks) - len(marks.lstrip())
    under = " " * indent + painted(marks[indent:], tone, colour)
    return [bar, f"{number} {shown}".rstrip(), f"{bar} {under}"]


def where(place: Place) -> str:
    """`file:line:column`, safe to show."""
    return f"{shown_name(place.file)}:{place.line}:{place.column}"


def shown_name(file: str) -> str:
    """The name of a file on one line, safe to show, its spaces as they are."""
    return safe(file).replace("\n", "\\n").replace("\t", "\\t")


class _Texts:
    """The lines of the file that was asked for last, so that only one is kept in memory."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._file: str | None = None
        self._lines: list[str] = []

    def line(self, place: Place) -> str | None:
        """The line at that place, None when there is none or the file is gone."""
        if place.file != self._file:
            # Ends of lines as the reader and an editor count them; str.splitlines knows more kinds.
            text = self._sources(place.file)
            self._file, self._lines = place.file, text.split("\n") if text else []
        if not 0 < place.line <= len(self._lines):
            return None
        line = self._lines[place.line - 1].removesuffix("\r")
        if "://" not in line:
            return line
        from crisis_cli.domain.secrets import masked  # its patterns are compiled for the few lines with a URL

        return masked(line)
