"""Lines of every platform become the same mention; what is none is counted, shown, and stops nothing."""

from __future__ import annotations

import json

import pytest

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.lines import BAD_TIME, NO_TEXT, NO_TIME, Lines
from crisis_cli.feeds.moments import seconds_of, snowflake
from crisis_cli.feeds.plain import EXAMPLE
from crisis_cli.feeds.reading import read
from tests.feeds import shapes


def heard(*lines: str) -> tuple[list[Mention], Lines]:
    reader, found = Lines(), []
    batch = [line.encode("utf-8", "surrogatepass") for text in lines for line in text.split("\n")]
    read(batch, reader, lambda _: [0], lambda mention, _: found.append(mention))
    return found, reader


@pytest.mark.parametrize("shape", shapes.EVERY)
def test_every_shape_is_the_same_mention(shape: str) -> None:
    (mention,), reader = heard(shapes.EVERY[shape])
    assert mention.text == shapes.TEXT
    assert mention.at == shapes.MICROSECONDS / 1e6
    assert mention.language == "en"
    assert mention.hashtags == ("WalrusBurger",)
    assert mention.author
    assert (mention.repost_of, mention.reply_to) == ("", "")
    assert reader.rejects.bad == 0


def test_a_boost_and_a_retweet_have_the_words_of_the_original() -> None:
    boost = {**shapes.status(""), "reblog": {**shapes.status(), "id": "77"}}
    retweet = json.loads(shapes.x("RT @ann: Found gla…"))
    retweet["data"]["referenced_tweets"] = [{"type": "retweeted", "id": "77"}]
    retweet["includes"] = {"tweets": [{"id": "77", "text": shapes.TEXT}]}
    for mention in heard(json.dumps(boost), json.dumps(retweet))[0]:
        assert (mention.text, mention.repost_of) == (shapes.TEXT, "77")


@pytest.mark.parametrize(
    "line",
    [
        '{"did":"d","time_us":1,"kind":"identity","identity":{}}',
        '{"did":"d","time_us":1,"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post"}}',
        '{"stream":["public"],"event":"delete","payload":"123"}',
        "data: 123456",
        ": heartbeat",
        "event: update",
        "",
        "\r",
    ],
)
def test_what_is_no_post_and_no_mistake_is_passed_over(line: str) -> None:
    found, reader = heard(line)
    assert found == []
    assert reader.rejects.bad == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("walrus", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[1]", "no object"),
        ("{}", NO_TEXT),
        ('{"text": 5}', NO_TEXT),
        ('{"text": "walrus"}', NO_TIME),
        ('{"text": "walrus", "time": "yesterday"}', BAD_TIME),
        ('{"text": "walrus", "time": 1e308}', BAD_TIME),
        ('{"event": "update", "payload": "walrus"}', "its payload is no JSON"),
        ('{"event": "update", "payload": "5"}', "its payload is no object"),
        ('{"errors": [{"title": "Unauthorized"}]}', "the platform reports an error"),
        ('{"$type": "error", "error": "x", "message": "y"}', "the platform reports an error"),
        ('{"data": {"text": "walrus", "id": "nine"}}', "it does not say when it was written"),
        ('{"commit": 5, "time_us": []}', ""),
    ],
)
def test_a_bad_line_is_counted_with_its_reason(line: str, why: str) -> None:
    found, reader = heard(line, shapes.plain())
    assert len(found) == 1
    assert reader.rejects.read >= 1
    if why:
        assert reader.rejects.bad == 1
        assert reader.rejects.samples[0][:2] == (1, why)
        assert len(reader.rejects.samples[0][2]) <= 120


def test_the_example_in_the_errors_is_read() -> None:
    (mention,), reader = heard(EXAMPLE)
    assert (mention.author, mention.text) == ("ana", "...")
    assert reader.rejects.bad == 0


def test_times_are_read_as_platforms_write_them() -> None:
    at = 1_795_316_706.0
    for written in (
        at,
        int(at),
        at * 1e3,
        at * 1e6,
        int(at * 1e9),
        str(int(at)),
        "2026-11-22T03:05:06Z",
        "2026-11-22 03:05:06",
        "2026-11-22T04:05:06.123456789+01:00",
        "Sun Nov 22 03:05:06 +0000 2026",
    ):
        assert seconds_of(written) == pytest.approx(at, abs=0.2)
    assert snowflake(str(int((at - 1_288_834_974.657) * 1000) << 22)) == pytest.approx(at, abs=0.01)
    for wrong in ("", "0", None, True, [], "nan", "inf", "2026-13-45", "12345-01-01", 10**30):
        with pytest.raises((ValueError, OverflowError)):
            seconds_of(wrong)
