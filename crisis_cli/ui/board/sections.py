"""The parts of the board as lines: header, clocks, turn, facts, feed, keys. The rows have a file of their own."""

from __future__ import annotations

import math

from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.board.showing import Showing
from crisis_cli.ui.board.spans import Line, Span, apart, clip, clip_line, line, pack, width_of, wrap
from crisis_cli.ui.keeper_words import FINE
from crisis_cli.ui.my_turn import Turn
from crisis_cli.ui.view import Clock, View

INDENT = " " * 13
"""What stands under YOUR TURN starts here."""


def header(showing: Showing, width: int) -> Line:
    """Which run, real or drill, what time it is, and whether anybody watches the timers."""
    view = showing.view
    kind = kind_span(view)
    keeper = view.keeper if view.keeper in FINE else view.keeper.split(":")[0]
    state: Span = (showing.stale, "late") if showing.stale else (keeper, "" if keeper in FINE else "late")
    bell: tuple[Span, ...] = (("  bell off (m)", "now"),) if showing.muted else ()
    if width < 60:
        return apart(line(f"#{view.number}"), (kind, (f" {view.local.split()[0]} ", ""), state), width)
    right = (kind, (f"   {view.local}{view.utc}   ", ""), state, *bell)
    return apart(((f" #{view.number} ", "bold"), (view.title, "bold")), right, width)


def kind_span(view: View) -> Span:
    """REAL; or DRILL with how its clock goes, in reverse."""
    if view.kind != "DRILL":
        return view.kind, "bold"
    return f" {' '.join(filter(None, (view.kind, view.pace)))} ", "drill"


def urgent(clocks: tuple[Clock, ...]) -> list[Clock]:
    """The clocks that run, the most pressing first; then those that do not any more."""
    running = [clock for clock in clocks if clock.due_at is not None and clock.left.endswith((" left", " late"))]
    running = [clock for clock in running if not clock.left.startswith("kept")]
    running.sort(key=lambda clock: clock.due_at.timestamp() if clock.due_at else 0.0)
    return running + [clock for clock in clocks if clock not in running]


def clock_lines(showing: Showing, width: int) -> list[Line]:
    """How long since it was seen, and each clock that the public holds."""
    view = showing.view
    if view.closed:
        return [clip_line(line(f" {view.closed}", "bold"), width)]
    since = f"{view.since_seen} since first seen {view.seen}"
    lines: list[Line] = []
    for clock in urgent(view.clocks):
        left = f" {since}" if not lines else ""
        lines.append(apart(line(left), _clock(showing, clock), width - 1))
    return lines or [clip_line(line(f" {since}"), width)]


def _clock(showing: Showing, clock: Clock) -> Line:
    late = clock.left.endswith(" late")
    name = f"{'! ' if late else ''}{clock.title.upper()}"
    style = "late" if late else "bold"
    if clock.due_at is None or clock.status in ("kept", "released") or clock.left.startswith("kept"):
        return ((f"{name}  {clock.left}", "late" if late else "done"),)
    filled = math.ceil(clock.spent * 6)
    bar = f"[{'#' * filled}{'-' * (6 - filled)}]"
    due = clock_time(clock.due_at, showing.zone)
    return ((f"{name} by {due}   ", style), (clock.left, style), (f" {bar}", ""))


def forecast_lines(showing: Showing, width: int) -> list[Line]:
    """When the promises are kept if everybody uses all their time, and the act that saves most."""
    parts = [part for text in showing.view.forecast for part in text.split("   ") if part]
    return [line(f" {text}") for text in pack(parts, width - 2, "   ", 4, "(+{})")]


def alert_lines(showing: Showing, width: int) -> list[Line]:
    """What must not be overlooked: no keeper, a hand-over offered to me, a page to me, a stale picture."""
    return [clip_line(((" ! ", "late"), (text, "late")), width) for text in showing.alerts]


# --- my turn -------------------------------------------------------------------------------------------------


def turn_lines(showing: Showing, width: int) -> tuple[Line, list[Line], Line]:
    """The title with its time; the guidance, as many lines as it has; what Enter does."""
    turn = showing.turn
    word = " LOOKING AT" if showing.chosen else " WAIT" if turn.act == "wait" else " YOUR TURN"
    style = "late" if turn.time.endswith(" late") or " late (" in turn.time else "now"
    first: Line = ((word.ljust(13), "" if showing.chosen else "bold"), (turn.title, "bold"))
    if turn.role and any(row.step == turn.step and row.who.startswith("you as") for row in showing.view.rows):
        first = (*first, (f" ({turn.role})", "dim"))
    top = apart(first, ((turn.time, style),), width - 1) if turn.time else clip_line(first, width)
    indent = INDENT if width >= 60 else ""
    body = [line(indent + text) for text in _body(turn, width - len(indent) - 1)]
    enter: Line = ((indent, ""), (turn.enter, "bold"))
    also: Line = ((" " * 6 + "t = plain text to copy", ""),)
    if turn.statement and width_of(enter) + width_of(also) <= width:
        enter = (*enter, *also)
    return top, body, clip_line(enter, width)


