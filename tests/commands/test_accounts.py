"""Which account a channel of a run is published on."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing.accounts import account_for, channels_file
from crisis_cli.domain.incident import Incident
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.reach.drill import DrillAccount
from tests.commands.conftest import Crisis

CHANNELS = """\
channels: walrus
accounts:
  website: {service: file, account: the site, path: page/status.txt}
  mastodon: {service: mastodon, account: "@w@b.example", server: "https://b.example", token: "${WALRUS_TOKEN}"}
"""


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    path = tmp_path / "channels.yaml"
    path.write_text(CHANNELS, encoding="utf-8")
    return path


def run_of(crisis: Crisis, *words: str) -> Incident:
    return wiring.session(crisis.begin("blank", *words)).incident


def test_a_drill_gets_the_drills_account_always(crisis: Crisis, beside: Path) -> None:
    assert beside.is_file()
    incident = run_of(crisis, "--drill")
    for channel in ("mastodon", "website", "x"):
        assert isinstance(account_for(incident, channel), DrillAccount)


def test_without_a_file_or_an_account_in_it_a_channel_is_posted_by_hand(crisis: Crisis, tmp_path: Path) -> None:
    incident = run_of(crisis)
    assert channels_file(incident) is None
    assert account_for(incident, "website") is None
    (tmp_path / "channels.yaml").write_text(CHANNELS, encoding="utf-8")
    assert account_for(incident, "x") is None


def test_an_account_is_opened_once_until_the_file_says_something_else(crisis: Crisis, beside: Path) -> None:
    incident = run_of(crisis)
    account = account_for(incident, "website")
    assert account is not None
    assert (account.service, account.account) == ("file", "the site")
    assert account_for(incident, "website") is account
    beside.write_text(CHANNELS.replace("the site", "the page"), encoding="utf-8")
    again = account_for(incident, "website")
    assert again is not None
    assert again.account == "the page"


def test_a_secret_that_is_missing_is_said_and_can_be_put_right(
    crisis: Crisis, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = run_of(crisis)
    with pytest.raises(SurroundingsFailed, match="WALRUS_TOKEN is not set"):
        account_for(incident, "mastodon")
    monkeypatch.setenv("WALRUS_TOKEN", "geheim42")
    account = account_for(incident, "mastodon")
    assert account is not None
    assert account.service == "mastodon"
    assert "geheim42" not in repr(account)
    beside.write_text("team: night\n", encoding="utf-8")
    with pytest.raises(SurroundingsFailed, match="cannot be read as a channels file"):
        account_for(incident, "mastodon")


def test_the_file_beside_the_runs_own_playbook_comes_before_the_one_that_is_here(
    crisis: Crisis, beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = run_of(crisis)
    own = tmp_path / "playbooks/blank.yaml"
    own.parent.mkdir()
    own.write_text("playbook: blank\n", encoding="utf-8")
    found = channels_file(incident)
    assert found is not None
    assert found.path == beside
    there = own.with_name("channels.yaml")
    there.write_text(CHANNELS, encoding="utf-8")
    found = channels_file(incident)
    assert found is not None
    assert found.path == there
    monkeypatch.setenv("CRISIS_CHANNELS", str(tmp_path / "gone.yaml"))
    with pytest.raises(SurroundingsFailed, match=r"gone\.yaml"):
        channels_file(incident)
