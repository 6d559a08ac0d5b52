"""`crisis publish --send`: shown to the letter, asked once, sent once; what nobody knows is asked of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing import sending as publish_send
from crisis_cli.commands.publishing import verifying as publish_verify
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import Answer, Looked, Outgoing
from crisis_cli.engine.ports import Account
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.ui.sent import RULE
from tests.commands.conftest import Crisis
from tests.commands.test_publishing import HELD, approved
from tests.engine.accounts import FakeAccount, Killed

THREAD = "=== x · thread ===\nWe know of it.\n---\nWe speak again at 23:59.\n\n=== website ===\nWe know of it.\n"
Accounts = dict[str, FakeAccount]


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """What the channels file names: by channel."""
    found: Accounts = {"x": FakeAccount("x")}

    def account_for(_: Incident, channel: str) -> Account | None:
        return found.get(channel)

    monkeypatch.setattr(publish_send, "account_for", account_for)
    monkeypatch.setattr(publish_verify, "account_for", account_for)
    return found


def sending(crisis: Crisis, *words: str, code: int | None = 0) -> tuple[str, str]:
    ran = crisis("publish", "holding", "--send", "--yes", *words, code=code)
    return ran.out, ran.err


def half_out(crisis: Crisis, accounts: Accounts, then: Callable[[Outgoing], Answer]) -> None:
    """The first post of the thread is out; of the second came `then`."""
    approved(crisis, THREAD)
    accounts["x"].script += [accounts["x"].arrive, then]


def test_exactly_the_text_and_the_account_are_shown_and_what_came_back_is_printed(
    crisis: Crisis, accounts: Accounts
) -> None:
    approved(crisis)
    out, err = sending(crisis)
    assert "x, as @walrus@x.example (x):" in err
    assert HELD.strip() in err
    assert "we speak again at 23:59: that becomes a clock" in err
    assert "x: out https://x.example/x-1" in err
    assert out.splitlines() == [
        "holding on x: out https://x.example/x-1",
        "holding on website: by hand, it has no account; then:"
        " crisis publish holding --channel website --posted URL",
    ]
    assert [post.text for post in accounts["x"].tried] == [HELD.strip()]
    assert crisis("status", "--json").json["next_word"] is not None
    assert {"post_attempted", "part_posted", "statement_posted"} <= set(crisis.kinds())


def test_where_nobody_can_be_asked_nothing_is_sent(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    refused = crisis("publish", "holding", "--send", code=2).err
    assert "nobody can be asked here" in refused
    assert "--yes" in refused
    assert not accounts["x"].tried


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_it_asks_once_and_names_text_and_accounts(
    crisis: Crisis, accounts: Accounts, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    approved(crisis)
    asked: list[str] = []

    def confirm(question: str, *, yes: bool) -> bool:
        assert not yes
        asked.append(question)
        return answer

    monkeypatch.setattr(publish_send, "_ask_or_be_told", lambda _: None)
    monkeypatch.setattr(publish_send, "confirm", confirm)
    ran = crisis("publish", "holding", "--send")
    (question,) = asked
    sha = crisis("status", "--json").json["statements"]["holding"]["sha256"]
    assert question == f"Send the holding statement, text {sha[:12]}, now: x as @walrus@x.example?"
    assert len(accounts["x"].tried) == answer
    assert ("Nothing was sent." in ran.err) is not answer
    assert "\nx -> @walrus@x.example (x), website: by hand\n" in ran.err


@pytest.mark.usefixtures("accounts")
def test_the_text_is_broken_between_words_at_the_edge_of_a_terminal(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(crisis)
    monkeypatch.setattr(publish_send, "columns_of", lambda *_: 30)
    told = sending(crisis, "--channel", "x")[1].split(RULE)[1].strip().splitlines()
    assert max(map(len, told)) <= 30
    assert " ".join(told) == " ".join(HELD.split())


def test_to_send_is_offered_only_where_an_account_is_left(crisis: Crisis, tmp_path: Path) -> None:
    approved(crisis)
    assert "It is posted by hand. When it is out: crisis publish holding --posted URL" in shown(crisis)
    page = "{service: file, account: the page, path: page.txt}"
    (tmp_path / "channels.yaml").write_text(f"channels: w\naccounts: {{website: {page}}}\n", encoding="utf-8")
    assert "To send it: crisis publish holding --send." in shown(crisis)
    crisis("publish", "holding", "--channel", "website", "--posted", "https://walrus.example")
    assert "To send it" not in shown(crisis)
    crisis("publish", "holding", "--channel", "x", "--posted", "https://x.example/1")
    assert "Nothing was sent" not in shown(crisis)


def shown(crisis: Crisis) -> str:
    return crisis("publish", "holding").out


def test_without_a_yes_or_with_an_error_nothing_is_shown_or_sent(crisis: Crisis, accounts: Accounts) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="Mistakes were made. We speak again at 23:59.\n")
    assert "still writing" in sending(crisis, code=3)[1]
    crisis("done", "write-holding")
    assert "it needs a yes from" in sending(crisis, code=3)[1]
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    assert "crisis waive holding" in sending(crisis, code=3)[1]
    assert not accounts["x"].tried


def test_a_text_that_was_changed_after_it_was_seen_is_not_sent(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    assert "after you saw it" in sending(crisis, "--sha", "0000", code=3)[1]
    assert not accounts["x"].tried


def test_channels_without_any_account_are_posted_by_hand(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    refused = sending(crisis, "--channel", "website", code=2)[1]
    assert "No account is known for website" in refused
    assert "--posted URL" in refused
    assert "is not a channel of holding" in sending(crisis, "--channel", "tiktok", code=2)[1]
    assert not accounts["x"].tried


def test_an_account_that_cannot_be_used_holds_no_other_back(
    crisis: Crisis, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(crisis)

    def account_for(_: Incident, channel: str) -> Account | None:
        if channel == "website":
            raise SurroundingsFailed("${SITE_TOKEN} is not set.", "Set it.")
        return accounts[channel]

    monkeypatch.setattr(publish_send, "account_for", account_for)
    out, _ = sending(crisis, code=4)
    assert out.splitlines() == [
        "holding on x: out https://x.example/x-1",
        "holding on website: ${SITE_TOKEN} is not set. Set it.",
    ]
    assert "${SITE_TOKEN} is not set." in sending(crisis, "--channel", "website", code=4)[1]


def test_one_channel_that_is_refused_holds_no_other_back(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis, HELD + "We are in touch with the plant and every shop that sold it. " * 6)
    accounts["website"] = FakeAccount("webhook")
    out, _ = sending(crisis, code=3)
    assert "over-the-limit" in out
    assert "holding on website: out https://webhook.example/webhook-1" in out
    assert not accounts["x"].tried


def test_what_failed_for_certain_is_told_and_may_be_sent_again(crisis: Crisis, accounts: Accounts) -> None:
    half_out(crisis, accounts, accounts["x"].says_no)
    out, err = sending(crisis, "--channel", "x", code=4)
    assert "x: part 1 of 2 out https://x.example/x-1" in err
    told = "holding on x: 1 of 2 out, then NOT out: HTTP 422: too long. Again: crisis publish holding --channel x"
    assert told in out
    assert f"! SENDING  {told}" in crisis("status").out
    assert told in crisis("brief").out
    sending(crisis, "--channel", "x")
    assert "! SENDING" not in crisis("status").out


def test_of_a_service_that_can_look_it_is_said_that_to_send_again_is_to_look(
    crisis: Crisis, accounts: Accounts
) -> None:
    accounts["x"] = FakeAccount("mastodon", finds=True)
    half_out(crisis, accounts, accounts["x"].falls_silent)
    out, _ = sending(crisis, "--channel", "x", code=3)
    looks = (
        "crisis publish holding --channel x --send looks there by itself first and posts nothing twice. Or look"
    )
    assert looks in out
    sending(crisis, "--channel", "x")
    assert len(accounts["x"].posts) == 2


def test_an_unknown_outcome_says_what_was_tried_as_whom_and_what_to_type(
    crisis: Crisis, accounts: Accounts
) -> None:
    half_out(crisis, accounts, accounts["x"].falls_silent)
    out, _ = sending(crisis, "--channel", "x", code=3)
    assert "holding on x: 1 of 2 out, then nobody knows: pat sent part 2 of 2 at" in out
    assert "as @walrus@x.example; no answer within 20 s. Look there; then:" in out
    assert "looks there by itself" not in out, "X takes no key"
    assert "crisis publish holding --channel x --posted URL" in out
    assert "crisis publish holding --channel x --not-out" in out
    again, _ = sending(crisis, "--channel", "x", code=3)
    assert "Nobody knows whether part 2 of 2 is out on x" in again
    assert len(accounts["x"].tried) == 2
    assert "1 of 2 out, then nobody knows" in crisis("publish", "holding").out
    status = crisis("status", "--json").json["statements"]["holding"]
    assert [one["state"] for one in status["sends"]] == ["out", "unknown"]
    asked = crisis("close", "--reason", "it is over", "--yes", code=None)
    assert "nobody knows" in asked.err


def test_a_person_says_that_it_is_out(crisis: Crisis, accounts: Accounts) -> None:
    half_out(crisis, accounts, accounts["x"].falls_silent)
    sending(crisis, "--channel", "x", code=3)
    told = crisis("publish", "holding", "--channel", "x", "--posted", "https://x.example/2").out
    assert "pat looked at x: the holding statement, part 2 of 2, is out https://x.example/2" in told
    assert "holding statement is out on x (pat) https://x.example/1" not in told
    assert crisis("status", "--json").json["next_word"] is not None


def test_a_person_says_that_it_is_not_out_and_it_is_sent_again(crisis: Crisis, accounts: Accounts) -> None:
    half_out(crisis, accounts, accounts["x"].loses_it)
    sending(crisis, "--channel", "x", code=3)
    assert "Say where it is not out" in crisis("publish", "holding", "--not-out", code=2).err
    crisis("publish", "holding", "--channel", "x", "--not-out")
    sending(crisis, "--channel", "x")
    assert len(accounts["x"].posts) == 2


def test_killed_half_way_the_next_one_goes_on(crisis: Crisis, accounts: Accounts) -> None:
    accounts["x"] = FakeAccount("x", remembers=timedelta(hours=1))
    half_out(crisis, accounts, accounts["x"].dies_after)
    with pytest.raises(Killed):
        crisis("publish", "holding", "--send", "--yes", "--channel", "x")
    assert "then on its way: pat sent part 2 of 2" in crisis("status").out
    assert "right now; wait" in sending(crisis, "--channel", "x", code=3)[0]


def test_what_is_out_everywhere_is_not_sent_again(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    accounts["website"] = FakeAccount("webhook")
    sending(crisis)
    assert "is out everywhere" in sending(crisis, code=3)[1]
    assert len(accounts["x"].tried) == 1
    assert "was really sent to website" in crisis("undo", code=3).err


def test_a_mail_has_its_first_line_as_its_subject() -> None:
    assert publish_send.with_title("email-customers", "Subject: Berry Oat\n\nWe know.") == (
        "Berry Oat",
        "We know.",
    )
    assert publish_send.with_title("x", "Subject: Berry Oat\n\nWe know.")[0] == ""


def test_a_script_reads_what_came_back(crisis: Crisis, accounts: Accounts) -> None:
    half_out(crisis, accounts, accounts["x"].falls_silent)
    shown = crisis("publish", "holding", "--send", "--yes", "--json", code=3).json
    assert (shown["version"], shown["statement"], shown["drill"]) == (1, "holding", False)
    first, second = shown["channels"]
    assert (first["channel"], first["state"], first["account"]) == ("x", "unknown", "@walrus@x.example")
    assert [post["state"] for post in first["posts"]] == ["out", "unknown"]
    assert (second["channel"], second["state"], second["account"]) == ("website", "by hand", None)


def test_two_things_at_once_and_another_time_make_no_sense(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    assert "One thing at a time" in crisis("publish", "holding", "--send", "--posted", "https://x", code=2).err
    assert "goes out now" in sending(crisis, "--at", "3 min ago", code=2)[1]
    assert not accounts["x"].tried


def test_a_drill_does_all_of_it_and_sends_nothing(crisis: Crisis) -> None:
    crisis.begin("product-contamination", "--drill")
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed=HELD)
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    out, err = sending(crisis)
    assert err.startswith("DRILL: nothing of this leaves.\nDRILL x, as DRILL x (drill):")
    assert all(line.startswith("DRILL holding on ") for line in out.splitlines())
    assert crisis.step("publish-holding")["status"] == "done"
    assert "DRILL could not look" in crisis("publish", "holding", "--verify", code=4).out


# --- what stands there afterwards ----------------------------------------------------------------------------


def test_what_stands_there_is_compared_with_what_was_approved(crisis: Crisis, accounts: Accounts) -> None:
    approved(crisis)
    assert "Nothing of the holding statement is out" in crisis("publish", "holding", "--verify", code=2).err
    sending(crisis)
    assert crisis("publish", "holding", "--verify").out.startswith("same           x https://x.example/x-1")
    (name,) = accounts["x"].posts
    accounts["x"].posts[name] = accounts["x"].posts[name]._replace(text=HELD.replace("fell", "became"))
    told = crisis("publish", "holding", "--verify", code=1).out
    assert "differs" in told
    assert "  approved: We know that people fell ill" in told
    assert "  there:    We know that people became ill" in told
    shown = crisis("publish", "holding", "--verify", "--json", code=1).json
    assert [(one["state"], one["there"][:14]) for one in shown["posts"]] == [("differs", "We know that p")]
    accounts["x"].posts.clear()
    assert crisis("publish", "holding", "--verify", code=1).out.startswith("gone")


def test_what_cannot_be_looked_at_is_said_so(
    crisis: Crisis, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(crisis)
    sending(crisis)
    crisis("publish", "holding", "--channel", "website", "--posted", "https://walrus.example")
    monkeypatch.setattr(accounts["x"], "look", lambda *_: Looked(why="the service does not answer"))
    told = crisis("publish", "holding", "--verify", code=4).out
    assert "could not look x https://x.example/x-1: the service does not answer" in told
    assert "could not look website https://walrus.example: it has no account that could look" in told
    accounts["x"] = FakeAccount("bluesky")
    again = crisis("publish", "holding", "--verify", code=4)
    assert "the channels file names @walrus@bluesky.example now" in again.out
    assert "nothing could be looked at" in again.err


@pytest.mark.usefixtures("accounts")
def test_what_one_account_could_not_show_is_no_failure_where_another_could(crisis: Crisis) -> None:
    approved(crisis)
    sending(crisis)
    crisis("publish", "holding", "--channel", "website", "--posted", "https://walrus.example")
    told = crisis("publish", "holding", "--verify").out
    assert "same           x" in told
    assert "could not look website" in told


def test_a_journal_that_fails_behind_a_post_says_where_it_is_out_and_what_went_before(
    crisis: Crisis, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(crisis)
    accounts["website"] = FakeAccount("webhook")

    def fails(*_: object, **__: object) -> None:
        raise SurroundingsFailed("The disk is full.")

    def arrives(post: Outgoing) -> Answer:
        for name in ("append", "read", "now"):
            monkeypatch.setattr(wiring.journal(), name, fails)
        return accounts["website"].arrive(post)

    accounts["website"].script.append(arrives)
    ran = crisis("publish", "holding", "--send", "--yes", code=4)
    assert "holding on x: out https://x.example/x-1" in ran.out
    assert "website: it is out at https://webhook.example/webhook-1, and that could not be written down" in ran.err
    assert "The disk is full." in ran.err
