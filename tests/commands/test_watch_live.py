"""The live picture beside a watch: whatever was heard is on the screen, also when nothing more comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crisis_cli.commands.watching.live import LAST, Drawing
from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.watch import Term, Watch
from crisis_cli.ui.watch.live import Pictured
from tests.commands.test_watch_posts import END, normal, post, waited_for
from tests.fakes import FakeClock

WATCH = Watch("walrus", terms=(Term("Walrus", "brands", ("walrus",)),))


class Lines:
    """A source that gives one batch after the other, and waits between them until `until` holds."""

    name = "lines"
    offset = 0
    known = ""

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


@pytest.mark.usefixtures("crisis")
@pytest.mark.parametrize("second", [1, 150, 298])
def test_a_burst_and_then_nothing_is_judged_within_seconds_once_and_as_a_replay_judges_it(second: int) -> None:
    def burst() -> list[str]:
        moments = (END + timedelta(seconds=second + n / 50) for n in range(200))
        return [post(at, f"a{n}", f"walrus {n * 7919 % 1000}") for n, at in enumerate(moments)]

    before = [line.replace("Walrus Burger", "walrus") for line in normal(3)]
    before.append(post(END - timedelta(seconds=1), "last", "a walrus"))
    after = [post(END + timedelta(minutes=20), "later", "walrus, later")]

    def heard(*batches: list[str]) -> tuple[list[Alert], list[int], dict[str, Any]]:
        said: list[Alert] = []
        counted: list[int] = []
        clock = FakeClock()

        def passes() -> None:
            counted.append(len(said))
            clock.sleep(1)

        watching = Watching(WATCH, said.append)
        watching.clock = clock
        watching.run(Lines(*batches, until=passes))  # type: ignore[arg-type]
        return said, counted, watching.listener.plain()

    quiet: list[list[str]] = [[]] * 5
    at_once, _, replayed = heard(before, burst(), after)
    said, counted, state = heard(before, burst(), *quiet, after, *quiet)
    assert "red" in {alert.tier for alert in said}
    assert counted[6] == len(said), "within five seconds, and nothing of it again"
    assert [alert.tier for alert in said][-1] == [alert.tier for alert in at_once][-1]
    assert {alert.term for alert in said} == {alert.term for alert in at_once}
    learned = [each["tracks"]["Walrus"]["series"]["detector"] for each in (replayed, state)]
    assert learned[0] == learned[1]
    assert state["clock"] == replayed["clock"]
