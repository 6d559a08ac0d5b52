"""What somebody who sends a text by an account wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class AttemptPost(Intent):
    """Take one post of the present text, to send it by this account. `sha256` (or the start of it): the text that
    was seen; `remembers`: how long the service makes one post of two tries with one key (None: it does not)."""

    statement: str
    channel: str
    part: int
    sha256: str
    service: str
    account: str
    remembers: timedelta | None = None


@dataclass(frozen=True, slots=True)
class SettlePost(Intent):
    """How the try `attempt_seq` went: `post_id` when it is out, else `why` and `failed_as`, a class of
    domain.delivery; `unknown`: nobody can tell."""

    statement: str
    round: int
    channel: str
    part: int
    key: str
    attempt_seq: int
    post_id: str = ""
    url: str = ""
    why: str = ""
    failed_as: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class LookedForPost(Intent):
    """A person looked at the account: what nobody knew of is `out`, at `url`, or it is not. `next_word_at`: when
    the text says that we speak again."""

    statement: str
    channel: str
    out: bool
    url: str = ""
    next_word_at: datetime | None = None
