"""Findings that somebody chose to live with, in the file itself and with the reason beside it.

    within: 20m  # crisis: ignore[late-promise] because the ministry speaks first in our country

At the end of a line it covers what is found on that line, alone on a line what is found on the next one. In a
template it is a comment there: {#- crisis: ignore[template-block] because ... -#}. What a run would refuse too
cannot be ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from crisis_cli.domain.findings import Edit, Finding, Place, Severity
from crisis_cli.domain.nearest import nearest
from crisis_cli.files.parsing.places import Places
from crisis_cli.files.parsing.report import quoted

_MARK = re.compile(r"crisis:[ \t]*ignore\b")
"""Without this no comment ignores anything. (Without the second word: many an ask has a choice named crisis.)"""
_IN_YAML = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*crisis:[ \t]*ignore\b[^\r\n]*", re.MULTILINE)
_IN_TEMPLATE = re.compile(r"\{#[-+]?[ \t]*crisis:[ \t]*ignore\b[^\n]*?#\}")
_BECAUSE = r"(?i:because\b|parce qu(?:e\b|['\u2019]))[:, \t]*(?P<reason>[^\n]*)"
_ORDER = re.compile(rf"ignore[ \t]*\[(?P<rules>[^\]\n]*)\][ \t]*(?:{_BECAUSE})?")
_FORM = "write it like: crisis: ignore[RULE] because REASON"
_MOST = 1_000
_REFUSED_TEMPLATES = frozenset(("template-syntax", "template-unreadable"))


class Applied(NamedTuple):
    """`kept`: what is still to be told, what is wrong with the ignores among it, in the order of the file;
    `silenced`: what somebody chose to live with."""

    kept: tuple[Finding, ...]
    silenced: tuple[Finding, ...]


def ignored_in_yaml(
    findings: Sequence[Finding],
    text: str,
    places: Places,
    *,
    rules: Collection[str],
    refused: Collection[Finding] = (),
    not_looked: Collection[str] = (),
) -> Applied:
    """The findings of one YAML file without those that its comments ignore.

    `rules`: every rule there is. `refused`: what reading found; errors among them stay. `not_looked`: rules that
    nobody could look at this time, so that their ignores are not called unused.
    """
    if _MARK.search(text) is None:
        return Applied(tuple(findings), ())
    quoted = places.quoted_spans()
    if quoted is None:
        return Applied(tuple(findings), ())  # no tree, so every finding is one that a run would refuse too
    found = [one for one in _IN_YAML.finditer(text) if not _within(one.start(), quoted)]
    errors = {one for one in refused if one.severity is Severity.ERROR}
    return _applied(findings, _File(text, places.file, found, "#"), errors.__contains__, rules, not_looked)


def ignored_in_template(
    findings: Sequence[Finding], text: str, file: str, *, rules: Collection[str], not_looked: Collection[str] = ()
) -> Applied:
    """The findings of one template without those that its comments ignore."""
    if _MARK.search(text) is None:
        return Applied(tuple(findings), ())
    found = list(_IN_TEMPLATE.finditer(text))

    def stays(finding: Finding) -> bool:
        return finding.rule in _REFUSED_TEMPLATES

    return _applied(findings, _File(text, file, found, "{#"), stays, rules, not_looked)


def _within(index: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it lies in one of the spans, which are in order and apart."""
    at = bisect_right(spans, (index, 1 << 60)) - 1
    return at >= 0 and index < spans[at][1]


class _Ignore:
    """One comment: the line that it covers, the rules it names, each with the place of its name."""

    def __init__(self, file: _File, found: re.Match[str]) -> None:
        self.whole = file.place(found.start(), found.end())
        self.deletion = file.deletion(found)
        self.line = file.covered(found)
        order = _ORDER.search(found[0])
        self.reason = (order["reason"] or "").removesuffix("#}").removesuffix("-").strip() if order else ""
        self.rules: dict[str, Place] = {}
        self.brackets = self.whole
        if order is not None:
            start = found.start() + order.start("rules")
            self.brackets = file.place(start, found.start() + order.end("rules"))
            for part in re.finditer(r"[^,\s]+", order["rules"]):
                self.rules.setdefault(part[0], file.place(start + part.start(), start + part.end()))


