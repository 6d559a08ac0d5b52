"""The whole board as exactly `height` lines of `width` cells: what matters most keeps its place longest."""

from __future__ import annotations

from crisis_cli.ui.board import sections
from crisis_cli.ui.board.drill.stream import post_lines, volume_line
from crisis_cli.ui.board.rows import done_line, open_lines, row_lines
from crisis_cli.ui.board.showing import Showing
from crisis_cli.ui.board.spans import BLANK, Line, clip, clip_line, line, pad_line

NARROW = 60
"""Below this many columns: clock, turn and Enter only."""

WIDE = 110
"""From this many columns on, what is known and what happened stand in a column of their own."""


def board(showing: Showing, width: int, height: int) -> list[Line]:
    """Exactly `height` lines, none longer than `width`."""
    if width < NARROW:
        lines = _narrow(showing, width, height)
    elif width >= WIDE and height >= 16:
        lines = _wide(showing, width, height)
    else:
        lines = _normal(showing, width, height)
    lines = [clip_line(text, width) for text in lines[:height]]
    return lines + [BLANK] * (height - len(lines))


def _rule(width: int, acting: str = "") -> Line:
    if acting:
        return ((clip(f"-- ACTING: {acting}   @ = somebody else ".ljust(width, "-"), width), "bold"),)
    return line("-" * width, "dim")


def _held_rule(showing: Showing, width: int) -> Line:
    """The line above what is known says what is frozen: it costs no line of its own."""
    words = ", ".join(showing.view.frozen)
    if not words:
        return _rule(width)
    worried = any(not held.startswith("FROZEN ") for held in showing.view.frozen)
    return ((clip(f"-- {clip(words, width - 4)} ".ljust(width, "-"), width), "late" if worried else "bold"),)


def _narrow(showing: Showing, width: int, height: int) -> list[Line]:
    view, turn = showing.view, showing.turn
    _, body, enter = sections.turn_lines(showing, width)
    late = f"  ! {view.late} LATE" if view.late else ""
    lines: list[Line] = [sections.header(showing, width)]
    clocks = sections.urgent(view.clocks)
    if view.closed:
        lines.append(line(view.closed, "bold"))
    elif clocks:
        style = "late" if clocks[0].left.endswith(" late") else "bold"
        lines.append(line(f"{clocks[0].title.upper()}  {clocks[0].left}", style))
    lines.append(((f"{view.since_seen} since {view.seen}", ""), (late, "late")))
    if showing.stream is not None and showing.stream.volume and height >= 11:
        lines.append(volume_line(showing.stream, width))
    lines += [_rule(width, showing.acting)] if height >= 9 else []
    lines += sections.message_lines(showing, width, 2)
    lines += sections.alert_lines(showing, width)[:1]
    who = "LOOKING AT" if showing.chosen else "WAIT" if turn.act == "wait" else "YOUR TURN"
    lines.append(((f"{who}  ", "bold"), (turn.time, "now")))
    lines.append(line(turn.title, "bold"))
    spare = height - len(lines) - 2
    lines += _some(body, spare, width)
    lines.append(enter)
    if len(lines) > height:  # the least of it goes first: how long since it was seen, then the header
        del lines[1 if view.closed or not clocks else 2]
    if len(lines) > height:
        del lines[0]
    if len(lines) < height:
        lines += [BLANK] * (height - len(lines) - 1)
        lines.append(line("Enter do  ? keys  q leave", "dim"))
    return lines


def _top(showing: Showing, width: int, height: int) -> tuple[list[Line], list[Line]]:
    """The head of the board, and the turn with as much guidance as there is room for."""
    clocks = sections.clock_lines(showing, width)
    most = 1 if height < 16 else 2 if height < 30 else 4
    head = [sections.header(showing, width), *clocks[:most]]
    if height >= 14:
        head += sections.forecast_lines(showing, width)[: 1 if height < 22 else 2 if height < 30 else 4]
    if showing.stream is not None and showing.stream.volume and height >= 14:
        head.append(volume_line(showing.stream, width))
    head += sections.alert_lines(showing, width)[: 1 if height < 14 else 3]
    top, body, enter = sections.turn_lines(showing, width)
    guidance = 0 if height < 12 else 1 if height < 22 else 2 if height < 30 else 6
    if showing.turn.choices and height >= 16:
        guidance = max(guidance, 2)
    return head, [top, *_some(body, guidance, width), enter]


