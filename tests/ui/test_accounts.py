"""The list of accounts: in columns, and harmless whatever stands in the file."""

from __future__ import annotations

from crisis_cli.ui.accounts import limit_words, table


def test_every_channel_has_a_line_and_one_without_an_account_is_by_hand() -> None:
    rows = [("mastodon", "mastodon", "@walrus@social.example", [500, 1_000]), ("fax", "", "", [None])]
    assert table(rows) == [
        "mastodon  mastodon  @walrus@social.example  500 or 1,000 characters",
        "fax       by hand",
    ]
    assert table([]) == []


def test_a_limit_that_only_some_playbooks_have_is_said_and_none_is_not() -> None:
    assert limit_words([None, 700]) == "700 characters"
    assert limit_words([None]) == ""


def test_nothing_in_a_name_moves_the_terminal() -> None:
    (line,) = table([("x", "x", "@wal\x1b[2Jrus\nAll is well", [280])])
    assert line.isprintable()
    assert "\x1b" not in line
