"""Posting on X: no key, so what is not certain is for a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crisis_cli.domain.posting import Checked, Looked, Outgoing
from crisis_cli.engine.ports import Account
from tests.reach.accounts.conftest import Opening, on_x
from tests.reach.accounts.servers import XServer
from tests.reach.receivers import nothing, status

FIRST = Outgoing("R&D knows: https://walrus.example/a", "holding-1-x-1", datetime(2026, 11, 22, 2, tzinfo=UTC))
POST = ("POST", "/2/tweets")


@pytest.mark.usefixtures("cold")
def test_it_posts_a_thread_and_reads_it_back_with_whole_links(x: XServer, opened: Opening) -> None:
    account: Account = opened(on_x(x))
    out = account.post(FIRST)
    assert out.url == f"https://x.com/i/web/status/{out.post_id}"
    second = account.post(FIRST._replace(text="More.", reply_to=out.post_id, root=out.post_id))
    assert x.tweets[second.post_id]["reply_to"] == out.post_id
    assert [asked.path for asked in x.heard].count("/2/users/me") == 1, "who we are is asked once a thread"
    assert account.look(out.post_id, out.url) == Looked(FIRST.text)
    del x.tweets[out.post_id]
    assert account.look(out.post_id, out.url) == Looked(gone=True)
    assert (account.remembers, account.finds) == (None, False)


def test_a_second_try_that_x_refuses_as_a_duplicate_is_for_a_person(x: XServer, opened: Opening) -> None:
    account = opened(on_x(x))
    account.post(FIRST)
    again = account.post(FIRST)
    assert (again.post_id, again.unknown) == ("", True)
    assert again.why == "X says that it stands there already: look there"
    assert account.find(FIRST, FIRST.begun_at).unknown
    assert len(x.tweets) == 1


def test_what_x_refuses_is_certain_and_what_breaks_is_not(x: XServer, opened: Opening) -> None:
    account = opened(on_x(x))
    for fault, failed_as, unknown in (
        (status(403), "refused", False),
        (status(429), "busy", False),
        (status(500), "fault", True),
        (nothing, "fault", True),
    ):
        x.faults[POST] = fault
        answer = account.post(FIRST)
        assert (answer.post_id, answer.failed_as, answer.unknown) == ("", failed_as, unknown)
        assert not any(secret in repr(answer) for secret in x.SECRETS)


def test_nothing_goes_out_on_another_account_or_without_its_secrets(x: XServer, opened: Opening) -> None:
    assert opened(on_x(x)).check() == Checked("@WalrusFoods")
    refused = opened(on_x(x, "@walrus_ceo")).post(FIRST)
    assert refused.why == "@WalrusFoods is logged in there, but the channels file says @walrus_ceo"
    bare = opened(on_x(x)._replace(secrets={"consumer_key": "c0nsumer-key"}))
    assert bare.check().why == "the secret consumer_secret is missing"
    assert x.tweets == {}
