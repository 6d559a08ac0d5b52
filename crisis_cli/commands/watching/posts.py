"""`crisis watch` on posts: which watch file, which posts, and what becomes of an alert."""

from __future__ import annotations

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.watching import state as watch_state
from crisis_cli.commands.watching.alone import alone
from crisis_cli.commands.watching.mentions import Watching
from crisis_cli.commands.watching.sources import Sources, is_live, open_sources
from crisis_cli.commands.watching.suggested import missing
from crisis_cli.commands.watching.summary import say_how_it_went, say_rejects
from crisis_cli.commands.watching.telling import Telling, Wishes
from crisis_cli.commands.watching.zone import zone_of_watch
from crisis_cli.domain.bounds import bounded_text
from crisis_cli.domain.findings import Severity
from crisis_cli.domain.watch import Watch
from crisis_cli.errors import PlaybookUnreadable, UsageError
from crisis_cli.feeds.line_files import PIPED, LineFile

if TYPE_CHECKING:
    from crisis_cli.commands.watching.paging import AlertPages


def watch_posts(config: str, posts: str, wishes: Wishes) -> int:
    """Listen until the posts end, or for ever; returns the exit code."""
    watch = read_watch(config)
    wiring.show_in(zone_of_watch(watch, Path(config or "watch.yaml").absolute()))
    if not wishes.samples:
        watch = replace(watch, samples=False)
    if wishes.sensitivity:
        watch = replace(watch, sensitivity=wishes.sensitivity)
    for line in missing(watch, start=wishes.start and not wishes.replay):
        print(f"crisis: {line}", file=sys.stderr)
    if wishes.replay:
        return _replay(watch, posts, wishes)
    live = not posts and is_live(watch)
    posts = posts if posts or live else _piped(watch)
    told = Telling(wishes)
    show = told.mention if wishes.as_json and not wishes.follow and not live else None
    watching = Watching(watch, told.alert, show)
    told.authors = watching.author
    watching.tell = told.say
    keep = wishes.follow or live or posts == PIPED
    path = wishes.state or (str(watch_state.folder() / f"{watch.id}.json") if keep else "")
    with alone(_held(watch, path, wishes), watching.clock):
        kept = watching.restore(Path(path)) if path else {}
        if (until := watching.listener.clock.now) is not None:
            learned = datetime.fromtimestamp(until, UTC).astimezone(wiring.zone())
            print(f"Going on from what was learned until {learned:%Y-%m-%d %H:%M}.", file=sys.stderr)
        feeding = _feeding(watching, wishes, told)
        if live:
            source: Sources | LineFile = open_sources(
                watching, Path(config or "watch.yaml").parent, kept, told.say
            )
        else:
            offset, known = int(kept.get("offset", 0)), kept.get("file")
            source = LineFile(
                posts, watching.clock, follow=wishes.follow, offset=offset, known=known, say=told.say
            )
        told.pages = _pages(watch, config, watching, told) if wishes.page else None
        try:
            if sys.stdout.isatty() and not wishes.as_json:
                _on_a_screen(watching, source, told, feeding)
            else:
                _run(watching, source, feeding)
        finally:
            if told.pages is not None:
                told.pages.finish()
        return source.ended() if isinstance(source, Sources) else _ended(watching, posts)


def _held(watch: Watch, path: str, wishes: Wishes) -> list[Path]:
    """What no other watch may use meanwhile."""
    state = [Path(path).resolve()] if path else []
    return [*state, watch_state.folder() / _book_of(watch)] if wishes.page or wishes.start else state


def _book_of(watch: Watch) -> str:
    return f"{watch.id}.pages.jsonl"


def _run(watching: Watching, source: Sources | LineFile, each: Callable[[], None]) -> None:
    if isinstance(source, Sources):
        source.run(each)
    else:
        watching.run(source, each)


