"""A channels file as a whole: what is made of it, where it is found, and what it says against the playbooks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisis_cli.domain.accounts import AccountSpec, Act, Channels, Freezer
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.channels.checks import channels_against_playbooks
from crisis_cli.files.channels.finding import ChannelsFile, find_channels, load_channels
from crisis_cli.files.documents import read_document

GOOD = Path(__file__).parents[2] / "playbooks/good_documents/channels.yaml"
BAD = GOOD.parent.parent / "bad_documents"
HEAD = "channels: walrus\naccounts:\n"


def channels(text: str) -> Channels:
    found = read_document(text, "channels.yaml").channels
    assert found is not None
    return found


def written(folder: Path, text: str) -> ChannelsFile:
    path = folder / "channels.yaml"
    path.write_text(text, encoding="utf-8")
    return load_channels(path)


def test_everything_in_a_channels_file_is_read() -> None:
    found = channels(GOOD.read_text(encoding="utf-8"))
    assert found.id == "walrus-burger"
    assert found.accounts["mastodon-ceo"] == AccountSpec(
        *("mastodon-ceo", "mastodon", "@ines@social.example", "https://social.example"),
        {"token": "${file:secrets/ines}"},
    )
    assert list(found.accounts["x"].secrets) == [
        *("consumer_key", "consumer_secret", "access_token", "access_token_secret")
    ]
    assert found.accounts["staff"].address == "slack://${SLACK_A}/${SLACK_B}/${SLACK_C}"
    assert found.accounts["status-page"].path == "page/status.txt"
    assert found.freezers["scheduler"] == Freezer(
        *("scheduler", "Scheduled posts"),
        *(Act(("walrus-scheduler", "pause")), Act(("walrus-scheduler", "resume"))),
    )
    assert found.freezers["adverts"].unfreeze == Act((), "https://adverts.example/resume/${ADVERTS}")


def test_an_account_that_could_not_be_read_whole_is_there_so_that_nobody_takes_it_for_one_by_hand() -> None:
    found = channels(f"{HEAD}  x: [no, account]\n  website: {{service: webhook}}\n")
    assert found.accounts == {"x": AccountSpec("x", "", ""), "website": AccountSpec("website", "webhook", "")}


def test_a_freezer_of_which_one_half_is_missing_is_none() -> None:
    halves = "  a: {title: A, freeze: {command: [a]}}\n  b: {title: B, unfreeze: {command: [b]}}\n"
    assert channels(f"channels: walrus\nfreeze:\n{halves}").freezers == {}


def test_no_message_repeats_what_may_be_secret() -> None:
    said = (BAD / "channels-secrets.out").read_text(encoding="utf-8")
    assert "geheim" not in said
    assert "TIiajkdnlazk" not in said


def test_it_is_found_beside_the_playbook_then_above_then_here_then_among_ones_own(tmp_path: Path) -> None:
    home, here, team = tmp_path / "home", tmp_path / "here", tmp_path / "team/playbooks"
    environ = {"CRISIS_HOME": str(home)}
    for folder in (home, here, team):
        folder.mkdir(parents=True)
    beside = [team / "night.yaml"]
    assert find_channels(environ, here, beside) is None
    places = [home / "channels.yaml", here / "channels.yml", team.parent / "channels.yaml", team / "channels.yaml"]
    for place in places:
        place.write_text("channels: walrus\n", encoding="utf-8")
        assert find_channels(environ, here, beside) == place
    named = {**environ, "CRISIS_CHANNELS": str(tmp_path / "elsewhere.yaml")}
    assert find_channels(named, here, beside) == tmp_path / "elsewhere.yaml"


@pytest.mark.parametrize("text", [None, "", "team: night\n", "- a list\n", "channels: walrus\n- [[[["])
def test_what_is_no_channels_file_is_said(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "some.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SurroundingsFailed) as refused:
        load_channels(path)
    assert str(path) in refused.value.message


def test_an_account_gets_its_secrets_when_it_is_used(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("geheim/1\n", encoding="utf-8")
    key.chmod(0o600)
    account = 'service: mastodon, account: "@a@b.example", server: "https://${HOST}", token: "${file:key}"'
    hook = 'service: webhook, account: site, address: "https://site.example/${HOOK}"'
    found = written(tmp_path, f"{HEAD}  mastodon: {{{account}}}\n  website: {{{hook}}}\n")
    environ = {"HOST": "b.example", "HOOK": "a/b"}
    ready = found.ready("mastodon", environ)
    assert (ready.server, ready.secrets) == ("https://b.example", {"token": "geheim/1"})
    assert found.ready("website", environ).address == "https://site.example/a%2Fb"
    assert list(found.secret_findings(environ)) == []
    with pytest.raises(SurroundingsFailed) as missing:
        found.ready("website", {})
    assert missing.value.hint.endswith("where you publish and freeze")
    assert [one.route for one in found.secret_findings({})] == [
        ("accounts", "mastodon", "server"),
        ("accounts", "website", "address"),
    ]


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (
            'service: mastodon, account: "@a@b.example", server: "https://b.example", token: "${UNSET}"',
            "UNSET is not set",
        ),
        ('service: mastodon, account: "@a@b.example", server: "https://b.example"', "not complete"),
        ("service: webhook, account: site, address: nowhere", "not complete"),
        ("service: gopher, account: site", "not complete"),
        ('service: webhook, account: site, address: "${PLAIN}"', "over http"),
        ('service: mastodon, account: a, server: "${PLAIN}", token: "${T}"', "over http"),
    ],
)
def test_what_keeps_an_account_from_being_used_is_said_without_a_secret(
    tmp_path: Path, account: str, said: str
) -> None:
    found = written(tmp_path, f"{HEAD}  one: {{{account}}}\n")
    environ = {"PLAIN": "http://site.example/geheim", "T": "geheim"}
    with pytest.raises(SurroundingsFailed, match=said) as refused:
        found.ready("one", environ)
    assert "geheim" not in refused.value.message + refused.value.hint


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_secret_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("geheim\n", encoding="utf-8")
    (tmp_path / "key").chmod(0o644)
    found = written(
        tmp_path, f'{HEAD}  bluesky: {{service: bluesky, account: a.example, password: "${{file:key}}"}}\n'
    )
    with pytest.raises(SurroundingsFailed, match="mode 0644"):
        found.ready("bluesky", {})
    assert [one.rule for one in found.secret_findings({})] == ["secret-open"]


def test_an_account_for_a_channel_that_no_statement_goes_to_is_found() -> None:
    file = "  mastodon: {service: file, account: a, path: a}\n  facebok: {service: file, account: b, path: b}\n"
    found = list(channels_against_playbooks(channels(HEAD + file), ["mastodon", "facebook", "x"]))
    assert [(one.rule, one.route, one.hint) for one in found] == [
        ("unused-account", ("accounts", "facebok"), 'did you mean "facebook"?')
    ]


def test_no_more_playbooks_are_read_than_it_takes() -> None:
    def used() -> Iterator[str]:
        yield "mastodon"
        pytest.fail("the rest of the playbooks was read")

    one = channels(f"{HEAD}  mastodon: {{service: file, account: a, path: a}}\n")
    assert list(channels_against_playbooks(one, used())) == []
