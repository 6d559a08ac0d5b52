"""The table of a watch file's fields: what to listen for, where, what is unusual, and what to do then."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.watch import DAYS
from crisis_cli.files.shapes.addresses import Address
from crisis_cli.files.shapes.groups import ByForm, Field, ListOf, Record
from crisis_cli.files.shapes.names import Name, Word
from crisis_cli.files.shapes.scalars import Duration, Flag, Text
from crisis_cli.files.shapes.times import TimeOfDay, Zone
from crisis_cli.files.shapes.values import LANGUAGE, Count
from crisis_cli.files.watch.checks import check_quiet, check_source, check_thresholds, check_watch

_WORDS = Text(most=120)
_DURATION, _COUNT, _PLAYBOOK = Duration(), Count(), Name("playbook")
_LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = Word(*DAYS, meant=dict(zip(_LONG_DAYS, DAYS, strict=True)))

TERM = Record(
    "something to listen for",
    Field("term", _WORDS, "the words as people write them; upper and lower case are the same", True),
    Field("also", ListOf(_WORDS, "words", or_one=True, unique=True), "other spellings that mean the same"),
    Field("without", ListOf(_WORDS, "words", or_one=True, unique=True), "a post with one of these means another"),
    Field("suggests", _PLAYBOOK, "the playbook for it, in place of that of its kind"),
)
_TERMS = ListOf(
    ByForm[Any]("words to listen for, or {term: ..., also: [...]}", scalar=_WORDS, entries=TERM), "words"
)
SOURCE = Record(
    "a source",
    Field("id", Name("source"), "its name, as alerts and messages show it", True),
    Field(
        "lines",
        _WORDS,
        'a file of one post a line, such as {"time": "2026-11-22T03:14:00Z", "author": "ana", "text": "..."}, also'
        ' .gz; "-" for what is piped in',
    ),
    Field("jetstream", Address(), "Bluesky's stream, such as wss://jetstream2.us-east.bsky.network/subscribe"),
    Field("mastodon", Address(), "a Mastodon server, such as https://mastodon.example"),
    Field("x", Address(), "X's filtered stream, such as https://api.x.com/2/tweets/search/stream"),
    Field("rss", Address(), "a feed of the press, RSS or Atom"),
    Field("counts", _WORDS, "a file of timestamp,value: what another tool counted"),
    Field("token", Address(key=True), "with mastodon or x: the key, as ${NAME} or ${file:PATH}, never itself"),
    Field(
        "stream",
        Word("public", "public:local", "public:remote", "hashtag"),
        "with mastodon: which posts; hashtag: those with the hashtags of this watch; public unless said",
    ),
    Field("every", _DURATION, "with rss: how often it is looked at; 5m unless said"),
    Field("term", _WORDS, "with counts: what was counted"),
    check=check_source,
)
TIER = Record(
    "a threshold",
    Field("once_in", _DURATION, "how rare it must be: 10d means that such a thing comes once in ten days"),
    Field("authors", _COUNT, "how many different people must have written in the last hour"),
    Field("mentions_per_hour", _COUNT, "how many posts an hour there must be, however unusual fewer are"),
)
THRESHOLDS = Record(
    "the thresholds",
    Field(
        "sensitivity", Word("low", "normal", "high"), "low: fewer alerts, later; high: more, earlier; else normal"
    ),
    Field("amber", TIER, "from when on somebody should look"),
    Field("red", TIER, "from when on a playbook is suggested"),
    Field(
        "silence", _DURATION, "how long an alert is not repeated unless it gets markedly worse: 24h unless said"
    ),
    check=check_thresholds,
)
QUIET = Record(
    "a quiet time",
    Field("from", TimeOfDay(), "when it begins", True),
    Field("until", TimeOfDay(), "when it ends; on the next day if that is earlier", True),
    Field(
        "days",
        ListOf(_DAY, "days", or_one=True, unique=True),
        "the days on which it begins; all unless said",
    ),
    check=check_quiet,
)
_HOW = Word("quiet", "loud", "nobody", meant={"silent": "quiet", "none": "nobody", "no": "nobody"})
PAGES = Record(
    "how alerts page",
    Field("role", Name("role"), "whom, as the team file names the role; lead unless said"),
    Field("amber", _HOW, "quiet: first by the addresses that wake nobody, as unless said; or loud, or nobody"),
    Field("red", _HOW, "loud unless said; or quiet, or nobody"),
    Field("most_an_hour", Count(), "so many pages an hour at most, the last one kept for red; 6 unless said"),
)
SUGGESTS = Record(
    "the suggested playbooks",
    Field("brands", _PLAYBOOK, "the playbook for an alert on a brand"),
    Field("hashtags", _PLAYBOOK, "the playbook for an alert on a hashtag"),
    Field("products", _PLAYBOOK, "the playbook for an alert on a product"),
    Field("people", _PLAYBOOK, "the playbook for an alert on a person"),
    Field("otherwise", _PLAYBOOK, "the playbook for every other alert"),
)
WATCH = Record(
    "a watch",
    Field("watch", Name("watch"), "its short name, such as walrus-burger", True),
    Field("title", _WORDS, "what people call it"),
    Field("brands", _TERMS, "the names of the company and its brands"),
    Field("hashtags", _TERMS, 'hashtags, in quotes: "#walrusburger"'),
    Field("products", _TERMS, "the names of products"),
    Field("people", _TERMS, "the names of people who stand for the company"),
    Field("without", ListOf(_WORDS, "words", or_one=True, unique=True), "posts with one of these are passed over"),
    Field(
        "languages",
        ListOf(LANGUAGE, "languages", or_one=True, unique=True),
        "posts in other languages are passed over; posts that do not say theirs never are",
    ),
    Field("zone", Zone(), "the time zone of its quiet times and daily rhythm; UTC unless said"),
    Field("sources", ListOf(SOURCE, "sources"), "where it listens; what is piped in unless said"),
    Field("thresholds", THRESHOLDS, "what is unusual enough for an alert"),
    Field(
        "quiet", ListOf(QUIET, "quiet times"), "when amber alerts are written down and page nobody; red ones do"
    ),
    Field("pages", PAGES, "whom an alert pages, through the team file, and how"),
    Field("suggests", SUGGESTS, "which playbook an alert suggests, by what it is about"),
    Field("samples", Flag(), "false: no text of any post is kept, not even for an alert"),
    check=check_watch,
)
