"""Findings for a person: what was found, where, the line itself with a caret, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crisis_cli.domain.findings import Finding, Place, Related, show_route
from crisis_cli.ui.findings.colour import BOLD, BY_SEVERITY, FRAME, HELP, painted
from crisis_cli.ui.findings.result import Checked, ordered, summary
from crisis_cli.ui.findings.snippet import WIDTH, excerpt
from crisis_cli.ui.findings.wrapping import wrapped
from crisis_cli.ui.safe import safe, safe_line

Sources = Callable[[str], str | None]
LineOf = Callable[[Place], str | None]

_MAY_HOLD_A_SECRET = ("://", "token", "password", "consumer_")


def render(checked: Checked, *, colour: bool, columns: int | None = None) -> str:
    """Every finding with an empty line below it, then the summary. `columns`: of the terminal, None for none."""
    shown = lines(checked.findings, checked.sources, colour, columns)
    return "".join(f"{line}\n" for line in (*shown, *wrapped(summary(checked), columns, 0)))


def lines(
    findings: Iterable[Finding], sources: Sources, colour: bool = False, columns: int | None = None
) -> list[str]:
    """The findings in the order of their files, without a summary; an empty line below each."""
    line_of = _Texts(sources).line
    return [
        line for finding in ordered(findings) for line in (*_Block(finding, line_of, colour, columns).lines(), "")
    ]


class _Block:
    """One finding. `line_of`: the line of a file at a place, None when it cannot be had."""

    def __init__(self, finding: Finding, line_of: LineOf, colour: bool, columns: int | None) -> None:
        self.finding, self.line_of, self.colour, self.columns = finding, line_of, colour, columns
        places = (finding.place, *(other.place for other in finding.related))
        self.gutter = len(str(max((place.line for place in places if place), default=0)))
        self.arrow = self.painted(f"{' ' * self.gutter}-->", FRAME)

    def painted(self, text: str, code: str) -> str:
        return painted(text, code, self.colour)

    def lines(self) -> list[str]:
        finding = self.finding
        tone = BY_SEVERITY[finding.severity]
        shown = self.head(tone)
        if finding.place is None:
            shown += [f"{self.arrow} {safe_line(show_route(finding.route))}"] if finding.route else []
        else:
            shown.append(f"{self.arrow} {where(finding.place)}")
            shown += self.excerpt(finding.place, "^", tone)
        listed_first = sorted(finding.related, key=lambda other: not other.listed)
        shown += [line for other in listed_first for line in self.related(other)]
        if finding.hint:
            first, *rest = wrapped(f"help: {safe_line(finding.hint)}", self.columns, len("help: "))
            shown += [f"{self.painted('help', HELP)}{first.removeprefix('help')}", *rest]
        return [*shown, f"{' ' * self.gutter} {self.painted('=', FRAME)} crisis explain {finding.rule}"]

    def head(self, tone: str) -> list[str]:
        head = f"{self.finding.severity.value}[{self.finding.rule}]"
        first, *rest = wrapped(f"{head}: {safe_line(self.finding.message)}", self.columns, 2)
        rest = [f"  {self.painted(line.lstrip(), BOLD)}" for line in rest]
        return [f"{self.painted(head, tone)}{self.painted(first.removeprefix(head), BOLD)}", *rest]

    def related(self, other: Related) -> list[str]:
        """The other end with its line, if that is in the same file; an item of a list on a line of its own."""
        place = other.place
        here = place is not None and self.finding.place is not None and place.file == self.finding.place.file
        if other.listed:
            line = f" (line {place.line})" if place and here else ""
            return [f"{' ' * self.gutter}   {shown_name(other.message)}{line}"]
        at = f"{shown_name(place.file)}:{place.line}: " if place else ""
        arrow = f"{' ' * self.gutter}-->"
        first, *rest = wrapped(f"{arrow} {at}{safe_line(other.message)}", self.columns, len(arrow) + 1)
        shown = [f"{self.arrow}{first.removeprefix(arrow)}", *rest]
        return [*shown, *self.excerpt(place, "-", FRAME)] if place and here else shown

    def excerpt(self, place: Place, mark: str, tone: str) -> list[str]:
        line = self.line_of(place)
        if line is None:
            return []
        width = WIDTH if self.columns is None else self.columns - self.gutter - len(" | ")
        shown, marks = excerpt(line, place, mark, width)
        bar = self.painted(f"{' ' * self.gutter} |", FRAME)
        number = self.painted(f"{place.line:>{self.gutter}} |", FRAME)
        indent = len(marks) - len(marks.lstrip())
        return [bar, f"{number} {shown}".rstrip(), f"{bar} {' ' * indent}{self.painted(marks[indent:], tone)}"]


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
        if not any(sign in line for sign in _MAY_HOLD_A_SECRET):
            return line
        from crisis_cli.domain.secrets import masked  # its patterns are compiled for the few lines that need it

        return masked(line)
