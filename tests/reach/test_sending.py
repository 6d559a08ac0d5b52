"""A page in a process of its own, against real receivers: what counts as sent, and as what it fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import psutil
import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.delivery import Outcome
from crisis_cli.reach import sending
from crisis_cli.reach.sending import Sending
from tests.reach.receivers import Mail, Web, endless, garbage, nothing, silence, status

pytestmark = pytest.mark.usefixtures("warm")

SECRET = "correct-horse-42"


def begin(address: str, title: str = "Call the plant", body: str = "Why you: you are next") -> Sending:
    job = {"address": address, "title": title, "body": body}
    return Sending(job, SystemClock(), channel=address.split(":")[0], another=True)


def sent(address: str, *words: str) -> Outcome:
    return begin(address, *words).wait()


@pytest.mark.usefixtures("cold")
def test_a_page_reaches_a_web_server_once(receiver: Web) -> None:
    assert sent(f"json://me:{SECRET}@127.0.0.1:{receiver.port}/") == Outcome("json")
    (said,) = receiver.said
    assert (said["title"], said["message"]) == ("Call the plant", "Why you: you are next")


@pytest.mark.usefixtures("cold")
def test_a_page_reaches_a_mail_server_once_and_no_header_can_be_put_in(post: tuple[Mail, int]) -> None:
    server, port = post
    title = "Call\r\nBcc: everybody@walrus.example\r\n\r\nthe plant"
    assert sent(f"mailto://127.0.0.1:{port}/?from=crisis@walrus.example&to=ana@walrus.example", title).channel
    (message,) = server.messages
    assert server.recipients == [["ana@walrus.example"]]
    assert message["Bcc"] is None
    assert "Why you: you are next" in message.as_string()


@pytest.mark.parametrize(
    ("answer", "failed_as", "again_after"),
    [
        (status(302, Location="/elsewhere"), "refused", 0),
        (status(307, Location="/elsewhere"), "refused", 0),
        (status(429, Retry_After="77"), "busy", 77),
        (status(429, Retry_After="Wed, 21 Oct 2020 07:28:00 GMT"), "busy", 0),
        (status(429, Retry_After="after the storm"), "busy", 0),
        (status(503), "busy", 0),
        (status(500), "fault", 0),
        (status(404), "refused", 0),
        (status(401), "refused", 0),
        (garbage, "fault", 0),
        (nothing, "fault", 0),
    ],
)
def test_what_a_service_answers_says_whether_another_try_is_worth_it(
    receiver: Web, answer: Callable[[Any], None], failed_as: str, again_after: int
) -> None:
    receiver.answer = answer
    outcome = sent(f"json://me:{SECRET}@127.0.0.1:{receiver.port}/")
    assert (outcome.channel, outcome.failed_as, outcome.again_after) == ("", failed_as, again_after)
    assert outcome.another
    assert len(receiver.heard) == 1, "no redirect is followed, nothing is tried twice here"
    assert SECRET not in repr(outcome)


@pytest.mark.parametrize("tells_its_clock", [True, False])
def test_a_date_until_which_to_wait_is_kept_to_by_the_service_s_own_clock(
    receiver: Web, tells_its_clock: bool
) -> None:
    ahead = (
        timedelta(days=3) if tells_its_clock else timedelta()
    )  # a clock that is wrong harms nobody if it is told
    theirs = datetime.now(UTC) + ahead

    def busy(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(503)
        if tells_its_clock:
            handler.send_header("Date", format_datetime(theirs, usegmt=True))
        handler.send_header("Retry-After", format_datetime(theirs + timedelta(seconds=90), usegmt=True))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    receiver.answer = busy
    outcome = sent(f"json://127.0.0.1:{receiver.port}/")
    assert outcome.failed_as == "busy"
    assert 80 <= outcome.again_after <= 91


def test_nobody_there_and_no_such_service(receiver: Web) -> None:
    port = receiver.port
    receiver.server.server_close()
    assert sent(f"json://127.0.0.1:{port}/").failed_as == "fault"
    assert sent("pigeon://127.0.0.1/").failed_as == "not set up"
    assert sent("json://").failed_as == "not set up"


@pytest.mark.parametrize(
    ("reply", "failed_as"), [("550 no such box", "refused"), ("450 try later", "busy"), ("421 closing", "busy")]
)
def test_a_mail_server_that_says_no(post: tuple[Mail, int], reply: str, failed_as: str) -> None:
    server, port = post
    server.reply = reply
    outcome = sent(f"mailto://127.0.0.1:{port}/?from=crisis@walrus.example&to=ana@walrus.example")
    assert (outcome.failed_as, outcome.channel) == (failed_as, "")


@pytest.mark.usefixtures("cold")
def test_a_service_that_is_silent_or_never_ends_is_given_up_by_the_wall_clock(
    receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answer = silence
    began = time.monotonic()
    assert sent(f"json://127.0.0.1:{receiver.port}/?rto=1").failed_as == "silent"
    assert time.monotonic() - began < 15
    monkeypatch.setattr(sending, "LIMIT", 3.0)
    receiver.answer = endless
    page = begin(f"json://127.0.0.1:{receiver.port}/?rto=9")
    child = psutil.Process(page.pid)
    assert page.wait().failed_as == "silent"
    assert not child.is_running(), "it is not left behind"


@pytest.mark.usefixtures("cold")
def test_no_secret_stands_in_the_list_of_processes(receiver: Web) -> None:
    receiver.answer = silence
    page = begin(f"json://me:{SECRET}@127.0.0.1:{receiver.port}/?rto=1")
    child = psutil.Process(page.pid)
    assert SECRET not in " ".join(child.cmdline())
    assert SECRET not in repr(child.environ())
    page.wait()


@pytest.mark.usefixtures("cold")
def test_the_environment_of_the_keeper_does_not_go_along(receiver: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTHER_SECRET", SECRET)
    receiver.answer = silence
    page = begin(f"json://127.0.0.1:{receiver.port}/?rto=1")
    assert "OTHER_SECRET" not in psutil.Process(page.pid).environ()
    page.wait()
