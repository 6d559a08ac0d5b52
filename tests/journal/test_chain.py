"""Whoever changes what was stored is found out, and the first changed event is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from crisis_cli.domain.events import Body, FactRecorded, TextRedacted
from crisis_cli.domain.journal import Broken
from crisis_cli.journal.chain import extend, first_broken, link
from crisis_cli.journal.codec import Line, encode
from tests.journal.samples import SentByPigeon, done, new, note, opening

COLUMNS = ("incident", "seq", "id", "v", "at", "happened_at", "actor", "kind", "data", "hash")
BODIES = (opening(item="a post"), note("one"), done(), FactRecorded("n", 3, "confirmed", "kim"), done("x"), note())


@dataclass
class Kept:
    """One incident as it is kept, to be changed by hand."""

    lines: list[Line]
    texts: dict[int, str]
    head: tuple[int, str] | None

    def broken(self) -> Broken | None:
        return first_broken("one", self.lines, self.texts, self.head)


def kept(*bodies: Body) -> Kept:
    drafts = [encode(new(body), lambda: "ab" * 16) for body in bodies or BODIES]
    lines, events = extend("one", drafts, after=0, before="", last_at="")
    texts = {seq: draft[4] for seq, draft in enumerate(drafts, 1) if draft[4]}
    return Kept(lines, texts, (len(lines), events[-1].hash))


def with_column(line: Line, column: str, value: object) -> Line:
    values: dict[str, object] = dict(zip(COLUMNS, line, strict=True))
    values[column] = value
    return tuple(values.values())  # type: ignore[return-value]


def test_a_chain_that_nobody_touched_is_whole() -> None:
    assert kept().broken() is None
    assert first_broken("one", [], {}, None) is None


def test_a_hash_covers_the_hash_before_and_the_canonical_envelope() -> None:
    from hashlib import sha256

    envelope = {
        "incident": "one",
        "seq": 3,
        "id": "i",
        "v": 1,
        "at": "2026-11-22T02:00:00.000000Z",
        "happened_at": None,
        "actor": 'pat "p"',
        "kind": "step_done",
        "data": {"round": 1, "step": "größe\n"},
    }
    text = json.dumps(envelope, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    expected = sha256(("f" * 64 + "\n" + text).encode()).hexdigest()
    data = '{"round":1,"step":"größe\\n"}'
    assert (
        link("f" * 64, "one", 3, "i", 1, "2026-11-22T02:00:00.000000Z", None, 'pat "p"', "step_done", data)
        == expected
    )


@pytest.mark.parametrize("seq", range(1, len(BODIES) + 1))
@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "seq"])
def test_a_changed_column_names_its_event(column: str, seq: int) -> None:
    found = kept()
    old = found.lines[seq - 1]
    value = dict(zip(COLUMNS, old, strict=True))[column]
    changed = value + 1 if isinstance(value, int) else (str(value or "") + " ")
    found.lines[seq - 1] = with_column(old, column, changed)
    broken = found.broken()
    assert broken is not None
    assert broken.seq == seq


@pytest.mark.parametrize("value", [None, 7, b"\xff", "x\udcff"])
@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in {"seq", "happened_at"}])
def test_a_column_of_another_kind_is_found_too(column: str, value: object) -> None:
    found = kept()
    found.lines[2] = with_column(found.lines[2], column, value)
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 3


@pytest.mark.parametrize("seq", range(1, len(BODIES) + 1))
def test_a_removed_event_is_missed(seq: int) -> None:
    found = kept()
    del found.lines[seq - 1]
    broken = found.broken()
    assert broken is not None
    assert (broken.seq, "missing" in broken.why) == (seq, True)


def test_a_cut_tail_shows_against_the_head() -> None:
    found = kept()
    del found.lines[3:]
    assert found.broken() == Broken("one", 4, "it is missing: 6 events were recorded, 3 are there")


def test_everything_gone_shows_against_the_head() -> None:
    found = kept()
    found.lines.clear()
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 1


def test_events_behind_the_recorded_end_are_named() -> None:
    found = kept()
    found.head = (4, found.lines[3][-1])
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 5


def test_a_tail_that_was_written_anew_shows_against_the_head() -> None:
    found = kept()
    forged = kept(*BODIES[:-1], note("something else"))
    found.lines, found.texts = forged.lines, forged.texts
    assert found.broken() == Broken("one", 6, "its hash is not the one recorded as the last")


def test_two_events_that_changed_places_are_found() -> None:
    found = kept()
    found.lines[2], found.lines[4] = (
        with_column(found.lines[4], "seq", 3),
        with_column(found.lines[2], "seq", 5),
    )
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda texts: texts.replace("one", "two"),
        lambda texts: texts.replace("ab", "ba", 1),
        lambda texts: texts.replace("text", "test"),
        lambda texts: texts.replace(",", ", "),
        lambda texts: texts[:-1] + ',"more":["ab","x"]}',
        lambda texts: texts.replace('"one"', "1"),
        lambda _: "{}",
        lambda _: "[]",
        lambda _: '{"text":7}',
        lambda _: "",
        lambda texts: texts + " ",
    ],
)
def test_a_changed_text_names_its_event(change: Callable[[str], str]) -> None:
    found = kept()
    found.texts[2] = change(found.texts[2])
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 2


def test_a_missing_text_is_found_unless_a_redaction_says_so() -> None:
    found = kept()
    del found.texts[4]
    assert found.broken() == Broken("one", 4, "its text (source) is missing, and no redaction says so")
    redacted = kept(*BODIES, TextRedacted(4, "a name"))
    del redacted.texts[4]
    assert redacted.broken() is None


def test_a_redaction_of_another_event_excuses_nothing() -> None:
    found = kept(*BODIES, TextRedacted(2, "a name"))
    del found.texts[4]
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 4


def test_a_forged_redaction_is_the_broken_one() -> None:
    found = kept()
    del found.texts[4]
    found.lines[4] = with_column(with_column(found.lines[4], "kind", "text_redacted"), "data", '{"act":4}')
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 5


def test_text_for_an_event_that_has_none_is_found() -> None:
    found = kept()
    found.texts[3] = found.texts[2]
    assert found.broken() == Broken("one", 3, "it has text (text) that it was not stored with")


def test_a_newer_version_s_events_are_chained_like_all_others() -> None:
    found = kept(opening(), SentByPigeon("number 4", "come quickly"), done())
    assert found.broken() is None
    found.texts[2] = found.texts[2].replace("come", "gone")
    broken = found.broken()
    assert broken is not None
    assert broken.seq == 2
    del found.texts[2]
    assert found.broken() == Broken("one", 2, "its text (words) is missing, and no redaction says so")
