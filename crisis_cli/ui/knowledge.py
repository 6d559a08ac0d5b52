"""What is known, what is not, what was said, what happened: the lower half of the board as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from crisis_cli.domain.corrections import Change, outdated
from crisis_cli.domain.events import Event, PageQueued, StepNotNeeded, StepOpened, StepSetBack
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import FactSpec, FactType
from crisis_cli.domain.statement import Post
from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.safe import safe_line, shortened
from crisis_cli.ui.sentences import QUIET, for_players, sentence


def fact_words(value: object) -> str:
    """A fact's value for a person: yes and no, not True and False."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else safe_line(str(value))


def known(incident: Incident, zone: tzinfo, *, whole: bool = False) -> tuple[str, ...]:
    """Each fact with its value, of a long one the beginning unless it is wanted `whole`."""
    found: list[str] = []
    for name, spec in incident.playbook.facts.items():
        record = incident.fact(name)
        if record is not None and record.status != "unknown":
            status = "confirmed" if record.status == "confirmed" else "UNCONFIRMED"
            value = _value(spec, record.value, zone)
            found.append(f"{name.replace('_', ' ')} {value if whole else shortened(value)} ({status})")
    return tuple(found)


def _value(spec: FactSpec | None, value: object, zone: tzinfo) -> str:
    is_time = spec is not None and spec.type is FactType.TIME and isinstance(value, str)
    return fact_words(clock_time(datetime.fromisoformat(str(value)), zone) if is_time else value)


def unknown(incident: Incident) -> tuple[str, ...]:
    records = ((name, incident.fact(name)) for name in incident.playbook.facts)
    return tuple(
        name.replace("_", " ") for name, record in records if record is None or record.status == "unknown"
    )


def said(incident: Incident, zone: tzinfo) -> tuple[str, ...]:
    """What is out: each statement once a round, with where and since when, what no longer holds first."""
    changes = outdated(incident)
    found: list[str] = []
    for state in incident.statements.values():
        for round_ in sorted({post.round for post in state.published}):
            posts = [post for post in state.published if post.round == round_]
            where = ", ".join(_where(post, zone) for post in posts)
            again = f" {round_}" if round_ > 1 else ""
            old = [change for change in changes if (change.statement, change.post.round) == (state.name, round_)]
            when = clock_time(posts[0].moment, zone)
            if old:
                found.append(f"! {state.name}{again}: {_no_longer(incident, old, zone)} ({when} {where})")
            else:
                found.append(f"{state.name}{again} {when} ({where})")
    return tuple(sorted(found, key=lambda words: not words.startswith("!")))


def _where(post: Post, zone: tzinfo) -> str:
    """The channel, and when the post was taken down there: nobody is to be pointed at a page that is gone."""
    gone = f" taken down {clock_time(post.withdrawn_at, zone)}" if post.withdrawn_at is not None else ""
    return f"{safe_line(post.channel)}{gone}"


def _no_longer(incident: Incident, changes: Sequence[Change], zone: tzinfo) -> str:
    """`people ill 3 -> 5`, each fact once."""
    found: dict[str, str] = {}
    for change in changes:
        spec = incident.playbook.facts.get(change.fact)
        now = "not known" if change.now is None else _value(spec, change.now, zone)
        found[change.fact] = f"{change.fact.replace('_', ' ')} {_value(spec, change.before, zone)} -> {now}"
    return ", ".join(safe_line(words, _LONGEST_CHANGE) for words in found.values())


_LONGEST_CHANGE = 60


def is_news(event: Event) -> bool:
    """Whether an event is worth a line where the rows are in sight: not an opening, not a page with a cause."""
    body = event.data
    if isinstance(body, PageQueued):
        return body.about not in ("turn", "heads_up", "rung", "handover", "shift")
    return for_players(event) and not isinstance(body, (StepOpened, StepNotNeeded, StepSetBack, *QUIET))


def feed(incident: Incident, history: Sequence[Event], zone: tzinfo, most: int = 200) -> tuple[str, ...]:
    """What happened, the newest first, without what is said already: openings by the rows, a page by its cause."""
    told: list[str] = []
    for event in reversed(history):
        if is_news(event):
            told.append(f"{clock_time(event.moment, zone)} {sentence(event, incident, zone)}")
        if len(told) == most:
            break
    return tuple(told)


def closed(incident: Incident, zone: tzinfo) -> str:
    if incident.closed is None:
        return ""
    closed = incident.closed
    return f"CLOSED {clock_time(closed.at, zone)} by {safe_line(closed.by)}: {safe_line(closed.outcome)}"
