"""A page marked as a test, by every address of a person, and the code that they read out."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from crisis_cli.commands import wiring
from crisis_cli.commands.reaching.paging import scheme_of
from crisis_cli.domain.delivery import NOT_SET_UP, Outcome
from crisis_cli.domain.secrets import masked
from crisis_cli.engine.words import nearest
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.secrets import filled
from crisis_cli.files.team.finding import TeamFile, the_team
from crisis_cli.reach.sending import Sending
from crisis_cli.reach.words import language_of, trial
from crisis_cli.ui.safe import json_text, safe_line


def try_person(person: str, *, as_json: bool) -> int:
    """Send the test, say how each address took it, and ask for the code; returns the exit code."""
    found = the_team(os.environ, Path.cwd())
    if person not in found.team.people:
        raise UsageError(f'There is no "{person}" in {found.path}.', nearest(person, found.team.people))
    addresses = found.team.channels(person, loud=True)
    if not addresses:
        phone = found.team.people[person].phone
        ring = f"Ring them: {phone}" if phone else "Add loud: and an address."
        raise UsageError(f"{person} has no address that a page can be sent to.", ring)
    code = f"{secrets.randbelow(9000) + 1000}"
    outcomes = _sent(found, person, addresses, code)
    ok = any(outcome.channel for outcome in outcomes)
    can_ask = sys.stdin.isatty() and sys.stderr.isatty() and not as_json
    kinds = ["loud" if address in found.team.people[person].loud else "quiet" for address in addresses]
    for number, (outcome, kind, address) in enumerate(zip(outcomes, kinds, addresses, strict=True), start=1):
        if not as_json:
            how = f"sent by {outcome.channel}" if outcome.channel else f"FAILED: {outcome.why}"
            print(safe_line(f"address {number} of {len(addresses)} ({kind}, {masked(address)}): {how}"))
    if as_json:
        rows = [
            {"sent_by": one.channel, "failed_as": one.failed_as, "why": one.why, "kind": kind}
            for one, kind in zip(outcomes, kinds, strict=True)
        ]
        print(json_text({"person": person, "code": code, "addresses": rows}))
    elif ok and can_ask:
        return 0 if _acknowledged(person, code) and all(outcome.channel for outcome in outcomes) else 1
    elif ok:
        print(f"{safe_line(person)} should now read you the code {code}.")
    return 0 if all(outcome.channel for outcome in outcomes) else 1


def _sent(team: TeamFile, person: str, addresses: tuple[str, ...], code: str) -> list[Outcome]:
    found = team.team.people[person]
    title, body = trial(found.name, code, language_of(found.languages))
    begun: list[Sending | Outcome] = []
    for address in addresses:
        try:
            whole = filled(address, os.environ, team.folder)
        except CrisisError as failed:
            begun.append(Outcome("", NOT_SET_UP, failed.message))
            continue
        job = {"address": whole, "title": title, "body": body}
        begun.append(Sending(job, wiring.clock(), channel=scheme_of(whole)))
    return [one if isinstance(one, Outcome) else one.wait() for one in begun]


def _acknowledged(person: str, code: str) -> bool:
    """Whether the person read out the code that was sent to them."""
    for _ in range(3):
        print(
            f"The code that {safe_line(person)} reads to you (Enter: none): ", end="", file=sys.stderr, flush=True
        )
        typed = "".join(sys.stdin.readline().split())
        if typed == code:
            print(f"{safe_line(person)} can be reached. Write the day: reviewed: in the team file.")
            return True
        if not typed:
            break
        print("That is not it.", file=sys.stderr)
    print(f"{safe_line(person)} did NOT acknowledge it.")
    return False
