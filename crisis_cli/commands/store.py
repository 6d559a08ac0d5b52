"""`crisis store`: a journal in PostgreSQL made ready, or a whole journal moved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import wiring
from crisis_cli.errors import UsageError

_USAGE = "crisis store init [URL] [--role NAME], or crisis store copy FROM TO"


def store(
    what: Annotated[str, typer.Argument(metavar="init|copy", help="Make the tables; or copy a whole journal.")],
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PLACE]...", help="init: a URL. copy: FROM and TO, each a URL or a file."),
    ] = None,
    role: Annotated[
        str, typer.Option("--role", metavar="NAME", help="init: give this database role what it needs, no more.")
    ] = "",
) -> int:
    """Make a journal in PostgreSQL ready, or move a journal between a file and PostgreSQL, chain and all."""
    given = places or []
    if what == "init" and len(given) <= 1:
        return _init(given[0] if given else os.environ.get(wiring.STORE, ""), role)
    if what == "copy" and len(given) == 2 and not role:
        return _copy(*given)
    raise UsageError("That is no way to say it.", _USAGE)


def _init(url: str, role: str) -> int:
    if not wiring.is_postgresql(url):
        raise UsageError(
            "There is no PostgreSQL URL to make a journal at; a file needs no set-up.",
            "crisis store init postgresql://OWNER@HOST/DATABASE",
        )
    wiring.store_at(url).close()  # says so if the library is missing
    from crisis_cli.journal.postgresql_setup import create, rights

    where, made = create(url, wiring.clock())
    print(f"{where}: the journal's tables are {'made' if made else 'there already'}.")
    statements = rights(url, wiring.clock(), role or "crisis_app", grant=bool(role))
    if role:
        print(f"{role} may read and add events, and change what is derived from them; nothing else.")
        return 0
    print("For daily use, a role that can add and never change (or: crisis store init --role crisis_app):\n")
    print(f"CREATE ROLE crisis_app LOGIN;\n{statements}", end="")
    return 0


def _copy(source: str, target: str) -> int:
    from crisis_cli.journal.copying import copy

    if not wiring.is_postgresql(source) and not Path(source).expanduser().is_file():
        raise UsageError("There is no journal to copy from: no such file.", _USAGE)
    came, goes = wiring.store_at(source), wiring.store_at(target)
    try:
        heads = copy(came, goes)
        events = sum(head.seq for head in heads)
        print(f"{came.where}: {len(heads)} incident(s), {events} events")
        print(f"{goes.where}: the same, every chain whole")
        print(f"From now on let {wiring.STORE} name it, on every machine; end the keepers of the old one.")
    finally:
        came.close()
        goes.close()
    return 0
