"""Each channel counts a text as its platform does."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from crisis_cli.statements.channels.counted import Measure
from crisis_cli.statements.channels.counting import channel_name, count, platform_name

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FRANCE, ENGLAND = "🇫🇷", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
KEYCAP, SKIN, HEART = "1\ufe0f\u20e3", "👍🏽", "❤\ufe0f"
INDIC = "क्षि"
NNBSP, NBSP = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "x", "bluesky", "mastodon", "threads"),
    [
        ("", 0, 0, 0, 0),
        ("I am sorry.", 11, 11, 11, 11),
        ("I am sorry.\n\n", 11, 11, 11, 11),
        ("one\r\ntwo", 7, 7, 7, 7),
        ("e\u0301te\u0301", 3, 3, 3, 3),
        (FAMILY, 2, 1, 1, 25),
        (FRANCE, 2, 1, 1, 8),
        (ENGLAND, 2, 1, 1, 28),
        (KEYCAP, 2, 1, 1, 7),
        (SKIN, 2, 1, 1, 8),
        (HEART, 2, 1, 1, 6),
        ("☺", 2, 1, 1, 3),
        ("☺\ufe0e", 4, 1, 1, 2),
        ("© ™", 5, 3, 3, 6),
        (INDIC, 4, 1, 1, 4),
        ("お詫び申し上げます", 18, 9, 9, 9),
        ("사과드립니다", 12, 6, 6, 6),
        ("12 €", 5, 4, 4, 4),
        ("« oui »…’—", 11, 10, 10, 10),
        (f"oui{NNBSP}!", 6, 5, 5, 5),
        (f"oui{NBSP}!", 5, 5, 5, 5),
        ("https://example.com/a/very/long/path?with=a&query=too", 23, 53, 23, 53),
        ("see example.com", 27, 15, 15, 15),
        ("press@example.com", 17, 17, 17, 17),
        ("sorry.It", 23, 8, 8, 8),
        ("(https://example.com/a_(b)).", 26, 28, 26, 28),
        ("@press@example.com", 18, 18, 6, 18),
        ("https://example.com/@press@example.org", 23, 38, 23, 38),
    ],
)
def test_a_probe_counts_as_the_platforms_count(
    text: str, x: int, bluesky: int, mastodon: int, threads: int
) -> None:
    found = {name: count(name, text).length for name in ("x", "bluesky", "mastodon", "threads")}
    assert found == {"x": x, "bluesky": bluesky, "mastodon": mastodon, "threads": threads}


def test_280_emoji_are_560_on_x_and_280_on_bluesky_beyond_its_bytes_in_the_end() -> None:
    assert count("x", "😀" * 280).length == 560
    assert count("x", "😀" * 140).fits
    found = count("bluesky", FAMILY * 280)
    assert (found.length, found.others, found.fits) == (280, (Measure(7_000, 3_000, "bytes"),), False)
    assert count("bluesky", "😀" * 280).fits


def test_a_text_of_links_is_as_many_times_23_on_x_and_mastodon() -> None:
    text = " ".join(f"https://example.com/{'a' * 40}{number}" for number in range(10))
    assert [count(name, text).length for name in ("x", "mastodon")] == [239, 239]
    assert count("bluesky", text).length == len(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("example.fr", 23),
        ("e.g. this", 9),
        ("A.B.C.D", 7),
        ("report.zip", 23),
        ("a..com", 6),
        ("-a.com", 6),
        ("#a.com @a.com $a.com", 20),
        ("jane.co@example.com", 19),
        ("foo_bar.example.com", 27),
        ("example.com_foo", 27),
        ("example.com.foo", 23),
        ("これはexample.com中国語", 35),
        ("https://пример.рф", 23),
        ("http://☃.net/", 23),
        ("https://localhost/aaa", 21),
        ("xhttps://example.com", 20),
        ("https://example.com»", 24),
        ("a.com/x(y)", 23),
        ("a.com/x(y", 25),
        ("a.com:80/x", 23),
        ("a.com?x=1.", 28),
        ("http://a.com?x=1.", 24),
        ("https://test.com,https://example.org", 47),
        ("https://example.com@", 20),
        ("https://xn--bcher-kva.example", 23),
        ("e.g.", 4),
        ("v2.0", 4),
    ],
)
def test_x_finds_the_links_that_its_own_library_finds(text: str, length: int) -> None:
    """The lengths are those of twitter-text-parser 3.0.0, but for an ending behind https:// that is none."""
    assert count("x", text).length == length


