"""A statement on its way: versions of its text, who said yes to which, where it was posted.

The sha256 of the canonical text is what an approval binds to (DESIGN: Who may say yes).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crisis_cli.domain.canonical import canonical as canonical
from crisis_cli.domain.canonical import text_hash as text_hash
from crisis_cli.domain.posting import OUT, SentPart

_GAP = re.compile(r"\[\[.*?\]\]|\[\?.*?\?\]", re.DOTALL)


def gaps(text: str) -> list[str]:
    """What the writer still has to fill in: `[[ your own words ]]` and `[? an unanswered question ?]`."""
    return _GAP.findall(text)


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a round. `drafted`: made from the template (`facts`, `template_sha256`), not typed. `corrects`:
    the round that its round puts right, 0 for none. `seq`: of the event that put it in place; `made_seq`: of the
    one by which it was first written, also when it has been put back since."""

    round: int
    text: str
    sha256: str
    by: str
    at: datetime
    seq: int
    drafted: bool
    facts: tuple[str, ...] = ()
    template_sha256: str = ""
    corrects: int = 0
    made_seq: int = 0


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes to one exact text. `entry`: which approval it fills, -1 for a countersignature."""

    round: int
    sha256: str
    entry: int
    role: str
    giver: str
    via: str
    recorded_by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class No:
    """A no, or the objection of somebody who was only consulted."""

    round: int
    sha256: str
    giver: str
    reason: str
    via: str
    recorded_by: str
    moment: datetime
    objection: bool


@dataclass(frozen=True, slots=True)
class Post:
    """The text of a round as it went out on one channel; `skipped` holds the reason when it did not,
    `withdrawn` the one for which it was taken down again, at `withdrawn_at`. `facts`: those that it says, each
    with the number of the event that recorded the value it gives, 0 where nobody looked. `seq`: its own event's
    number, `withdrawn_seq` that of its taking down."""

    round: int
    channel: str
    sha256: str
    url: str
    by: str
    moment: datetime
    skipped: str = ""
    withdrawn: str = ""
    withdrawn_at: datetime | None = None
    facts: Mapping[str, int] = field(default_factory=dict)
    seq: int = 0
    withdrawn_seq: int = 0


def covered_words(found: str) -> str:
    """What living with a finding covers: the words found, and no others that come later; empty where it is about
    the text as a whole, which is found at its first letter."""
    return found if len(found.strip()) > 1 or found.strip().isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody lives with in one round. `words`: what `covered_words` makes of those it found."""

    round: int
    rule: str
    words: str
    by: str
    reason: str
    moment: datetime
    seq: int = 0


@dataclass(frozen=True, slots=True)
class StatementState:
    """Everything that happened to one statement; `ready` is the last round whose writer said done, `ready_by`
    the draft step that it was said of (empty: none yet); `shut` the last round that was given up or is out;
    `sends` what accounts were given to post, one a post."""

    name: str
    round: int = 0
    ready: int = 0
    ready_by: str = ""
    versions: tuple[Version, ...] = ()
    yeses: tuple[Yes, ...] = ()
    void: tuple[Yes, ...] = ()
    noes: tuple[No, ...] = ()
    posts: tuple[Post, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    lapsed: tuple[tuple[int, int], ...] = ()
    shut: int = 0
    sends: tuple[SentPart, ...] = ()

    @property
    def current(self) -> Version | None:
        """The latest text of the latest round."""
        return self.versions[-1] if self.versions else None

    def approvals_of_current(self) -> tuple[Yes, ...]:
        """The yeses that bind to exactly the current text."""
        now = self.current
        return tuple(yes for yes in self.yeses if now and (yes.round, yes.sha256) == (now.round, now.sha256))

    def was_refused(self, version: Version) -> bool:
        """Whether somebody whose yes is asked for said no to exactly this text."""
        text = (version.round, version.sha256)
        return any((no.round, no.sha256) == text and not no.objection for no in self.noes)

    def is_out(self, round_: int) -> bool:
        """Whether the text of that round was posted on any channel."""
        return any(not post.skipped for post in self.posts_of(round_))

    def facts_of(self, round_: int) -> frozenset[str]:
        """The facts that the texts of one round were made from."""
        return frozenset(name for version in self.versions if version.round == round_ for name in version.facts)

    def text_of(self, post: Post) -> Version | None:
        """The text that went out with this post: as it was last made from the facts, else first typed."""
        same = [text for text in self.versions if (text.round, text.sha256) == (post.round, post.sha256)]
        made = [text for text in same if text.drafted and text.facts and text.seq < post.seq]
        return made[-1] if made else same[0] if same else None

    def corrects(self, round_: int) -> int:
        """The round that this one puts right, 0 for none."""
        return max((version.corrects for version in self.versions if version.round == round_), default=0)

    def posts_of(self, round_: int) -> tuple[Post, ...]:
        """What went out, or was skipped, in one round."""
        return tuple(post for post in self.posts if post.round == round_)

    @property
    def published(self) -> tuple[Post, ...]:
        """What really went out, over all rounds, in the order of the moments."""
        return tuple(sorted((post for post in self.posts if not post.skipped), key=lambda post: post.moment))

    def settled_channels(self, round_: int) -> frozenset[str]:
        """The channels of a round that were posted or left out."""
        return frozenset(post.channel for post in self.posts_of(round_))

    def left_out(self, round_: int) -> Mapping[str, Post]:
        """The channels of a round on which it was not posted, because somebody decided so."""
        return {post.channel: post for post in self.posts_of(round_) if post.skipped}

    def sends_of(self, round_: int, channel: str) -> tuple[SentPart, ...]:
        """What an account was given of one round on one channel, in the order of the thread."""
        found = (part for part in self.sends if (part.round, part.channel) == (round_, channel))
        return tuple(sorted(found, key=lambda part: part.part))

    def sent_whole(self, round_: int, channel: str) -> tuple[SentPart, ...]:
        """Every post of a text of which all are out there; nothing while one is missing."""
        out = [part for part in self.sends_of(round_, channel) if part.state == OUT]
        same = tuple(part for part in out if part.sha256 == out[0].sha256)
        return same if same and len(same) == same[0].parts else ()

    def waives(self, rule: str, words: str) -> bool:
        """Whether somebody lives with this finding in the present round, found in these very words."""
        covered = covered_words(words)
        return any(
            waiver.rule == rule and waiver.words == covered
            for waiver in self.waivers
            if waiver.round == self.round
        )

    def next_round(self) -> int:
        """The round that a new text belongs to: a text that is out, or was given up, is never changed."""
        return self.round + 1 if self.round <= self.shut or self.is_out(self.round) else self.round
