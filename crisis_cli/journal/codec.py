"""Events as stored lines and back: the data's canonical JSON, and free text kept beside it behind a salted digest.

A line's data has sorted keys and no spaces. A field named in the body's `PROSE` that says anything is replaced
in it by `{"salted_sha256": HEX}`; the value and its salt are kept apart, so that they can be deleted and the
digest, with the chain over it, still stands.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from crisis_cli.domain.events import KINDS, VERSION, Body, Event, NewEvent, UnknownEvent
from crisis_cli.domain.timing import iso
from crisis_cli.errors import UsageError
from crisis_cli.journal.canonical import (
    DIGEST,
    EVENT_LIMIT,
    Texts,
    digest,
    dump,
    is_digest,
    moment_text,
    quoted,
    texts_json,
    whole,
)

REDACTED = "[redacted]"
"""What a blanked text reads as."""

Line = tuple[str, int, str, int, str, str | None, str, str, str, str]
"""An event as stored: incident, seq, id, v, at, happened_at, actor, kind, data, hash."""

_load = json.JSONDecoder().raw_decode
_moment = datetime.fromisoformat


class _Plan(NamedTuple):
    """What the conventions of `domain/events/` say about one class, looked up once."""

    make: type[Body]
    names: tuple[str, ...]
    moments: tuple[str, ...]
    tuples: tuple[str, ...]
    prose: tuple[str, ...]


def _plan(body: type[Body]) -> _Plan:
    types = {field.name: str(field.type) for field in fields(body)}  # type: ignore[arg-type]  # all are dataclasses
    moments = tuple(name for name in types if name.endswith("_at"))
    tuples = tuple(name for name, kind in types.items() if kind.startswith("tuple"))
    return _Plan(body, tuple(sorted(types)), moments, tuples, body.PROSE)


_PLANS: dict[str, _Plan] = {}


def _plan_of(kind: str) -> _Plan | None:
    """The plan of a kind that this version knows, else None."""
    plan = _PLANS.get(kind)
    if plan is None and kind in KINDS:
        plan = _PLANS[kind] = _plan(KINDS[kind])
    return plan


Draft = tuple[NewEvent, int, str | None, str, str]
"""A new event with its v, its happened_at, its data and its free texts (or '') as they will be stored."""


def encode_all(events: Sequence[NewEvent], salt: Callable[[], str]) -> list[Draft]:
    """A batch ready to be stored; raises ValueError if it is empty, else what `encode` raises."""
    if not events:
        raise ValueError("a batch has at least one event")
    return [encode(event, salt) for event in events]


def encode(event: NewEvent, salt: Callable[[], str]) -> Draft:
    """The event ready to be stored, with a fresh `salt()` for each free text.

    Raises UsageError for what no store can hold. (After a wait for the disk every call costs ten times what it
    costs in a loop, so this function and `extend` make few.)
    """
    body = event.data
    plan = _PLANS.get(body.kind) or _plan_of(body.kind) or _plan(type(body))
    parts = []
    kept = []
    for name in plan.names:
        value = getattr(body, name)
        if type(value) is str:
            text = quoted(value)
        elif value is None:
            text = "null"
        else:
            text = _json(value)
        if name in plan.prose and value is not None and value != "":
            if not text.isascii():
                text = whole(text)
            chosen = salt()
            kept.append((name, chosen, text))
            text = f'{{"{DIGEST}":"{digest(chosen, text)}"}}'
        parts.append(f'"{name}":{text}')
    data = f"{{{','.join(parts)}}}"
    if not data.isascii():
        data = whole(data)
    texts = texts_json(kept) if kept else ""
    if len(data) + len(texts) > EVENT_LIMIT:
        raise UsageError(
            f"{len(data) + len(texts)} characters in one event, expected at most {EVENT_LIMIT}",
            "Keep long texts in a file.",
        )
    happened_at = None if event.happened_at is None else moment_text(event.happened_at)
    return event, VERSION, happened_at, data, texts


def _json(value: object) -> str:
    """The canonical JSON of a field's value; the common kinds without the JSON encoder's set-up."""
    if isinstance(value, datetime):
        return f'"{moment_text(value)}"'
    try:
        if type(value) is int:
            return str(value)
        return dump(dict(value) if isinstance(value, Mapping) else value)
    except ValueError:  # Python writes no integer of more than 4,300 digits
        raise UsageError("a number with thousands of digits cannot be stored", "Write it as text.") from None


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put off the garbage collector: of what reading makes nothing is garbage, and the search takes a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def decode_all(rows: Sequence[tuple[*Line, str | None]]) -> list[Event]:
    """The events of stored lines, each with the free texts kept beside it as far as they are still there.

    An unknown kind, a higher `v` or data of another shape becomes an UnknownEvent. Raises ValueError or TypeError
    when an envelope cannot be read.
    """
    return [
        Event(
            incident,
            seq,
            id_,
            v,
            _moment(at),
            None if happened_at is None else _moment(happened_at),
            actor,
            _body(kind, v, data, texts),
            hash_,
        )
        for incident, seq, id_, v, at, happened_at, actor, kind, data, hash_, texts in rows
    ]


def _body(kind: str, v: int, data: str, texts: str | None) -> Body:
    plan = _PLANS.get(kind) or _plan_of(kind)
    if plan is None or v > VERSION:
        return _unknown(kind, data, texts)
    try:
        values: dict[str, Any] = _load(data)[0]
        for name in plan.moments:
            if values.get(name) is not None:  # a field added later is absent, and has its default
                values[name] = _moment(values[name])
        for name in plan.tuples:
            if name in values:
                values[name] = tuple(values[name])
        if plan.prose:
            _put_texts(values, plan.prose, texts)
        return plan.make(**values)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return _unknown(kind, data, texts)


def _put_texts(values: dict[str, Any], names: Iterable[str], texts: str | None) -> None:
    """Free text in the place of its digests, or the word that says it was blanked."""
    kept: Texts = _load(texts)[0] if texts else {}
    for name in names:
        if type(values.get(name)) is dict:
            values[name] = kept[name][1] if name in kept else REDACTED


def _unknown(kind: str, data: str, texts: str | None) -> UnknownEvent:
    """The data with its free text put back in, for reading only."""
    try:
        values = json.loads(data)
        _put_texts(values, [name for name, value in values.items() if is_digest(value)], texts)
        return UnknownEvent(kind, dump(values))
    except (AttributeError, IndexError, TypeError, ValueError):
        return UnknownEvent(kind, data)


def as_envelope(event: Event) -> dict[str, object]:
    """The whole event as `crisis log --json` prints it: free text in its place, moments as UTC text."""
    body = event.data
    data: object
    if isinstance(body, UnknownEvent):
        kind = body.kind_name
        try:
            data = json.loads(body.json)
        except ValueError:
            data = body.json
    else:
        kind = body.kind
        data = {field.name: _shown(getattr(body, field.name)) for field in fields(body)}  # type: ignore[arg-type]
    return {
        "incident": event.incident,
        "seq": event.seq,
        "id": event.id,
        "v": event.v,
        "at": iso(event.at),
        "happened_at": None if event.happened_at is None else iso(event.happened_at),
        "actor": event.actor,
        "kind": kind,
        "data": data,
        "hash": event.hash,
    }


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
