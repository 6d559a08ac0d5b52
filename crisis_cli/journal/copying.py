"""A whole journal moved from one store to another: the same lines, so the same hashes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from crisis_cli.domain.journal import Head, Journal
from crisis_cli.errors import Refused, SurroundingsFailed
from crisis_cli.journal.codec import Line

Kept = tuple[*Line, str | None]
"""A stored line with the free texts beside it, if any."""


class Store(Journal, Protocol):
    """A journal that lies somewhere. `where` says so, without a password."""

    where: str

    def engine(self) -> tuple[str, str]:
        """What keeps it, and in which version and way, for `crisis doctor`."""

    def lines(self, incident: str) -> list[Kept]:
        """The stored lines as they are, in order."""

    def fill(self, kept: Sequence[tuple[Head, list[Kept]]]) -> None:
        """Store all of it in one commit; raises Refused unless the journal is empty."""


def copy(source: Store, target: Store) -> list[Head]:
    """Copy everything but the keepers, and look at what came of it; returns the heads that were copied.

    Raises Refused for a chain that is broken or a target that is not empty: nothing was copied then.
    """
    heads = source.heads()
    for name in source.recorded():
        if broken := source.verify(name):
            raise Refused(
                f"{name} is broken at event {broken.seq} in {source.where}: {broken.why}; nothing was copied",
                "crisis verify says more. A backup of before may be whole.",
            )
    target.fill([(head, source.lines(head.incident)) for head in heads])
    for head in heads:
        if broken := target.verify(head.incident):
            raise SurroundingsFailed(
                f"the copy of {head.incident} is broken at event {broken.seq}: {broken.why}",
                f"Go on with {source.where}, which is whole, and throw the copy away.",
            )
    if target.heads() != heads or source.heads() != heads:
        raise SurroundingsFailed(
            f"somebody wrote into {source.where} while it was copied: the copy is whole, and behind",
            "End the keepers and boards that use it, empty the copy, and copy once more.",
        )
    return heads


def not_empty(where: str) -> Refused:
    """The answer of a target that has something in it."""
    return Refused(
        f"{where} is a journal in use: nothing was copied, nothing was overwritten", "Choose an empty one."
    )
