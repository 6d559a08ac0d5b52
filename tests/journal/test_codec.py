"""Events as stored lines and back."""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.events import (
    KINDS,
    Body,
    Event,
    FactRecorded,
    IncidentReopened,
    NewEvent,
    NoteTaken,
    PageQueued,
    StepDone,
    UnknownEvent,
)
from crisis_cli.domain.timing import iso
from crisis_cli.errors import UsageError
from crisis_cli.journal.canonical import EVENT_LIMIT, moment_text
from crisis_cli.journal.chain import extend
from crisis_cli.journal.codec import Line, as_envelope, collecting_later, decode_all, encode
from tests.fakes import NIGHT
from tests.journal.samples import HOSTILE, SentByPigeon, new, note, plain

NO_SALT = "00" * 16
MOMENTS = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
    min_value=NIGHT.replace(year=1971, tzinfo=None),
)
TEXTS = st.text(max_size=30)


def values_of(body: type[Body]) -> st.SearchStrategy[Body]:
    """Any body of this class, by the conventions at the top of `domain/events/`."""

    def values(name: str, kind: str) -> st.SearchStrategy[Any]:
        if name.endswith("_at"):
            return MOMENTS | st.none() if "None" in kind else MOMENTS
        if kind.startswith("tuple"):
            return st.lists(TEXTS, max_size=3).map(tuple)
        if kind.startswith("Mapping"):
            return st.dictionaries(TEXTS, TEXTS, max_size=3)
        plain = {"str": TEXTS, "int": st.integers(), "bool": st.booleans()}
        return plain.get(kind, st.none() | TEXTS | st.integers() | st.booleans())

    return st.builds(body, **{field.name: values(field.name, str(field.type)) for field in fields(body)})  # type: ignore[arg-type]


def stored(event: NewEvent) -> tuple[Line, str | None, Event]:
    """What is kept of it as the first event of an incident, and what the append returned."""
    draft = encode(event, lambda: NO_SALT)
    lines, events = extend("one", [draft], after=0, before="", last_at="")
    return lines[0], draft[4] or None, events[0]


def read_back(event: NewEvent) -> Event:
    line, texts, _ = stored(event)
    return decode_all([(*line, texts)])[0]


def body_of(line: Line, texts: str | None = None, *, kind: str = "", v: int = 0, data: str = "") -> Body:
    """What a line reads as once its kind, version or data is another."""
    changed = (*line[:3], v or line[3], *line[4:7], kind or line[7], data or line[8], line[9])
    return decode_all([(*changed, texts)])[0].data


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: values_of(KINDS[kind])), st.none() | MOMENTS)
def test_every_kind_of_event_reads_back_as_it_was(body: Body, happened_at: datetime | None) -> None:
    event = new(body, happened_at=happened_at)
    line, texts, appended = stored(event)
    assert plain(decode_all([(*line, texts)])) == plain([appended])
    assert appended.data is body


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: values_of(KINDS[kind])))
def test_an_envelope_is_plain_json_with_the_text_in_its_place(body: Body) -> None:
    envelope = json.loads(json.dumps(as_envelope(read_back(new(body)))))
    assert list(envelope) == ["incident", "seq", "id", "v", "at", "happened_at", "actor", "kind", "data", "hash"]
    assert envelope["kind"] == body.kind
    for name in body.PROSE:
        assert envelope["data"][name] == getattr(body, name)


def test_an_envelope_s_moments_are_utc_text() -> None:
    page = PageQueued("p1", "rung", "size-up", "kim", "wake up", NIGHT)
    envelope = as_envelope(read_back(new(page, happened_at=NIGHT - timedelta(hours=1))))
    assert envelope["at"] == "2026-11-22T02:00:00.000000Z"
    assert envelope["happened_at"] == "2026-11-22T01:00:00.000000Z"
    data = envelope["data"]
    assert isinstance(data, Mapping)
    assert data["due_at"] == "2026-11-22T02:00:00.000000Z"


@given(MOMENTS)
def test_stored_moments_are_those_of_the_timing_module(moment: datetime) -> None:
    assert moment_text(moment) == iso(moment)


def test_stored_data_is_canonical() -> None:
    line, _, _ = stored(new(StepDone("größe", 2)))
    assert line[8] == '{"round":2,"step":"größe"}'


def test_free_text_is_kept_apart_and_only_its_salted_digest_is_chained() -> None:
    line, texts, _ = stored(new(note("Kim Fictional is ill")))
    data = json.loads(line[8])
    assert "Kim" not in line[8]
    assert list(data["text"]) == ["salted_sha256"]
    assert texts == f'{{"text":["{NO_SALT}","Kim Fictional is ill"]}}'


