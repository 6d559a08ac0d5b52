"""Sending a text by an account: once, in order, and never again on a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.posting import OUT, UNKNOWN, Answer, Outgoing, SentPart
from crisis_cli.domain.sends import hanging, unfinished
from crisis_cli.domain.statement import text_hash
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.publishing import Desk, send
from crisis_cli.engine.session import Session
from crisis_cli.errors import Refused, SurroundingsFailed, UsageError
from tests.engine.accounts import FakeAccount, Killed
from tests.engine.builder import Night, on_the_way

CAST = {"ceo": "carla", "coo": "oona"}
THREAD = "=== mastodon · thread ===\nWe know of it.\n---\nTake it back to the shop.\n---\nWe speak again.\n"
TWO_LANGUAGES = (
    "=== mastodon · en · thread ===\nWe know.\n---\nMore soon.\n\n"
    "=== mastodon · fr · thread ===\nNous savons.\n---\nLa suite bientôt.\n"
)
HOUR = timedelta(hours=1)


def night(text: str = "We know of it.\n", channels: str = "mastodon") -> Night:
    """A text with its yes, to be published."""
    return Night(on_the_way(channels=channels), CAST).write("holding", text).yes("holding", by="carla")


def sent(
    run: Night,
    account: FakeAccount,
    *,
    by: str = "anna",
    sha: str | None = None,
    word: Callable[[tuple[str, ...], datetime], datetime | None] = lambda _, __: None,
) -> SentPart:
    version = run.run.statement("holding").current
    seen = version.sha256 if sha is None and version is not None else sha or ""
    return send(run.session, "holding", "mastodon", account, Desk(by, seen, word))


def refusal(run: Night, account: FakeAccount, *, by: str = "anna", sha: str | None = None) -> str:
    tries = len(account.tried)
    with pytest.raises(Refused) as refused:
        sent(run, account, by=by, sha=sha)
    assert len(account.tried) == tries
    return f"{refused.value.message} {refused.value.hint}"


def published(run: Night) -> list[tuple[str, str]]:
    return [(post.channel, post.url) for post in run.run.statement("holding").published]


def texts(account: FakeAccount) -> list[str]:
    return [post.text for post in account.posts.values()]


def killed(run: Night, account: FakeAccount) -> None:
    with pytest.raises(Killed):
        sent(run, account)


# --- the way it goes -----------------------------------------------------------------------------------------


def test_a_text_goes_out_once_and_stands_as_published_with_its_address() -> None:
    run, account = night(), FakeAccount()
    assert sent(run, account).state == OUT
    assert texts(account) == ["We know of it."]
    assert published(run) == [("mastodon", "https://mastodon.example/mastodon-1")]
    assert run.status("publish-holding").value == "done"
    assert not list(unfinished(run.run, run.now))


def test_the_try_is_written_down_before_the_service_hears_of_it() -> None:
    run, account = night(), FakeAccount()
    seen: list[str] = []

    def looks(post: Outgoing) -> Answer:
        seen.append(run.run.statement("holding").sends[0].state)
        return account.arrive(post)

    account.script.append(looks)
    sent(run, account)
    assert seen == ["on its way"]


def test_a_thread_goes_in_order_and_each_post_answers_the_one_before_it() -> None:
    run, account = night(THREAD), FakeAccount()
    sent(run, account)
    assert [(post.part, post.parts, post.reply_to, post.root) for post in account.tried] == [
        (1, 3, "", ""),
        (2, 3, "mastodon-1", "mastodon-1"),
        (3, 3, "mastodon-2", "mastodon-1"),
    ]
    assert published(run) == [("mastodon", "https://mastodon.example/mastodon-1")]


def test_the_wording_of_each_language_is_a_thread_of_its_own() -> None:
    run, account = night(TWO_LANGUAGES), FakeAccount()
    sent(run, account)
    assert [(post.language, post.reply_to) for post in account.tried] == [
        ("en", ""),
        ("en", "mastodon-1"),
        ("fr", ""),
        ("fr", "mastodon-3"),
    ]


def test_the_next_word_of_the_text_becomes_a_clock() -> None:
    run, account = night(), FakeAccount()
    sent(run, account, word=lambda _, at: at + HOUR)
    assert run.run.next_word is not None


def test_the_title_is_apart_from_the_text() -> None:
    run, account = night("Subject: Berry Oat\n\nWe know of it.\n"), FakeAccount()

    def parted(_: str, text: str) -> tuple[str, str]:
        title, _, body = text.partition("\n\n")
        return title.removeprefix("Subject: "), body

    version = run.run.statement("holding").current
    assert version is not None
    desk = Desk("anna", version.sha256, lambda _, __: None, with_title=parted)
    send(run.session, "holding", "mastodon", account, desk)
    assert [(post.title, post.text) for post in account.tried] == [("Berry Oat", "We know of it.")]


def test_what_a_service_says_is_written_down_whatever_it_is_made_of() -> None:
    run, account = night(), FakeAccount()
    account.script.append(lambda _: Answer(failed_as="fault", why="\x00\x1b[2J\ud800" + "a" * 100_000))
    part = sent(run, account)
    assert (part.state, part.why[:4], len(part.why)) == ("failed", "[2Ja", 300)


# --- what is decided anew at every post ----------------------------------------------------------------------


def test_without_a_yes_nothing_is_sent() -> None:
    run = Night(on_the_way(channels="mastodon"), CAST).write("holding")
    assert "it needs a yes from" in refusal(run, FakeAccount())


def test_a_yes_that_is_taken_back_between_two_posts_stops_the_thread() -> None:
    run, account = night(THREAD), FakeAccount()

    def meanwhile(post: Outgoing) -> Answer:
        run.undo(by="carla")
        return account.arrive(post)

    account.script.append(meanwhile)
    with pytest.raises(Refused, match="it needs a yes from"):
        sent(run, account)
    assert len(account.tried) == 1


class OneError:
    """A check that finds an error from some moment on."""

    found = False

    def errors(self, *_: object) -> list[Finding]:
        return [Finding("changed-fact", Severity.ERROR, "5 are ill", "", ())] if self.found else []

    def facts(self, *_: object) -> dict[str, int]:
        return {}


def test_an_error_that_a_check_finds_between_two_posts_stops_the_thread() -> None:
    run, account, checks = night(THREAD), FakeAccount(), OneError()
    run.session._checks = checks

    def meanwhile(post: Outgoing) -> Answer:
        checks.found = True
        return account.arrive(post)

    account.script.append(meanwhile)
    with pytest.raises(Refused, match="5 are ill"):
        sent(run, account)
    checks.found = False
    assert sent(run, account).state == OUT
    assert len(account.posts) == 3


def test_a_text_that_was_changed_after_it_was_seen_is_not_sent() -> None:
    run = night()
    sha = text_hash("We know of it.\n")
    run.write("holding", "We know nothing.\n").yes("holding", by="carla")
    assert "was changed by anna after you saw it" in refusal(run, FakeAccount(), sha=sha)


def test_a_text_that_is_changed_while_it_is_sent_goes_out_as_it_was_approved() -> None:
    run, account = night(), FakeAccount()

    def meanwhile(post: Outgoing) -> Answer:
        run.write("holding", "Nobody said yes to this.\n", say_done=False)
        return account.arrive(post)

    account.script.append(meanwhile)
    sent(run, account)
    assert texts(account) == ["We know of it."]
    (post,) = run.run.statement("holding").published
    assert post.sha256 == text_hash("We know of it.\n")


def test_an_edit_after_the_first_post_of_a_thread_stops_it_and_says_what_is_out_where() -> None:
    run, account = night(THREAD), FakeAccount()
    account.script += [account.arrive, account.says_no]
    sent(run, account)
    run.write("holding", THREAD.replace("shop", "store")).yes("holding", by="carla")
    told = refusal(run, account)
    assert "after part 1 of 3 of it had gone out on mastodon: https://mastodon.example/mastodon-1" in told
    assert "crisis undo" in told
    assert "--not-out" in told


def test_a_text_that_is_put_back_is_gone_on_with() -> None:
    run, account = night(THREAD), FakeAccount()
    account.script += [account.arrive, account.says_no]
    sent(run, account)
    run.write("holding", THREAD.replace("shop", "store")).undo()
    sent(run, account)
    assert len(account.posts) == 3


def test_what_was_taken_down_makes_way_for_another_text_under_another_key() -> None:
    run, account = night(THREAD), FakeAccount(remembers=HOUR)
    account.script += [account.arrive, account.says_no]
    sent(run, account)
    run.act(i.LookedForPost("holding", "mastodon", out=False))
    sent(run, account)
    assert len(account.posts) == 4
    assert account.tried[0].text == account.tried[2].text
    assert account.tried[0].key != account.tried[2].key


def test_a_channel_that_is_out_is_not_sent_again() -> None:
    run, account = night(), FakeAccount()
    sent(run, account)
    assert "anna was first: mastodon is settled" in run.refusal(
        i.AttemptPost("holding", "mastodon", 1, "", account.service, account.account)
    )
    assert run.act(i.Post("holding", ("mastodon",), sent_round=1)) == []


def test_a_channel_that_was_left_out_is_not_sent_to() -> None:
    run = night(channels="mastodon website")
    run.act(i.SkipChannel("holding", "mastodon", "the account is locked"))
    assert "is settled in this round" in refusal(run, FakeAccount())


def test_a_part_that_there_is_not_and_one_out_of_turn_are_refused() -> None:
    run = night(THREAD)
    attempt = i.AttemptPost("holding", "mastodon", 2, "", "mastodon", "@walrus")
    assert "Part 1 of 3 is not out yet" in run.refusal(attempt)
    attempt = i.AttemptPost("holding", "mastodon", 0, "", "mastodon", "@walrus")
    assert "There is no part 0" in run.refusal(attempt, kind=UsageError)
    assert "has no wording for mastodon" in refusal(night("=== x ===\nOnly there.\n", "x mastodon"), FakeAccount())


# --- what fails ----------------------------------------------------------------------------------------------


def test_a_certain_failure_may_be_tried_again_with_the_same_key() -> None:
    run, account = night(), FakeAccount()
    account.script.append(account.says_no)
    part = sent(run, account)
    assert (part.state, part.why, part.failed_as) == ("failed", "HTTP 422: too long", "refused")
    assert published(run) == []
    assert sent(run, account).state == OUT
    first, second = account.tried
    assert (first.key, first.begun_at) == (second.key, second.begun_at)


def test_the_key_is_the_same_in_every_process_and_another_for_every_post() -> None:
    keys = [[post.key for post in account.tried] for account in (FakeAccount(), FakeAccount()) if _sends(account)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 3


def _sends(account: FakeAccount) -> bool:
    return sent(night(THREAD), account).state == OUT


def test_an_unknown_outcome_stops_the_thread_and_asks_a_person() -> None:
    run, account = night(THREAD), FakeAccount("x")
    account.script += [account.arrive, account.loses_it]
    assert sent(run, account).state == "unknown"
    told = refusal(run, account)
    assert "Nobody knows whether part 2 of 3 is out on mastodon: anna tried it at 02:00:00 UTC" in told
    assert "as @walrus@x.example (x): no answer within 20 s" in told
    assert "crisis publish holding --channel mastodon --posted URL" in told
    assert "crisis publish holding --channel mastodon --not-out" in told
    (found,) = hanging(run.run, run.now)
    assert (found.out, found.parts, found.last.part) == (1, 3, 2)


def test_where_the_service_remembers_keys_it_is_simply_tried_again() -> None:
    run, account = night(THREAD), FakeAccount(remembers=HOUR)
    account.script += [account.arrive, account.falls_silent]
    assert sent(run, account).state == "unknown"
    assert sent(run, account).state == OUT
    assert len(account.posts) == 3


def test_a_key_that_the_service_has_forgotten_is_not_trusted() -> None:
    run, account = night(), FakeAccount(remembers=HOUR)
    account.script.append(account.falls_silent)
    sent(run, account)
    run.wait("61m")
    assert "Nobody knows" in refusal(run, account)


def test_a_service_that_never_forgets_is_trusted_for_ever() -> None:
    run, account = night(), FakeAccount(remembers=timedelta.max)
    account.script.append(account.falls_silent)
    sent(run, account)
    run.wait("30d")
    assert sent(run, account).state == OUT
    assert len(account.posts) == 1


def test_where_the_service_can_look_it_is_looked_for_and_not_repeated() -> None:
    run, account = night(), FakeAccount("x", finds=True)
    account.script.append(account.falls_silent)
    sent(run, account)
    assert sent(run, account).state == OUT
    assert len(account.tried) == 1
    assert published(run) == [("mastodon", "https://x.example/x-1")]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_server_that_takes_keys_and_forgets_them_makes_no_second_post(arrived: bool) -> None:
    run, account = night(), FakeAccount(remembers=HOUR, finds=True, keyless=True)
    account.script.append(account.falls_silent if arrived else account.loses_it)
    assert sent(run, account).state == UNKNOWN
    assert sent(run, account).state == OUT
    assert texts(account) == ["We know of it."]
    assert len(account.tried) == (1 if arrived else 2)


def test_what_is_certainly_not_there_is_sent() -> None:
    run, account = night(), FakeAccount("x", finds=True)
    account.script.append(account.loses_it)
    sent(run, account)
    assert sent(run, account).state == OUT
    assert len(account.posts) == 1


def test_a_look_that_does_not_succeed_asks_a_person() -> None:
    run, account = night(), FakeAccount("x", finds=True)
    account.script.append(account.falls_silent)
    sent(run, account)
    account.cannot_find = True
    assert "Nobody knows" in refusal(run, account)


def test_another_account_in_the_file_is_not_asked_about_what_the_first_one_did() -> None:
    run, account = night(), FakeAccount("x", finds=True, remembers=HOUR)
    account.script.append(account.falls_silent)
    sent(run, account)
    other = FakeAccount("bluesky", finds=True, remembers=HOUR)
    assert "as @walrus@x.example (x)" in refusal(run, other)
    assert not other.looked_for


# --- a person says what became of it -------------------------------------------------------------------------


def unknown(text: str = "We know of it.\n") -> tuple[Night, FakeAccount]:
    run, account = night(text), FakeAccount("x")
    account.script.append(account.falls_silent)
    sent(run, account)
    return run, account


URL = "https://x.example/1"


def test_a_person_who_sees_it_settles_it_and_the_text_is_out() -> None:
    run, _ = unknown()
    run.act(i.LookedForPost("holding", "mastodon", out=True, url=URL, next_word_at=run.t("2h")))
    assert published(run) == [("mastodon", URL)]
    assert run.run.next_word is not None
    assert not hanging(run.run, run.now)


def test_a_person_who_does_not_see_it_lets_it_be_tried_again_under_another_key() -> None:
    run, account = unknown()
    run.act(i.LookedForPost("holding", "mastodon", out=False))
    assert sent(run, account).state == OUT
    assert account.tried[0].key != account.tried[1].key
    assert account.tried[0].begun_at < account.tried[1].begun_at


def test_both_can_be_taken_back() -> None:
    run, account = unknown()
    for out in (True, False):
        run.act(i.LookedForPost("holding", "mastodon", out=out, url=URL if out else ""))
        run.undo()
        assert published(run) == []
        assert "Nobody knows" in refusal(run, account)


def test_what_was_said_is_not_taken_back_once_it_was_tried_again() -> None:
    run, account = unknown()
    run.act(i.LookedForPost("holding", "mastodon", out=False), by="oona")
    sent(run, account)
    assert "has been changed since" in run.refusal(i.Undo(), by="oona")


def test_a_thread_goes_on_behind_a_post_that_a_person_saw_where_the_service_finds_it() -> None:
    run, account = unknown(THREAD)
    run.act(i.LookedForPost("holding", "mastodon", out=True, url=URL))
    assert published(run) == []
    account.finds = True
    assert sent(run, account).state == OUT
    assert account.tried[1].reply_to == "x-1"


def test_a_thread_cannot_go_on_behind_a_post_that_only_a_person_saw() -> None:
    run, account = unknown(THREAD)
    run.act(i.LookedForPost("holding", "mastodon", out=True, url=URL))
    told = refusal(run, account)
    assert f"anna said that part 1 is out at {URL}" in told
    run.act(i.Post("holding", ("mastodon",), URL))
    assert published(run) == [("mastodon", URL)]


def test_what_is_known_is_not_asked_about() -> None:
    run = night()
    assert "It is known what became" in run.refusal(i.LookedForPost("holding", "mastodon", out=False))
    sent(run, FakeAccount())
    assert "It is known what became" in run.refusal(i.LookedForPost("holding", "mastodon", out=False))
    wrong = i.LookedForPost("holding", "mastodo", out=False)
    assert 'Did you mean "mastodon"?' in run.refusal(wrong, kind=UsageError)


def test_while_nobody_knows_the_channel_is_neither_posted_by_hand_nor_left_out() -> None:
    run, _ = unknown()
    assert "Nobody knows" in run.refusal(i.Post("holding", (), URL))
    assert "Nobody knows" in run.refusal(i.SkipChannel("holding", "mastodon", "enough"))


def test_a_channel_with_half_a_thread_on_it_is_not_left_out() -> None:
    run, account = night(THREAD), FakeAccount()
    account.script += [account.arrive, account.says_no]
    sent(run, account)
    assert "1 of 3 posts are out on mastodon" in run.refusal(i.SkipChannel("holding", "mastodon", "enough"))


def test_an_answer_may_come_after_the_close() -> None:
    run, _ = unknown()
    run.act(i.Close("it is over"))
    run.act(i.LookedForPost("holding", "mastodon", out=True, url=URL))
    assert published(run) == [("mastodon", URL)]


# --- undo ----------------------------------------------------------------------------------------------------


def test_what_was_really_sent_cannot_be_taken_back_as_if_it_were_not_out() -> None:
    run = night()
    sent(run, FakeAccount())
    told = run.refusal(i.Undo())
    assert "was really sent to mastodon: it is out there" in told
    assert "crisis withdraw holding --channel mastodon" in told


# --- several, and the end of a process -----------------------------------------------------------------------


def test_while_one_sends_another_waits_and_is_told_for_how_long() -> None:
    run, account = night(), FakeAccount()
    told: list[str] = []

    def meanwhile(post: Outgoing) -> Answer:
        run.wait("10s")
        told.append(refusal(run, FakeAccount(), by="oona"))
        told.append(run.refusal(i.Post("holding", (), URL), by="oona"))
        told.append(run.refusal(i.LookedForPost("holding", "mastodon", out=False), by="oona"))
        return account.arrive(post)

    account.script.append(meanwhile)
    sent(run, account)
    assert all("anna is sending the holding statement to mastodon right now; wait 20 s" in one for one in told)
    assert len(account.posts) == 1


def test_of_two_at_the_same_moment_one_sends_and_the_other_is_told_who(monkeypatch: pytest.MonkeyPatch) -> None:
    run, account = night(), FakeAccount()
    first = send_by_another_process(run, account, monkeypatch)
    with pytest.raises(Refused, match="oona was first: mastodon is settled"):
        sent(run, account)
    assert first == [OUT]
    assert len(account.tried) == 1


def send_by_another_process(run: Night, account: FakeAccount, patch: pytest.MonkeyPatch) -> list[str]:
    """oona sends it between the moment at which the next try is decided and that at which it is stored."""
    append, states = run.journal.append, list[str]()

    def late(*args: Any, **more: Any) -> Any:
        patch.setattr(run.journal, "append", append)
        other = Session(
            run.journal, run.session.name, read_playbook=run.read_playbook, new_id=run.new_id, checks=unchecked
        )
        states.append(send(other, "holding", "mastodon", account, Desk("oona", "", lambda _, __: None)).state)
        return append(*args, **more)

    patch.setattr(run.journal, "append", late)
    return states


def test_an_answer_that_comes_after_the_lease_is_believed() -> None:
    run, account = night(THREAD), FakeAccount()

    def late(post: Outgoing) -> Answer:
        run.wait("31s")
        assert "Nobody knows" in refusal(run, FakeAccount(), by="oona")
        return account.arrive(post)

    account.script.append(late)
    assert sent(run, account).state == OUT
    assert texts(account) == ["We know of it.", "Take it back to the shop.", "We speak again."]


def test_an_answer_that_comes_after_another_took_over_is_believed() -> None:
    run, account = night(), FakeAccount(remembers=HOUR)

    def late(post: Outgoing) -> Answer:
        answer = account.arrive(post)
        run.wait("31s")
        sent(run, account, by="oona")
        return answer

    account.script.append(late)
    sent(run, account)
    assert len(account.posts) == 1
    assert len(run.history(e.StatementPosted)) == 1


def test_a_late_answer_for_a_post_that_was_given_up_is_told() -> None:
    run, account = night(), FakeAccount("x")

    def late(post: Outgoing) -> Answer:
        run.wait("31s").act(i.LookedForPost("holding", "mastodon", out=False), by="oona")
        account.script.append(account.says_no)
        sent(run, account, by="oona")
        return account.arrive(post)

    account.script.append(late)
    with pytest.raises(Refused, match=r"a post of an older try is out: https://x\.example/x-1"):
        sent(run, account)


def test_killed_before_the_try_is_written_down_nothing_has_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    run, account = night(), FakeAccount()

    def dies(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(run.journal, "append", dies)
        killed(run, account)
    assert run.run.statement("holding").sends == ()
    assert sent(run, account).state == OUT
    assert len(account.posts) == 1


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("service", ["keys", "finds", "both", "neither"])
def test_killed_while_it_is_sent_it_is_out_once_or_a_person_is_asked(service: str, arrived: bool) -> None:
    run = night(THREAD)
    account = FakeAccount(
        remembers=HOUR if service in ("keys", "both") else None, finds=service in ("finds", "both")
    )
    account.script += [account.arrive, account.dies_after if arrived else account.dies_before]
    killed(run, account)
    assert "anna is sending the holding statement to mastodon right now; wait 30 s" in refusal(run, account)
    run.wait("31s")
    if service == "neither":
        assert "and no answer was heard" in refusal(run, account)
        assert len(account.posts) == (2 if arrived else 1)
        return
    assert sent(run, account).state == OUT
    assert texts(account) == ["We know of it.", "Take it back to the shop.", "We speak again."]


def test_killed_before_the_answer_is_written_down_the_post_is_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run, account = night(), FakeAccount(remembers=HOUR)
    append = run.journal.append

    def dies(*_: object, **__: object) -> None:
        raise Killed

    def arrives(post: Outgoing) -> Answer:
        monkeypatch.setattr(run.journal, "append", dies)
        return account.arrive(post)

    account.script.append(arrives)
    killed(run, account)
    monkeypatch.setattr(run.journal, "append", append)
    run.wait("31s")
    assert sent(run, account).state == OUT
    assert len(account.posts) == 1


def test_killed_before_the_text_stands_as_published_it_stands_as_of_when_it_went_out() -> None:
    run, account = night(), FakeAccount()

    def dies(*_: object) -> datetime | None:
        raise Killed

    with pytest.raises(Killed):
        sent(run, account, word=dies)
    (found,) = unfinished(run.run, run.now)
    assert (found.state, found.out, found.parts) == (OUT, 1, 1)
    went_out = run.now
    run.wait("10m").undo(by="carla")  # a yes that is taken back unsends nothing
    sent(run, account)
    assert len(account.tried) == 1
    (post,) = run.run.statement("holding").published
    assert post.moment.replace(microsecond=0) == went_out


def test_a_journal_that_fails_behind_a_post_is_told_with_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    run, account = night(), FakeAccount()

    def fails(*_: object, **__: object) -> None:
        raise SurroundingsFailed("The disk is full.")

    def arrives(post: Outgoing) -> Answer:
        monkeypatch.setattr(run.journal, "append", fails)
        return account.arrive(post)

    account.script.append(arrives)
    with pytest.raises(SurroundingsFailed) as failed:
        sent(run, account)
    assert "it is out at https://mastodon.example/mastodon-1" in failed.value.message
    assert "The disk is full." in failed.value.message


def test_a_text_sent_whole_before_the_next_round_began_is_written_down_when_that_is_sent() -> None:
    run, account = night(channels="mastodon website"), FakeAccount()

    def dies(*_: object) -> datetime | None:
        raise Killed

    with pytest.raises(Killed):
        sent(run, account, word=dies)
    run.act(i.Post("holding", ("website",), URL))
    run.write("holding", "More of it.\n").yes("holding", by="carla")
    sent(run, account)
    out = {(post.round, post.channel) for post in run.run.statement("holding").published}
    assert out == {(1, "mastodon"), (1, "website"), (2, "mastodon")}
