"""What `crisis watch` does with posts: reads them, says what is unusual, and keeps what it learned."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from crisis_cli.commands import wiring
from crisis_cli.commands.watching import state as watch_state
from crisis_cli.commands.watching.nameless import Nameless
from crisis_cli.commands.watching.summary import say_rejects
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Watch
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.feeds.line_files import PIPED, LineFile
from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.reading import read
from crisis_cli.signals.crowd import hashed
from crisis_cli.signals.listener import BIN, Listener
from crisis_cli.signals.matching import Matcher
from crisis_cli.signals.sieve import sieve_of
from crisis_cli.ui.safe import safe_line

SAVE_EVERY = 5.0
"""Seconds of work that are done again after a kill -9, at most."""

QUIET = 3.0
"""Seconds in which nothing came, after which what came before is judged: a burst may be all there is."""

ONLY_BAD, ONLY_BAD_AFTER = 20, 30.0
"""After so many lines, or so many seconds, a stream of nothing but bad lines is told of."""

PAUSE = 900.0
"""Seconds of the stream without a post that count as listened to, at most: whoever was away heard nothing."""

SayAlert = Callable[[Alert], None]
SayMention = Callable[[Mention, Sequence[str]], None]


class Watching:
    """One watch in this process. `say`: what becomes of an alert; `show`: of each mention, where that is asked.
    `lock` is held while a batch is taken in, so that others may look between two. `known`: whether a mention was
    heard before; `standing`: a line for each live source; `listened`: seconds of the stream that went by in this
    process, counted while it is `feeding` a run; `tell` gets a sentence for people; `alerted`: something was said
    since it was last kept."""

    def __init__(self, watch: Watch, say: SayAlert, show: SayMention | None = None) -> None:
        zone = ZoneInfo(watch.zone)
        self._key = watch_state.installation_key()
        self.watch = watch
        self.lines = Lines(texts=watch.samples)
        self.listener = Listener(watch, self._key, lambda at: _ahead(zone, at))
        self.clock = wiring.clock()
        self.state: Path | None = None
        self.lock = Lock()
        self.pace: Callable[[float], None] | None = None
        self.show = show
        self.known: Callable[[Mention], bool] = lambda _: False
        self.standing: Callable[[], Sequence[str]] = tuple
        self.nameless = Nameless()
        self.feeding, self.listened = False, 0.0
        self.tell: Callable[[str], None] = _on_stderr
        self.alerted = False
        self._unkept: SurroundingsFailed | None = None
        self._find = Matcher(watch.terms, watch.without).find
        self._sieve = sieve_of(word for term in watch.terms for word in term.words)
        self._say_alert = say
        self._told_of_bad = False
        self._came, self._judged = 0.0, True
        self._kept: dict[str, Any] = {}
        self._before = 0, 0, 0

    def restore(self, path: Path) -> dict[str, Any]:
        """Go on where this state was kept, and keep it from now on; returns all that was kept."""
        self.state = path
        kept = watch_state.load(path)
        learned = kept.pop("listener", None)
        self._kept = kept
        if learned is not None:
            self.listener.restore(learned)
            self._before = self._counted()
        return kept

    def run(self, source: LineFile, each: Callable[[], None] = lambda: None) -> None:
        """Read to the end, or for ever. `each`: what is done after every batch, such as feeding a run."""
        begun = saved = self.clock.monotonic()
        changed = False
        try:
            for batch in source.batches():
                self.take(batch, self.lines)
                changed |= batch != []
                now = self.clock.monotonic()
                self.look(now, came=batch != [])
                rejects = self.lines.rejects
                if rejects.nothing_else and (rejects.bad >= ONLY_BAD or now - begun > ONLY_BAD_AFTER):
                    self._tell_of_bad(source.name)
                if self.alerted or (changed and now - saved > SAVE_EVERY):
                    self._save(source)
                    saved, changed = now, False
                each()
        finally:
            self._save(source)
        if self._unkept is not None:
            raise self._unkept

    def take(self, batch: Iterable[bytes], lines: Lines) -> None:
        """Hear these lines; `lines` counts them."""
        with self.lock:
            read(batch, lines, self._find, self._hear, self._sieve)

    def look(self, now: float, *, came: bool) -> None:
        """Judge what was heard before a moment of silence, once. `now`: monotonic; `came`: whether any has."""
        if came:
            self._came, self._judged = now, False
        elif not self._judged and now - self._came >= QUIET:
            self._judged = True
            with self.lock:
                for alert in self.listener.look():
                    self._say(alert)

    def silence(self, until: float) -> None:
        """Nothing was said until then."""
        with self.lock:
            began = self.listener.clock.now
            for alert in self.listener.time(until):
                self._say(alert)
            self._went_by(began)

    def save(self, **place: Any) -> None:
        """Keep what was learned, and the place up to which it was learned from, if it is to be kept. The places in
        other files and streams stay as they were. Where that fails, it is told once, and listening goes on."""
        self.alerted = False
        if self.state is None:
            return
        self._kept |= place
        try:
            watch_state.save(self.state, self.listener.plain(), self._kept)
        except SurroundingsFailed as failed:
            if self._unkept is None:
                self.tell(
                    f"NOTHING IS KEPT of what is learned: {safe_line(failed.message, 300)}. Listening goes on."
                )
            self._unkept = failed
        else:
            if self._unkept is not None:
                self.tell("What is learned is kept again.")
            self._unkept = None

    def _save(self, source: LineFile) -> None:
        """What is piped in has no place to go on from."""
        if source.name == PIPED:
            self.save()
        else:
            self.save(offset=source.offset, file=source.known)

    def counted(self) -> tuple[int, int, int]:
        """Mentions heard, those that came too late, and those with a wrong clock, since this process began."""
        heard, late, wrong = (now - then for now, then in zip(self._counted(), self._before, strict=True))
        return heard, late, wrong

    def _counted(self) -> tuple[int, int, int]:
        return self.listener.heard, self.listener.late, self.listener.clock.wrong

    def author(self, name: str) -> str:
        """The hash that stands for somebody."""
        return hashed(name, self._key)

    def heard_for(self) -> float:
        """Seconds of the stream that were listened to."""
        return max((track.series.detector.bins * BIN for track in self.listener.tracks), default=0.0)

    def _hear(self, mention: Mention, terms: Sequence[int]) -> None:
        listener = self.listener
        if self.pace is not None:
            self.lock.release()
            try:
                self.pace(mention.at)
            finally:
                self.lock.acquire()
        if terms and self.known(mention):
            return
        if terms and not mention.author and (told := self.nameless.add(self.counted()[0] + 1)):
            self.tell(told)
        if terms and self.show is not None:
            self.show(mention, [self.watch.terms[number].name for number in terms])
        began = listener.clock.now if self.feeding else None
        for alert in listener.hear(mention, terms):
            self._say(alert)
        if self.feeding:
            self._went_by(began)

    def _went_by(self, began: float | None) -> None:
        now = self.listener.clock.now
        if began is not None and now is not None and now > began:
            self.listened += min(now - began, PAUSE)

    def _say(self, alert: Alert) -> None:
        self.alerted = True
        self._say_alert(alert)

    def _tell_of_bad(self, name: str) -> None:
        if not self._told_of_bad:
            self._told_of_bad = True
            say_rejects(self.lines.rejects, name)


def _on_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _ahead(zone: ZoneInfo, at: float) -> int:
    offset = datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0