def _pages(watch: Watch, config: str, watching: Watching, told: Telling) -> AlertPages:
    from crisis_cli.commands.watching.book import Book
    from crisis_cli.commands.watching.paging import AlertPages

    book = Book(watch_state.folder() / _book_of(watch), told.say)
    beside = Path(config or "watch.yaml").absolute()
    pages = AlertPages(watch, beside, book, watching.clock, told.paged, told.say)
    print(pages.who(), file=sys.stderr)
    return pages


def _on_a_screen(
    watching: Watching, source: Sources | LineFile, told: Telling, feeding: Callable[[], None]
) -> None:
    from crisis_cli.commands.watching.live import Drawing
    from crisis_cli.ui.watch.live import Screen

    with Screen(wiring.zone()) as screen, Drawing(screen, watching) as drawing:
        told.screen = screen
        if watching.watch.samples:
            watching.show = drawing.mention
        try:
            _run(watching, source, feeding)
        finally:
            told.screen = None


def read_watch(name: str) -> Watch:
    """The watch file. Raises UsageError, PlaybookUnreadable with its findings."""
    from crisis_cli.files.disk import read_regular
    from crisis_cli.files.documents import DocumentKind, kinds_named, read_document
    from crisis_cli.files.parsing.source import MAX_BYTES
    from crisis_cli.files.watch.parts import watch_from

    path = Path(name or "watch.yaml")
    if not name and not path.exists():
        raise UsageError(
            "There is nothing to listen for.", "Write a watch.yaml, or: crisis watch --counts FILE.csv"
        )
    data = read_regular(path, MAX_BYTES)
    begins = "A watch file begins with its name, such as watch: walrus-burger; README, Hear it coming, has one."
    if not data.strip():
        raise UsageError(f"{path} is empty.", begins)
    if b"\0" in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise UsageError(f"{path} is no text, and a watch file is.", begins)
    document = read_document(data, str(path))
    if document.kind is not DocumentKind.WATCH:
        what = (
            f"is a {document.kind}, not a watch file"
            if kinds_named(data)
            else "does not say that it is a watch file"
        )
        raise UsageError(f"{path} {what}.", begins)
    errors = [finding for finding in document.findings if finding.severity is Severity.ERROR]
    if errors:
        message = f"{path} has {len(errors)} problem(s); nothing is listened to."
        raise PlaybookUnreadable(message, document.findings, "crisis validate shows them.", document.text)
    return watch_from(document.values)


def _piped(watch: Watch) -> str:
    lines = [source.where for source in watch.sources if source.kind == "lines"]
    if len(lines) == 1:
        return lines[0]
    if lines or sys.stdin.isatty():
        raise UsageError("Which posts?", "crisis watch --mentions FILE.jsonl, or pipe them in.")
    return PIPED


def _feeding(watching: Watching, wishes: Wishes, told: Telling) -> Callable[[], None]:
    if not wishes.incident:
        return lambda: None
    from crisis_cli.commands.picking import pick
    from crisis_cli.commands.watching.incident import Feeding

    told.feeds = pick(wishes.incident).incident
    feeding = Feeding(told.feeds, bounded_text(wiring.me(wishes.me), "name"))
    watching.feeding = True
    return lambda: feeding.look(watching.listener, watching.listened)


def _ended(watching: Watching, posts: str) -> int:
    """Say how it went; 2 when not a single line was a post."""
    say_rejects(watching.lines.rejects, posts)
    if watching.lines.rejects.nothing_else:
        return UsageError.exit_code
    say_how_it_went(watching)
    return 0


def _replay(watch: Watch, posts: str, wishes: Wishes) -> int:
    """Nothing is kept, nothing is started, nobody is paged."""
    from crisis_cli.commands.watching.replay import Replay

    posts = posts or _piped(watch)
    replay = Replay(watch, posts, wishes)

    def run() -> None:
        if replay.is_watched:
            _on_a_screen(replay.watching, replay.source, replay.told, lambda: None)
        else:
            replay.watching.run(replay.source)

    replay.play(run)
    return _ended(replay.watching, posts)
