"""Puts right what has one right answer, and looks again before anything is written.

A symbolic link is followed: the file that was read is the file that is written, the link stays. A file that
somebody else changed in between is left alone.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from crisis_cli.domain.findings import Edit, Finding, Place, Severity
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.disk import read_regular, replace_file
from crisis_cli.files.parsing.source import MAX_BYTES

Look = Callable[[str], Sequence[Finding]]
"""What is found in a text."""

MOST_ROUNDS = 3
"""One mended thing may let another be seen; what is left after three rounds is for a person."""

_BOM = b"\xef\xbb\xbf"
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fixed:
    """`text`: how it reads now; `count`: how many findings were put right; `left`: how many had an answer that
    could not be carried out, because it would have brought up another error."""

    text: str
    count: int
    left: int


def fix_file(path: Path, look: Look) -> Fixed:
    """Put right what can be put right in a file, in place: its line ends, its rights and the rest of it stay.

    `look` is asked for the findings of its text, before and after. Raises CrisisError for a file that cannot be
    read or written, or that changed meanwhile.
    """
    data = read_regular(path, MAX_BYTES)
    mark = _BOM if data.startswith(_BOM) else b""
    try:
        text = data.removeprefix(mark).decode()
    except UnicodeDecodeError:
        return Fixed("", 0, 0)
    fixed = fix_text(text, look) if len(data) <= MAX_BYTES else Fixed(text, 0, 0)
    if fixed.text != text:
        if read_regular(path, MAX_BYTES) != data:
            raise SurroundingsFailed(f"{path} was changed by somebody while it was put right", "run it again")
        replace_file(path, mark + fixed.text.encode())
    return fixed


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """The numbers, counted from 1, of the lines of `after` that are not as they were."""
    import difflib

    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found = [range(start, end) for tag, _, _, start, end in matcher.get_opcodes() if tag != "equal"]
    return [number + 1 for numbers in found for number in numbers]


def fix_text(text: str, look: Look) -> Fixed:
    """The same for a text."""
    count = left = 0
    for _ in range(MOST_ROUNDS):
        found = look(text)
        fixable = [one for one in found if one.fix]
        text, done = _round(text, found, fixable, look)
        count, left = count + done, len(fixable) - done
        if not done or not left:
            break
    return Fixed(text, count, left)


def _round(text: str, found: Sequence[Finding], fixable: Sequence[Finding], look: Look) -> tuple[str, int]:
    """The text with as many fixes as go together, and how many those are."""
    lines = _Lines(text)
    chosen = lines.apart(fixable)
    if not chosen:
        return text, 0
    tried = lines.edited(chosen)
    if _is_better(found, chosen, look(tried)):
        return tried, len(chosen)
    kept: list[Finding] = []
    best = text
    for one in chosen:
        tried = lines.edited([*kept, one])
        if _is_better(found, [*kept, one], look(tried)):
            best = tried
            kept.append(one)
    return best, len(kept)


def _is_better(before: Sequence[Finding], mended: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether what was mended is gone and no new error came; a finding is known by its rule and its words."""
    expected = Counter(map(_key, before))
    expected.subtract(map(_key, mended))
    now = Counter(map(_key, after))
    gone = all(now[key] <= expected[key] for key in set(map(_key, mended)))
    errors = Counter(_key(one) for one in after if one.severity is Severity.ERROR)
    return gone and all(count <= expected[key] for key, count in errors.items())


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.message


class _Lines:
    """A text in which edits find their places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def apart(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those whose edits lie in the text and touch none of another's, first come first served."""
        taken: list[tuple[int, int]] = []
        chosen: list[Finding] = []
        for one in findings:
            spans = [self._span(edit.place) for edit in one.fix]
            known = [span for span in spans if span is not None]
            together = sorted([*taken, *known])
            clash = any(first[1] > second[0] for first, second in pairwise(together))
            if len(known) == len(spans) and not clash and len(set(together)) == len(together):
                for span in known:
                    insort(taken, span)
                chosen.append(one)
        return chosen

    def edited(self, findings: Sequence[Finding]) -> str:
        """The text with these edits."""
        edits: list[tuple[tuple[int, int], Edit]] = []
        for one in findings:
            edits += [(span, edit) for edit in one.fix if (span := self._span(edit.place)) is not None]
        text, end, parts = self._text, 0, []
        for (start, stop), edit in sorted(edits, key=lambda one: one[0]):
            parts += [text[end:start], edit.text]
            end = stop
        return "".join((*parts, text[end:]))

    def _span(self, place: Place) -> tuple[int, int] | None:
        """From where to where, in characters; None for what is not in this text."""
        start, end = self._index(place.line, place.column), self._index(place.end_line, place.end_column)
        return (start, end) if start is not None and end is not None and start <= end else None

    def _index(self, line: int, column: int) -> int | None:
        if not 1 <= line < len(self._starts) or column < 1:
            return None
        index = self._starts[line - 1] + column - 1
        return index if index < self._starts[line] else None
