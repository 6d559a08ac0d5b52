"""What a page says: what, why you, until when, and one line to answer it; text that no service takes for more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from crisis_cli.domain.incident import Incident, Page
from crisis_cli.domain.timing import clock_or_day, clock_time, spoken
from crisis_cli.reach.french import asked_in_french, in_french

MOST_TITLE = 110
"""Characters of a subject line that a telephone shows."""

MOST_WHAT = 600
"""Characters of what is asked for; a page is not the place for more."""

WAITED = timedelta(minutes=1)
"""A page that waited longer in the outbox says so."""

_MEANINGS = str.maketrans({"<": "‹", ">": "›", "@": "＠", "`": "'"})
"""`<!channel>` calls everybody of a Slack, `@everyone` of others: the look stays, the meaning goes."""

_JOINERS = "\u200c\u200d"


def harmless(text: str, most: int) -> str:
    """One line of visible characters, none of which a service reads as a mention or a header; cut to `most`."""
    seen = "".join(
        letter if letter in _JOINERS or unicodedata.category(letter)[0] not in "CZ" else " " for letter in text
    )
    line = re.sub(r" +", " ", seen).strip().translate(_MEANINGS)
    return f"{line[: most - 1]}…" if len(line) > most else line


def language_of(languages: Sequence[str]) -> str:
    """The first of a person's languages that pages are written in; English for who reads none of them."""
    return next((name for name in (one.lower()[:2] for one in languages) if name in ("en", "fr")), "en")


def message(
    page: Page, incident: Incident, *, number: int, code: str, at: datetime, zone: tzinfo, language: str = "en"
) -> tuple[str, str]:
    """The title and the text of a page, in English or French, times in `zone` and in UTC. What the playbook or
    somebody wrote stays as it was written."""
    say = in_french if language == "fr" else str
    kind = "DRILL " if incident.drill else ""
    lateness = spoken(timedelta(seconds=page.late_seconds))
    late = f"{say(f'PAGE {lateness} LATE')}: " if page.late_seconds else ""
    text = asked_in_french(page.text) if language == "fr" and page.about != "notify" else page.text
    title = harmless(f"{kind}{late}{text} ({incident.title})", MOST_TITLE)
    lines = [
        f"{kind}{harmless(text, MOST_WHAT)}",
        harmless(say(f"Why you: {_why(page, incident, language)}"), 200),
    ]
    if page.due_at is not None:
        shown = clock_or_day(page.due_at, at, zone)
        utc = clock_time(page.due_at, UTC)
        lines.append(say(f"Until when: {shown} ({utc} UTC), {_left(page.due_at, at)}"))
    if page.late_seconds:
        because = f": {page.late_because}" if page.late_because else ""
        lines.append(say(f"This page comes {lateness} late{because}."))
    elif at - page.queued_at > WAITED:
        tried = "it could not be sent sooner" if page.attempts > 1 else "no keeper was running"
        lines.append(say(f"This page comes {spoken(at - page.queued_at)} late: {tried}."))
    lines.append(say(f"{_ANSWERS.get(page.about, 'I have it')}: crisis ack {code}"))
    lines.append(say(f"No keyboard? Tell whoever is at the board: code {' '.join(code)}"))
    lines.append(f"{kind or 'REAL '}#{number} {harmless(incident.title, 100)}")
    return title, "\n".join(lines)


def _left(due: datetime, at: datetime) -> str:
    """Not `late`, which is said of the page: it may come late before what it is about is."""
    return f"{spoken(due - at)} left" if at < due else f"{spoken(at - due)} ago"


def trial(person: str, code: str, language: str = "en") -> tuple[str, str]:
    """A page that is marked as a test, and asks for its code to be read out."""
    lines = (
        "TEST. Nothing has happened; nobody needs to do anything but this:",
        f"tell whoever sent it the code {' '.join(code)}",
        f"It shows that {harmless(person, 100)} can be reached here.",
    )
    say = in_french if language == "fr" else str
    return say("TEST page from crisis-cli: no crisis"), "\n".join(map(say, lines))


_ANSWERS = {
    "handover": "I take it",
    "heads_up": "I have read it",
    "notify": "I have read it",
    "promise": "I have read it",
    "shift": "I have read it",
    "unreached": "I have read it",
}


def _why(page: Page, incident: Incident, language: str) -> str:
    step = incident.step(page.step)
    if page.about == "rung":
        return "nobody has finished it in time, and you are the next to be asked"
    if page.about == "handover":
        return "it is offered to you"
    if page.about == "shift":
        return "a shift has changed while this goes on"
    if page.about in ("unheld", "promise", "unreached"):
        return "you are in charge"
    if page.about == "notify":
        return "the plan says that you are told"
    titles = {name: role.titles.get(language, role.title) for name, role in incident.playbook.roles.items()}
    roles = [title for name, title in titles.items() if incident.holders.get(name) == page.person]
    if page.about == "heads_up" or step is None or not step.role or not roles:
        return f"you are {', '.join(roles)}" if roles else "it was given to you"
    if incident.holders.get(step.role) == page.person:
        return f"you are {titles[step.role]}"
    return f"you are {', '.join(roles)}, and it falls to you"
