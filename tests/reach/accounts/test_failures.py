"""What is certainly not out, and what nobody can tell; how long a service may take; where no secret stands."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import psutil
import pytest

from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.posting import Outgoing
from crisis_cli.reach import process
from crisis_cli.reach.accounts.serving import serve
from crisis_cli.reach.listening import Heard
from tests.reach.accounts.conftest import Opening, on_mastodon, on_x
from tests.reach.accounts.servers import MastodonServer, XServer
from tests.reach.receivers import endless, garbage, nothing, silence, status

POST = ("POST", "/api/v1/statuses")
LOG_IN = ("GET", "/api/v1/accounts/verify_credentials")
FIRST = Outgoing("We know.", "holding-1-mastodon-1", datetime(2026, 11, 22, 2, 0, tzinfo=UTC), "en")


def no_json(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "6")
    handler.end_headers()
    handler.wfile.write(b"<html>")


@pytest.mark.parametrize(
    ("fault", "failed_as", "unknown"),
    [
        (status(429, Retry_After="60"), "busy", False),
        (status(422), "refused", False),
        (status(401), "refused", False),
        (status(307, Location="/elsewhere"), "refused", False),
        (status(302, Location="/elsewhere"), "refused", True),
        (status(500), "fault", True),
        (status(503, Retry_After="60"), "busy", True),
        (garbage, "fault", True),
        (nothing, "fault", True),
        (no_json, "fault", True),
    ],
)
def test_a_refusal_is_certain_and_a_broken_answer_is_not(
    mastodon: MastodonServer,
    opened: Opening,
    fault: Callable[[Any], None],
    failed_as: str,
    unknown: bool,
) -> None:
    mastodon.faults[POST] = fault
    answer = opened(on_mastodon(mastodon)).post(FIRST)
    assert (answer.post_id, answer.failed_as, answer.unknown) == ("", failed_as, unknown)
    assert ("60 s" in answer.why) == (failed_as == "busy")
    assert len(mastodon.posts(POST[1])) == 1, "no redirect is followed, nothing is tried twice here"
    assert mastodon.TOKEN not in repr(answer)


@pytest.mark.parametrize("fault", [status(500), status(302, Location="/"), garbage, nothing, no_json])
def test_whatever_happens_before_the_post_leaves_is_certain(
    mastodon: MastodonServer, opened: Opening, fault: Callable[[Any], None]
) -> None:
    mastodon.faults[LOG_IN] = fault
    answer = opened(on_mastodon(mastodon)).post(FIRST)
    assert (answer.post_id, answer.unknown) == ("", False)
    assert answer.failed_as
    found = opened(on_mastodon(mastodon)).find(FIRST, FIRST.begun_at)
    assert (found.post_id, found.unknown) == ("", True), "but whether an earlier try is there, nobody knows"


def test_nobody_there_is_certain(mastodon: MastodonServer, x: XServer, opened: Opening) -> None:
    for server, spec in ((mastodon, on_mastodon(mastodon)), (x, on_x(x))):
        server.server.server_close()
        answer = opened(spec).post(FIRST._replace(reply_to="1", root="1"))
        assert (answer.failed_as, answer.unknown) == ("fault", False)
        assert answer.why == "the service cannot be reached"


@pytest.mark.parametrize("fault", [silence, endless])
def test_a_service_that_hangs_is_given_up_in_time_and_nobody_knows(
    mastodon: MastodonServer, opened: Opening, fault: Callable[[Any], None]
) -> None:
    mastodon.faults[POST] = fault
    account = opened(on_mastodon(mastodon), limit=2.0)
    began = time.monotonic()
    answer = account.post(FIRST)
    assert (answer.failed_as, answer.unknown, answer.why) == ("silent", True, "no word within 2 s")
    assert time.monotonic() - began < 4.5
    mastodon.faults = {LOG_IN: fault}
    assert not account.post(FIRST).unknown, "it hung before anything was posted"


def test_a_service_that_nobody_knows_is_not_set_up(opened: Opening) -> None:
    answer = opened(AccountSpec("pigeon", "os", "pigeon")).post(FIRST)
    assert (answer.failed_as, answer.unknown) == ("not set up", False)


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tweepy", None)
    monkeypatch.delitem(sys.modules, "crisis_cli.reach.accounts.x", raising=False)
    said = serve({"service": "x", "act": "check"}, Heard())
    assert said == {
        "failed_as": "not set up",
        "why": "its library is not installed: pip install 'crisis-cli[publish]'",
    }


@pytest.mark.usefixtures("cold")
def test_no_secret_stands_in_a_list_of_processes_an_environment_or_an_object(
    mastodon: MastodonServer, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    start = process.subprocess.Popen

    def started(*args: Any, **options: Any) -> Any:
        child = start(*args, **options)
        running = psutil.Process(child.pid)
        seen.append(json.dumps([running.cmdline(), running.environ()]))
        return child

    monkeypatch.setattr(process.subprocess, "Popen", started)
    monkeypatch.setenv("OTHER_SECRET", "correct-horse-42")
    account = opened(on_mastodon(mastodon))
    mastodon.faults[POST] = status(401)
    said = [account.check(), account.post(FIRST), account.find(FIRST, FIRST.begun_at), account.look("1", "")]
    assert len(seen) == 4
    for secret in (mastodon.TOKEN, "correct-horse-42"):
        assert secret not in repr([said, seen, account])
