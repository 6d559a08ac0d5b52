"""An alert of a watch pages whoever holds the role now, while the watch goes on listening."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from crisis_cli.clocks import Clock
from crisis_cli.commands.reaching.paging import begin_sending, zone_of
from crisis_cli.commands.watching.book import TWICE, AlertPage, Book
from crisis_cli.commands.watching.page import alert_message
from crisis_cli.domain.alert import Alert
from crisis_cli.domain.delivery import MAY_PASS, Outcome
from crisis_cli.domain.team import Person
from crisis_cli.domain.watch import LOUDLY, NOBODY, QUIETLY, Watch
from crisis_cli.engine.ports import DeliveryFailed
from crisis_cli.errors import CrisisError
from crisis_cli.files.team.finding import TeamFile, find_team, load_team
from crisis_cli.ui.safe import safe_line

HOUR, DAY = 3_600.0, 86_400.0

PAUSES = (0.0, 30.0, 120.0)
"""Seconds before each round through a person's addresses; a service that is busy may not be so later."""

OLD = timedelta(days=1)
"""Nobody is woken for what was written longer ago than this: such an alert goes by the quiet addresses first."""

MOMENT, AT_THE_END = 0.3, 25.0
"""Seconds that a watch which ends waits for a page on its way: without a word, and in all."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a page, as a sentence for the screen and as values for a script."""

    sentence: str
    what: str
    page: AlertPage
    by: str = ""


