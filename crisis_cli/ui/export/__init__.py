"""A statement as it stands, to be handed on: every wording of it, who agreed, and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from crisis_cli.domain.canonical import text_hash
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.statement import Post, Version
from crisis_cli.domain.variants import Variant, as_sent, variants, wordings_for
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.safe import safe_line

DRILL = "DRILL: this is an exercise. Nothing of this is for the public."


class Wording(NamedTuple):
    """What goes out on these channels, to the letter. `posts`: of a thread each post, else empty."""

    channels: tuple[str, ...]
    language: str
    text: str
    posts: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Of its text alone, in hex; the approval binds to that of the whole."""
        return text_hash(self.text)

    @property
    def title(self) -> str:
        """`x, bluesky · en`, on one line that is safe to show."""
        where = ", ".join(self.channels) or "no channel"
        return safe_line(f"{where} · {self.language}" if self.language else where)


class Exported(NamedTuple):
    """`missing`: what it still needs before it may go out, in words; empty: it is approved. `said`: who agreed and
    how. `corrects`: the round that it puts right, 0 for none."""

    incident: str
    drill: bool
    statement: str
    round: int
    sha256: str
    missing: str
    said: tuple[str, ...]
    corrects: int
    wordings: tuple[Wording, ...]
    posts: tuple[Post, ...]

    @property
    def title(self) -> str:
        """`holding, round 1`, and DRILL in front in a drill."""
        return f"{'DRILL: ' if self.drill else ''}{self.statement}, round {self.round}"

    @property
    def lines(self) -> list[str]:
        """Whether it may go out, the hash of its text, and what it corrects."""
        standing = f"NOT APPROVED: it needs {self.missing}." if self.missing else "Approved."
        said = f" Yes: {', '.join(self.said)}." if self.said else ""
        lines = [f"{standing}{said}", f"sha256 of the whole text: {self.sha256}"]
        return lines + ([f"It corrects round {self.corrects}."] if self.corrects else [])


def exported(incident: Incident, statement: str, version: Version, at: datetime) -> Exported:
    """The statement's latest text and all that belongs to it, as it stands at `at`."""
    state, spec = incident.statement(statement), incident.playbook.statements[statement]
    standing = approval_standing(incident, statement, at)
    missing = standing.missing
    if not missing and state.ready != state.round:
        missing = "its writer's word that it is finished"
    by = (f"{standing.standing_by}, beforehand",) if standing.standing_by else ()
    yeses = (f"{yes.giver} by {yes.via}" if yes.via else yes.giver for yes in state.approvals_of_current())
    return Exported(
        incident.id,
        incident.drill,
        statement,
        version.round,
        version.sha256,
        missing,
        (*by, *yeses),
        state.corrects(version.round),
        tuple(_wordings(version.text, spec.channels, incident.playbook.language)),
        tuple(post for post in state.posts_of(version.round) if not post.skipped),
    )


def _wordings(text: str, channels: Sequence[str], language: str) -> list[Wording]:
    """Each part once with the channels that it goes to, in writing order."""
    meant: dict[int, tuple[Variant, list[str]]] = {}
    for channel in channels:
        for part in wordings_for(text, channel):
            meant.setdefault(part.start, (part, []))[1].append(channel)
    # One that no channel takes is shown too: it was approved with the others.
    unsent = {part.start: (as_sent(part), list(part.channels)) for part in variants(text)}
    return [
        Wording(tuple(where), part.language or language, part.text, part.posts if part.thread else ())
        for _, (part, where) in sorted({**unsent, **meant}.items())
    ]
