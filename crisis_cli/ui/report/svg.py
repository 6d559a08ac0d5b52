"""The strokes of the picture: lanes, bars, marks and words, written as SVG. Text is made safe here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeVar

from crisis_cli.ui.report.scale import LEFT, WIDTH
from crisis_cli.ui.safe import safe_line

ROW = 22.0
TOP = 48.0
CHARACTER = 5.8
"""About how wide a letter is; names are cut by it, so that nothing runs into the picture."""

LABEL_CHARACTERS = int((LEFT - 14) / CHARACTER)
"""How much of a lane's name fits."""

MOST_CHARACTERS = 90
"""Of words beside a mark; its title has them all."""

Mark = TypeVar("Mark")


def stacked(marks: Sequence[tuple[float, str, Mark]]) -> list[list[tuple[float, str, Mark]]]:
    """Marks (place, words, what it is) spread over as few lanes as keep the words apart; in order of place."""
    lanes: list[list[tuple[float, str, Mark]]] = []
    ends: list[float] = []
    for x, words, row in sorted(marks, key=lambda mark: mark[0]):
        left, right = _extent(x, words)
        lane = next((index for index, end in enumerate(ends) if end < left), len(lanes))
        if lane == len(lanes):
            lanes.append([])
            ends.append(0.0)
        lanes[lane].append((x, words, row))
        ends[lane] = right
    return lanes


def _extent(x: float, words: str) -> tuple[float, float]:
    length = 16 + min(len(words), MOST_CHARACTERS) * CHARACTER
    return (x - 10, x + length) if x + length <= WIDTH else (x - length, x + 10)


class Drawing:
    """Grows lane by lane; `figure` gives the whole."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lanes = 0
        self._behind: list[tuple[float, str, str]] = []
        self._shapes: list[str] = []
        self._above: list[tuple[float, str, str]] = []
        self._below: list[tuple[float, str]] = []
        self._axis_names = ("", "", "")

    def lane(self, name: str, *, strong: bool = False) -> float:
        """A new lane below the others; returns its middle."""
        y = TOP + self._lanes * ROW + ROW / 2
        self._lanes += 1
        shown = safe_line(name, LABEL_CHARACTERS)
        kind = ' class="lane"' if strong else ""
        title = _title(name) if shown != safe_line(name) else ""
        self._shapes.append(f'<text x="6" y="{y + 4}"{kind}>{escape(shown)}{title}</text>')
        return y

    def bar(self, x: float, to: float, y: float, kind: str, said: str, *, thin: bool = False) -> None:
        """A stretch of time; one too short to see is drawn as wide as a stroke."""
        height = 7.0 if thin else 14.0
        width = round(max(to - x, 1.5), 1)
        fill = f' fill="url(#{self._name}-late)"' if kind == "late" else ""
        shape = f'<rect x="{x}" y="{y - height / 2}" width="{width}" height="{height}" class="{kind}"{fill}>'
        self._shapes.append(f"{shape}{_title(said)}</rect>")

    def tick(self, x: float, y: float, said: str) -> None:
        """The moment at which something was done."""
        self._shapes.append(
            f'<rect x="{x - 1.5}" y="{y - 7}" width="3" height="14" class="end">{_title(said)}</rect>'
        )

    def diamond(self, x: float, y: float, kind: str, said: str) -> None:
        """Something that came out."""
        path = f"M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}Z"
        self._shapes.append(f'<path d="{path}" class="{kind}">{_title(said)}</path>')

    def ring(self, x: float, y: float, said: str) -> None:
        """Something that happened to the team."""
        self._shapes.append(f'<circle cx="{x}" cy="{y}" r="5" class="inject">{_title(said)}</circle>')

    def page(self, x: float, to: float | None, y: float, said: str) -> None:
        """A page, and the way to its answer if there was one."""
        if to is not None:
            self._shapes.append(f'<line x1="{x}" y1="{y + 8}" x2="{to}" y2="{y + 8}" class="pageline"/>')
            self._shapes.append(f'<circle cx="{to}" cy="{y + 8}" r="2" class="page"/>')
        path = f"M{x - 5} {y + 5}L{x + 5} {y + 5}L{x} {y - 5}Z"
        self._shapes.append(f'<path d="{path}" class="page">{_title(said)}</path>')

    def words(
        self,
        x: float,
        y: float,
        words: str,
        tone: str = "",
        *,
        gap: float = 0,
        room: float = WIDTH,
        turn: bool = True,
    ) -> None:
        """Words right of a mark, up to `room`; where that is too narrow left of it, or (`turn` off) not at all."""
        line = safe_line(words, MOST_CHARACTERS)
        length = len(line) * CHARACTER
        kind = f' class="{tone}text"' if tone else ""
        if not line:
            return
        if x + gap + length <= min(room, WIDTH):
            self._shapes.append(f'<text x="{x + gap}" y="{y + 4}"{kind}>{escape(line)}</text>')
        elif turn:
            left = max(x - gap - 2, LEFT + length)
            self._shapes.append(f'<text x="{left}" y="{y + 4}" text-anchor="end"{kind}>{escape(line)}</text>')

    def behind_line(self, x: float, kind: str, said: str) -> None:
        """A line down through all lanes."""
        self._behind.append((x, kind, said))

    def above(self, x: float, local: str, utc: str) -> None:
        """What a tick says over the lanes."""
        self._above.append((x, local, utc))

    def below(self, x: float, since: str) -> None:
        """What a tick says under the lanes."""
        self._below.append((x, since))

    def axis_names(self, local: str, utc: str, since: str) -> None:
        """What the three lines of ticks are."""
        self._axis_names = (local, utc, since)

    def figure(self, title: str, description: str, legend: Sequence[str]) -> str:
        """The whole figure as HTML."""
        bottom = TOP + self._lanes * ROW
        height = bottom + 24
        local, utc, since = (escape(safe_line(name)) for name in self._axis_names)
        lines = [
            f'<figure><figcaption>{escape(safe_line(title))}</figcaption><div class="chart">',
            f'<svg viewBox="0 0 {WIDTH:g} {height:g}" role="img" xmlns="http://www.w3.org/2000/svg"'
            f' aria-labelledby="{self._name}-title {self._name}-desc">',
            f'<title id="{self._name}-title">{escape(safe_line(title))}</title>',
            f'<desc id="{self._name}-desc">{escape(safe_line(description))}</desc>',
            f'<defs><pattern id="{self._name}-late" width="5" height="5" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)"><rect width="3.4" height="5" class="over"/></pattern></defs>',
            f'<text x="6" y="14" class="soft">{local}</text><text x="6" y="30" class="soft">{utc}</text>',
            f'<text x="6" y="{bottom + 17}" class="soft">{since}</text>',
        ]
        lines += [
            f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{bottom}" class="{kind}">{_title(said)}</line>'
            for x, kind, said in self._behind
        ]
        for x, over, under in self._above:
            lines.append(f'<text x="{x}" y="14" text-anchor="middle">{escape(over)}</text>')
            lines.append(f'<text x="{x}" y="30" text-anchor="middle" class="soft">{escape(under)}</text>')
        lines += [
            f'<text x="{x}" y="{bottom + 17}" text-anchor="middle" class="soft">{escape(words)}</text>'
            for x, words in self._below
        ]
        lines += self._shapes
        items = "".join(f"<li>{escape(item)}</li>" for item in legend)
        lines.append(f'</svg></div><ul class="legend">{items}</ul></figure>')
        return "\n".join(lines)


def _title(said: str) -> str:
    return f"<title>{escape(safe_line(said, 300))}</title>"