class AlertPages:
    """`tell` is called with what becomes of each, from a thread beside the watch: a service that hangs holds up no
    post. `beside`: the watch file; a team file is looked for there too."""

    def __init__(
        self,
        watch: Watch,
        beside: Path,
        book: Book,
        clock: Clock,
        tell: Callable[[Told], None],
        say: Callable[[str], None],
    ) -> None:
        self._watch, self._beside, self._book, self._clock = watch, beside, book, clock
        self._tell, self._say = tell, say
        self._waiting: SimpleQueue[AlertPage | None] = SimpleQueue()
        self._ending = Event()
        self._unread = ""
        self._worker = Thread(target=self._work, daemon=True, name="pages")
        self._worker.start()
        for owed in book.owed(self._now() - DAY):
            self._waiting.put(owed)

    def who(self) -> str:
        """One sentence for the start: whom alerts page."""
        role = safe_line(self._watch.pages.role, 60)
        team = self._team()
        person = self._holder(team) if team is not None else None
        if self._unread:
            return "The team file cannot be read, so alerts page nobody: they are shown here."
        if team is None:
            return "No team file was found, so alerts page nobody: they are shown here."
        if person is None:
            return f"Nobody holds {role} by {safe_line(str(team.path), 200)}: alerts would page nobody."
        return f"Alerts page whoever holds {role}: now {safe_line(person.name, 60)}. (--no-page: nobody)"

    def page(self, alert: Alert, started: str = "") -> None:
        """Page for the alert, or say why not; returns before the page is out. `started`: the run opened for it."""
        how = self._how(alert)
        if alert.tier not in ("amber", "red") or how == NOBODY:
            return
        if any(page.is_of(alert) for page in self._book.pages.values()):
            self._say("Nobody is paged again: this alert has had its page.")
            return
        if alert.tier == "amber" and self._watch.is_quiet(self._clock.now()):
            self._say("Nobody was paged: it is a quiet time of the watch file, and this is amber.")
            return
        most = self._watch.pages.most_an_hour
        if self._paged_within_the_hour() >= (most if alert.tier == "red" else max(most - 1, 1)):
            self._say(f"NOBODY WAS PAGED for this one: {most} pages an hour are the most.")
            return
        team = self._team()
        person = self._holder(team) if team is not None else None
        if team is None or person is None:
            self._say("NOBODY WAS PAGED. " + self.who())
            return
        now, role = self._clock.now(), self._watch.pages.role
        title, body = alert_message(alert, now, zone_of(team.team, person.id), role=role, started=started)
        page = AlertPage(
            id=f"{alert.tier}-{alert.at:.0f}-{len(self._book.pages) + 1}",
            term=alert.term,
            tier=alert.tier,
            alert_at=alert.at,
            queued=self._now(),
            person=person.id,
            how=how,
            title=title,
            body=body,
        )
        self._book.queue(page)
        self._waiting.put(page)

    def finish(self) -> None:
        """Wait for what is on its way; what is still owed then is sent when this watch is next begun."""
        self._ending.set()
        self._waiting.put(None)
        self._worker.join(MOMENT)
        if self._worker.is_alive():
            self._say("A page is on its way; waiting for word of it. (Ctrl-C: not waiting)")
            self._worker.join(AT_THE_END)

    def _how(self, alert: Alert) -> str:
        how = self._watch.pages.red if alert.tier == "red" else self._watch.pages.amber
        return QUIETLY if how == LOUDLY and self._now() - alert.at > OLD.total_seconds() else how

    def _paged_within_the_hour(self) -> int:
        return sum(page.queued > self._now() - HOUR for page in self._book.pages.values())

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _team(self) -> TeamFile | None:
        """The team as its file says now. One that cannot be read is told of once, until that changes."""
        try:
            path = find_team(os.environ, Path.cwd(), self._beside)
            team = load_team(path) if path is not None else None
        except CrisisError as failed:
            before = self._unread
            self._unread = " ".join(f"{part.rstrip('.')}." for part in (failed.message, failed.hint) if part)
            if self._unread != before:
                self._say(safe_line(self._unread, 600))
            return None
        self._unread = ""
        return team

    def _holder(self, team: TeamFile) -> Person | None:
        held = team.on_call(self._clock.now())
        name = next((one.person for one in held if one.role == self._watch.pages.role), None)
        return team.team.people.get(name) if name else None

    def _work(self) -> None:
        while (page := self._waiting.get()) is not None:
            try:
                self._send(page)
            except CrisisError as failed:
                self._tell(Told(f"NOBODY WAS PAGED: {safe_line(failed.message, 300)}", "failed", page))

    def _send(self, page: AlertPage) -> None:
        team = self._team()
        person = team.team.people.get(page.person) if team is not None else None
        addresses = team.team.channels(page.person, loud=page.how == LOUDLY) if team is not None else ()
        name = safe_line(person.name if person is not None else page.person, 60)
        what = f"{page.tier.upper()} {safe_line(page.term, 40)}"
        for pause in PAUSES:
            if not addresses or (self._ending.wait(pause) and pause):
                break
            assert team is not None
            may_pass = False
            for number, address in enumerate(addresses, start=1):
                if page.lost >= TWICE:
                    break
                outcome = self._try(page, address, team.folder)
                if outcome.channel:
                    self._tell(Told(f"{what}: paged {name}, by {outcome.channel}.", "sent", page, outcome.channel))
                    return
                may_pass |= outcome.failed_as in MAY_PASS
                then = "Trying the next address." if number < len(addresses) else ""
                why = safe_line(outcome.why, 200)
                self._tell(Told(f"{what}: the page to {name} FAILED: {why}. {then}".rstrip(), "failed", page))
            if not may_pass:
                break
        if not (self._ending.is_set() and addresses and page.lost < TWICE):
            self._book.write(page, "given up", self._now())
        ring = f" Ring them: {safe_line(person.phone, 80)}" if person is not None and person.phone else ""
        known = "NOBODY KNOWS WHETHER {} WAS REACHED." if page.lost >= TWICE else "{} WAS NOT REACHED."
        self._tell(Told(f"{what}: {known.format(name)}{ring}", "given up", page))

    def _try(self, page: AlertPage, address: str, folder: Path) -> Outcome:
        self._book.write(page, "attempted", self._now())
        try:
            sending = begin_sending(address, folder, page.title, page.body, self._clock)
        except DeliveryFailed as failed:
            outcome = failed.outcome
        else:
            outcome = sending.wait()
        if outcome.channel:
            self._book.write(page, "sent", self._now(), by=outcome.channel)
        else:
            self._book.write(page, "failed", self._now(), why=outcome.why)
        return outcome
