"""`crisis doctor`: is this machine fit for a crisis?"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from crisis_cli import __version__
from crisis_cli.commands import options, wiring
from crisis_cli.commands.playbooks import shelf
from crisis_cli.domain.timing import iso
from crisis_cli.errors import CrisisError
from crisis_cli.ui.keeper_words import keeper_words
from crisis_cli.ui.safe import json_text

SKEW = 2.0
"""Seconds between two clocks that a person would notice."""


def doctor(json: options.Json = False) -> int:
    """Say what this machine has: journal, where it is kept and how, keeper, playbooks, team, terminal, zone."""
    checks = [*_journal(), *_playbooks(), *_team(), *_channels(), *_terminal()]
    if json:
        rows = [{"what": what, "ok": ok, "found": found} for what, ok, found in checks]
        shown = {"ok": all(ok for _, ok, _ in checks), "keepers": _keepers(), "checks": rows}
        print(json_text(shown))
    else:
        for what, ok, found in checks:
            print(f"{'ok ' if ok else 'BAD'}  {what:<14} {found}")
    return 0 if all(ok for _, ok, _ in checks) else 1


def _keepers() -> list[dict[str, object]]:
    """The keepers that have not taken their leave."""
    try:
        seen = wiring.journal().keepers()
    except CrisisError:
        return []
    return [{"id": who.id, "host": who.host, "pid": who.pid, "seen_at": iso(who.seen_at)} for who in seen]


Check = tuple[str, bool, str]


def _journal() -> list[Check]:
    found: list[Check] = [("crisis-cli", True, f"{__version__}, Python {platform.python_version()}")]
    try:
        journal = wiring.journal()
        heads = journal.heads()
        seen = journal.keepers()
        engine, how = journal.engine()
    except CrisisError as failure:
        return [*found, ("journal", False, f"{failure.message} {failure.hint}")]
    still_open = sum(head.open for head in heads)
    found.append(("journal", True, f"{journal.where}: {len(heads)} incident(s), {still_open} open"))
    found.append((engine, True, how))
    ahead = (wiring.clock().now() - journal.now()).total_seconds()
    if abs(ahead) >= SKEW:
        said = f"this machine's is {abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} the journal's"
        found.append(("clock", False, f"{said}, which decides"))
    words = keeper_words(seen[0].seen_at if seen else None, journal.now())
    found.append(("keeper", words == "keeper ok" or not still_open, words if still_open else "none needed"))
    broken = [fault for name in journal.recorded() if (fault := journal.verify(name)) is not None]
    said = f"{broken[0].incident}, event {broken[0].seq}: {broken[0].why}" if broken else "whole"
    found.append(("chain", not broken, said))
    return found


def _playbooks() -> list[Check]:
    try:
        entries = shelf()
    except CrisisError as failure:
        return [("playbooks", False, failure.message)]
    bad = [entry.name for entry in entries if entry.problems]
    said = f"{len(entries)} found" + (f", with problems: {', '.join(bad)}" if bad else "")
    return [("playbooks", not bad, said)]


def _team() -> list[Check]:
    """Whether pages reach people, and whether somebody notices when they do not."""
    from crisis_cli.commands.reaching.dead_man import dead_man_words
    from crisis_cli.files.team.finding import find_team, load_team

    watched = ("dead man", *dead_man_words())
    path = find_team(os.environ, Path.cwd())
    if path is None:
        return [("team", True, "no team file: pages go to the boards, and nowhere else"), watched]
    try:
        found = load_team(path)
    except CrisisError as failure:
        return [("team", False, failure.message), watched]
    missing = list(found.secret_findings(os.environ))
    said = f"{path}: {len(found.team.people)} people, {len(found.team.duties)} roles"
    if not found.document.sound or missing:
        said += ", with problems: crisis team check"
    return [("team", found.document.sound and not missing, said), watched]


def _channels() -> list[Check]:
    """Whether texts can be published from here."""
    from crisis_cli.files.channels.finding import find_channels, load_channels

    path = find_channels(os.environ, Path.cwd())
    if path is None:
        return [("channels", True, "no channels file: every channel is posted by hand")]
    try:
        found = load_channels(path)
    except CrisisError as failure:
        return [("channels", False, failure.message)]
    good = found.document.sound and not list(found.secret_findings(os.environ))
    said = f"{path}: {len(found.channels.accounts)} account(s), {len(found.channels.freezers)} to freeze"
    return [("channels", good, said if good else f"{said}, with problems: crisis channels check")]


def _terminal() -> list[Check]:
    size = shutil.get_terminal_size()
    screen = "a terminal" if sys.stdout.isatty() else "no terminal: --plain"
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "none set; the board has its own"
    zone = wiring.clock().now().astimezone(wiring.zone())
    return [
        ("screen", True, f"{screen}, {size.columns}x{size.lines}, TERM={os.environ.get('TERM', '')}"),
        ("editor", True, editor),
        ("local time", True, f"{zone:%Y-%m-%d %H:%M} {zone.tzname()}"),
    ]
