"""Secrets in URLs: seen where they are written out, left alone where only their name stands, hidden when shown."""

from __future__ import annotations

import pytest

from crisis_cli.domain.secrets import holds_secret, is_plain_http, masked, tells_secret, without


@pytest.mark.parametrize(
    "address",
    [
        "mailtos://ana:correct-horse@mail.walrus.example",
        "mailtos://ana:${A}x@mail.walrus.example",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazk1cOXrIdevi7F",
        "https://page.example/send?to=ana&token=abc",
        "https://hooks.chat.example/services/T000/B000/abcDEFghiJKL",
        "https://chat.example/api/webhooks/4711/abcDEFghiJKLmno",
        "tgram://123456789:AAE0abcdefghijk1mnopqrs/4711",
    ],
)
def test_a_written_out_password_or_key_is_seen(address: str) -> None:
    assert holds_secret(address)


@pytest.mark.parametrize(
    "address",
    [
        "${BEN_PAGER}",
        "mailto://ana@walrus.example",
        "mailtos://ana:${PASSWORD}@mail.walrus.example:587?to=ana@walrus.example",
        "mailtos://ana:${file:secrets/mail}@mail.walrus.example",
        "https://page.example/send?token=${TOKEN}",
        "https://hooks.chat.example/services/${CHAT_HOOK}",
        "https://chat.example/hooks/crisis-team-room",
        "tel:+49305550101",
        "wss://jetstream2.us-east.bsky.network/subscribe?wantedCollections=app.bsky.feed.post",
    ],
)
def test_an_address_without_a_secret_in_it_is_left_alone(address: str) -> None:
    assert not holds_secret(address)


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("--token", "abc"),
        ("pause", "--api-key=abc"),
        ("pause", "-secret=abc"),
        ("--account", "TIiajkdnlazk1cOXrIdevi7F"),
        ("post", "https://ana:abc@ads.example"),
    ],
)
def test_a_key_that_a_program_is_told_is_seen(before: str, word: str) -> None:
    assert tells_secret(before, word)


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("walrus-scheduler", "pause"),
        ("--key-file", "ads-2026-production-main.pem"),
        ("--token", "--all"),
        ("--token", "${TOKEN}"),
        ("--queue", "3f6c2d1e-8b7a-4c5d-9e0f-1a2b3c4d5e6f"),
        ("post", "https://ads.example/pause"),
        ("--monkey", "abc"),
    ],
)
def test_what_a_program_is_told_otherwise_is_left_alone(before: str, word: str) -> None:
    assert not tells_secret(before, word)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("freeze: {command: [ads, --token, abc]}", "freeze: {command: [ads, --token, ***]}"),
        ('command: ["ads", "--token=abc", "all"]', 'command: ["ads", "--token=***", "all"]'),
        ("ads --token 'a b' --all", "ads --token '***' --all"),
        ("[ads, TIiajkdnlazk1cOXrIdevi7F]", "[ads, ************************]"),
        ('loud: "mailtos://ana:summer24@mail.example"', 'loud: "mailtos://ana:********@mail.example"'),
        ("a: json://h.example/?to=x&token=abc&b=1", "a: json://h.example/?to=x&token=***&b=1"),
        ("{a: slack://T1JJ3T3L2/TIiajkdnlazk1cOXrIdevi7F}", "{a: slack://T1JJ3T3L2/************************}"),
        ("x://a:b@c@h", "x://a:***@h"),
        ("x://a:${P}@h x://a:b@h", "x://a:${P}@h x://a:*@h"),
    ],
)
def test_a_secret_is_shown_as_stars_at_its_place(line: str, shown: str) -> None:
    assert masked(line) == shown
    assert len(masked(line)) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "preapproved: {sha256: 5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592}",
        "do: Call https://status.example/incidents and read it",
        "a: mailto://ana@walrus.example",
        "",
    ],
)
def test_whatever_is_no_secret_is_shown_as_it_is(line: str) -> None:
    assert masked(line) == line


@pytest.mark.parametrize("line", ["x://" + ":" * 500_000, "x://a:b" * 100_000, "x://" + "@" * 500_000])
def test_a_line_of_nothing_but_marks_is_gone_through_in_one_go(line: str) -> None:
    assert len(masked(line)) == len(line)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  m: {service: mastodon, token: geheim42}", "  m: {service: mastodon, token: ********}"),
        ("""password: 'correct horse'""", """password: '*************'"""),
        ("""{"consumer_key": "a{b", "x": 1}""", """{"consumer_key": "***", "x": 1}"""),
        ("access_token_secret: x${T}", "access_token_secret: *****"),
        ('token: "${WALRUS}"', 'token: "${WALRUS}"'),
        ("token: ${file:secrets/ines}", "token: ${file:secrets/ines}"),
        ("my_token: abc", "my_token: abc"),
    ],
)
def test_what_stands_in_a_field_for_a_key_is_hidden(line: str, shown: str) -> None:
    assert masked(line) == shown


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://social.example",
            "HTTP://me@social.example/",
            "http://127.0.0.1@social.example",
            "http://${HOST}/x",
        ),
        *("http://localhost.example", "http://[::2]/", "http://128.0.0.1", "http://10.0.0.1:80/", "http:///x"),
    ],
)
def test_http_to_another_machine_can_be_listened_to(address: str) -> None:
    assert is_plain_http(address)


@pytest.mark.parametrize(
    "address",
    ["https://social.example", "http://localhost:8080/x", "http://me:x@127.1.2.3", "http://[::1]:80", "${ALL}"],
)
def test_https_and_this_machine_cannot(address: str) -> None:
    assert not is_plain_http(address)


def test_known_secrets_are_starred_the_longest_first_and_half_a_word_is_no_secret() -> None:
    assert without("kelp, kelp-reef and a b", ["kelp", "kelp-reef", "a"]) == "****, ********* and a b"
