"""The live picture beside a watch: whatever was heard is on the screen, also when nothing more comes."""

from __future__ import annotations

from typing import Any

import pytest

from crisis_cli.commands.watching.live import LAST, Drawing
from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.ui.watch.live import Pictured
from tests.commands.test_watch_posts import END, post, waited_for

WATCH = Watch("walrus", terms=(Term("Walrus", "brands", ("walrus",)),))


class Lines:
    """A source that gives one batch after the other, and waits between them until `until` holds."""

    name = "lines"
    offset = 0

    def __init__(self, *batches: list[str], until: Any) -> None:
        self._batches, self._until = batches, until

    def batches(self) -> Any:
        for batch in self._batches:
            yield [line.encode() for line in batch]
            self._until()


class Seen:
    """A screen that keeps the last picture."""

    def __init__(self) -> None:
        self.shown = Pictured(())

    def draw(self, shown: Pictured) -> None:
        self.shown = shown


@pytest.mark.usefixtures("crisis")
def test_the_last_of_a_burst_is_shown_while_nothing_more_comes() -> None:
    def say(_: Alert) -> None:
        pass

    seen = Seen()
    watching = Watching(WATCH, say)
    bursts = [[post(END, f"a{n}.{m}", f"walrus {n} {m}") for m in range(30)] for n in range(3)]
    heard: list[int] = []

    def shown() -> None:
        heard.append(len(heard))
        last = f"walrus {heard[-1]} 29"
        waited_for(lambda: seen.shown.last[-1:] == ((END.timestamp(), last),))

    with Drawing(seen, watching) as drawing:  # type: ignore[arg-type]
        watching.show = drawing.mention
        watching.run(Lines(*bursts, until=shown))  # type: ignore[arg-type]
    assert len(seen.shown.last) == LAST
    assert seen.shown.heard == 90
    assert seen.shown.pulses[0].now == 90
