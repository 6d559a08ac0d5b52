"""A large block of lines gives the same mentions, in the same order, as its lines one by one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest

from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Term
from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.reading import SMALL, Block, read
from crisis_cli.signals import sieve as sieves
from crisis_cli.signals.matching import Matcher
from crisis_cli.signals.sieve import sieve_of
from tests.feeds import shapes
from tests.parts import library

TERMS = [
    Term("Walrus Burger", "brands", ("Walrus Burger", "#walrusburger")),
    Term("Café", "brands", ("Café Nord",)),
]

Heard = list[tuple[Mention, tuple[int, ...]]]


@pytest.fixture(autouse=True, params=["hyperscan", "ahocorasick_rs"])
def the_extra(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    library(request.param, "pip install -e '.[watch]'")
    if request.param == "ahocorasick_rs":
        monkeypatch.setattr(sieves, "hyperscan", None)


def post(number: int, text: str) -> str:
    return json.dumps({"id": str(number), "text": text, "author": f"u{number}", "time": 1_795_316_706 + number})


def mixed(bad: float) -> bytes:
    """Some thousand lines; few are about the terms, some of the others are no posts."""
    chance = random.Random(f"mixed {bad}")
    found = []
    for number in range(4_000):
        dice = chance.random()
        if dice < 0.03:
            found.append(
                chance.choice([post(number, "a WALRUS burger \u2603"), post(number, "caf\u00e9 nord 🐟")])
            )
        elif dice < 0.04:
            found.append(chance.choice(list(shapes.EVERY.values())).split("data: ")[-1].strip())
        elif dice < 0.04 + bad:
            found.append(chance.choice(["no json", "{}", '{"text": 5}', "[1]", '{"text": "walrus burger"}']))
        else:
            found.append(post(number, "nothing of ours, " + "only fish " * chance.randrange(30)))
    return "\n".join(found).encode()


def hostile(chance: random.Random) -> bytes:
    """A line as anybody may write it: terms in every spelling, and much that is no post."""
    term = chance.choice(
        ["walrus burger", "WALRUS Burger", "#WalrusBurger", "café nord", "CAFE\u0301 Nord", "walru\u017f"]
    )
    text = chance.choice(
        [f"a {term}!", f"{term}s", f"/{term}/", f"{term}\0\ud83d", "fish " * chance.randrange(60)]
    )
    number = chance.randrange(10_000)
    line = chance.choice(
        [
            post(number, text),
            json.dumps({"time": 1_795_316_706 + number, "text": text}, ensure_ascii=False),
            post(number, "".join(f"?u{ord(letter):04X}" for letter in text)).replace("?u", "\\u"),
            post(number, text).replace("/", "\\/").replace("text", chance.choice(["te\\u0078t", "body", "TEXT"])),
            json.dumps({"content": f"<p>wal<b>rus</b> burger {text}", "account": {}, "created_at": "2026-11-22"}),
            json.dumps({"event": "update", "payload": post(number, text)}),
            post(number, text)[: chance.randrange(80)],
            post(number, text + "x" * 70_000 * (chance.random() < 0.02)),
            "{" + text + "}",
        ]
    )
    end = chance.choice([b""] * 60 + [b"\r", b"\0", b" ", b"\n"])
    begin = chance.choice([b""] * 60 + [b"\xef\xbb\xbf", b" ", b"data: ", b"\0"])
    return begin + line.encode("utf-8", "surrogatepass") + end


def taken(cut: Callable[[bytes], list[bytes]], data: bytes, *, sift: bool) -> tuple[Heard, Lines]:
    matcher = Matcher(TERMS)
    sieve = sieve_of(word for term in TERMS for word in term.words) if sift else None
    lines, heard = Lines(), Heard()
    for part in cut(data):
        read(Block(part), lines, matcher.find, lambda mention, terms: heard.append((mention, tuple(terms))), sieve)
    return heard, lines


def whole(data: bytes) -> list[bytes]:
    return [data]


def in_parts(data: bytes, size: int = 700) -> list[bytes]:
    lines = data.split(b"\n")
    return [b"\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]


def as_a_pipe_gives_them(data: bytes) -> list[bytes]:
    return in_parts(data, 200)


@pytest.mark.parametrize("cut", [whole, in_parts])
@pytest.mark.parametrize("bad", [0.0, 0.002, 0.3])
def test_the_same_mentions_are_heard_however_the_lines_came_in(
    cut: Callable[[bytes], list[bytes]], bad: float
) -> None:
    data = mixed(bad)
    assert len(data) > 4 * SMALL
    one_by_one, read_all = taken(whole, data, sift=False)
    sifted, read_some = taken(cut, data, sift=True)
    assert sifted == one_by_one
    assert any(not terms for _, terms in sifted)
    assert read_some.number == read_all.number == 4_000
    assert read_some.position == read_all.position
    both = read_some.rejects, read_all.rejects
    assert both[0].bad + both[0].read == both[1].bad + both[1].read
    assert both[0].bad == both[1].bad


@pytest.mark.parametrize("cut", [in_parts, as_a_pipe_gives_them])
@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_lines_are_the_mentions_are_those_of_the_plain_way(
    seed: int, cut: Callable[[bytes], list[bytes]]
) -> None:
    chance = random.Random(f"hostile {seed}")
    flat = [post(number, "only fish " * 12).encode() for number in range(400)]
    rare = chance.choice([0.02, 0.1, 0.5])
    data = b"\n".join(hostile(chance) if chance.random() < rare else chance.choice(flat) for _ in range(4_000))
    one_by_one, read_all = taken(whole, data, sift=False)
    sifted, read_some = taken(cut, data, sift=True)
    assert sifted == one_by_one
    assert len(sifted) > 30
    assert (read_some.number, read_some.position) == (read_all.number, read_all.position)
    assert read_some.rejects.bad <= read_all.rejects.bad


def test_a_rare_bad_line_that_looks_like_an_object_may_go_uncounted_and_changes_no_mention() -> None:
    good = [post(number, "walrus burger" if number % 50 == 0 else "only fish") for number in range(4_000)]
    data = "\n".join([*good[:70], '{"text": 5}', *good[70:]]).encode()
    one_by_one, read_all = taken(whole, data, sift=False)
    sifted, read_some = taken(whole, data, sift=True)
    assert sifted == one_by_one
    assert (read_all.rejects.bad, read_some.rejects.bad) == (1, 0)
    assert read_some.number == read_all.number


@pytest.mark.parametrize("cut", [whole, in_parts, lambda data: in_parts(data, 1_500)])
def test_a_stream_of_nothing_but_bad_lines_is_never_taken_for_posts(cut: Callable[[bytes], list[bytes]]) -> None:
    lines = taken(cut, b'{"text": 5, "lang": "en"}\n' * 20_000 + b"{}", sift=True)[1]
    assert lines.rejects.nothing_else
    assert lines.rejects.bad == 20_001
