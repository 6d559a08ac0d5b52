"""Sending from the board: shown to the letter, asked once, on its way while the board goes on, never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing import sending as publish_send
from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import Answer, Outgoing
from crisis_cli.engine.ports import Account
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.reach.drill import DrillAccount
from crisis_cli.ui.board.parts import BoardParts, SendingParts
from tests.engine.accounts import FakeAccount
from tests.fakes import FakeClock
from tests.ui.board.boards import CET, MINUTE, TEXT, Driver, Night, SaidErrors, board_on, eleven_minutes_in, moment

THREAD = "=== x · thread ===\nWe know of it.\n---\nWe speak again at 03:45.\n\n=== website ===\nWe know of it.\n"


class Held:
    """A service that answers when the test says so."""

    def __init__(self, account: FakeAccount) -> None:
        self.account = account
        self.reached = threading.Event()
        self.answers = threading.Event()

    def __call__(self, outgoing: Outgoing) -> Answer:
        self.reached.set()
        assert self.answers.wait(20), "nobody let it answer"
        return self.account.arrive(outgoing)


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    night = eleven_minutes_in(clock, tmp_path)
    by_sessions_of(night, monkeypatch)
    return night


def by_sessions_of(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    """What sends has a session of its own on the same journal."""
    monkeypatch.setattr(wiring, "session", lambda _: night.session_on(night.journal, SaidErrors(night)))
    monkeypatch.setattr(wiring, "zone", lambda: CET)


def parts(night: Night, accounts: Mapping[str, Account | SurroundingsFailed]) -> BoardParts:
    """A board whose channels have these accounts, or one that cannot be used."""

    def account(_: Incident, channel: str) -> Account | None:
        found = accounts.get(channel)
        if isinstance(found, SurroundingsFailed):
            raise found
        return found

    def send(*asked: object) -> object:
        return publish_send.send_by(night.session.name, *asked)  # type: ignore[arg-type]

    return replace(night.parts(), sending=SendingParts(account, send))  # type: ignore[arg-type]


def approved(night: Night, text: str = TEXT) -> None:
    night.act(i.Edit("holding", text))
    night.act(i.Complete("write-holding"))
    night.act(i.Approve("holding"), "Carla")


async def until(driven: Driver, condition: Callable[[], object]) -> None:
    """Wait until the thread that sends came so far."""
    for _ in range(2000):
        if condition():
            break
        await driven.pilot.pause(0.002)
    else:
        raise AssertionError(f"it never came so far: {driven.lines()}")
    await driven.quiet()


async def it_ended(driven: Driver) -> None:
    await until(driven, lambda: driven.board.sending is not None and driven.board.sending.over)


def alerts(driven: Driver) -> str:
    return " ".join(line for line in driven.lines() if line.startswith(" ! "))


async def test_s_shows_account_and_text_to_the_letter_and_y_sends(night: Night) -> None:
    approved(night)
    account = FakeAccount("mastodon")
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "> s  send now: x as @walrus@mastodon.example" in page
        assert "1  it is out on x and website" in page
        await driven.press("s")
        page = "\n".join(driven.dialog())
        assert "Send holding now: x as @walrus@mastodon.example?" in page
        assert "we speak again at 03:45: that becomes a clock" in page
        assert "--- x, as @walrus@mastodon.example (mastodon) ---\n We know of three ill people." in page
        assert "y = send 1 post as @walrus@mastodon.example   n = no" in page
        assert not account.tried
        await driven.press("y")
        await it_ended(driven)
        assert "holding on x: out https://mastodon.example/mastodon-1" in driven.message
    assert [post.text for post in account.tried] == [TEXT.strip()]
    (posted,) = night.told(e.StatementPosted)
    assert posted.channel == "x"
    assert night.told(e.NextWordPromised) == [e.NextWordPromised("holding", moment(night, 49))]
    assert next(one for one in night.session.history if isinstance(one.data, e.PostAttempted)).actor == "anna"


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_anything_but_y_sends_nothing(night: Night, key: str) -> None:
    approved(night)
    account = FakeAccount()
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s", "enter", "x")
        assert "Press y or n, or Esc." in " ".join(driven.dialog())
        await driven.press(key)
        assert driven.message == "Nothing was sent."
        assert driven.board.sending is None
    assert not account.tried
    assert not night.told(e.PostAttempted)


async def test_the_board_stays_usable_while_a_thread_goes_out_post_by_post(night: Night) -> None:
    approved(night, THREAD)
    account = FakeAccount("x")
    held = Held(account)
    account.script += [account.arrive, held]
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s")
        page = "\n".join(driven.dialog())
        assert "--- x, as @walrus@x.example (x), 1 of 2 ---\n We know of it." in page
        assert "--- x, as @walrus@x.example (x), 2 of 2 ---\n We speak again at 03:45." in page
        await driven.press("y")
        await until(driven, held.reached.is_set)
        assert "SENDING holding: x: part 1 of 2 out https://x.example/x-1" in alerts(driven)
        await driven.press("o")
        await driven.type("the mayor called")
        night.clock.advance(MINUTE / 6)
        await driven.quiet()
        assert "T+11" in driven.lines()[1], "the clocks go on"
        await driven.press("enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("the mayor called", False)]
        await driven.press("p")
        assert "s  send now" not in " ".join(driven.dialog()), "it is on its way already"
        await driven.press("escape")
        held.answers.set()
        await it_ended(driven)
        assert "SENDING" not in alerts(driven)
    assert [post.text for post in account.tried] == ["We know of it.", "We speak again at 03:45."]
    assert len(night.told(e.StatementPosted)) == 1


async def test_several_accounts_go_one_after_the_other_or_one_alone(night: Night) -> None:
    approved(night)
    x, website = FakeAccount("x"), FakeAccount("webhook")
    async with board_on(parts(night, {"x": x, "website": website})) as driven:
        await driven.press("p")
        assert any("7  send now on website alone, as @walrus@webhook.example" in row for row in driven.dialog())
        await driven.press("7", "y")
        await it_ended(driven)
        assert (len(x.tried), len(website.tried)) == (0, 1)
        await driven.press("p", "s", "y")
        await until(driven, lambda: x.tried)
        await it_ended(driven)
    assert len(website.tried) == 1
    assert {post.channel for post in night.told(e.StatementPosted)} == {"x", "website"}


async def test_what_nobody_knows_stays_in_sight_until_p_asks_whether_it_is_out(night: Night) -> None:
    approved(night)
    account = FakeAccount("x")
    account.script.append(account.loses_it)
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s", "y")
        await it_ended(driven)
        assert "nobody knows" in driven.message
        assert "p: NOBODY KNOWS whether holding is out on x: no answer within 20 s" in alerts(driven)
        await driven.press("p")
        page = " ".join(" ".join(driven.dialog()).split())
        assert "holding on x: nobody knows: anna sent it" in page
        assert "send now" not in page, "a second try could say it twice"
        assert "it is out on x alone" in page
        await driven.press("4")
        assert "NOBODY KNOWS whether holding" not in alerts(driven)
        await driven.press("p", "s", "y")
        await until(driven, lambda: len(account.tried) == 2)
        await it_ended(driven)
    assert len(account.posts) == 1
    assert len(night.told(e.StatementPosted)) == 1


async def test_what_finds_its_posts_may_be_asked_to_send_again(night: Night) -> None:
    approved(night)
    account = FakeAccount("x", finds=True)
    account.script.append(account.falls_silent)
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s", "y")
        await it_ended(driven)
        await driven.press("p", "s", "y")
        await until(driven, lambda: night.told(e.StatementPosted))
    assert (len(account.tried), len(account.looked_for)) == (1, 1)


async def test_what_a_service_refused_is_said_and_sent_again(night: Night) -> None:
    approved(night)
    account = FakeAccount("x")
    account.script.append(account.says_no)
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s", "y")
        await it_ended(driven)
        assert "p: holding is NOT OUT on x: HTTP 422: too long" in alerts(driven)
        await driven.press("p", "s", "y")
        await it_ended(driven)
        assert "NOT OUT" not in alerts(driven)
    assert len(night.told(e.StatementPosted)) == 1


async def test_an_account_that_cannot_be_used_is_said_and_keeps_no_other_back(night: Night) -> None:
    approved(night)
    account = FakeAccount("webhook")
    broken = SurroundingsFailed("channels.yaml:4: the secret X_TOKEN is not set", "export X_TOKEN=…")
    async with board_on(parts(night, {"x": broken, "website": account}), (100, 30)) as driven:
        await driven.press("p")
        page = " ".join(" ".join(driven.dialog()).split())
        assert "x cannot be sent to: channels.yaml:4: the secret X_TOKEN is not set. export X_TOKEN=…" in page
        assert "s send now: website as @walrus@webhook.example" in page


async def test_a_text_that_was_changed_before_the_y_is_not_sent(night: Night) -> None:
    approved(night)
    account = FakeAccount("x")
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s")
        night.act(i.Edit("holding", "Another text.\n"))
        await driven.press("y")
        await it_ended(driven)
        assert "was changed by anna after you saw it" in driven.message
    assert not account.tried


async def test_an_error_is_mended_or_lived_with_before_anything_is_shown(night: Night) -> None:
    approved(night)
    account = FakeAccount("x")
    night.errors = lambda: [Finding("no-cause", Severity.ERROR, "says why")]
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s")
        assert "1 error in the holding statement for x" in driven.dialog()[0]
        await driven.press("escape")
    assert not account.tried


async def test_whoever_leaves_is_told_to_wait_and_nothing_is_lost(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(night, THREAD)
    account = FakeAccount("x")
    held = Held(account)
    account.script.append(held)
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s", "y")
        await until(driven, held.reached.is_set)
        await driven.press("q")
        assert "Still sending holding: wait, at most 30 s. q again leaves" in driven.message
        assert not driven.board._exit
        driven.board.action_leave()
        assert driven.board._exit
        sending = driven.board.sending
    assert sending is not None
    threading.Timer(0.05, held.answers.set).start()
    sending.let_end()
    told = capsys.readouterr().err
    assert "Still sending holding, at most 30 s; Ctrl+C" in told
    assert "x: part 1 of 2 out https://x.example/x-1" in told
    assert [post.text for post in account.tried] == ["We know of it."], "no other post is begun"
    night.session.refresh()
    (part,) = night.session.incident.statement("holding").sends
    assert (part.state, part.url) == ("out", "https://x.example/x-1")


async def test_in_a_drill_it_is_the_same_and_every_word_says_drill(
    clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = Night(clock, tmp_path, drill=True)
    by_sessions_of(night, monkeypatch)
    night.act(i.Answer("size-up", "crisis"))
    approved(night)
    async with board_on(parts(night, {"x": DrillAccount("x")})) as driven:
        await driven.press("p")
        assert any("s  send now: x as DRILL x" in row for row in driven.dialog())
        await driven.press("s")
        page = "\n".join(driven.dialog())
        assert "DRILL: nothing of this leaves." in page
        assert "y = DRILL: send 1 post as DRILL x" in page
        await driven.press("y")
        await it_ended(driven)
        assert driven.message.startswith("DRILL holding on x: out")
    assert len(night.told(e.StatementPosted)) == 1


async def test_where_the_text_has_no_words_for_a_channel_nothing_is_offered(night: Night) -> None:
    approved(night, "=== website ===\nWe know of it.\n")
    async with board_on(parts(night, {"x": FakeAccount("x")})) as driven:
        await driven.press("p")
        assert "x no wording for this channel" in " ".join(" ".join(driven.dialog()).split())
        assert "send now" not in " ".join(driven.dialog())


async def test_what_is_out_and_was_never_written_down_as_published_is_written_down(night: Night) -> None:
    approved(night)
    account = FakeAccount("x")
    night.act(i.AttemptPost("holding", "x", 1, "", account.service, account.account))
    part = night.session.incident.statement("holding").sends[0]
    night.act(
        i.SettlePost("holding", 1, "x", 1, part.key, part.attempt_seq, post_id="x-1", url="https://x.example/1")
    )
    async with board_on(parts(night, {"x": account})) as driven:
        await driven.press("p", "s")
        page = "\n".join(driven.dialog())
        assert "(x), OUT already ---" in page
        assert "y = write down what is out as @walrus@x.example" in page
        await driven.press("y")
        await it_ended(driven)
    assert not account.tried
    assert [post.channel for post in night.told(e.StatementPosted)] == ["x"]
