"""Posting on Bluesky: the key is the post's own name there, so it stands there once."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from crisis_cli.domain.posting import Checked, Looked, Outgoing
from crisis_cli.engine.ports import Account
from tests.reach.accounts.conftest import Opening, on_bluesky
from tests.reach.accounts.servers import BlueskyServer
from tests.reach.receivers import nothing, status

BEGUN = datetime(2026, 11, 22, 2, 0, 0, 123456, tzinfo=UTC)
FIRST = Outgoing("Café: https://walrus.example/now #recall", "holding-1-bluesky-1", BEGUN, "fr")
CREATE = "/xrpc/com.atproto.repo.createRecord"


def test_it_posts_once_and_a_second_try_is_the_same_post(bluesky: BlueskyServer, opened: Opening) -> None:
    account: Account = opened(on_bluesky(bluesky))
    out = account.post(FIRST)
    assert account.post(FIRST) == account.find(FIRST, BEGUN) == out
    assert len(bluesky.posts(CREATE)) == 1
    ((rkey, record),) = bluesky.records.items()
    assert out.post_id == f"{record['uri']} {record['cid']}"
    assert out.url == f"https://bsky.app/profile/walrus.example/post/{rkey}"
    assert record["value"]["createdAt"] == "2026-11-22T02:00:00.123Z"
    assert record["value"]["langs"] == ["fr"]
    assert account.look(out.post_id, out.url) == Looked(FIRST.text)
    del bluesky.records[rkey]
    assert account.look(out.post_id, out.url) == Looked(gone=True)


@pytest.mark.usefixtures("cold")
def test_links_and_tags_are_marked_by_bytes(bluesky: BlueskyServer, opened: Opening) -> None:
    opened(on_bluesky(bluesky)).post(FIRST)
    (record,) = bluesky.records.values()
    whole = FIRST.text.encode()
    marked = {
        whole[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(): facet["features"][0]
        for facet in record["value"]["facets"]
    }
    assert marked["https://walrus.example/now"]["uri"] == "https://walrus.example/now"
    assert marked["#recall"]["tag"] == "recall"


def test_a_reply_names_parent_and_root_with_their_hashes(bluesky: BlueskyServer, opened: Opening) -> None:
    reply = FIRST._replace(key="2", reply_to="at://did:plc:w/app.bsky.feed.post/2b cidb", root="at://r/c/2a cida")
    assert opened(on_bluesky(bluesky)).post(reply).post_id
    (record,) = bluesky.records.values()
    said = record["value"]["reply"]
    assert (said["parent"]["uri"], said["parent"]["cid"]) == ("at://did:plc:w/app.bsky.feed.post/2b", "cidb")
    assert (said["root"]["uri"], said["root"]["cid"]) == ("at://r/c/2a", "cida")


def test_a_lost_answer_is_looked_up_at_once(bluesky: BlueskyServer, opened: Opening) -> None:
    bluesky.faults[("POST", CREATE)], bluesky.taken = nothing, True
    assert opened(on_bluesky(bluesky)).post(FIRST).post_id, "it broke off, but there it stands"
    assert len(bluesky.records) == 1


def test_what_did_not_arrive_is_unknown_or_refused(bluesky: BlueskyServer, opened: Opening) -> None:
    account = opened(on_bluesky(bluesky))
    bluesky.faults[("POST", CREATE)] = status(500)
    broken = account.post(FIRST)
    assert (broken.post_id, broken.failed_as, broken.unknown) == ("", "fault", True)
    bluesky.faults[("POST", CREATE)] = status(429, Retry_After="30")
    busy = account.post(FIRST)
    assert (busy.failed_as, busy.unknown, "30 s" in busy.why) == ("busy", False, True)
    assert account.find(FIRST, BEGUN).unknown is False


def test_another_account_and_a_wrong_password_post_nothing(bluesky: BlueskyServer, opened: Opening) -> None:
    spec = on_bluesky(bluesky)
    wrong = opened(spec._replace(secrets={"password": "guessed-pass-word"})).post(FIRST)
    assert (wrong.failed_as, wrong.unknown, wrong.why) == ("refused", False, "the service refuses it (401)")
    assert opened(spec).check() == Checked("@walrus.example", 300)
    bluesky.handle = "private.example"
    assert opened(spec).post(FIRST).failed_as == "not set up"
    bluesky.server.server_close()
    gone = opened(spec).post(FIRST)
    assert (gone.failed_as, gone.unknown) == ("fault", False)
    assert bluesky.records == {}


def test_a_record_key_is_a_tid_and_the_same_for_every_try() -> None:
    from crisis_cli.reach.accounts.bluesky import record_key  # its library takes longer to load than all the rest

    def key(name: str, begun: datetime = BEGUN) -> str:
        return record_key({"key": name, "begun_at": begun.isoformat()})

    assert re.fullmatch("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", key("a"))
    assert key("a") == key("a")
    assert len({key(str(number)) for number in range(200)}) == 200, "posts of one moment have names of their own"
    assert key("a") < key("a", BEGUN.replace(minute=1)), "in the order of time"
