"""The hash chain: each line's hash covers the line before it, so that no change to what was stored goes unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from crisis_cli.domain.events import KINDS, VERSION, Event, NewEvent, TextRedacted
from crisis_cli.domain.journal import Broken
from crisis_cli.errors import UsageError
from crisis_cli.journal.canonical import (
    DIGEST,
    Texts,
    digest,
    dump,
    is_digest,
    moment_text,
    quoted,
    texts_json,
    whole,
)
from crisis_cli.journal.codec import Draft, Line

_DIGESTS = f'":{{"{DIGEST}":"'


def link(
    before: str,
    incident: str,
    seq: int,
    id_: str,
    v: int,
    at: str,
    happened_at: str | None,
    actor: str,
    kind: str,
    data: str,
) -> str:
    """sha256 of the hash before (empty for the first), a line feed and the envelope's canonical JSON.

    `data` goes in as the exact text that is stored, never parsed and written anew. Raises ValueError for what
    UTF-8 cannot carry.
    """
    happened = "null" if happened_at is None else quoted(happened_at)
    text = (
        f'{before}\n{{"actor":{quoted(actor)},"at":{quoted(at)},"data":{data},"happened_at":{happened},'
        f'"id":{quoted(id_)},"incident":{quoted(incident)},"kind":{quoted(kind)},"seq":{seq},"v":{v}}}'
    )
    return sha256(text.encode()).hexdigest()


def extend(
    incident: str, drafts: Iterable[Draft], *, after: int, before: str, last_at: str
) -> tuple[list[Line], list[Event]]:
    """The lines to store behind event `after`, whose hash is `before`, and the events they stand for.

    `last_at` is the stored moment of that event (empty: none); recorded time never goes back from it. Raises
    UsageError for an id, a name or an incident that no store can hold.
    """
    lines: list[Line] = []
    events: list[Event] = []
    for seq, (new, v, happened_at, data, _) in enumerate(drafts, after + 1):
        at, at_text, actor, body = new.at, moment_text(new.at), new.actor, new.data
        if at_text < last_at or at.tzinfo is not UTC:
            at_text = max(at_text, last_at)
            at = datetime.fromisoformat(at_text)
        last_at = at_text
        try:
            before = link(before, incident, seq, new.id, v, at_text, happened_at, actor, body.kind, data)
        except ValueError:
            raise _not_whole(incident, new) from None
        if "\0" in new.id or "\0" in actor or "\0" in incident:  # PostgreSQL holds it in no text
            raise _not_whole(incident, new)
        lines.append((incident, seq, new.id, v, at_text, happened_at, actor, body.kind, data, before))
        events.append(Event(incident, seq, new.id, v, at, new.happened_at, actor, body, before))
    return lines, events


def _not_whole(incident: str, new: NewEvent) -> UsageError:
    return UsageError(
        f"the incident {incident!r}, the actor {new.actor!r} or the event's id {new.id!r} is not whole text",
        "Type it again, or check the terminal's encoding (UTF-8).",
    )


def first_broken(
    incident: str, lines: Sequence[Line], texts: Mapping[int, str], head: tuple[int, str] | None
) -> Broken | None:
    """Walk the lines of one incident in order; `head` is the sequence number and hash that were recorded last.

    Returns the first event that is not what was stored, None if all are.
    """
    redacted = _redacted(lines)
    before = ""
    for expected, line in enumerate(lines, 1):
        try:
            why = _wrong(expected, before, line, texts.get(expected), expected in redacted)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            why = "its stored form was changed and cannot be read"
        if why:
            return Broken(incident, expected, why)
        before = line[-1]
    return _wrong_end(incident, len(lines), before, head)


def _wrong(expected: int, before: str, line: Line, texts: str | None, redacted: bool) -> str:
    """What is wrong with one line, in words; empty if nothing is."""
    seq, v, kind, data, hash_ = line[1], line[3], line[7], line[8], line[9]
    if seq != expected:
        return f"it is missing: event {seq} follows event {expected - 1}"
    if link(before, *line[:-1]) != hash_:
        return "its content or its hash was changed after it was stored"
    known = KINDS.get(kind) if v <= VERSION else None
    if known is not None and not known.PROSE and texts is None:
        return ""
    return _wrong_texts(data, known.PROSE if known else None, texts, redacted)


def _wrong_texts(line: str, names: tuple[str, ...] | None, texts: str | None, redacted: bool) -> str:
    """`names`: the fields that may hold free text; None for a kind this version does not know."""
    kept: Texts = json.loads(texts) if texts is not None else {}
    written = {name: (salt, whole(dump(value))) for name, (salt, value) in sorted(kept.items())}
    if texts is not None and texts_json((name, *parts) for name, parts in written.items()) != texts:
        return "its text was changed after it was stored"
    in_line = all(f'"{name}":{{"{DIGEST}":"{digest(*parts)}"}}' in line for name, parts in written.items())
    if in_line and line.count(_DIGESTS) == len(written):
        return ""  # most often so, and told without reading the line's JSON
    data = json.loads(line)
    promised = {
        name: value[DIGEST]
        for name, value in data.items()
        if (names is None or name in names) and isinstance(value, dict) and is_digest(value)
    }
    for name, expected in promised.items():
        if name in written and digest(*written[name]) != expected:
            return f"its text ({name}) was changed after it was stored"
        if name not in written and not redacted:
            return f"its text ({name}) is missing, and no redaction says so"
    extra = sorted(set(kept) - set(promised))
    return f"it has text ({extra[0]}) that it was not stored with" if extra else ""


def _wrong_end(incident: str, count: int, last: str, head: tuple[int, str] | None) -> Broken | None:
    recorded, hash_ = head or (0, "")
    if recorded > count:
        return Broken(incident, count + 1, f"it is missing: {recorded} events were recorded, {count} are there")
    if recorded < count:
        return Broken(incident, recorded + 1, f"it stands behind the recorded end, event {recorded}")
    return Broken(incident, count, "its hash is not the one recorded as the last") if hash_ != last else None


def _redacted(lines: Iterable[Line]) -> frozenset[int]:
    """The events that a redaction speaks of."""
    found = set()
    for line in lines:
        if line[7] == TextRedacted.kind:
            try:
                found.add(int(json.loads(line[8])["act"]))
            except (KeyError, TypeError, ValueError):
                continue  # the walk will stop at this line by itself
    return frozenset(found)
