"""Sends an approved text by an account, post by post: each try is written down before the service hears of it.

Whatever stops this half-way, the next one goes on where the journal says that it stood.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from crisis_cli.domain import intents as i
from crisis_cli.domain.delivery import REFUSED
from crisis_cli.domain.posting import OUT, Answer, Outgoing, SentPart
from crisis_cli.domain.sends import Piece, pieces
from crisis_cli.domain.statement import Version
from crisis_cli.engine.decide_texts import current
from crisis_cli.engine.ports import Account
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, Refused, SurroundingsFailed

BEFORE = timedelta(minutes=1)
"""How much earlier than its first try a post is looked for: the service's clock is not ours."""

LATE = timedelta(minutes=1)
"""A text that is written down as published later than this has its posts' time, not that of the writing."""

LONGEST_WHY = 300
"""Characters of a service's own words that are kept."""

NextWord = Callable[[tuple[str, ...], datetime], datetime | None]
"""When the text says that we speak again, as it went out on these channels then."""
Tell = Callable[[SentPart], None]
"""Hears of each post what became of it."""
WithTitle = Callable[[str, str], tuple[str, str]]
"""Title and text of what goes out on a channel."""


class Desk(NamedTuple):
    """Who sends, and what that takes beside the run. `sha256` (or its start): the text that was seen."""

    by: str
    sha256: str
    next_word: NextWord
    tell: Tell = lambda _: None
    with_title: WithTitle = lambda _, text: ("", text)


def send(session: Session, statement: str, channel: str, account: Account, desk: Desk) -> SentPart:
    """Send what is not out yet of the statement's present text; returns the last post that was looked at: OUT when
    all are, and then the text stands as published. Raises Refused when something forbids the next post, or nobody
    knows what became of one; the text, its yeses and its checks are looked at anew before every post."""
    session.refresh()
    return _Channel(session, statement, channel, account, desk).send()