def _body(turn: Turn, width: int) -> list[str]:
    """Choices and ticks before guidance: they are what Enter asks for."""
    lines: list[str] = []
    if turn.choices:
        numbered = [f"{index} {text}" for index, (_, text) in enumerate(turn.choices, 1)]
        lines += pack(numbered, width, "   ", 9, "(+{})")
    if turn.checklist:
        ticked = sum(done for done, _ in turn.checklist)
        open_ = [text for done, text in turn.checklist if not done]
        then = f"; next: {open_[0]}" if open_ else ""
        lines.append(clip(f"{ticked} of {len(turn.checklist)} ticked{then}", width))
    guidance = plain_words(turn.guidance)
    return lines + (wrap(guidance, width) if guidance else [])


def plain_words(markdown: str) -> str:
    """Guidance without its marks for bold and code, for a screen that shows words."""
    return markdown.replace("**", "").replace("`", "")


# --- known, unknown, said, feed, keys ------------------------------------------------------------------------


def fact_lines(showing: Showing, width: int, most: int) -> list[Line]:
    """What is known, what is not, and what has been said in public, in at most `most` lines."""
    view = showing.view
    room = width - 11
    said = ", ".join(view.said) or "nothing"
    wrong = said.startswith("!")  # something of it no longer holds: that has more room
    known = pack(view.known or ("nothing yet",), room, "   ", max(most - 2, 1), "(+{}: f)")
    unknown = pack([f"{name}," for name in view.unknown], room, " ", max(most - 3, 1), "(+{}: f)")
    lines: list[Line] = [_labelled("KNOWN" if not index else "", text) for index, text in enumerate(known)]
    if most >= 4:
        lines += [
            _labelled("UNKNOWN" if not index else "", text if index + 1 < len(unknown) else text.rstrip(","))
            for index, text in enumerate(unknown or ["nothing"])
        ]
        lines += [_labelled("" if index else "SAID", text) for index, text in enumerate(wrap(said, room))]
        return lines[:most]
    words = clip(said, max(width // 2 if wrong else width // 4, 12))
    tail: Line = (("   SAID SO FAR  ", "bold"), (words, "late" if wrong else ""))
    short = pack([f"{name}," for name in view.unknown], room - width_of(tail), " ", 1, "(+{}: f)")
    both: Line = (*_labelled("UNKNOWN", (short[0] if short else "nothing").rstrip(",")), *tail)
    return [*lines, clip_line(both, width)][:most]


def said_line(showing: Showing, width: int) -> list[Line]:
    """What has been said in public and how much is known, on the one line that there is always room for."""
    view = showing.view
    said = clip(", ".join(view.said) or "nothing", max(width - 40, 12))
    known = f"   KNOWN {len(view.known)}   UNKNOWN {len(view.unknown)}"
    return [clip_line(((" SAID SO FAR  ", "bold"), (said, ""), (known, "")), width)]


def _labelled(label: str, text: str) -> Line:
    return ((f" {label:<9}", "bold"), (text, ""))


def feed_lines(showing: Showing, width: int, most: int) -> list[Line]:
    """What happened, the newest first; two short ones share a line."""
    entries = list(showing.view.feed[: 2 * most])
    half = max((width - 1) // 2, 30)
    lines: list[Line] = []
    while entries and len(lines) < most:
        first = entries.pop(0)
        if most > 6 and len(first) >= width:  # a column of its own: two lines for one that is long
            head, *rest = wrap(first, width - 1)
            lines += [line(f" {head}"), line(clip(f"       {' '.join(rest)}", width))]
            continue
        if entries and len(first) < half - 2 and len(entries[0]) < width - half - 1:
            lines.append(clip_line(line(f" {first.ljust(half)}{entries.pop(0)}"), width))
        else:
            lines.append(line(clip(f" {first}", width)))
    return lines[:most]


KEYS = (
    "Enter do", "n next person", "+ came in", "f fact", "y phone yes", "h hand", "u undo", "? more",
    "q leave", "k mine", "o note", "e edit", "p publish", "t plain text", "j log",
)  # fmt: skip
"""The last line of the board: the first eight at 80 columns, the rest where there is room."""

LAST = "? more"


IN_DRILL = ("i what came", "@ who acts")
"""In a drill these stand before the keys of people and of phones."""


def key_line(width: int, *, drill: bool = False) -> Line:
    """The keys worth knowing, as many as fit; `?` is never left out."""
    shown = [*KEYS[:4], *IN_DRILL, *KEYS[4:]] if drill else list(KEYS)
    while len(shown) > 2 and len("  ".join(shown)) > width - 1:
        shown.pop(-1 if shown[-1] != LAST else -2)
    return clip_line(line(f" {'  '.join(shown)}"), width)


def message_lines(showing: Showing, width: int, most: int) -> list[Line]:
    """What came of the last key, wrapped into at most `most` lines."""
    if not showing.message:
        return []
    lines = wrap(showing.message, width - 2)
    if len(lines) > most:
        lines[most - 1 :] = [clip(" ".join(lines[most - 1 :]), width - 2)]
    return [line(f" {text}", "bold") for text in lines]