@pytest.mark.parametrize(
    ("text", "encoding", "length", "parts", "holds"),
    [
        ("", "GSM-7", 0, 1, 160),
        ("a" * 160, "GSM-7", 160, 1, 160),
        ("a" * 161, "GSM-7", 161, 2, 153),
        ("a" * 306, "GSM-7", 306, 2, 153),
        ("a" * 307, "GSM-7", 307, 3, 153),
        ("é" * 160, "GSM-7", 160, 1, 160),
        ("e\u0301" * 160, "GSM-7", 160, 1, 160),
        ("€" * 80, "GSM-7", 160, 1, 160),
        ("a" * 152 + "€" * 5, "GSM-7", 162, 2, 153),
        ("ç" * 70, "UCS-2", 70, 1, 70),
        ("ç" * 71, "UCS-2", 71, 2, 67),
        ("ê" + "a" * 133, "UCS-2", 134, 2, 67),
        ("’", "UCS-2", 1, 1, 70),
        ("« »", "UCS-2", 3, 1, 70),
        (f"oui{NNBSP}!", "UCS-2", 5, 1, 70),
        ("😀" * 35, "UCS-2", 70, 1, 70),
        ("😀" * 36, "UCS-2", 72, 2, 67),
        (FAMILY * 7, "UCS-2", 77, 2, 67),
    ],
)
def test_an_sms_is_counted_in_letters_or_in_units_and_in_parts(
    text: str, encoding: str, length: int, parts: int, holds: int
) -> None:
    found = count("sms", text)
    assert (found.encoding, found.length, found.parts, found.part_limit) == (encoding, length, parts, holds)


def test_the_rest_counts_units_bytes_or_nothing() -> None:
    assert [count(name, "😀 & é").length for name in ("linkedin", "facebook", "instagram")] == [6, 6, 6]
    assert (count("slack", "a & <b>").length, count("teams", "é & <").length) == (17, 13)
    assert [count(name, "a" * 99_999).limit for name in ("website", "press", "email", "cat-forum")] == [None] * 4
    assert count("cat-forum", "é" * 5).length == 5
    assert not count("linkedin", "a").exact


def test_a_server_or_an_account_has_its_own_limit() -> None:
    assert count("mastodon", "a" * 501).over == 1
    assert count("mastodon", "a" * 501, {"mastodon": 5_000}).fits
    assert count("Twitter", "a" * 281, {"twitter": 25_000}).fits


@pytest.mark.parametrize(
    ("channel", "platform"),
    [
        *(("mastodon-ceo", "mastodon"), ("X-ceo", "x"), ("twitter-ceo", "x"), ("email-customers", "email")),
        *(
            ("e-mail-customers", "email"),
            ("email-subject", "email-subject"),
            ("email-subject-fr", "email-subject"),
        ),
        *(("status-page", "status-page"), ("xylophone-ceo", "xylophone-ceo"), ("-x", "-x"), ("ms-teams", "teams")),
    ],
)
def test_another_account_on_a_platform_counts_like_the_first(channel: str, platform: str) -> None:
    assert platform_name(channel) == platform
    text = "https://example.com/a/very/long/path 👍🏽"
    other, first = count(channel, text), count(platform, text)
    assert (other.length, other.limit, other.unit) == (first.length, first.limit, first.unit)
    assert other.channel == channel_name(channel)


def test_another_account_on_a_platform_has_a_limit_of_its_own() -> None:
    limits = {"mastodon": 1_000, "mastodon-ceo": 5_000}
    found = [count(name, "a", limits).limit for name in ("mastodon", "mastodon-ceo", "mastodon-fr")]
    assert found == [1_000, 5_000, 500]


def test_a_channel_goes_by_several_names() -> None:
    assert [channel_name(name) for name in ("twitter", " X ", "mail", "subject", "cat-forum")] == [
        *("x", "x", "email", "email-subject", "cat-forum")
    ]


def test_a_text_in_plain_letters_loads_no_tables() -> None:
    code = (
        "import sys; from crisis_cli.statements.channels.counting import count\n"
        "count('bluesky', 'Nous sommes désolés : « rien n’est sûr »…'); count('x', 'I am sorry')\n"
        "assert 'regex' not in sys.modules\n"
        "count('x', '😀'); assert 'regex' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a.com?!",
            "a.com:8?!",
            "http://",
            "http://a.b/((x",
            "a.",
            "x_.",
            "@a@",
            "@a.",
            "a.com/(!",
            "https://a-",
        ),
        *(
            "👍\u200d",
            "e\u0301\u0301",
            "(",
            " ",
            "\n",
            "a.b",
            "\u200b",
            "\ud800",
            "🇫",
            "क\u094d",
            "http://☃",
            "a, ",
        ),
    ],
)
@pytest.mark.parametrize("channel", ["x", "mastodon", "sms"])
def test_a_hostile_text_is_counted_in_linear_time(piece: str, channel: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        count(channel, text)
        return time.process_time() - begun

    seconds(1_000)  # what is loaded and compiled once
    assert seconds(40_000) < 40 * seconds(5_000) + 0.2
