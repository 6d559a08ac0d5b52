"""Who is meant by a name that was typed: a slip of the pen must not count as somebody."""

from __future__ import annotations

import sys

from crisis_cli.commands.reaching.team_file import short_name, team_of
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.nearest import nearest
from crisis_cli.domain.team import Team
from crisis_cli.errors import UsageError
from crisis_cli.ui.safe import safe_line

SHOWN = 12
"""So many people are listed where a name is refused; at night nobody reads more."""


def somebody(typed: str, incident: Incident, *, or_role: bool = False) -> str:
    """The short name of a person of this run or of its team file, with `or_role` also a role; nothing for nothing.
    Raises UsageError for a name that nobody has: what is said of them would do nothing."""
    person, roles = short_name(typed, incident), incident.playbook.roles
    if not typed or (or_role and person in roles):
        return person
    people = _people(incident, team_of(incident))
    if person in people:
        return person
    if person in roles:
        holder = incident.holders.get(person) or "nobody"
        raise UsageError(f'"{person}" is a role; {holder} holds it here.', f"Name the person. {_listed(people)}")
    raise _unknown(person, people, tuple(roles) if or_role else ())


def newcomer(typed: str, incident: Incident) -> str:
    """Like `somebody`, but it may be a person who comes in tonight. Raises UsageError for what is nearly a name of
    the team file."""
    person, team = short_name(typed, incident), team_of(incident)
    people = _people(incident, team)
    if not typed or team is None or person in people:
        return person
    if _meant(person, people):
        raise _unknown(person, people, ())
    print(f"crisis: the team file does not have {safe_line(person)}: no page reaches them.", file=sys.stderr)
    return person


def _people(incident: Incident, team: Team | None) -> dict[str, str]:
    """Everybody who is known here, each with what the team file calls them: whoever holds, was offered or did
    something, whoever is away, and the team."""
    of_the_run = (
        *incident.holders.values(),
        *incident.step_owners.values(),
        *incident.offers.values(),
        *incident.away,
        incident.starter,
        *(act.actor for act in incident.acts),
    )
    called = {person.id: person.name for person in team.people.values()} if team is not None else {}
    return {**dict.fromkeys(filter(None, of_the_run), ""), **called}


def _meant(typed: str, people: dict[str, str]) -> str:
    """Who has nearly that name, by either."""
    by_name = {name: person for person, name in people.items() if name}
    meant = nearest(typed, [*people, *by_name])
    return by_name.get(meant, meant)


def _unknown(typed: str, people: dict[str, str], roles: tuple[str, ...]) -> UsageError:
    meant = _meant(typed, people) or nearest(typed, roles)
    near = f'Did you mean "{meant}"? ' if meant else ""
    return UsageError(f'Nobody here is called "{safe_line(typed, 60)}".', f"{near}{_listed(people)}")


def _listed(people: dict[str, str]) -> str:
    shown = [f"{person} ({name})" if name else person for person, name in list(people.items())[:SHOWN]]
    more = f" and {len(people) - SHOWN} more (crisis oncall)" if len(people) > SHOWN else ""
    return f"There are: {', '.join(shown)}{more}."
