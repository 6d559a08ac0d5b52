"""A team's own web address, told to freeze something: what counts as done, as failed, and as known to nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.reach import calling
from crisis_cli.reach.calling import call
from crisis_cli.reach.team_command import Ended
from tests.reach.receivers import Web, garbage, nothing, silence, status, web

pytestmark = pytest.mark.usefixtures("warm")

BODY = {"act": "freeze", "name": "adverts", "incident": "one", "drill": False}


def called(receiver: Web, answer: Callable[[BaseHTTPRequestHandler], None]) -> Ended:
    receiver.answer = answer
    return call(f"http://127.0.0.1:{receiver.port}/hooks/kelp-and-clams-9?key=correct-horse", BODY, SystemClock())


@pytest.mark.usefixtures("cold")
def test_it_is_told_once_in_json_and_any_good_answer_says_done(receiver: Web) -> None:
    assert called(receiver, status(204)) == Ended()
    ((path, body),) = receiver.heard
    assert path == "/hooks/kelp-and-clams-9?key=correct-horse"
    assert json.loads(body) == BODY


@pytest.mark.parametrize(
    ("answer", "unknown"),
    [
        (status(403), False),
        (status(429, Retry_After="60"), False),
        (status(500), True),
        (status(302, Location="/elsewhere"), True),
        (status(308, Location="/elsewhere"), False),
        (nothing, True),
        (garbage, True),
    ],
)
def test_what_failed_says_why_and_whether_it_may_have_worked(
    receiver: Web, answer: Callable[[BaseHTTPRequestHandler], None], unknown: bool
) -> None:
    ended = called(receiver, answer)
    assert ended.why
    assert ended.unknown is unknown
    assert len(receiver.heard) == 1, "no redirect was followed, nothing was tried twice"
    assert "kelp" not in repr(ended)
    assert "correct-horse" not in repr(ended)


def test_where_nobody_listens_it_certainly_did_not_happen() -> None:
    with web() as gone:
        port = gone.port
    ended = call(f"http://127.0.0.1:{port}/x", BODY, SystemClock())
    assert (ended.why, ended.unknown) == ("the service cannot be reached", False)


def test_one_that_hangs_is_given_up_by_the_clock_on_the_wall(
    receiver: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "LIMIT", 1.5)
    assert called(receiver, silence) == Ended("no word in time", unknown=True)