class _File:
    def __init__(self, text: str, file: str, found: Sequence[re.Match[str]], opening: str) -> None:
        self.text = text
        self.file = file
        self.opening = opening
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        words = map(str.strip, self.lines)
        self._said = [at for at, said in enumerate(words, 1) if said and not said.startswith(opening)]
        self.ignores = [_Ignore(self, one) for one in found[:_MOST]]

    def place(self, start: int, end: int) -> Place:
        line = bisect_right(self._starts, start)
        before = self._starts[line - 1]
        return Place(self.file, line, start - before + 1, line, end - before + 1)

    def covered(self, found: re.Match[str]) -> int:
        """The line itself, or the next one that says something."""
        line = self.place(found.start(), found.end()).line
        if not self._alone(found, line):
            return line
        after = bisect_right(self._said, line)
        return self._said[after] if after < len(self._said) else line

    def deletion(self, found: re.Match[str]) -> Edit:
        """What takes the comment out: its line, if it stands alone."""
        place = self.place(found.start(), found.end())
        if self._alone(found, place.line) and place.line < len(self.lines):
            return Edit(Place(self.file, place.line, 1, place.line + 1, 1), "")
        line = self.lines[place.line - 1]
        before = line[: place.column - 1].rstrip() if self.opening == "#" else line[: place.column - 1]
        after = place.end_column - 1 if self.opening != "#" else len(line.rstrip("\r"))
        return Edit(Place(self.file, place.line, len(before) + 1, place.line, after + 1), "")

    def _alone(self, found: re.Match[str], line: int) -> bool:
        return self.lines[line - 1].strip() == found[0].strip()


def _applied(
    findings: Sequence[Finding],
    file: _File,
    stays: Callable[[Finding], bool],
    rules: Collection[str],
    not_looked: Collection[str],
) -> Applied:
    wanted: dict[tuple[int, str], list[_Ignore]] = {}
    for one in file.ignores:
        for rule in one.rules if _counts(one) else ():
            wanted.setdefault((one.line, rule), []).append(one)
    kept: list[Finding] = []
    silenced: list[Finding] = []
    used: set[tuple[int, str]] = set()
    for finding in findings:
        key = (finding.place.line if finding.place else 0, finding.rule)
        if key not in wanted:
            kept.append(finding)
            continue
        used.add(key)
        if stays(finding):
            hint = "; ".join(filter(None, (finding.hint, "it cannot be ignored, because a run refuses it too")))
            kept.append(finding._replace(hint=hint))
        else:
            silenced.append(finding)
    for one in file.ignores:
        unused = [rule for rule in one.rules if (one.line, rule) not in used and rule not in not_looked]
        kept += _wrong_with(one, [rule for rule in unused if rule in rules], rules)
    if file.ignores:
        kept.sort(key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))
    return Applied(tuple(kept), tuple(silenced))


def _counts(ignore: _Ignore) -> bool:
    return re.search(r"\w{2}", ignore.reason) is not None


def _wrong_with(ignore: _Ignore, unused: Sequence[str], rules: Collection[str]) -> Iterator[Finding]:
    error, warning = Severity.ERROR, Severity.WARNING
    if not ignore.rules:
        message = "this ignores no rule by its name"
        yield Finding("ignore-unknown-rule", error, message, _FORM, place=ignore.whole)
        return
    for rule in [rule for rule in ignore.rules if rule not in rules]:
        meant = nearest(rule, rules)
        hint = f'did you mean "{meant}"?' if meant else "all rules are listed by: crisis explain"
        message = f"there is no rule {quoted(rule)} to ignore"
        yield Finding("ignore-unknown-rule", error, message, hint, place=ignore.rules[rule])
    if not _counts(ignore):
        message = "this ignores a finding and does not say why"
        shown = f"crisis: ignore[{', '.join(ignore.rules)}] because (the reason)"
        hint = f"write {shown}, or parce que: the next reader needs it to know whether it still holds"
        yield Finding("ignore-without-reason", error, message, hint, place=ignore.whole)
        return
    rest = ", ".join(rule for rule in ignore.rules if rule not in unused)
    fix: tuple[Edit, ...] = (Edit(ignore.brackets, rest) if rest else ignore.deletion,)
    for rule in unused:
        message = f"{quoted(rule)} is ignored here, and nothing of it is found"
        hint = f"take {rule} out" if rest else "delete this comment"
        yield Finding("ignore-unused", warning, message, hint, place=ignore.rules[rule], fix=fix)
        fix = ()  # one edit takes all of them out
