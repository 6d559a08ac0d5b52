"""What happened, in one sentence: a step that is due on another day says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import (
    NextWordPromised,
    PartPosted,
    PostAttempted,
    PostFailed,
    PostLookedFor,
    StepOpened,
)
from crisis_cli.ui.keeper_words import closer_words
from crisis_cli.ui.my_turn import turn_for
from crisis_cli.ui.sends_words import sends_words
from crisis_cli.ui.sentences import sentence
from tests.engine.accounts import FakeAccount
from tests.engine.builder import SEEN, Night, do, playbook
from tests.engine.test_publishing import THREAD, night, sent


def test_a_step_that_is_due_in_three_days_is_opened_with_the_day() -> None:
    night = Night(playbook(do("report", by="72h", after=""), do("call", within="10m", after="")))
    said = [
        sentence(event, night.session.incident, UTC)
        for event in night.session.history
        if isinstance(event.data, StepOpened)
    ]
    turn = turn_for(night.session.incident, night.session.incident.playbook.steps["report"], "anna", SEEN, UTC)
    assert turn.time == "3 d 0 h left (by Wed 25 Nov 02:00)"
    assert said == ["open: report, by Wed 25 Nov 02:00", "open: call, by 02:10"]


def test_what_nobody_closed_was_closed_by_itself() -> None:
    run = night()
    assert closer_words("keeper") == "by itself"
    run.act(i.Close("all is well"))
    said = [sentence(event, run.session.incident, UTC) for event in run.session.history]
    assert "closed by anna: all is well" in said


def test_the_next_word_is_that_of_its_statement_whoever_reads_it() -> None:
    run = night()
    told = replace(run.session.history[-1], data=NextWordPromised("staff-note", SEEN))
    assert sentence(told, run.session.incident, UTC) == "the staff-note statement says: we speak again at 02:00"
    gone = replace(told, data=NextWordPromised("staff-note", None))
    assert sentence(gone, run.session.incident, UTC) == "the staff-note statement promises no further word"


def half_out() -> Night:
    """The first post of three is out; nobody knows of the second."""
    run, account = night(THREAD), FakeAccount()
    account.script += [account.arrive, account.loses_it]
    sent(run, account)
    return run


def told(run: Night) -> list[str]:
    kinds = (PostAttempted, PartPosted, PostFailed, PostLookedFor)
    run.session.refresh()
    return [
        sentence(event, run.session.incident, UTC)
        for event in run.session.history
        if isinstance(event.data, kinds)
    ]


def test_what_became_of_each_post_is_told_in_plain_words() -> None:
    run = half_out()
    run.act(i.LookedForPost("holding", "mastodon", out=False))
    run.undo()
    assert told(run) == [
        "anna sends the holding statement, part 1 of 3, to mastodon as @walrus@mastodon.example",
        "the holding statement, part 1 of 3, went out on mastodon https://mastodon.example/mastodon-1",
        "anna sends the holding statement, part 2 of 3, to mastodon as @walrus@mastodon.example",
        "NOBODY KNOWS whether the holding statement, part 2 of 3, is out on mastodon: no answer within 20 s",
        "anna looked at mastodon: the holding statement, part 2 of 3, is not out",
        "anna took back what was seen on mastodon of the holding statement, part 2 of 3",
    ]


def test_what_hangs_is_said_where_it_is_to_be_published_until_it_does_not() -> None:
    run = half_out()
    (hangs,) = sends_words(run.run, run.now, UTC)
    assert hangs.startswith(
        "holding on mastodon: 1 of 3 out, then nobody knows: anna sent part 2 of 3 at 02:00 as"
    )
    step = run.run.playbook.steps["publish-holding"]
    assert turn_for(run.run, step, "anna", run.now, UTC).guidance == hangs
    sent(run, FakeAccount(finds=True))
    assert turn_for(run.run, step, "anna", run.now, UTC).guidance == ""


def test_a_text_that_was_changed_under_its_first_post_says_what_to_do() -> None:
    run = night(THREAD)
    account = FakeAccount()
    account.script += [account.arrive, account.says_no]
    sent(run, account)
    (hangs,) = sends_words(run.run, run.now, UTC)
    assert hangs.endswith(
        "1 of 3 out, then NOT out: HTTP 422: too long. Again: crisis publish holding --channel mastodon --send"
    )
    run.write("holding", "Another text.\n", say_done=False)
    (hangs,) = sends_words(run.run, run.now, UTC)
    assert "1 of 3 out of a text that was changed since" in hangs
