"""Who wrote in the last hour, and how alike it is; nobody by name, and no more than so many of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from crisis_cli.domain.alert import Crowd
from crisis_cli.domain.mention import Mention, folded

MOST = 5_000
"""So many authors, texts and words of a bin are told apart; memory grows with terms, never with posts."""

LOUD, COPIES, FEW = 0.30, 0.80, 10
"""From these shares on it may be bots or one loud person, with at least so many posts (rules of thumb)."""

SAMPLES, LONGEST_SAMPLE, LONGEST_READ, LONGEST_WORD = 3, 280, 2_000, 40

ENOUGH = 200
"""Posts of a bin that tell what it is about; the next thousand say the same."""

WAITING = 16_384
"""Letters of a bin, names and texts, that nobody has asked for yet and that stay in memory as they came: most are
gone with their hour before anybody does."""

A_POST = 64
"""So many letters is a post worth by itself, or a million empty ones would be nothing."""

_NOT_SAID = re.compile(r"https?://\S+|www\.\S+|@[\w.-]+")
_MARKS = re.compile(r"[\W_]+")
"""What makes no other text of a copy: pictures, marks, blanks, and letters that nobody sees."""
SHORTEST_WORD = 4
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")
TOP = 5


@dataclass(slots=True)
class Heard:
    """One bin of one term. `count`: posts that count (each author's text once an hour); `raw`: all of them.
    Authors and texts stand as keyed hashes; `samples` are never kept beyond the hour. `here`: who said what, as
    this process tells it apart; `before`: as it was kept by another one."""

    count: int = 0
    raw: int = 0
    reposts: int = 0
    first: float | None = None
    authors: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    once: dict[str, int] = field(default_factory=dict)
    hashtags: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    samples: list[str] = field(default_factory=list)
    here: set[int] = field(default_factory=set)
    before: dict[str, int] = field(default_factory=dict)
    _waiting: list[tuple[str, str, str, int]] = field(default_factory=list)
    _letters: int = 0
    _key: bytes = b""

    @classmethod
    def restored(cls, plain: dict[str, Any]) -> Heard:
        """The bin that `plain` was taken from, without its samples."""
        return cls(**plain, before=dict(plain["once"]))

    def plain(self) -> dict[str, Any]:
        """All that was heard but the samples, as JSON values; nobody is in it by name."""
        self.settle()
        found = {name: getattr(self, name) for name in _KEPT}
        return {**found, "words": dict(sorted(self.words.items()))}  # not in the order of somebody's post

    def add(self, mention: Mention, key: bytes, hour: Hour, *, samples: bool) -> None:
        """Take in a post."""
        _, at, text, author, language, hashtags, repost_of, _, _ = mention
        said = _said(text)
        what = repost_of or said
        pair = hash((author, what))
        self.raw += 1
        if self.first is None or at < self.first:
            self.first = at
        self._key = key
        new = not hour.holds(pair, author, what, key)
        self.count += new
        self._waiting.append((author, said, repost_of, self.count if new else 0))
        self._letters += len(author) + len(said) + len(repost_of) + A_POST
        if self._letters > WAITING:
            self.settle()
        if not new:
            return
        if len(self.here) < MOST:
            self.here.add(pair)
        for tag in hashtags[:20]:
            _one_more(self.hashtags, folded(tag[:60]))
        if language:
            _one_more(self.languages, language[:8])
        if samples and len(self.samples) < SAMPLES and not repost_of:
            self.samples.append(text[:LONGEST_SAMPLE])

    def settle(self) -> None:
        """Hash and count what came since this was done last: authors, texts and words."""
        for author, said, repost_of, number in self._waiting:
            who, what = hashed(author, self._key), hashed(repost_of or said, self._key)
            _one_more(self.authors, who)
            if repost_of:
                self.reposts += 1
            else:
                _one_more(self.texts, hashed(_MARKS.sub("", said) or said, self._key))
            if number:
                _one_more(self.once, who + what)
            if 0 < number <= ENOUGH:
                for word in _words(said):
                    _one_more(self.words, word[:LONGEST_WORD])
        self._waiting, self._letters = [], 0


_KEPT = (
    *("count", "raw", "reposts", "first", "authors", "texts", "once"),
    *("hashtags", "words", "languages"),
)


class Hour:
    """What the bins of an hour hold `once`: those heard here, and, for an hour, those that were kept."""

    def __init__(self, bins: Iterable[Heard] = ()) -> None:
        bins = list(bins)
        self._here = [heard.here for heard in bins]
        self._before = [heard.before for heard in bins if heard.before]

    def holds(self, pair: int, author: str, text: str, key: bytes) -> bool:
        """Whether that author has said that in it."""
        for here in self._here:
            if pair in here:
                return True
        if not self._before:
            return False
        kept = hashed(author, key) + hashed(text, key)
        return any(kept in before for before in self._before)


def _said(text: str) -> str:
    """The words by which a text is known again: small letters, one blank between two, no links and no names."""
    said = folded(text[:LONGEST_READ])
    if "@" in said or "://" in said or "www." in said:
        said = _NOT_SAID.sub(" ", said)
    said = said.strip()
    # What can be printed has no other blanks than " ".
    return " ".join(said.split()) if "  " in said or not said.isprintable() else said


def _words(said: str) -> dict[str, None]:
    """Each of its words once; most stand between blanks, which is found sooner than by a pattern."""
    found = {}
    for token in dict.fromkeys(said.split()):
        if not token.isalpha():
            found.update(dict.fromkeys(_WORD.findall(token)))
        elif len(token) >= SHORTEST_WORD:
            found[token] = None
    return found


def _one_more(counted: dict[str, int], key: str) -> None:
    if key in counted:
        counted[key] += 1
    elif len(counted) < MOST:
        counted[key] = 1


def hashed(text: str, key: bytes) -> str:
    """Short and keyed: the same person is known again, here and nowhere else."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8, key=key).hexdigest()


def again_by_one(hour: Iterable[Heard], bin_: Heard | None = None) -> int:
    """How many posts that count the hour's loudest author wrote beyond a first one; those in `bin_` of them."""
    authors, here = Counter[str](), Counter[str]()
    for heard in hour:
        heard.settle()
        wrote = Counter(pair[: len(pair) // 2] for pair in heard.once)
        authors.update(wrote)
        if heard is bin_:
            here = wrote
    loudest, posts = max(authors.items(), key=lambda one: one[1], default=("", 1))
    return posts - 1 if bin_ is None else min(here[loudest], posts - 1)


def crowd_of(hour: Iterable[Heard], own: Iterable[str] = (), usual: float = 0.0) -> Crowd:
    """The last hour together. `own`: the words of the term itself, which tell nothing. `usual`: posts that an hour
    has anyhow; what is beyond them is what may be bots, however many people say their own words as ever."""
    authors, texts, tags, words, languages = (Counter[str]() for _ in range(5))
    raw = reposts = 0
    for bin_ in hour:
        bin_.settle()
        raw, reposts = raw + bin_.raw, reposts + bin_.reposts
        parts = (bin_.authors, bin_.texts, bin_.hashtags, bin_.words, bin_.languages)
        for counter, part in zip((authors, texts, tags, words, languages), parts, strict=True):
            counter.update(part)
    for word in own:
        for part_of_it in (word.lstrip("#"), *_WORD.findall(word)):
            words.pop(part_of_it, None)
            tags.pop(part_of_it, None)
    written = raw - reposts
    copies = (texts.total() - len(texts)) / written if written else 0.0  # those beyond MOST are no copies
    loudest = max(authors.values(), default=0) / raw if raw else 0.0
    why = []
    if raw >= FEW and loudest * raw > LOUD * max(raw - usual, FEW):
        why.append(f"one author wrote {loudest:.0%} of {raw} posts")
    if written >= FEW and copies * written > COPIES * max(written - usual, FEW):
        beyond = f", and only about {usual:.0f} are usual" if copies <= COPIES else ""
        why.append(f"{copies:.0%} of {written} posts are copies of another{beyond}")
    return Crowd(
        posts=raw,
        authors=len(authors),
        copies=copies,
        loudest=loudest,
        reposts=reposts / raw if raw else 0.0,
        hashtags=_top(tags),
        words=_top(words),
        languages=_top(languages),
        bots="; ".join(why),
    )


def _top(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent, by name where they are as frequent: a replay says the same."""
    return tuple(sorted(counter.items(), key=lambda one: (-one[1], one[0]))[:TOP])
