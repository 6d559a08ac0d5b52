"""Making a journal in a PostgreSQL database, and the rights of whoever only uses it."""

from __future__ import annotations

from psycopg import sql

from crisis_cli.clocks import Clock
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal import postgresql_tables as tables
from crisis_cli.journal.postgresql_access import Access, Connection
from crisis_cli.journal.postgresql_failures import refuse_newer


def create(url: str, clock: Clock) -> tuple[str, bool]:
    """Make the tables where there are none, in the first schema that this user's statements look into.

    Returns the database's name for people, and whether anything had to be made; raises SurroundingsFailed.
    """
    access = Access(url, clock)

    def work(db: Connection) -> bool:
        db.execute(tables.NUMBER_TURN)  # two that begin at once: one makes, the other finds
        if db.execute("SELECT to_regclass('meta')").fetchone() != (None,):
            found = db.execute(tables.SCHEMA).fetchone()
            refuse_newer(found[0] if found else 0, access.where)
            return False
        encoding = db.execute("SHOW server_encoding").fetchone()
        if encoding != ("UTF8",):
            raise SurroundingsFailed(
                f"{access.where} cannot hold every character: its encoding is not UTF8; nothing was made",
                "Make a database that can: createdb --encoding UTF8 --template template0 NAME",
            )
        schema = _schema(db, access.where)
        for statement in _statements(tables.tables(schema)):
            db.execute(statement)
        db.execute("INSERT INTO meta VALUES ('schema_version', %s)", (tables.SCHEMA_VERSION,))
        return True

    try:
        return access.where, access.write(work, "the tables")
    finally:
        access.close()


def rights(url: str, clock: Clock, role: str, *, grant: bool) -> str:
    """The statements that give `role` what the program needs and nothing else; carried out if `grant`."""
    access = Access(url, clock)
    quoted = sql.Identifier(role).as_string(None)

    def work(db: Connection) -> str:
        text = tables.RIGHTS.format(schema=_schema(db, access.where), role=quoted)
        for statement in text.splitlines() if grant else []:
            db.execute(statement)
        return text

    try:
        return access.write(work, "the rights")
    finally:
        access.close()


def _schema(db: Connection, where: str) -> str:
    row = db.execute("SELECT current_schema()").fetchone()
    if row is None or row[0] is None:
        raise SurroundingsFailed(
            f"there is no schema in {where} to make tables in",
            "Make one (CREATE SCHEMA) or set the search_path of this user.",
        )
    return sql.Identifier(row[0]).as_string(None)


def _statements(text: str) -> list[str]:
    """One by one. A statement's last semicolon ends its line; those in a function's body do not count."""
    found, statement = [], ""
    for line in text.strip().splitlines():
        statement += line + "\n"
        if line.endswith(";") and statement.count("$$") % 2 == 0:
            found.append(statement)
            statement = ""
    return found
