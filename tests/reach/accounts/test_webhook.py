"""A web address that takes a text as JSON."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.posting import Answer, Outgoing
from crisis_cli.engine.ports import Account
from tests.reach.accounts.conftest import Opening
from tests.reach.receivers import Web, nothing, status

SECRET = "k3y-in-the-address"
TEXT = "We know.\n\nMore at 14:30."
FIRST = Outgoing(TEXT, "holding-1-website-1", datetime(2026, 11, 22, 2, tzinfo=UTC), "en", title="First word")


def at(receiver: Web) -> AccountSpec:
    return AccountSpec(
        "website", "webhook", "newsroom", address=f"http://127.0.0.1:{receiver.port}/in?key={SECRET}"
    )


def says(said: Any) -> Any:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        handler.send_response(201)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.usefixtures("cold")
def test_it_gets_the_text_its_hash_and_the_key_and_nothing_of_the_incident(receiver: Web, opened: Opening) -> None:
    keys: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        keys.append(handler.headers["Idempotency-Key"])
        status(200)(handler)

    receiver.answer = answer
    account: Account = opened(at(receiver))
    assert account.post(FIRST) == Answer("holding-1-website-1")
    ((path, body),) = receiver.heard
    assert path == f"/in?key={SECRET}"
    assert keys == ["holding-1-website-1"]
    assert json.loads(body) == {
        "version": 1,
        "title": "First word",
        "channel": "website",
        "text": TEXT,
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "key": "holding-1-website-1",
        "part": 1,
        "parts": 1,
        "language": "en",
    }
    assert (account.remembers, account.finds) == (None, False)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"id": 17, "url": "https://walrus.example/17"}, Answer("17", "https://walrus.example/17")),
        ({"url": "javascript:alert(1)"}, Answer(FIRST.key)),
        ({"id": "\x1b[2J", "url": "https://walrus.example/\x1b[2J"}, Answer(FIRST.key)),
        ({"id": "1" * 501}, Answer(FIRST.key)),
        (["not", "an", "object"], Answer(FIRST.key)),
        (b"<html>thanks</html>", Answer(FIRST.key)),
    ],
)
def test_what_it_says_back_is_taken_only_as_far_as_it_is_a_name_or_an_address(
    receiver: Web, opened: Opening, said: Any, expected: Answer
) -> None:
    receiver.answer = says(said)
    assert opened(at(receiver)).post(FIRST) == expected


def test_what_it_refuses_is_certain_and_what_breaks_is_not(receiver: Web, opened: Opening) -> None:
    account = opened(at(receiver))
    for answer, failed_as, unknown in (
        (status(403), "refused", False),
        (status(303, Location="/thanks"), "refused", True),
        (status(502), "fault", True),
        (nothing, "fault", True),
    ):
        receiver.answer = answer
        said = account.post(FIRST)
        assert (said.post_id, said.failed_as, said.unknown) == ("", failed_as, unknown)
        assert SECRET not in repr(said)
    assert len(receiver.heard) == 4


def test_a_check_sends_nothing_and_what_stands_there_is_not_compared(receiver: Web, opened: Opening) -> None:
    account = opened(at(receiver))
    assert account.check().account == "newsroom"
    assert account.check().why == "not tried: whatever is sent there is published"
    assert account.look("1", "https://walrus.example/1").why
    assert account.find(FIRST, FIRST.begun_at).unknown
    assert receiver.heard == []
    assert opened(at(receiver)._replace(address="file:///etc/hostname")).post(FIRST).failed_as == "not set up"
