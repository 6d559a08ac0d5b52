"""What `crisis watch` does with the live sources of a watch file: listens to all of them at once."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crisis_cli.commands.watching.mentions import (
    ONLY_BAD,
    ONLY_BAD_AFTER,
    SAVE_EVERY,
    Watching,
)
from crisis_cli.commands.watching.standing import Standings
from crisis_cli.commands.watching.summary import say_how_it_went, say_rejects
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.standing import Standing
from crisis_cli.domain.watch import SCHEMES, Source, Watch
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.live.listening import Listening
from crisis_cli.feeds.live.opening import open_stream
from crisis_cli.feeds.live.stream import Stream
from crisis_cli.files.secrets import filled

TURN = 0.25
"""Seconds that are waited for the next line before looking after other things."""

REMEMBERED = 2_000
"""Mentions of ours that are known again when they come twice: from two servers, or after a cut."""

SILENCE = 120.0
"""Seconds without a line from anywhere, after which time is believed to have passed in silence: nothing that was
written before comes as late as that."""

BEHIND, CATCHING_UP = 60.0, 300.0
"""A source that is so many seconds behind is heard alone at first, and for so many at most: what it missed would
come too late beside what the others say now."""

TICK = 10.0
"""Seconds between two such beliefs."""


def is_live(watch: Watch) -> bool:
    """Whether there is more to listen to than one file."""
    kinds = [source.kind for source in watch.sources]
    return any(kind in SCHEMES for kind in kinds) or kinds.count("lines") > 1


def open_sources(watching: Watching, folder: Path, kept: Mapping[str, Any], say: Callable[[str], None]) -> Sources:
    """All sources of the watch, not connected yet. `folder`: from where files with secrets are looked for. Raises
    UsageError, SurroundingsFailed; neither repeats a secret."""
    watch = watching.watch
    tags = [word.lstrip("#") for term in watch.terms if term.kind == "hashtags" for word in term.words]
    streams = {}
    for source in watch.sources:
        if source.kind == "counts":
            print(f"{source.id} is not listened to: crisis watch --counts FILE.csv reads counts.", file=sys.stderr)
        else:
            streams[source.id] = open_stream(_with_secrets(source, folder), tags, watching.clock)
    return Sources(watching, streams, kept, say)


def _with_secrets(source: Source, folder: Path) -> Source:
    try:
        where = filled(source.where, os.environ, folder)
        return replace(source, where=where, token=filled(source.token, os.environ, folder))
    except SurroundingsFailed as failed:
        hint = "Set it where crisis watch is started, or correct the file that the watch file names."
        raise SurroundingsFailed(f"Source {source.id}: {failed.message}.", hint) from None


class Sources:
    """Every source in a thread of its own; what they say is heard here, in the order in which it comes."""

    def __init__(
        self,
        watching: Watching,
        streams: Mapping[str, Stream],
        kept: Mapping[str, Any],
        say: Callable[[str], None],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._watching = watching
        self._streams = streams
        self._listening = Listening(streams, watching.clock, chance)
        self._lines = {name: Lines(texts=watching.watch.samples) for name in streams}
        self._marks: dict[str, Any] = {name: kept.get("sources", {}).get(name) for name in streams}
        self._known: dict[str, None] = dict.fromkeys(kept.get("known", ()))
        self._standings = Standings(streams, watching.clock, say)
        self._told_of_bad: set[str] = set()
        self._say = say
        self._quiet = self._ticked = watching.clock.monotonic()
        self._until: float | None = None
        watching.known = self._is_known
        watching.standing = self._standings.lines

    def run(self, each: Callable[[], None]) -> None:
        """Listen until every source has ended, which most never do. `each`: what is done between, such as feeding
        a run."""
        watching = self._watching
        begun = saved = watching.clock.monotonic()
        first = self._behind() or list(self._streams)
        if len(first) < len(self._streams):
            self._say(f"{' and '.join(first)} first: what was missed comes before what is said now.")
        self._listening.start(first, self._marks)
        try:
            while not self._listening.over:
                before = watching.listener.heard
                self._hear(TURN)
                now = watching.clock.monotonic()
                watching.look(now, came=watching.listener.heard != before)
                if now - begun > CATCHING_UP or not self._catching_up():
                    self._listening.start(self._streams, self._marks)
                self._pass(now)
                self._standings.look()
                self._tell_of_bad(now - begun)
                if watching.alerted or now - saved > SAVE_EVERY:
                    self._save()
                    saved = now
                each()
        finally:
            self._save()

    def _behind(self) -> list[str]:
        """The sources that have a lot to catch up with."""
        now = self._watching.clock.now().timestamp()
        marks = [(name, self._marks[name]) for name, stream in self._streams.items() if stream.resumes]
        return [name for name, mark in marks if isinstance(mark, int) and now - mark / 1e6 > BEHIND]

    def _catching_up(self) -> bool:
        return any(not self._standings.is_lost(name) for name in self._behind())

    def ended(self) -> int:
        """Say how it went, when every source has ended; returns the exit code."""
        rejects = {name: lines.rejects for name, lines in self._lines.items()}
        for name in rejects.keys() - self._told_of_bad:
            say_rejects(rejects[name], name)
        if rejects and all(each.nothing_else for each in rejects.values()):
            return UsageError.exit_code
        say_how_it_went(self._watching)
        return 0

    def _hear(self, wait: float) -> None:
        watching = self._watching
        for name, came in self._listening.came(wait):
            if isinstance(came, Standing):
                self._standings.change(came)
                self._quiet = watching.clock.monotonic()
                continue
            watching.take(came.lines, self._lines[name])
            watching.lines.number += len(came.lines)
            if came.lines:
                self._standings.heard(name, len(came.lines))
                self._quiet = watching.clock.monotonic()
            if came.mark is not None:
                self._marks[name] = came.mark

    def _is_known(self, mention: Mention) -> bool:
        if not mention.id:
            return False
        key = self._watching.author(f"{mention.source} {mention.id}")
        known = key in self._known
        self._known[key] = None
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return known

    def _pass(self, now: float) -> None:
        """Let the time of the stream go on while all are connected and nobody says anything: silence is an answer,
        a lost connection is none. By how long it lasted, because what this machine calls now may be wrong."""
        watching, quiet = self._watching, now - self._quiet
        if quiet <= SILENCE or not self._standings.all_connected:
            self._until = None
        elif now - self._ticked >= TICK and watching.listener.clock.now is not None:
            self._ticked = now
            self._until = watching.listener.clock.now if self._until is None else self._until
            watching.silence(self._until + quiet - SILENCE)

    def _tell_of_bad(self, heard_for: float) -> None:
        for name, lines in self._lines.items():
            rejects = lines.rejects
            enough = rejects.bad >= ONLY_BAD or heard_for > ONLY_BAD_AFTER
            if enough and rejects.nothing_else and name not in self._told_of_bad:
                self._told_of_bad.add(name)
                say_rejects(rejects, name)

    def _save(self) -> None:
        self._watching.save(sources=self._marks, known=list(self._known))
