"""Who wrote in the last hour: exact within its bounds, whenever somebody asks, and nobody by name."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

import pytest

from crisis_cli.domain.mention import Mention
from crisis_cli.signals.crowd import ENOUGH, MOST, WAITING, Heard, Hour, again_by_one, crowd_of

KEY = b"k" * 32


def heard(*said: tuple[str, str], into: Heard | None = None) -> Heard:
    """A bin of these posts: author and text."""
    found = into or Heard()
    for number, (author, text) in enumerate(said):
        found.add(Mention(str(number), 100.0 + number, text, author), KEY, Hour([found]), samples=True)
    return found


def test_a_text_counts_once_for_each_author_however_it_is_spaced_cased_and_linked() -> None:
    ways = (
        "Glass in it",
        " glass  in it",
        "GLASS\u00a0in\u2003it\n",
        "glass in https://a.example/1 it",
        "glass in @bo it",
    )
    found = heard(*(("ann", way) for way in ways), ("bob", "glass in it"), ("ann", "glass, in it"))
    assert (found.raw, found.count) == (7, 3)
    assert len(found.plain()["texts"]) == 1, "a mark more makes no other text, but the same person wrote twice"
    assert sorted(found.authors.values()) == [1, 6]
    assert again_by_one([found]) == 1


def test_what_was_in_another_bin_of_the_hour_does_not_count_again() -> None:
    before = heard(("ann", "glass"))
    found = Heard()
    found.add(Mention("2", 400.0, "glass", "ann"), KEY, Hour([before, found]), samples=True)
    assert (found.raw, found.count) == (1, 0)


@pytest.mark.parametrize("every", [1, 7, 10_000])
def test_words_are_the_same_whenever_they_are_asked_for(every: int) -> None:
    posts = [(f"u{n}", f"walrus {'burger' if n % 2 else 'kiosk'} word{n % 9} the {n}") for n in range(3 * ENOUGH)]
    posts[5] = ("long", "walrus " + "x" * 2 * WAITING)
    found = Heard()
    for number in range(0, len(posts), every):
        heard(*posts[number : number + every], into=found)
        crowd_of([found])
    truth = Counter(word for _, text in posts[:ENOUGH] for word in ("walrus", "burger", "kiosk") if word in text)
    words = dict(crowd_of([found]).words)
    assert {word: words[word] for word in truth} == dict(truth)


def test_what_is_kept_is_the_same_again_and_names_nobody() -> None:
    found = heard(("ann-of-the-harbour", "Glass in my burger"), ("bob-of-the-harbour", "Mine was cold, burger"))
    plain = json.loads(json.dumps(found.plain()))
    assert not {"samples", "harbour"} & set(json.dumps(plain).replace('"', " ").replace("-", " ").split())
    again = Heard.restored(plain)
    assert again.plain() == plain
    assert crowd_of([again]) == crowd_of([found])
    heard(("ann-of-the-harbour", "glass in my burger"), into=again)
    assert again.count == 2


def test_memory_is_bounded_by_the_term_and_not_by_its_posts() -> None:
    texts = [(f"u{number}", f"text {number} " + "y" * 400) for number in range(MOST + 500)]
    for posts in (texts, [("one", "")] * 1_000, [("n" * 5_000, "y" * 5_000)] * 50):
        found = heard(*posts)
        assert found.raw == len(posts)
        assert found.count == len(set(posts))
        before = asdict(found)
        kept = found.plain()
        assert max(map(len, (found.here, *(kept[name] for name in ("authors", "texts", "once", "words"))))) <= MOST
        assert len(str(before["_waiting"])) < 3 * WAITING


@pytest.mark.parametrize(
    "mark", ["\u200b\u2060", "\U0001f525\U0001f63a", "\ufe0f!", " www.kelp.example/{}", "..."]
)
def test_copies_are_told_whatever_nobody_reads_is_added(mark: str) -> None:
    posts = ((f"u{n}", "glass in the burger" + (mark.replace("{}", str(n)) * (n % 7))) for n in range(100))
    assert crowd_of([heard(*posts)]).copies == pytest.approx(0.99)


def test_copies_are_told_in_an_hour_of_more_texts_than_are_told_apart() -> None:
    own = [heard(*((f"u{part}.{n}", f"words of my own {part} {n}") for n in range(1_000))) for part in range(6)]
    copied = heard(*((f"bot{n}", "glass in the burger") for n in range(4_000)))
    assert crowd_of([*own, copied]).copies == pytest.approx(0.4, abs=0.001)


def test_of_the_loudest_author_of_an_hour_those_in_one_bin_are_told() -> None:
    before = heard(*(("loud", f"once more {n}") for n in range(4)), ("ann", "glass"))
    found = heard(*(("loud", f"and again {n}") for n in range(3)), ("bob", "glass"), ("bob", "salt"))
    assert again_by_one([before, found]) == 6
    assert again_by_one([before, found], found) == 3
