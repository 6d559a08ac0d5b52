"""Posting on Mastodon: one status a key, found again, by the right account only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crisis_cli.domain.posting import Checked, Looked, Outgoing
from crisis_cli.engine.ports import Account
from tests.reach.accounts.conftest import Opening, on_mastodon
from tests.reach.accounts.servers import MastodonServer
from tests.reach.receivers import nothing

TEXT = (
    "We know of the smell at plant 2 & are <b>looking</b> into it.\n\nMore: https://walrus.example/now\nat 14:30"
)


def outgoing(**others: str) -> Outgoing:
    return Outgoing(TEXT, "holding-1-mastodon-1", datetime.now(UTC), "en")._replace(**others)


@pytest.mark.usefixtures("cold")
def test_it_posts_publicly_with_its_key_and_a_second_try_is_the_same_post(
    mastodon: MastodonServer, opened: Opening
) -> None:
    account: Account = opened(on_mastodon(mastodon))
    out = account.post(outgoing())
    assert (out.post_id, out.url) == ("1000", "https://walrus.example/@news/1000")
    assert account.post(outgoing()) == out
    assert list(mastodon.statuses) == ["1000"]
    assert mastodon.statuses["1000"]["visibility"] == "public"
    assert mastodon.statuses["1000"]["language"] == "en"
    assert mastodon.keys == {"holding-1-mastodon-1": "1000"}
    assert account.remembers is not None
    assert account.remembers < timedelta(hours=1), "no longer than the server does"


def test_an_answer_that_got_lost_is_unknown_until_the_post_is_found(
    mastodon: MastodonServer, opened: Opening
) -> None:
    account = opened(on_mastodon(mastodon))
    first = outgoing()
    assert account.find(first, first.begun_at).post_id == ""
    mastodon.faults[("POST", "/api/v1/statuses")], mastodon.taken = nothing, True
    lost = account.post(first)
    assert (lost.post_id, lost.unknown, lost.failed_as) == ("", True, "fault")
    assert account.find(first, first.begun_at).post_id == "1000"
    other = account.find(first._replace(text="Something else"), first.begun_at)
    assert (other.post_id, other.unknown) == ("", False), "certainly not there"
    later = account.find(first, first.begun_at + timedelta(hours=2))
    assert (later.post_id, later.unknown) == ("", False), "an older post of the same words is another"


def test_a_thread_hangs_together_and_its_parts_are_told_apart(mastodon: MastodonServer, opened: Opening) -> None:
    account = opened(on_mastodon(mastodon))
    account.post(outgoing())
    second = outgoing(key="holding-1-mastodon-2", reply_to="1000", root="1000")
    assert account.find(second, second.begun_at).post_id == "", "the first has the same words, but answers nobody"
    assert account.post(second).post_id == "1001"
    assert mastodon.statuses["1001"]["in_reply_to_id"] == "1000"


def test_nothing_goes_out_on_another_account_than_the_declared(mastodon: MastodonServer, opened: Opening) -> None:
    mastodon.acct = "private"
    refused = opened(on_mastodon(mastodon)).post(outgoing())
    assert (refused.failed_as, refused.unknown) == ("not set up", False)
    assert (
        refused.why
        == "@private@walrus.example is logged in there, but the channels file says @news@walrus.example"
    )
    assert opened(on_mastodon(mastodon, "@private@elsewhere.example")).post(outgoing()).failed_as == "not set up"
    assert mastodon.statuses == {}


def test_what_stands_there_is_read_as_a_reader_sees_it(mastodon: MastodonServer, opened: Opening) -> None:
    account = opened(on_mastodon(mastodon))
    out = account.post(outgoing())
    assert account.look(out.post_id, out.url) == Looked(TEXT)
    assert account.look("999", "") == Looked(gone=True)


def test_a_shortened_link_is_whole_again_and_every_break_is_a_line() -> None:
    from crisis_cli.reach.accounts.mastodon import text_of  # its library takes its time to load

    html = (
        '<p>Caf&eacute;<br>now: <a href="https://walrus.example/now"><span class="invisible">https://</span>'
        '<span class="ellipsis">walrus.example</span><span class="invisible">/now</span></a></p><p>Bye</p>'
    )
    assert text_of(html) == "Café\nnow: https://walrus.example/now\n\nBye"


def test_a_check_says_who_is_logged_in_and_the_servers_own_limits(
    mastodon: MastodonServer, opened: Opening
) -> None:
    account = opened(on_mastodon(mastodon))
    assert account.check() == Checked("@news@walrus.example", 700, 23)
    spec = on_mastodon(mastodon)
    wrong = opened(spec._replace(secrets={"token": "another"})).check()
    assert (wrong.account, wrong.failed_as, wrong.why) == ("", "refused", "the service refuses it (401)")
    missing = opened(spec._replace(secrets={})).check()
    assert (missing.failed_as, missing.why) == ("not set up", "the secret token is missing")
    assert mastodon.statuses == {}


def test_where_too_much_was_posted_since_nobody_can_tell(mastodon: MastodonServer, opened: Opening) -> None:
    account = opened(on_mastodon(mastodon))
    account.post(outgoing())
    only = mastodon.statuses["1000"]
    mastodon.statuses = {str(number): {**only, "id": str(number)} for number in range(40)}
    first = outgoing(text="Something else")
    answer = account.find(first, first.begun_at)
    assert (answer.post_id, answer.unknown) == ("", True)
