"""Live sources against real servers on loopback: what they ask, what they hear, and how they are lost."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Source
from crisis_cli.errors import UsageError
from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.live import fediverse, websocket, x_live
from crisis_cli.feeds.live.bluesky import BACK, Bluesky, address
from crisis_cli.feeds.live.fediverse import Fediverse
from crisis_cli.feeds.live.growing import Growing
from crisis_cli.feeds.live.opening import open_stream
from crisis_cli.feeds.live.press import MOST, Press
from crisis_cli.feeds.live.stream import Batch, Lost, Stream, Trouble
from crisis_cli.feeds.live.x_live import X
from crisis_cli.feeds.reading import read
from tests.fakes import FakeClock
from tests.feeds import shapes
from tests.feeds.live.servers import Visit, answers, deaf_server, sends, unused_port, web_server, websocket_server

V2 = "/xrpc/network.bsky.jetstream.subscribeEvents"


def lost(stream: Stream, mark: object = None) -> tuple[list[Batch], Lost]:
    """What came before it was lost, and how it was."""
    found: list[Batch] = []
    with pytest.raises(Lost) as raised:
        found.extend(stream.batches(mark))
    assert "127.0.0.1" not in raised.value.why
    return found, raised.value


def mentions(batches: list[Batch]) -> list[Mention]:
    heard: list[Mention] = []
    for batch in batches:
        read(batch.lines, Lines(), lambda _: [0], lambda mention, _: heard.append(mention))
    return heard


def asked(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.path).query)


@pytest.mark.parametrize(
    ("path", "post", "filters"),
    [
        ("/subscribe", shapes.jetstream(), {"wantedCollections": [shapes.POST]}),
        (V2, shapes.jetstream_2(), {"kinds": ["commit"], "collections": [shapes.POST]}),
    ],
)
def test_jetstream_is_heard_in_both_versions_and_gone_on_with_a_few_seconds_back(
    path: str, post: str, filters: dict[str, list[str]]
) -> None:
    with websocket_server(sends(post, '{"$type":"info"}')) as server:
        first, why = lost(Bluesky(server.where + path))
        assert why.trouble is Trouble.NETWORK
        assert [batch.lines for batch in first[:2]] == [(), (post.encode(),)]
        mark = first[1].mark
        assert mark == shapes.MICROSECONDS
        lost(Bluesky(server.where + path), mark)
    assert asked(server.visits[0]) == filters
    assert asked(server.visits[1]) == {**filters, "cursor": [str(mark - BACK)]}
    assert mentions(first)[0].text == shapes.TEXT


def test_an_address_keeps_the_filter_that_it_has() -> None:
    assert address("wss://a.example", None) == f"wss://a.example/subscribe?wantedCollections={shapes.POST}"
    assert address("wss://a.example/subscribe?wantedCollections=x.y", 3) == (
        "wss://a.example/subscribe?wantedCollections=x.y"
    )
    assert address(f"wss://a.example{V2}?collections=x.y", "odd") == f"wss://a.example{V2}?collections=x.y"


def test_a_websocket_that_answers_no_ping_is_given_up() -> None:
    with deaf_server() as where:
        socket = websocket.messages(where, ping=0.2)
        assert next(socket) == b""
        with pytest.raises(Lost, match="ping"):
            next(socket)


def test_what_refuses_a_websocket_says_when_to_come_back(clock: FakeClock) -> None:
    with web_server(answers(status=429, headers={"Retry-After": "77"})) as server:
        found, why = lost(Bluesky(server.where.replace("http", "ws")))
    assert (found, why.trouble, why.after) == ([], Trouble.TOO_MANY, 77.0)
    with web_server(answers("hello")) as server:
        assert lost(Bluesky(server.where.replace("http", "ws")))[1].trouble is Trouble.REFUSED
    _, why = lost(Bluesky(f"ws://127.0.0.1:{unused_port()}"))
    assert (why.trouble, why.why) == (Trouble.NETWORK, "no connection")
    _, why = lost(X(f"http://127.0.0.1:{unused_port()}", "secret", clock))
    assert (why.trouble, why.why) == (Trouble.NETWORK, "no connection")
    with web_server(answers("hello")) as server:
        _, why = lost(Bluesky(server.where.replace("http", "wss")))
        assert why.why == "its certificate cannot be trusted"


def test_a_message_that_is_too_long_ends_the_connection_and_not_the_watch() -> None:
    with websocket_server(sends("x" * 5_000)) as server:
        socket = websocket.messages(server.where, most=1_000)
        next(socket)
        with pytest.raises(Lost, match="too long"):
            next(socket)


def test_mastodon_is_heard_by_websocket_where_the_server_says_that_it_streams(clock: FakeClock) -> None:
    with websocket_server(sends(shapes.EVERY["mastodon"])) as streaming:
        about = {"configuration": {"urls": {"streaming": streaming.where}}}
        with web_server(answers(json.dumps(about))) as server:
            found, why = lost(Fediverse(server.where, "secret", "public:local", (), clock))
    assert server.visits[0].path == "/api/v2/instance"
    assert "authorization" not in server.visits[0].headers
    assert asked(streaming.visits[0]) == {"stream": ["public:local"]}
    assert streaming.visits[0].headers["authorization"] == "Bearer secret"
    assert mentions(found)[0].text == shapes.TEXT
    assert why.trouble is Trouble.NETWORK


def test_hashtags_of_the_watch_are_all_asked_for_on_one_connection(clock: FakeClock) -> None:
    got = []

    def listening(visit: Visit) -> None:
        got.append(json.loads(visit.receive()))

    with websocket_server(listening) as server:
        lost(Fediverse(server.where, "", "hashtag", ("walrus", "burger"), clock))
    assert asked(server.visits[0]) == {"stream": ["hashtag"], "tag": ["walrus"]}
    assert got == [{"type": "subscribe", "stream": "hashtag", "tag": "burger"}]


def test_mastodon_without_encryption_behind_an_encrypted_server_is_refused(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = json.dumps({"configuration": {"urls": {"streaming": "ws://evil.example"}}}).encode()
    monkeypatch.setattr(fediverse, "document", lambda *_, **__: (200, {}, about))
    _, why = lost(Fediverse("https://m.example", "secret", "public", (), clock))
    assert "without encryption" in why.why


def test_mastodon_is_heard_by_server_sent_events_where_the_address_names_them(clock: FakeClock) -> None:
    chunks = [
        ":)\n",
        *(f"{line}\n" for line in shapes.EVERY["mastodon, as it is streamed"].split("\n")),
        ":thump\n",
    ]
    with web_server(answers(*chunks)) as server:
        where = f"{server.where}/api/v1/streaming/public"
        found, why = lost(Fediverse(where, "secret", "public", (), clock))
    assert server.visits[0].headers["authorization"] == "Bearer secret"
    assert [mention.text for mention in mentions(found)] == [shapes.TEXT]
    assert (why.trouble, why.why) == (Trouble.NETWORK, "the server ended it")


def test_x_is_heard_with_its_key_and_the_fields_that_are_needed(clock: FakeClock) -> None:
    post = shapes.x()
    with web_server(answers("\r\n", post[:50], f"{post[50:]}\r\n", "\r\n", end=False)) as server:
        found, why = lost(X(f"{server.where}/2/tweets/search/stream", "secret", clock))
    assert server.visits[0].headers["authorization"] == "Bearer secret"
    assert "created_at" in asked(server.visits[0])["tweet.fields"][0]
    assert [mention.text for mention in mentions(found)] == [shapes.TEXT]
    assert why.trouble is Trouble.NETWORK


def test_x_without_even_a_newline_is_dead(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert x_live.SILENCE == 25
    monkeypatch.setattr(x_live, "SILENCE", 0.2)
    with web_server(answers("\r\n", then=2)) as server:
        found, why = lost(X(server.where, "secret", clock))
    assert found
    assert "sign of life" in why.why


@pytest.mark.parametrize(
    ("status", "headers", "trouble", "after"),
    [
        (429, {"Retry-After": "90"}, Trouble.TOO_MANY, 90),
        (429, {"Date": "Sun, 22 Nov 2026 02:00:00 GMT", "x-rate-limit-reset": "1795312860"}, Trouble.TOO_MANY, 60),
        (
            503,
            {"Date": "Sun, 22 Nov 2026 02:00:00 GMT", "Retry-After": "Sun, 22 Nov 2026 02:02:00 GMT"},
            None,
            120,
        ),
        (503, {"Retry-After": "soon"}, None, 0),
        (401, {}, None, 0),
        (599, {}, None, 0),
    ],
)
def test_a_refusal_is_said_in_words_with_when_to_come_back(
    status: int, headers: dict[str, str], trouble: Trouble | None, after: float, clock: FakeClock
) -> None:
    with web_server(answers("secret words of a hostile server", status=status, headers=headers)) as server:
        found, why = lost(X(server.where, "secret", clock))
    assert found == []
    assert (why.trouble, why.after) == (trouble or Trouble.REFUSED, after)
    assert str(status) in why.why
    assert "secret" not in why.why


def feed(*titles: str, extra: str = "") -> str:
    items = "".join(
        f"<item><guid>{title}</guid><link>https://gazette.example/{title}</link><title>{title}</title>"
        f"<description>&lt;p&gt;Walrus Burger &lt;b&gt;recalls&lt;/b&gt; it&lt;/p&gt;</description></item>"
        for title in titles
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><language>en</language>{extra}{items}</channel></rss>'
    )


def looks(press: Press, many: int, mark: object = None) -> list[Batch]:
    return list(itertools.islice(press.batches(mark), many))


def test_the_press_is_news_once_and_not_asked_again_for_what_did_not_change(clock: FakeClock) -> None:
    def unchanged(visit: Visit) -> None:
        assert visit.headers["if-none-match"] == '"2"'
        assert visit.headers["if-modified-since"] == "then"
        visit.status(304, {"Transfer-Encoding": "identity", "Content-Length": "0"})

    scripts = (
        answers(feed("old")),
        answers(feed("new", "old"), headers={"ETag": '"2"', "Last-Modified": "then"}),
        unchanged,
    )
    with web_server(*scripts) as server:
        press = Press(server.where, timedelta(minutes=5), clock)
        first, second, third = looks(press, 3)
        (again,) = looks(press, 1, json.loads(json.dumps(second.mark)))
    assert first.lines == third.lines == again.lines == ()
    (mention,) = mentions([second])
    assert (mention.text, mention.source, mention.language) == ("new\nWalrus Burger recalls it", "rss", "en")
    assert mention.at == clock.now().timestamp() - 300
    assert clock.slept == [300, 300]


def test_an_article_of_yesterday_counts_when_it_was_published(clock: FakeClock) -> None:
    old = "<item><title>Walrus</title><pubDate>Sat, 21 Nov 2026 02:00:00 GMT</pubDate></item>"
    with web_server(answers(feed("a")), answers(feed("a", extra=old))) as server:
        *_, second = looks(Press(server.where, timedelta(minutes=5), clock), 2)
    assert mentions([second])[0].at == (clock.now() - timedelta(days=1, minutes=5)).timestamp()


def test_atom_is_read_too_and_a_feed_without_articles_is_no_mistake(clock: FakeClock) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Walrus</title>'
        "<author><name>Ann</name></author></entry></feed>"
    )
    with web_server(answers(feed()), answers(atom)) as server:
        first, second = looks(Press(server.where, timedelta(minutes=5), clock), 2)
    assert first.lines == ()
    assert mentions([second])[0].author == "127.0.0.1: Ann"


@pytest.mark.parametrize("body", ["<html><body>Sorry", "", "{}", "\x00\x01", feed("a")[:-30]])
def test_what_is_no_feed_is_a_bad_line_that_can_be_shown(clock: FakeClock, body: str) -> None:
    with web_server(answers(body or " ")) as server:
        (batch,) = looks(Press(server.where, timedelta(minutes=5), clock), 1)
    lines = Lines()
    read(batch.lines, lines, lambda _: [0], lambda *_: None)
    assert lines.rejects.bad == 1
    assert lines.rejects.samples[0][2].startswith("no well-formed feed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_expanded_and_nothing_is_fetched_for_one(clock: FakeClock, encoding: str) -> None:
    with web_server(answers("secret")) as other:
        doctype = (
            f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 50}"><!ENTITY c "{"&b;" * 50}">'
            f'<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY web SYSTEM "{other.where}/x">]>'
        )
        bad = feed("new", extra="<item><title>x&c;&file;&web;</title></item>").replace("?>", f"?>{doctype}", 1)
        with web_server(answers(bad.encode(encoding))) as server:
            found, why = lost(Press(server.where, timedelta(minutes=5), clock))
    assert (found, other.visits, why.trouble) == ([], [], Trouble.REFUSED)


def test_a_feed_of_more_than_two_megabytes_is_none(clock: FakeClock) -> None:
    with web_server(answers(*[b" " * 100_000] * 25)) as server:
        _, why = lost(Press(server.where, timedelta(minutes=5), clock))
    assert MOST == 2_000_000
    assert (why.trouble, why.after) == (Trouble.REFUSED, 60)


def test_a_growing_file_beside_them_is_gone_on_with(
    clock: FakeClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("grows") / "posts.jsonl"
    path.write_text("one\ntwo\n")
    first, second = itertools.islice(Growing(str(path), clock).batches(None), 2)
    assert (first.lines, second.lines, second.mark["offset"]) == ((), (b"one", b"two"), 8)
    path.write_text("one\ntwo\nthree\n")
    for mark in (second.mark, 8):
        assert [batch.lines for batch in itertools.islice(Growing(str(path), clock).batches(mark), 2)] == [
            (),
            (b"three",),
        ]
    path.rename(path.with_suffix(".1"))
    path.write_text("four, and more\n")
    rotated = list(itertools.islice(Growing(str(path), clock).batches(second.mark), 2))
    assert rotated[1].lines == (b"four, and more",)
    path.unlink()
    assert "cannot be read" in lost(Growing(str(path), clock))[1].why


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("a", "jetstream", "https://a.example/secret"), "wss://"),
        (Source("a", "rss", "https://"), "https://"),
        (Source("a", "rss", "https://[::1/"), "https://"),
        (Source("a", "x", "https://api.example/secret"), "no key"),
        (Source("a", "x", "http://api.example/secret", token="secret"), "open line"),
        (Source("a", "mastodon", "ws://m.example", token="secret"), "open line"),
        (Source("a", "mastodon", "https://m.example", stream="hashtag"), "hashtags"),
    ],
)
def test_what_cannot_be_listened_to_is_refused_before_anything_is_asked(
    source: Source, words: str, clock: FakeClock
) -> None:
    with pytest.raises(UsageError) as refused:
        open_stream(source, (), clock)
    said = f"{refused.value.message} {refused.value.hint}"
    assert words in said
    assert "secret" not in said


def every_kind() -> Iterator[tuple[Source, type]]:
    yield Source("a", "jetstream", "wss://a.example"), Bluesky
    yield Source("a", "mastodon", "https://a.example", token="t"), Fediverse
    yield Source("a", "x", "http://127.0.0.1:1/", token="t"), X
    yield Source("a", "rss", "http://a.example"), Press
    yield Source("a", "lines", "posts.jsonl"), Growing


def test_every_kind_of_source_is_opened(clock: FakeClock) -> None:
    for source, kind in every_kind():
        assert type(open_stream(source, ("tag",), clock)) is kind


def test_an_extra_that_is_not_installed_is_named(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "crisis_cli.feeds.live.press", None)
    with pytest.raises(UsageError) as refused:
        open_stream(Source("a", "rss", "https://a.example"), (), clock)
    assert "crisis-cli[watch]" in refused.value.hint