def _some(body: list[Line], most: int, width: int) -> list[Line]:
    """The first lines of the guidance; that there are more is seen at the end of the last one."""
    if len(body) <= most or most < 1:
        return body[: max(most, 0)]
    return [*body[: most - 1], (*clip_line(body[most - 1], width - 2), (" …", "dim"))]


def _normal(showing: Showing, width: int, height: int) -> list[Line]:
    head, turn = _top(showing, width, height)
    rule = [_rule(width)] if height >= 12 else []
    message = sections.message_lines(showing, width, 2 if height < 30 else 3)
    foot = [*(message or rule), sections.key_line(width, drill=bool(showing.view.pace))]
    needed = min(open_lines(showing) + 2, 8)  # what is late or open comes before everything under it
    if height < 30 and height - len(head) - len(turn) - len(foot) - 2 < needed + 4 and len(turn) > 3:
        turn = [turn[0], *_some(turn[1:-1], 1, width), turn[-1]]  # and before more guidance: g has it all
    first = [_rule(width, showing.acting)] if rule else []
    lines = [*head, *first, *turn, *rule]
    room = height - len(lines) - len(foot)
    done = done_line(showing, width) if room > needed else []
    spare = room - needed - len(done)
    facts = sections.fact_lines(showing, width, 2 if height < 32 else 5) if spare >= 3 else []
    spare -= len(facts) + 1 if facts else 0
    feed_most = max(min(spare - 1, 2 if height < 32 else 5), 0)
    short = sections.said_line(showing, width) if not facts and room >= 4 else []  # a row gives way for it
    if short and room <= needed + len(done):
        done = []
    under = len(short) + len(done) + (len(facts) + 1 if facts else 0) + (feed_most + 1 if feed_most else 0)
    rows = row_lines(showing, width, max(room - under, 0))
    if feed_most:
        feed_most += room - under - len(rows)
    lines += rows + done + short
    for part, rule_above in (
        (facts, _held_rule(showing, width)),
        (_happened(showing, width, feed_most), _rule(width)),
    ):
        lines += [rule_above, *part] if part else []
    lines += [BLANK] * (height - len(lines) - len(foot))
    return [*lines[: height - len(foot)], *foot]


def _happened(showing: Showing, width: int, most: int) -> list[Line]:
    """What happened; above it, in a drill, as many of the latest posts as leave half the room."""
    posts = post_lines(showing.stream, width, (most + 1) // 2) if showing.stream is not None else []
    return [*posts, *sections.feed_lines(showing, width, most - len(posts))] if most > 0 else []


def _wide(showing: Showing, width: int, height: int) -> list[Line]:
    head, turn = _top(showing, width, height)
    message = sections.message_lines(showing, width, 3)
    foot = [*(message or [_rule(width)]), sections.key_line(width, drill=bool(showing.view.pace))]
    room = height - len(head) - 1 - len(foot)
    left_width = width * 65 // 100
    right_width = width - left_width - 2
    _, body, enter = sections.turn_lines(showing, left_width)
    top, _, _ = sections.turn_lines(showing, left_width)
    turn = [top, *_some(body, len(turn) - 2 + (2 if height >= 30 else 0), left_width), enter]
    done = done_line(showing, left_width)
    left = [*turn, _rule(left_width)]
    left += [*row_lines(showing, left_width, room - len(left) - len(done)), *done]
    facts = sections.fact_lines(showing, right_width, max(room // 2 - 1, 4))
    feed = _happened(showing, right_width, room - len(facts) - 1)
    right = [*facts, _held_rule(showing, right_width), *feed]
    both = [
        (*pad_line(left[at] if at < len(left) else BLANK, left_width), ("| ", "dim"), *_at(right, at))
        for at in range(room)
    ]
    return [*head, _rule(width, showing.acting), *both, *foot]


def _at(lines: list[Line], index: int) -> Line:
    return lines[index] if index < len(lines) else BLANK
