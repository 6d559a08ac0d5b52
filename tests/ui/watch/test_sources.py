"""How live sources stand, in words that a tired person reads."""

from __future__ import annotations

from datetime import UTC, timedelta

from rich.console import Console

from crisis_cli.domain.standing import Standing, State
from crisis_cli.ui.watch.live import Pictured, picture
from crisis_cli.ui.watch.sources import change_said, quiet_said, standing_line
from tests.fakes import NIGHT

LATER = NIGHT + timedelta(minutes=7)
CONNECTED = Standing("bluesky", State.CONNECTED, NIGHT)
LOST = Standing("bluesky", State.LOST, NIGHT, "no connection", LATER + timedelta(seconds=12))


def line(standing: Standing, quiet: int = 0) -> str:
    return standing_line(standing, 1_204, timedelta(seconds=quiet), LATER, UTC)


def test_each_state_is_a_word_and_a_lost_source_a_mark_too() -> None:
    assert line(CONNECTED) == "ok bluesky: connected since 02:00, 1204 lines"
    assert line(CONNECTED, 420) == "ok bluesky: connected since 02:00, 1204 lines, QUIET for 7 min"
    assert line(Standing("press", State.CONNECTED, NIGHT, polled=True), 420).endswith("1204 lines")
    assert line(LOST) == "!! bluesky: LOST since 02:00 (no connection); next try in 12 s"
    assert line(Standing("pipe", State.ENDED, NIGHT)) == ".. pipe: ended"
    assert line(Standing("pipe", State.CONNECTING, NIGHT)) == ".. pipe: connecting"


def test_a_change_is_one_sentence() -> None:
    assert change_said(CONNECTED, Standing("bluesky", State.CONNECTING, NIGHT), LATER) == "bluesky: connected."
    assert change_said(LOST, CONNECTED, LATER) == "bluesky: LOST: no connection; next try in 12 s."
    assert change_said(LOST, LOST, LATER) == ("bluesky: still LOST after 7 min: no connection; next try in 12 s.")
    assert change_said(CONNECTED, LOST, LATER) == "bluesky: connected again after 7 min."
    assert quiet_said("bluesky", timedelta(minutes=5)) == "bluesky: connected, and quiet for 5 min."


def test_the_name_of_a_file_steers_no_terminal() -> None:
    hostile = Standing("pipe", State.LOST, NIGHT, "\x1b]0;x\x07\u202e.jsonl cannot be read")
    for shown in (line(hostile), change_said(hostile, CONNECTED, LATER)):
        assert not set("\x1b\x07\u202e") & set(shown)


def test_many_sources_leave_room_for_the_picture() -> None:
    lines = tuple(line(LOST if number < 2 else CONNECTED) for number in range(20))
    console = Console(width=40, file=None, record=True, color_system=None)
    with console.capture() as captured:
        console.print(picture(Pictured((), sources=lines), UTC, 40))
    shown = captured.get().splitlines()
    assert shown[0].startswith("!! bluesky: LOST since 02:00")
    assert shown[5].rstrip() == "and 15 more sources"
    assert max(map(len, shown)) <= 40