class _Channel:
    """One text on its way to one account."""

    def __init__(self, session: Session, statement: str, channel: str, account: Account, desk: Desk) -> None:
        self._session = session
        self._statement = statement
        self._channel = channel
        self._account = account
        self._desk = desk

    def send(self) -> SentPart:
        self._record_earlier_rounds()
        number = 1
        while True:
            part = self._sent(number)
            if part is not None and part.is_unknown(self._session.now()):
                part = self._looked_for(part)
            if part is None or part.state != OUT or part.sha256 != self._version().sha256:
                part = self._try(number)
                self._desk.tell(part)
            if part.state != OUT:
                return part
            if number == part.parts:
                self._record(part)
                return part
            number += 1

    def _version(self) -> Version:
        return current(self._session.incident, self._statement)[1]

    def _sent(self, number: int, round_: int = 0) -> SentPart | None:
        state = self._session.incident.statement(self._statement)
        sent = state.sends_of(round_ or state.round, self._channel)
        return next((part for part in sent if part.part == number), None)

    def _try(self, number: int) -> SentPart:
        """Write the try down, let the service hear of it, write down how it went."""
        self._know_the_one_before(number)
        account = self._account
        attempt = i.AttemptPost(
            self._statement,
            self._channel,
            number,
            self._desk.sha256,
            account.service,
            account.account,
            account.remembers,
        )
        (event,) = self._session.act(attempt, actor=self._desk.by)[:1]
        part = self._sent(number)
        if part is None or part.attempt_seq != event.seq:
            raise Refused(f"Somebody else writes about {self._channel} at this moment.", "Look: crisis log")
        return self._settle(part, account.post(self._outgoing(part)))

    def _know_the_one_before(self, number: int) -> None:
        """A reply needs what the service calls the post before it; where only a person said that it is out, nobody
        knows that, unless the service finds it."""
        piece = self._piece(number)
        for earlier in {number - 1, piece.begins} if piece is not None and piece.begins < number else ():
            part = self._sent(earlier)
            if part is None or part.state != OUT or part.post_id:
                continue
            if not self._looked_for(part).post_id:
                raise Refused(
                    f"{self._channel} cannot tell which post part {number} answers: {part.said_by} said that part"
                    f" {earlier} is out at {part.url}.",
                    "Post the rest there by hand, as answers to it; then: crisis publish"
                    f" {self._statement} --channel {self._channel} --posted {part.url}",
                )

    def _piece(self, number: int) -> Piece | None:
        found = pieces(self._version().text, self._channel)
        return found[number - 1] if number <= len(found) else None

    def _looked_for(self, part: SentPart) -> SentPart:
        """The post as it stands once the account has looked for it, also where the service takes a key: not every
        server that speaks its language keeps them. Another account than it was tried by is asked nothing."""
        account = self._account
        tried = (part.service, part.account, part.sha256)
        if not account.finds or tried != (account.service, account.account, self._version().sha256):
            return part
        answer = account.find(self._outgoing(part), part.begun_at - BEFORE)
        now = self._session.now()
        again = account.remembers is not None and now - part.begun_at < account.remembers
        if answer.unknown or (not answer.post_id and (again or part.state == OUT)):
            return part
        if not answer.post_id:
            answer = Answer(failed_as=REFUSED, why="looked for there, and not found")
        return self._settle(part, answer)

    def _outgoing(self, part: SentPart) -> Outgoing:
        """The post, as an answer to the one before it in its thread; of the text that was tried, which may by now
        be another one."""
        versions = self._session.incident.statement(self._statement).versions
        text_then = next(one for one in versions if (one.round, one.sha256) == (part.round, part.sha256))
        piece = pieces(text_then.text, self._channel)[part.part - 1]
        title, text = self._desk.with_title(self._channel, piece.text)
        answers = piece.begins < part.part
        before = self._sent(part.part - 1, part.round) if answers else None
        first = self._sent(piece.begins, part.round) if answers else None
        return Outgoing(
            text=text,
            key=part.key,
            begun_at=part.begun_at,
            language=piece.language,
            reply_to=before.post_id if before is not None else "",
            root=first.post_id if first is not None else "",
            title=title,
            part=part.part,
            parts=part.parts,
        )

    def _settle(self, part: SentPart, answer: Answer) -> SentPart:
        """Write down what came back; what is out and cannot be written down is at least said."""
        settled = i.SettlePost(
            self._statement,
            part.round,
            self._channel,
            part.part,
            part.key,
            part.attempt_seq,
            post_id=_clean(answer.post_id),
            url=_clean(answer.url),
            why=_clean(answer.why)[:LONGEST_WHY],
            failed_as=answer.failed_as,
            unknown=answer.unknown,
        )
        try:
            self._session.act(settled, actor=self._desk.by)
        except Refused:
            raise
        except CrisisError as failed:
            if not answer.post_id:
                raise
            raise SurroundingsFailed(
                f"{self._channel}: it is out at {answer.url or answer.post_id}, and that could not be"
                f" written down: {failed.message}",
                f"Keep that address. When the journal is back: crisis publish {self._statement} --send",
            ) from failed
        return self._sent(part.part, part.round) or part

    def _record_earlier_rounds(self) -> None:
        """What was sent whole, and never written down as published, before another text was begun."""
        state = self._session.incident.statement(self._statement)
        for round_ in range(1, state.round):
            whole = state.sent_whole(round_, self._channel)
            if whole and self._channel not in state.settled_channels(round_):
                self._record(whole[-1])

    def _record(self, last: SentPart) -> None:
        """The whole text is out: that keeps promises, and starts the clock of the next word."""
        out_at = last.out_at or self._session.now()
        word = self._desk.next_word((self._channel,), out_at)
        post = i.Post(self._statement, (self._channel,), next_word_at=word, sent_round=last.round)
        late = self._session.now() - out_at > LATE
        self._session.act(post, actor=self._desk.by, happened_at=out_at if late else None)


def _clean(text: str) -> str:
    """What a journal takes, whatever a service said."""
    return "".join(letter for letter in text if letter.isprintable())
