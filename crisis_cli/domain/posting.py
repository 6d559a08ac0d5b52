"""A text on its way to an account: what is sent, what came back, and what became of each post of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

ON_ITS_WAY, OUT, FAILED, UNKNOWN = "on its way", "out", "failed", "unknown"
"""`failed`: the service said no, or never heard of it: certainly not out. `unknown`: a person has to look."""

FOREVER = timedelta(days=36_500)
"""How long a key is remembered where it is part of the post itself."""


class Outgoing(NamedTuple):
    """One post, to the letter. `key`: the same for every try of it, made from the time at which it was first tried
    (`begun_at`). `language`: empty when nobody said. `reply_to`: what the service called the post before it in the
    thread, `root` the first of it; empty for the first. `title`: for a service that shows one. `part` of `parts`,
    from 1."""

    text: str
    key: str
    begun_at: datetime
    language: str = ""
    reply_to: str = ""
    root: str = ""
    title: str = ""
    part: int = 1
    parts: int = 1


class Answer(NamedTuple):
    """What became of a try. `post_id`: what the service calls it, with what is needed to reply to it; `url`: where
    it can be read. Without `post_id` it is not out (`failed_as`: a class of `delivery`), or, when `unknown`,
    nobody can tell. `why` holds no secret."""

    post_id: str = ""
    url: str = ""
    failed_as: str = ""
    why: str = ""
    unknown: bool = False


class Looked(NamedTuple):
    """What stands at a published address. `text`: as a reader sees it; None when it is gone (`gone`), or could not
    be looked at (`why`)."""

    text: str | None = None
    gone: bool = False
    why: str = ""


class Checked(NamedTuple):
    """What a service says of itself and of us, without posting. `account`: who is logged in, as the public sees
    it; empty when nobody is, then `failed_as` and `why`. `limit`: characters of a post, `link`: what a link
    costs; None where it does not say."""

    account: str = ""
    limit: int | None = None
    link: int | None = None
    failed_as: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SentPart:
    """One post of a round on one channel, as the journal has it. `sha256`: of the statement's whole text.
    `state`: one of the four above. `attempt_seq`: of the event by which it was last tried. `said_by`: the person
    who last said what became of it (`said_seq`: by which event); `denied`: how often one said that it is not out,
    so that what is tried then is another post."""

    round: int
    channel: str
    part: int
    parts: int
    sha256: str
    service: str
    account: str
    key: str
    begun_at: datetime
    lease_until: datetime
    by: str
    attempts: int = 1
    state: str = ON_ITS_WAY
    post_id: str = ""
    url: str = ""
    why: str = ""
    attempt_seq: int = 0
    failed_as: str = ""
    tried_at: datetime | None = None
    out_at: datetime | None = None
    said_by: str = ""
    said_seq: int = 0
    denied: int = 0

    def is_on_its_way(self, at: datetime) -> bool:
        """Whether somebody is sending it at this moment."""
        return self.state == ON_ITS_WAY and at < self.lease_until

    def is_unknown(self, at: datetime) -> bool:
        """Whether nobody knows what became of it: no answer came, or whoever sent it never told."""
        return self.state == UNKNOWN or (self.state == ON_ITS_WAY and not self.is_on_its_way(at))
