"""A mail list, Slack, Teams: what goes over the wire, and what cannot be put into it."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.posting import Answer, Outgoing
from crisis_cli.engine.ports import Account
from crisis_cli.reach.accounts import message
from crisis_cli.reach.listening import Heard
from tests.reach.accounts.conftest import Opening
from tests.reach.receivers import Mail, Web, nothing, status

CALLS = (
    "Dear <!channel>, @everyone and <@U123ABCD>: write to press@walrus.example.\n\n2 < 3 & https://w.example/@a"
)
FIRST = Outgoing(CALLS, "holding-1-staff-1", datetime(2026, 11, 22, 2, tzinfo=UTC), "en", title="First word")


def by_mail(port: int) -> AccountSpec:
    address = f"mailto://127.0.0.1:{port}/?from=crisis@walrus.example&to=list@walrus.example&format=text"
    return AccountSpec("email", "message", "list@walrus.example", address=address)


def by_web(receiver: Web) -> AccountSpec:
    return AccountSpec("staff", "message", "#staff", address=f"json://me:s3cret-word@127.0.0.1:{receiver.port}/")


@pytest.mark.usefixtures("cold")
def test_a_mail_goes_out_once_with_its_text_to_the_letter(post: tuple[Mail, int], opened: Opening) -> None:
    server, port = post
    account: Account = opened(by_mail(port))
    assert account.post(FIRST) == Answer("holding-1-staff-1")
    (letter,) = server.messages
    assert server.recipients == [["list@walrus.example"]]
    assert letter["Subject"] == "First word"
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == CALLS
    assert (account.remembers, account.finds) == (None, False)


def test_the_first_line_of_a_mail_may_be_its_subject_and_no_header_gets_in(
    post: tuple[Mail, int], opened: Opening
) -> None:
    server, port = post
    text = "Subject: About the smell\nBcc: everybody@walrus.example\n\nWe know."
    assert opened(by_mail(port)).post(FIRST._replace(text=text, title="x\r\nBcc: all@walrus.example")).post_id
    (letter,) = server.messages
    assert letter["Subject"] == "About the smell"
    assert letter["Bcc"] is None
    assert server.recipients == [["list@walrus.example"]]
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip().startswith("Bcc: everybody@walrus.example"), "text stays text"


def test_a_title_of_several_lines_puts_no_header_into_a_mail(post: tuple[Mail, int], opened: Opening) -> None:
    server, port = post
    assert opened(by_mail(port)).post(FIRST._replace(title="First\r\nBcc: all@walrus.example\r\n\r\nword")).post_id
    (letter,) = server.messages
    assert letter["Subject"] == "First Bcc: all＠walrus.example word"
    assert letter["Bcc"] is None
    assert message.letter(FIRST._replace(title="", text="We know.\nMore soon.")._asdict(), mail=True) == (
        "We know.",
        "We know.\nMore soon.",
    ), "no mail without a subject"


@pytest.mark.parametrize(("reply", "failed_as"), [("550 no such list", "refused"), ("450 later", "busy")])
def test_a_mail_server_that_says_no_is_certain(
    post: tuple[Mail, int], opened: Opening, reply: str, failed_as: str
) -> None:
    server, port = post
    server.reply = reply
    answer = opened(by_mail(port)).post(FIRST)
    assert (answer.failed_as, answer.unknown) == (failed_as, False)


def test_nobody_is_called_by_a_message_whose_look_stays(receiver: Web, opened: Opening) -> None:
    assert opened(by_web(receiver)).post(FIRST) == Answer("holding-1-staff-1")
    (said,) = receiver.said
    assert said["message"] == (
        "Dear ‹!channel>, ＠everyone and ‹@U123ABCD>: write to press@walrus.example.\n\n2 < 3 & https://w.example/@a"
    )
    assert said["title"] == "First word"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise's own, at home in the child
def test_slack_hears_no_call_and_sees_every_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []

    def send(_: requests.Session, request: requests.PreparedRequest, **__: Any) -> requests.Response:
        said.append(json.loads(request.body or "{}"))
        answer = requests.Response()
        answer.status_code = 200
        answer._content = b"ok"
        return answer

    monkeypatch.setattr(requests.Session, "send", send)  # Slack's host is fixed in apprise
    address = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#staff"
    asked = {"address": address, "outgoing": FIRST._replace(title="<!here> now")._asdict()}
    assert message.post(asked, Heard()) == {"post_id": "holding-1-staff-1"}
    (attachment,) = said[0]["attachments"]
    assert attachment["text"] == (
        "Dear ‹!channel&gt;, ＠everyone and ‹@U123ABCD&gt;: write to press@walrus.example.\n\n"
        "2 &lt; 3 &amp; https://w.example/@a"
    )
    assert attachment["title"] == "‹!here› now"


def test_what_it_refuses_is_certain_and_what_breaks_is_not(receiver: Web, opened: Opening) -> None:
    account = opened(by_web(receiver))
    for answer, failed_as, unknown in (
        (status(403), "refused", False),
        (status(429, Retry_After="5"), "busy", False),
        (status(500), "fault", True),
        (nothing, "fault", True),
    ):
        receiver.answer = answer
        said = account.post(FIRST)
        assert (said.post_id, said.failed_as, said.unknown) == ("", failed_as, unknown)
        assert "s3cret-word" not in repr(said)
    receiver.server.server_close()
    assert account.post(FIRST).unknown is False


def test_a_check_knows_the_service_and_sends_nothing(receiver: Web, opened: Opening) -> None:
    assert opened(by_web(receiver)).check().account == "#staff"
    assert receiver.heard == []
    assert opened(by_web(receiver)._replace(address="pigeon://roof")).check().failed_as == "not set up"
    assert opened(by_web(receiver)).find(FIRST, FIRST.begun_at).unknown
    assert opened(by_web(receiver)).look("1", "").why


@pytest.mark.parametrize(("when", "unknown"), [("handle_DATA", True), ("handle_RCPT", False)])
def test_a_mail_server_that_hangs_leaves_doubt_only_once_it_has_the_letter(
    post: tuple[Mail, int], opened: Opening, when: str, unknown: bool
) -> None:
    async def hang(*_: Any) -> str:
        await asyncio.sleep(30)
        return "250 late"

    server, port = post
    setattr(server, when, hang)
    answer = opened(by_mail(port), limit=2.0).post(FIRST)
    assert (answer.post_id, answer.failed_as, answer.unknown) == ("", "silent", unknown)
