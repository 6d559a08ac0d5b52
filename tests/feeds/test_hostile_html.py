"""HTML that somebody wrote to stall the watch: read in a moment, whatever is in it."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest

from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.live.press import Press
from crisis_cli.feeds.mastodon import plain
from tests.fakes import FakeClock
from tests.feeds import shapes
from tests.feeds.live.servers import answers, web_server


@pytest.mark.parametrize("again", ["<", "<p", "<br ", "</p>", "</p><p", "</p> ", "&", "&#", "&#9", "<p>a</p>"])
def test_a_status_of_megabytes_of_html_is_read_in_a_moment(again: str) -> None:
    line = json.dumps(shapes.status() | {"content": again * (3_000_000 // len(again))}).encode()
    began = time.process_time()
    assert Lines().words(line) is not None
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("number", ["9" * 5_000, "x" + "f" * 5_000, "99999999", "xffffffff"])
def test_a_number_that_is_no_letter_stops_nothing(number: str) -> None:
    assert plain(f"<p>Walrus &#{number}; &#0000000000066;urger</p>") == "Walrus \ufffd Burger"


def test_tags_go_and_a_lone_sign_stays() -> None:
    assert plain('<p class="a">1 &lt; 2 <b>or</b></p>\n<p>3 < 4<br/>#<span>Walrus</span></p>') == (
        "1 < 2 or\n3 < 4\n#Walrus"
    )


@pytest.mark.parametrize("again", ["&lt;", "&lt;!--"])
def test_a_feed_of_megabytes_of_html_is_read_in_a_moment(clock: FakeClock, again: str) -> None:
    title = again * (900_000 // len(again))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><item><title>{title}</title></item></channel></rss>'
    with web_server(answers(body)) as server:
        began = time.process_time()
        next(Press(server.where, timedelta(minutes=5), clock).batches(None))
        assert time.process_time() - began < 3.0
