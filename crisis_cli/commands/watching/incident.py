"""What `crisis watch --incident` does: tells a run whether it grows or cools, as facts or as notes."""

from __future__ import annotations

import sys

from crisis_cli.commands import wiring
from crisis_cli.domain.intents import Intent, RecordFact, TakeNote
from crisis_cli.domain.playbook import FactType
from crisis_cli.errors import CrisisError
from crisis_cli.signals.detector import HOUR
from crisis_cli.signals.listener import BIN, Listener
from crisis_cli.ui.safe import safe, safe_line

PER_HOUR, COOLED, HASHTAG = "mentions_an_hour", "cooled_down", "loudest_hashtag"
"""What is told; `mentions` is the first one's other name. (`mentions_per_hour` is a word of `crisis_when`.)"""

KINDS = {
    PER_HOUR: (FactType.INTEGER, (PER_HOUR, "mentions")),
    COOLED: (FactType.BOOLEAN, (COOLED,)),
    HASHTAG: (FactType.TEXT, (HASHTAG,)),
}
"""For each its type, and the facts that it is written into, the first that the playbook has."""

EVERY = 300.0
"""Seconds of the stream between two looks; a board that changes every second is not read."""

MOVED = 0.2
"""A number that moved by less than this share is not written down again."""

TURNED, FEW = 0.5, 10
"""A number without a fact is worth a note only when it grew or fell by more than this share, and by so many."""

Value = int | bool | str


class Feeding:
    """Writes into one run. `me`: in whose name."""

    def __init__(self, incident: str, me: str) -> None:
        self._name, self._me = incident, me
        self._looked = 0.0
        self._said: dict[str, Value] = {}
        run = wiring.session(incident).incident
        self._since, facts = run.seen_at.timestamp(), run.playbook.facts
        self._facts = {
            told: next((name for name in names if name in facts and facts[name].type is kind), "")
            for told, (kind, names) in KINDS.items()
        }
        missing = [f"{KINDS[told][1][0]} ({KINDS[told][0]})" for told, fact in self._facts.items() if not fact]
        if missing:
            print(
                f"The playbook of {incident} does not ask for {', '.join(missing)}: told as notes.",
                file=sys.stderr,
            )

    def look(self, listener: Listener, listened: float) -> None:
        """Write down what changed since the last look. `listened`: seconds of the stream that went by in this
        process; before a whole hour, and before it is known what is usual, nobody is told that it cooled down."""
        now = listener.clock.now or 0.0
        if now < self._since or now - self._looked < EVERY:
            return  # what was written before the run's first sighting is no word on how it goes
        self._looked = now
        hour, cooled, hashtag = listener.last_hour(), listener.cooled(), listener.loudest_hashtag()
        expected = max((track.expected(listener.hour_now()) for track in listener.tracks), default=0) * 3_600 / BIN
        quiet = "Mentions have COOLED DOWN: an hour as quiet as on any other day."
        loud = "Mentions have not cooled down: there are more than on any other day."
        self._write(PER_HOUR, hour, f"Mentions: {hour} in the last hour, about {expected:.0f} expected.")
        if all(track.series.detector.warm for track in listener.tracks) and (not cooled or listened >= HOUR):
            self._write(COOLED, cooled, quiet if cooled else loud)
        self._write(HASHTAG, hashtag, f"Loudest hashtag: {safe_line(hashtag, 60)}")

    def _write(self, told: str, value: Value, note: str) -> None:
        before = self._said.get(told)
        if value in (before, ""):
            return
        fact = self._facts[told]
        if told == PER_HOUR and before is not None:
            moved = abs(int(value) - int(before))
            if moved < MOVED * int(value) or (not fact and moved < max(TURNED * int(before), FEW)):
                return
        try:
            intent: Intent = RecordFact(fact, value, "unconfirmed", "crisis watch") if fact else TakeNote(note)
            wiring.session(self._name).act(intent, actor=self._me)
            self._said[told] = value
        except CrisisError as failed:
            print(f"crisis: {safe(failed.message)}", file=sys.stderr)
