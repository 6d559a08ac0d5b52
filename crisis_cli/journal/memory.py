"""A journal that lives as long as its process: the same lines, chain and refusals as on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from crisis_cli.clocks import Clock
from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.journal import Broken, Head, KeeperSeen
from crisis_cli.journal.canonical import new_salt
from crisis_cli.journal.chain import extend, first_broken
from crisis_cli.journal.codec import Draft, Line, decode_all, encode, encode_all
from crisis_cli.journal.heads import summary_of
from crisis_cli.journal.refusals import check_redaction, is_newer, lost_race, too_new


class MemoryJournal:
    """The Journal of tests and of runs that nobody keeps. `salt` makes its bytes repeatable where that matters."""

    def __init__(self, clock: Clock, *, salt: Callable[[], str] = new_salt) -> None:
        self._clock = clock
        self._salt = salt
        self._lines: dict[str, list[Line]] = {}
        self._texts: dict[str, dict[int, str]] = {}
        self._heads: dict[str, Head] = {}
        self._ids: dict[str, dict[str, int]] = {}
        self._newer: dict[str, tuple[int, str]] = {}
        self._keepers: dict[str, KeeperSeen] = {}
        self._version = 0

    def now(self) -> datetime:
        return self._clock.now()

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        return self._append(incident, encode_all(events, self._salt), after, next_due)

    def _append(self, incident: str, drafts: list[Draft], after: int, next_due: datetime | None) -> list[Event]:
        lines = self._lines.get(incident, [])
        ids = self._ids.get(incident, {})
        new = [draft[0].id for draft in drafts]
        if new[0] in ids:
            return self._stored(incident, ids[new[0]], new)
        if after != len(lines) or len(ids.keys() | set(new)) < len(ids) + len(new):
            raise lost_race(incident, after, len(lines))
        if incident in self._newer:
            raise too_new(incident, *self._newer[incident])
        before, last_at = (lines[-1][-1], lines[-1][4]) if lines else ("", "")
        added, stored = extend(incident, drafts, after=after, before=before, last_at=last_at)
        head = self._heads.get(incident)
        last, number = stored[-1], len(self._heads) + 1
        head = head or Head(incident, number, 0, "", stored[0].at, "", "", False, True, None, last.at, last.at)
        head = replace(head, **summary_of(stored), seq=last.seq, hash=last.hash, next_due=next_due)
        self._heads[incident] = replace(head, last_at=last.at, stored_at=self.now())
        self._lines.setdefault(incident, []).extend(added)
        for event, draft in zip(stored, drafts, strict=True):
            self._ids.setdefault(incident, {})[event.id] = event.seq
            if draft[4]:
                self._texts.setdefault(incident, {})[event.seq] = draft[4]
            if is_newer(event.kind, event.v):
                self._newer.setdefault(incident, (event.seq, event.kind))
        self._version += 1
        return stored

    def _stored(self, incident: str, first: int, ids: list[str]) -> list[Event]:
        stored = self.read(incident, after=first - 1)
        return [event for event, id_ in zip(stored, ids, strict=False) if event.id == id_]

    def read(self, incident: str, *, after: int = 0) -> list[Event]:
        texts = self._texts.get(incident, {})
        return decode_all([(*line, texts.get(line[1])) for line in self._lines.get(incident, [])[after:]])

    def heads(
        self, *, open_only: bool = False, due_before: datetime | None = None, limit: int | None = None
    ) -> list[Head]:
        return [
            head
            for head in self._heads.values()
            if (head.open or not open_only)
            and (due_before is None or (head.next_due is not None and head.next_due <= due_before))
        ][:limit]

    def set_next_due(self, incident: str, next_due: datetime | None, *, after: int) -> None:
        head = self._heads.get(incident)
        if head is not None and head.seq == after and head.next_due != next_due:
            self._heads[incident] = replace(head, next_due=next_due)
            self._version += 1

    def version(self) -> int:
        return self._version

    def watch(self, changed: Callable[[], None]) -> None:
        """Nobody else can write here."""

    def redact(self, incident: str, seq: int, event: NewEvent, *, after: int, next_due: datetime | None) -> Event:
        check_redaction(incident, seq, event, after)
        stored = self._append(incident, [encode(event, self._salt)], after, next_due)[0]
        self._texts.get(incident, {}).pop(seq, None)
        return stored

    def recorded(self) -> list[str]:
        return sorted(name for name, lines in self._lines.items() if lines)

    def verify(self, incident: str) -> Broken | None:
        head = self._heads.get(incident)
        lines = self._lines.get(incident, [])
        return first_broken(
            incident, lines, self._texts.get(incident, {}), (head.seq, head.hash) if head else None
        )

    def beat(self, keeper: KeeperSeen) -> None:
        self._keepers[keeper.id] = keeper
        self._version += 1

    def keepers(self) -> list[KeeperSeen]:
        return sorted(self._keepers.values(), key=lambda keeper: keeper.seen_at, reverse=True)

    def forget_keeper(self, keeper: str) -> None:
        if self._keepers.pop(keeper, None):
            self._version += 1

    def close(self) -> None:
        """Nothing to let go of: what was stored stays readable."""
