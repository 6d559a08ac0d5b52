"""PostgreSQL's errors as one clear sentence each; none of them leaves the journal as itself, nor any password."""

from __future__ import annotations

import re

import psycopg

from crisis_cli.errors import JournalTooNew, SurroundingsFailed
from crisis_cli.journal.postgresql_tables import SCHEMA_VERSION

_INIT = "Whoever may make tables there runs: crisis store init. See also: crisis doctor."
_SENTENCES = {
    "42P01": ("there is no journal in {where}: its tables are missing", _INIT),
    "3F000": ("there is no journal in {where}: its schema is missing", _INIT),
    "42501": (
        "this user may not do that in {where} ({detail}): nothing was stored",
        "Its owner gives the rights: crisis store init --role NAME.",
    ),
    "25006": ("{where} may be read, not written: it is a standby, or set so", "Use the primary server's address."),
    "53100": (
        "the database server's disk is full: nothing was stored in {where}",
        "Free space there, do it again.",
    ),
    "55P03": (
        "somebody else holds the incident in {where} and did not let go within 5 s; nothing was stored",
        "Do it again; if it stays so, look for a program that hangs (pg_stat_activity).",
    ),
    "57014": ("the database ended the statement itself ({detail}): nothing was stored", "Do it again."),
}
"""By SQLSTATE or its class (PostgreSQL's manual, appendix A)."""


def detail_of(error: psycopg.Error) -> str:
    """What the server or the network said, in one line without a password."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    said = error.diag.message_primary or next((line for line in lines if "failed: " in line), lines[0])
    said = said.rsplit("failed: ", 1)[-1]
    return re.sub(r"\S*://\S*|password=\S*", "***", said)


def explain(error: psycopg.Error, where: str) -> SurroundingsFailed:
    """What to tell the user when PostgreSQL refused; `where` names the database without a password."""
    state = error.sqlstate or ""
    sentence, hint = (
        _SENTENCES.get(state)
        or _SENTENCES.get(state[:2])
        or (
            "{where} refused: {detail}; nothing was stored",
            "crisis doctor looks at the store.",
        )
    )
    return SurroundingsFailed(sentence.format(where=where, detail=detail_of(error)), hint)


def unreachable(error: psycopg.Error, where: str) -> SurroundingsFailed:
    """The answer while there is no connection."""
    detail = detail_of(error)
    if "FATAL" in detail and "database system" not in detail:  # whoever cannot connect is told no SQLSTATE
        return SurroundingsFailed(
            f"{where} does not let us in ({detail}); nothing was stored",
            "Look at the user, the password (~/.pgpass, PGPASSWORD) and the name of the database.",
        )
    return SurroundingsFailed(
        f"{where} cannot be reached ({detail}); nothing was stored",
        "Look at the network and at the server; what was stored before is safe there.",
    )


def cut_off(where: str, what: str) -> SurroundingsFailed:
    """The answer when the connection went while `what` was on its way."""
    return SurroundingsFailed(
        f"the connection to {where} was lost while storing {what}: whether that was done, nobody can say yet",
        "Look at `crisis log` once the server is back, before you do it again.",
    )


def changed_outside(incident: str, where: str) -> SurroundingsFailed:
    """The answer to a row that this program never wrote."""
    return SurroundingsFailed(
        f"a row of {incident} cannot be read: the journal in {where} was changed from outside",
        f"`crisis verify --incident {incident}` names the event.",
    )


def refuse_newer(found: int, where: str) -> None:
    """Raises JournalTooNew if the tables' version `found` is beyond ours."""
    if found > SCHEMA_VERSION:
        raise JournalTooNew(
            f"the journal in {where} was made by a newer version of crisis: it can be read here, not written",
            "Upgrade crisis on this machine, or go on where the newer version is.",
        )
