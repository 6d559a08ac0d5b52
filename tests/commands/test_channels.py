"""`crisis channels`: the accounts, and whether each of them works, on servers of the tests' own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisis_cli.commands.publishing import channels_check
from crisis_cli.domain.posting import Checked
from tests.commands.conftest import Crisis
from tests.reach.accounts.servers import MastodonServer, serving
from tests.reach.receivers import status

ACCOUNTS = """\
channels: walrus
accounts:
  mastodon: {service: mastodon, account: "@news@walrus.example", server: "SERVER", token: "${TOKEN}"}
  website: {service: file, account: the site, path: page/status.txt}
"""
CEO = '  mastodon-ceo: {service: mastodon, account: "@ines", server: "SERVER", token: "${TOKEN}"}\n'
PLAYBOOK = """\
playbook: fire
title: Fire
CHECKS
roles: {lead: {title: Lead}, boss: {title: Boss}}
statements:
  holding: {template: holding, speaker: boss, approvals: [boss], channels: [mastodon, facebook, website]}
steps:
  - {id: write, role: lead, draft: holding, within: 5m}
"""


@pytest.fixture
def server(warm: Callable[[str], None]) -> Iterator[MastodonServer]:
    warm("crisis_cli.reach.accounts.mastodon")
    with serving(MastodonServer()) as server:
        yield server


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, server: MastodonServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOKEN", server.TOKEN)
    (tmp_path / "page").mkdir()
    (tmp_path / "playbooks").mkdir()
    write(tmp_path, server, ACCOUNTS, "checks: {limits: {mastodon: 700}}")
    return tmp_path


def write(folder: Path, server: MastodonServer, accounts: str, checks: str = "") -> None:
    (folder / "channels.yaml").write_text(accounts.replace("SERVER", server.url), encoding="utf-8")
    (folder / "playbooks/fire.yaml").write_text(PLAYBOOK.replace("CHECKS", checks), encoding="utf-8")


def test_the_list_has_every_account_and_every_channel_that_is_posted_by_hand(crisis: Crisis) -> None:
    lines = crisis("channels").out.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "mastodon mastodon @news@walrus.example 700 characters",
        "website file the site",
        "facebook by hand 63,206 characters",
    ]
    rows = crisis("channels", "--json").json["channels"]
    first = {"channel": "mastodon", "service": "mastodon", "account": "@news@walrus.example", "limits": [700]}
    assert rows[0] == first
    assert rows[2] == {"channel": "facebook", "service": None, "account": None, "limits": [63_206]}


def test_without_a_file_everything_is_by_hand_and_nothing_can_be_checked(crisis: Crisis, folder: Path) -> None:
    (folder / "channels.yaml").unlink()
    ran = crisis("channels")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["mastodon", "facebook", "website"]
    assert "posted by hand" in ran.err
    assert "crisis schema channels" in crisis("channels", "check", code=2).err


def test_a_check_logs_in_and_reads_the_servers_own_limit_and_posts_nothing(
    crisis: Crisis, server: MastodonServer
) -> None:
    ran = crisis("channels", "check")
    assert ran.out.splitlines() == [
        "ok   mastodon  @news@walrus.example  700 characters",
        "ok   website   the site",
    ]
    assert not server.statuses
    assert {asked.method for asked in server.heard} == {"GET"}
    assert server.TOKEN not in ran.out + ran.err
    row = crisis("channels", "check", "mastodon", "--json").json["accounts"][0]
    assert (row["ok"], row["logged_in"], row["limit"], row["notes"]) == (True, "@news@walrus.example", 700, [])


@pytest.mark.parametrize(("checks", "code"), [("", 0), ("checks: {limits: {mastodon: 900}}", 1)])
def test_another_limit_than_the_playbook_counts_by_comes_with_the_line_to_write(
    crisis: Crisis, folder: Path, server: MastodonServer, checks: str, code: int
) -> None:
    write(folder, server, ACCOUNTS, checks)
    counts = "900" if checks else "500"
    out = crisis("channels", "check", "mastodon", code=code).out
    line = f"playbook fire counts by {counts} characters; write there: checks: {{limits: {{mastodon: 700}}}}"
    assert line in out
    assert out.startswith("BAD" if code else "ok")
    write(folder, server, ACCOUNTS, line.partition("write there: ")[2])
    assert "counts by" not in crisis("channels", "check", "mastodon").out


def test_another_account_than_the_one_in_the_file_is_said(
    crisis: Crisis, folder: Path, server: MastodonServer
) -> None:
    write(folder, server, ACCOUNTS + CEO, "checks: {limits: {mastodon: 700}}")
    ran = crisis("channels", "check", code=1)
    assert "@news@walrus.example is logged in, not @ines" in ran.out
    assert [row["failed_as"] for row in crisis("channels", "check", "--json", code=1).json["accounts"]] == [
        *(None, None, "wrong account")
    ]
    server.acct = "ines"
    crisis("channels", "check", "mastodon-ceo")


@pytest.mark.parametrize("account", ["news", "@NEWS", "news@walrus.example", "@news@127.0.0.1"])
def test_an_account_may_be_written_as_people_do(
    crisis: Crisis, folder: Path, server: MastodonServer, account: str
) -> None:
    write(folder, server, ACCOUNTS.replace("@news@walrus.example", account))
    crisis("channels", "check", "mastodon")


def test_a_key_that_is_missing_or_refused_is_said_without_it(
    crisis: Crisis, server: MastodonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "wr0ng-k3y")
    ran = crisis("channels", "check", code=1)
    assert ran.out.startswith("BAD  mastodon")
    assert "wr0ng-k3y" not in ran.out + ran.err
    assert server.TOKEN not in ran.out + ran.err
    monkeypatch.delenv("TOKEN")
    ran = crisis("channels", "check", code=1)
    assert "TOKEN is not set" in ran.out
    assert "ok   website" in ran.out
    assert "channels" in crisis("doctor", code=None).out
    bad = next(row for row in crisis("doctor", "--json", code=None).json["checks"] if row["what"] == "channels")
    assert not bad["ok"]
    assert "crisis channels check" in bad["found"]


def test_a_server_that_is_out_of_order_is_no_fault_of_the_file(crisis: Crisis, server: MastodonServer) -> None:
    server.faults["GET", "/api/v1/accounts/verify_credentials"] = status(503)
    out = crisis("channels", "check", code=4).out
    assert "cannot be reached" in out
    assert "ok   website" in out
    crisis("channels", "check", "website")


def test_one_that_says_nothing_holds_up_nobody(
    crisis: Crisis, folder: Path, server: MastodonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, server, ACCOUNTS + CEO, "checks: {limits: {mastodon: 700}}")
    over = threading.Event()

    class Hanging:
        def check(self) -> Checked:
            over.wait(30)
            return Checked("@ines")

    opened = channels_check.opened
    monkeypatch.setattr(
        channels_check, "opened", lambda file, name: Hanging() if name == "mastodon-ceo" else opened(file, name)
    )
    monkeypatch.setattr(channels_check, "BOUND", 0.5)
    out = crisis("channels", "check", "mastodon-ceo", "website", code=4).out
    over.set()
    assert "cannot be reached: no word in time" in out
    assert "ok   website " in out


def test_what_a_link_costs_there_is_said_and_a_fault_of_our_own_holds_nothing_secret(
    crisis: Crisis, server: MastodonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answering:
        def check(self) -> Checked:
            return Checked("@news@walrus.example", 700, 30)

    class Broken:
        def check(self) -> Checked:
            raise ValueError(server.TOKEN)

    accounts = {"mastodon": Answering(), "website": Broken()}
    monkeypatch.setattr(channels_check, "opened", lambda _, name: accounts[name])
    ran = crisis("channels", "check", code=4)
    assert "a link costs 30 there, and crisis check counts 23" in ran.out
    assert "a fault in crisis-cli itself: ValueError" in ran.out
    assert server.TOKEN not in ran.out + ran.err


def test_a_channel_without_an_account_cannot_be_checked(crisis: Crisis) -> None:
    assert '"mastodon"' in crisis("channels", "check", "mastodn", code=2).err
    crisis("channels", "list", "mastodon", code=2)
