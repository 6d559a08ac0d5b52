"""What somebody wants of a text: written, agreed to, posted, taken down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class Draft(Intent):
    """Put a text made from the template in place; `facts` are the names of those it used, `corrects` the round
    that it puts right, 0 for none."""

    statement: str
    text: str
    facts: tuple[str, ...] = ()
    template_sha256: str = ""
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class Edit(Intent):
    """Put a person's text in place."""

    statement: str
    text: str


@dataclass(frozen=True, slots=True)
class Approve(Intent):
    """Say yes to the current text; `for_` and `via` when it is recorded for somebody else.

    `sha256` (or the start of it): the text that was seen; another text in the meantime refuses the yes.
    """

    statement: str
    for_: str = ""
    via: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reject(Intent):
    """Say no to the current text, with a reason."""

    statement: str
    reason: str
    for_: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Waive(Intent):
    """Let the current text go out in spite of a finding: its rule, and the words found (empty: in the text as a
    whole). `also`: further words in which it was found."""

    statement: str
    rule: str
    words: str
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdraw(Intent):
    """It was taken down from a channel."""

    statement: str
    channel: str
    reason: str


@dataclass(frozen=True, slots=True)
class Post(Intent):
    """Somebody posted the text; no channels: all that remain. `next_word_at`: when it says we speak again.

    `sha256` (or the start of it): the text that was posted; if it was changed meanwhile, the post is refused.
    `sent_round`: accounts have sent all posts of that round's text to these channels; address and text are theirs.
    `addresses`: by channel, where it is not at `url`.
    """

    statement: str
    channels: tuple[str, ...] = ()
    url: str = ""
    next_word_at: datetime | None = None
    sha256: str = ""
    sent_round: int = 0
    addresses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SkipChannel(Intent):
    """A channel is left out of this round."""

    statement: str
    channel: str
    reason: str