def test_equal_texts_have_other_digests() -> None:
    salts = (f"{number:032x}" for number in count())
    one, other = (encode(new(note()), lambda: next(salts))[3] for _ in range(2))
    assert one != other


@pytest.mark.parametrize("body", [FactRecorded("n", None, "unknown"), IncidentReopened()])
def test_no_text_needs_no_digest(body: Body) -> None:
    line, texts, _ = stored(new(body))
    assert texts is None
    assert "salted" not in line[8]


def test_false_and_zero_are_texts_too() -> None:
    for value in (False, 0):
        line, texts, _ = stored(new(FactRecorded("n", value, "confirmed")))
        assert texts is not None
        assert plain(decode_all([(*line, texts)])[0].data) == plain(FactRecorded("n", value, "confirmed"))


def test_a_blanked_text_says_so() -> None:
    line, _, _ = stored(new(FactRecorded("n", 3, "confirmed", "")))
    assert plain(body_of(line)) == plain(FactRecorded("n", "[redacted]", "confirmed", ""))


def test_bytes_that_were_no_text_survive() -> None:
    assert plain(read_back(new(note(HOSTILE))).data) == plain(note(HOSTILE))
    line, texts, _ = stored(new(note(HOSTILE)))
    assert (line[8] + (texts or "")).encode("utf-8")


def test_halves_of_a_character_become_whole() -> None:
    assert plain(read_back(new(note("\ud83d\ude00"))).data) == plain(note("😀"))


def test_a_newer_version_s_event_is_kept_as_its_json() -> None:
    line, texts, _ = stored(new(SentByPigeon("number 4", "come quickly")))
    whole = UnknownEvent("sent_by_pigeon", '{"pigeon":"number 4","words":"come quickly"}')
    assert plain(body_of(line, texts)) == plain(whole)
    blanked = UnknownEvent("sent_by_pigeon", '{"pigeon":"number 4","words":"[redacted]"}')
    assert plain(body_of(line)) == plain(blanked)
    envelope = as_envelope(decode_all([(*line, texts)])[0])
    assert envelope["kind"] == "sent_by_pigeon"
    assert envelope["data"] == {"pigeon": "number 4", "words": "come quickly"}


def test_a_known_kind_of_a_newer_version_is_not_guessed_at() -> None:
    line, _, _ = stored(new(StepDone("size-up", 1)))
    unknown = UnknownEvent("step_done", '{"round":1,"step":"size-up"}')
    assert plain(body_of(line, v=99)) == plain(unknown)


def test_a_field_added_later_has_its_default_in_old_events() -> None:
    line, texts, _ = stored(new(PageQueued("p1", "rung", "size-up", "kim", "wake up")))
    old = json.loads(line[8])
    del old["due_at"], old["late_seconds"]
    now = PageQueued("p1", "rung", "size-up", "kim", "wake up")
    assert plain(body_of(line, texts, data=json.dumps(old))) == plain(now)


@pytest.mark.parametrize(
    "data", ["", "7", "null", "[]", "{}", '"x"', '{"step":"x","round":1,"more":2}', '{"step":', "not json"]
)
def test_data_of_another_shape_is_shown_not_believed(data: str) -> None:
    line, _, _ = stored(new(StepDone("size-up", 1)))
    body = body_of(line, data=data or " ")
    assert isinstance(body, UnknownEvent)
    assert body.kind_name == "step_done"
    assert as_envelope(decode_all([(*line[:8], data, line[9], None)])[0])["kind"] == "step_done"


@pytest.mark.parametrize("texts", ["", "7", "[]", '{"text":3}', '{"text":[]}', "{"])
def test_texts_of_another_shape_are_not_believed(texts: str) -> None:
    line, _, _ = stored(new(note()))
    body = body_of(line, texts)
    assert isinstance(body, UnknownEvent) or plain(body) == plain(NoteTaken("[redacted]"))


def test_an_event_has_a_largest_size() -> None:
    with pytest.raises(UsageError, match=f"at most {EVENT_LIMIT}"):
        encode(new(note("x" * EVENT_LIMIT)), lambda: NO_SALT)


@pytest.mark.parametrize("name", ["half \udc80", "nul \0"])
def test_names_are_whole_text(name: str) -> None:
    with pytest.raises(UsageError, match="not whole text"):
        stored(NewEvent("id", NIGHT, name, note()))


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    with contextlib.suppress(ZeroDivisionError), collecting_later():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
    gc.disable()
    with collecting_later():
        pass
    assert not gc.isenabled()
    gc.enable()
