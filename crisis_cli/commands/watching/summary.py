"""What a watch says on stderr of the lines it read: how many, which were bad, and whether they were enough."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_cli.feeds.lines import NOT_AS_EXPECTED
from crisis_cli.feeds.plain import EXAMPLE
from crisis_cli.feeds.rejects import Rejects
from crisis_cli.signals.settings import WARM_UP
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.commands.watching.mentions import Watching


def say_rejects(rejects: Rejects, name: str) -> None:
    """On stderr: what could not be read, and why."""
    if not rejects.bad:
        return
    if rejects.nothing_else:
        print(f"NOTHING BUT BAD LINES from {name}: {rejects.bad} so far, and no post.", file=sys.stderr)
    else:
        were = "was" if rejects.bad == 1 else "were"
        print(
            f"{rejects.bad} of {counted(rejects.bad + rejects.read, 'line')} {were} passed over:", file=sys.stderr
        )
    for line, why, text in rejects.samples:
        print(f"  line {line}: {why}" + (f': "{safe_line(text, 80)}"' if text else ""), file=sys.stderr)
    if not NOT_AS_EXPECTED.isdisjoint(rejects.why):
        print(f"  Expected a line such as {EXAMPLE}", file=sys.stderr)


def say_how_it_went(watching: Watching) -> None:
    """On stderr: how much was heard, what came too late, and whether it was enough to compare with."""
    heard, late, wrong = watching.counted()
    print(f"{counted(watching.lines.number, 'line')} read, {counted(heard, 'mention')} heard.", file=sys.stderr)
    if nameless := watching.nameless.said(heard):
        print(nameless, file=sys.stderr)
    if late:
        were = "was" if late == 1 else "were"
        print(f"{late} came more than a minute late and {were} left out.", file=sys.stderr)
    if wrong:
        print(f"{wrong} had a clock that was ahead of all others: left out.", file=sys.stderr)
    cold = [track for track in watching.listener.tracks if not track.series.detector.warm]
    if cold:
        least = min(track.series.detector.bins * track.series.detector.seconds for track in cold)
        print(
            f"Still learning: {least // 3600} h heard; nothing is called unusual before {WARM_UP // 3600}.",
            file=sys.stderr,
        )
