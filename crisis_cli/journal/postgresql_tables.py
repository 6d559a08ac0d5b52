"""The journal's tables in PostgreSQL, who may do what to them, and rows as values."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

from crisis_cli.domain.journal import Head
from crisis_cli.journal.canonical import moment_text

SCHEMA_VERSION = 1
"""The form of the tables below; a database with a higher one is read, not written."""

CHANNEL = "crisis_journal"
"""What is notified in every commit that changes an answer."""

# All words are TEXT: what is hashed must come back as it went in, and jsonb would not. Names and moments are
# compared by their bytes. A free text can be taken away only where an event records that it was.
_TABLES = """
CREATE TABLE meta (name text PRIMARY KEY, value integer NOT NULL);
CREATE TABLE events (
  incident text COLLATE "C" NOT NULL, seq integer NOT NULL, id text COLLATE "C" NOT NULL, v integer NOT NULL,
  at text NOT NULL, happened_at text, actor text NOT NULL, kind text COLLATE "C" NOT NULL, data text NOT NULL,
  hash text NOT NULL, PRIMARY KEY (incident, seq), UNIQUE (incident, id)
);
CREATE TABLE prose (
  incident text COLLATE "C" NOT NULL, seq integer NOT NULL, texts text NOT NULL, PRIMARY KEY (incident, seq)
);
CREATE TABLE heads (
  number integer PRIMARY KEY, incident text COLLATE "C" NOT NULL UNIQUE, seq integer NOT NULL, hash text NOT NULL,
  last_at text NOT NULL, stored_at text NOT NULL, opened_at text NOT NULL, playbook text NOT NULL,
  title text NOT NULL, drill boolean NOT NULL, open boolean NOT NULL, next_due text COLLATE "C"
);
CREATE INDEX heads_due ON heads (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX heads_open ON heads (number) WHERE open;
CREATE TABLE keepers (id text PRIMARY KEY, host text NOT NULL, pid integer NOT NULL, seen_at text NOT NULL);
CREATE FUNCTION events_never_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'what the journal holds never changes and never goes'; END $$;
CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION events_never_change();
CREATE TRIGGER prose_never_changes BEFORE UPDATE OR TRUNCATE ON prose
  FOR EACH STATEMENT EXECUTE FUNCTION events_never_change();
CREATE FUNCTION blank(of_incident text, of_seq integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = SCHEMA, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM events WHERE incident = of_incident AND kind = 'text_redacted'
               AND data LIKE '{"act":' || of_seq || ',%') THEN
      DELETE FROM prose WHERE incident = of_incident AND seq = of_seq;
    END IF;
  END $$;
REVOKE ALL ON FUNCTION blank(text, integer) FROM PUBLIC;
"""


def tables(schema: str) -> str:
    """The statements that make them in `schema`, a quoted name. (A function with its owner's rights looks nowhere
    else: else whoever calls it could put tables of their own in the way.)"""
    return _TABLES.replace("SCHEMA", schema)


RIGHTS = """\
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON {schema}.meta TO {role};
GRANT SELECT, INSERT ON {schema}.events, {schema}.prose TO {role};
GRANT SELECT, INSERT, UPDATE ON {schema}.heads TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.keepers TO {role};
GRANT EXECUTE ON FUNCTION {schema}.blank(text, integer) TO {role};
"""
"""All that the program needs once the tables are there: it adds to events and texts, and changes derived rows."""

LINES = """
SELECT incident, seq, id, v, at, happened_at, actor, kind, data, hash, texts
FROM events LEFT JOIN prose USING (incident, seq) WHERE incident = %s AND seq > %s ORDER BY seq
"""
"""The lines behind a seq of an incident, each with its free texts or NULL."""

HEADS = """
SELECT incident, number, seq, hash, opened_at, playbook, title, drill, open, next_due, last_at, stored_at
FROM heads
"""

END = """
SELECT meta.value, coalesce(seq, 0), coalesce(hash, ''), coalesce(last_at, '')
FROM meta LEFT JOIN (SELECT * FROM heads WHERE incident = %s FOR UPDATE) AS head ON true
WHERE name = 'schema_version'
"""
"""The schema's version, and the incident's last seq, hash and moment (0 and '': it is new); others wait behind."""

SCHEMA = "SELECT value FROM meta WHERE name = 'schema_version'"

NUMBER_TURN = "SELECT pg_advisory_xact_lock(1129468745)"
"""One after the other gets the next `#n` ("CRSI" as a number: these locks have no names)."""

NEW_HEAD = """
INSERT INTO heads (number, incident, opened_at, seq, hash, last_at, stored_at, playbook, title, drill, open)
SELECT coalesce(max(number), 0) + 1, %s, %s, 0, '', '', '', '', '', false, true FROM heads
"""

NOW = """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
"""The database's clock, in the form in which moments are stored."""

INSERT_EVENT = "INSERT INTO events VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
INSERT_TEXTS = "INSERT INTO prose VALUES (%s, %s, %s)"
COPIED_HEAD = """
INSERT INTO heads
  (incident, number, seq, hash, opened_at, playbook, title, drill, open, next_due, last_at, stored_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
NOTIFY = f"SELECT pg_notify('{CHANNEL}', '')"

VERSION = "SELECT hashtextextended(pg_current_snapshot()::text, 0)"
"""Which transactions can be seen, as a number: it changes with every commit that wrote something, and with no
other (a sequence would change before its commit can be seen; a counter in a row is one more row to queue for)."""

HeadRow = tuple[str, int, int, str, str, str, str, bool, bool, str | None, str, str]


def head_row(head: Head) -> tuple[object, ...]:
    """The same the other way, in the order of COPIED_HEAD."""
    return tuple(moment_text(value) if isinstance(value, datetime) else value for value in astuple(head))


def head(row: HeadRow) -> Head:
    """A row of HEADS as a value."""
    incident, number, seq, hash_, opened_at, playbook, title, drill, open_, next_due, last_at, stored_at = row
    due = datetime.fromisoformat(next_due) if next_due else None
    opened, last, stored = map(datetime.fromisoformat, (opened_at, last_at, stored_at))
    return Head(incident, number, seq, hash_, opened, playbook, title, drill, open_, due, last, stored)
