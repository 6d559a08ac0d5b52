"""What becomes of what a watch finds: printed or shown, on red with --start an incident, and a page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.watching.suggested import offered, open_run_of
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.bounds import bounded_text
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.timing import spoken
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.watch.json_format import alert_json, mention_json
from crisis_cli.ui.watch.words import alert_lines

if TYPE_CHECKING:
    from crisis_cli.commands.watching.paging import AlertPages, Told
    from crisis_cli.ui.watch.live import Screen

OLD = timedelta(hours=8)
"""Of an incident that is opened for what was written longer ago, a night, it is said: it may be a history."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for beside the files."""

    replay: bool
    speed: str
    sensitivity: str
    follow: bool
    state: str
    start: bool
    incident: str
    labels: str
    samples: bool
    keeper: bool
    page: bool
    me: str
    as_json: bool


class Telling:
    """Printed as text or JSON, or shown on a screen. `feeds`: the run that is told what is heard."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self.authors: Callable[[str], str] = str
        self.screen: Screen | None = None
        self.pages: AlertPages | None = None
        self.feeds = ""

    def alert(self, alert: Alert) -> None:
        """Say it; open the incident when that was asked for and it is red; page."""
        zone, alert = wiring.zone(), offered(alert)
        running = "" if self._wishes.replay else open_run_of(alert, self.feeds)
        now = None if self._wishes.replay else wiring.clock().now()
        if self.screen is not None:
            self.screen.alert(alert, running, now)
        elif self._wishes.as_json:
            print(alert_json(alert, zone), flush=True)
        else:
            print("\n".join(alert_lines(alert, zone, running, now)), flush=True)
        started = self._start(alert) if self._wishes.start and alert.tier == "red" else ""
        if self.pages is not None:
            self.pages.page(alert, started or running)

    def _start(self, alert: Alert) -> str:
        if not alert.suggests:
            self.say("No playbook is suggested for this term, so none was started.")
            return ""
        from crisis_cli.commands.watching.start import start

        me = bounded_text(wiring.me(self._wishes.me), "name")
        started = start(alert, me, keeper=self._wishes.keeper)
        if started:
            self._say_started(started)
            ago = wiring.clock().now() - datetime.fromtimestamp(alert.at, UTC)
            if ago > OLD:
                self.say(
                    f"It is opened for posts of {spoken(ago)} ago. If that is over: crisis close -i {started}"
                )
        return started

    def paged(self, told: Told) -> None:
        """What became of a page; called from beside the watch."""
        self.say(told.sentence)
        if self._wishes.as_json:
            page = {"tier": told.page.tier, "term": told.page.term, "person": told.page.person}
            sys.stdout.write(json_text({"kind": "page", "outcome": told.what, "by": told.by, **page}) + "\n")
            sys.stdout.flush()

    def say(self, sentence: str) -> None:
        """A sentence below the alert on the screen, else on stderr."""
        screen = self.screen  # a page may come to its end while the screen does
        if screen is not None:
            screen.say([f"   {sentence}"])
        else:
            print(sentence, file=sys.stderr, flush=True)

    def mention(self, mention: Mention, terms: Sequence[str]) -> None:
        """One line of JSON; its author as the hash that everything else has too."""
        print(mention_json(mention, terms, self.authors(mention.author), text=self._wishes.samples), flush=True)

    def _say_started(self, incident: str) -> None:
        if self._wishes.as_json:
            print(json_text({"kind": "started", "incident": incident}), flush=True)
            return
        lines = [f"   Incident {incident} is open:", f"   crisis board -i {incident}"]
        if self.screen is not None:
            self.screen.say(lines)
            self.screen.opened(incident)
        else:
            print("\n".join(lines), flush=True)
