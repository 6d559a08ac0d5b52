"""`crisis publish --verify`: what stands on the accounts, held against the text that was approved."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from crisis_cli.commands.publishing.accounts import account_for
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import OUT
from crisis_cli.domain.sends import pieces
from crisis_cli.domain.statement import Post
from crisis_cli.engine.decide_texts import find
from crisis_cli.engine.ports import Account
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, SurroundingsFailed, UsageError
from crisis_cli.statements.as_published import first_difference
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.verified import DIFFERS, GONE, NOT_LOOKED, SAME, Seen, as_json, as_text


def verify_it(session: Session, statement: str, channels: tuple[str, ...], *, json: bool) -> int:
    """Say of each post that is out whether it stands there as approved; returns 1 when one differs or is gone, 4
    when nothing at all could be looked at."""
    incident = session.incident
    find(incident, statement)
    posts = [
        post
        for post in incident.statement(statement).published
        if not post.withdrawn and (not channels or post.channel in channels)
    ]
    if not posts:
        where = f" on {', '.join(channels)}" if channels else ""
        raise UsageError(
            f"Nothing of the {statement} statement is out{where}.",
            f"See what is where: crisis publish {statement}",
        )
    seen = [one for post in posts for one in _seen(incident, statement, post)]
    print(json_text(as_json(incident, statement, seen)) if json else "\n".join(as_text(incident, seen)))
    states = {one.state for one in seen}
    if states == {NOT_LOOKED}:
        print("crisis: nothing could be looked at, so this says nothing about what stands there", file=sys.stderr)
        return SurroundingsFailed.exit_code
    return 1 if states & {DIFFERS, GONE} else 0


def _seen(incident: Incident, statement: str, post: Post) -> Iterator[Seen]:
    """Each post of one text on one channel."""
    state = incident.statement(statement)
    version = state.text_of(post)
    texts = pieces(version.text if version is not None else "", post.channel)
    sent = [
        part
        for part in state.sends_of(post.round, post.channel)
        if part.state == OUT and part.sha256 == post.sha256 and part.part <= len(texts)
    ]
    try:
        account = account_for(incident, post.channel)
    except CrisisError as failed:
        yield Seen(post.round, post.channel, 1, 1, post.url, NOT_LOOKED, why=failed.message)
        return
    if account is None:
        why = "it has no account that could look: read it there"
        yield Seen(post.round, post.channel, 1, 1, post.url, NOT_LOOKED, why=why)
        return
    for part in sent:
        here = Seen(post.round, post.channel, part.part, part.parts, part.url, NOT_LOOKED)
        if (part.service, part.account) != (account.service, account.account):
            why = f"it was sent as {part.account}; the channels file names {account.account} now"
            yield here._replace(why=why)
        else:
            yield _compared(here, account, part.post_id, texts[part.part - 1].text)
    if not sent and texts:
        yield _compared(Seen(post.round, post.channel, 1, 1, post.url, NOT_LOOKED), account, "", texts[0].text)


def _compared(here: Seen, account: Account, post_id: str, approved: str) -> Seen:
    from crisis_cli.commands.publishing.sending import with_title

    found = account.look(post_id, here.url)
    if found.gone:
        return here._replace(state=GONE)
    if found.text is None:
        return here._replace(why=found.why or "the service did not say why")
    different = first_difference(with_title(here.channel, approved)[1], found.text)
    if different is None:
        return here._replace(state=SAME)
    return here._replace(state=DIFFERS, approved=different[0], there=different[1])
