"""Any bytes at all end in findings, soon, and never in a traceback."""

import copy
import json
import time
import tracemalloc

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_cli.domain.playbook import Playbook
from crisis_cli.files.parsing.report import MOST_FINDINGS
from crisis_cli.files.parsing.source import MAX_BYTES
from crisis_cli.files.playbook.fields import PLAYBOOK, STEP
from crisis_cli.files.playbook.reader import Loaded, read_playbook
from tests.files.parsing.test_tree import PLAYBOOKS

SECONDS = 2.0
HEAD = "playbook: a\ntitle: A\nroles: {lead: {title: Lead}}\nsteps:\n"
FILLED = {
    "flow levels": "[" * 100_000,
    "map levels": "{a: " * 100_000,
    "list levels": "- " * 100_000,
    "key levels": "? " * 100_000,
    "alias bomb": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 99)),
    "merge bomb": "a0: &a0 {x: y}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{f'*a{n - 1}, ' * 9}]}}\n" for n in range(1, 99)),
    "self alias": "a: &a [*a]\n",
    "values": "- [x]\n" * 170_000,
    "one long text": "a: " + "x" * 1_000_000,
    "escapes": 'a: "' + "\\x1b" * 200_000 + '"',
    "directives": "%TAG !a! b\n" * 80_000,
    "tags": "!a " * 300_000,
    "tabs": "\t" * 1_000_000,
    "nul": "\0" * 1_000_000,
    "empty lines": "\n" * 1_000_000,
    "quoted empty lines": 'a: "' + "\n" * 900_000 + '"',
    "same key": "a: b\n" * 200_000,
    "unknown keys": "".join(f"key{n}: x\n" for n in range(45_000)),
    "steps without role": HEAD + "".join(f"- {{id: s{n}, do: x, xrole: y}}\n" for n in range(6_000)),
    "unknown roles": HEAD + "".join(f"- {{id: s{n}, do: x, role: r{n}}}\n" for n in range(6_000)),
    "empty steps": HEAD + "- {}\n" * 45_000,
    "circles": HEAD + "".join(f"- {{id: s{n}, role: lead, do: x, after: [s{n ^ 1}]}}\n" for n in range(4_000)),
    "one statement": "playbook: a\ntitle: A\nroles: {lead: {title: L}}\nfacts: {f: {ask: F, type: boolean}}\n"
    "statements: {s: {template: s, speaker: lead, approvals: [lead], channels: [x]}}\nsteps:\n"
    "- {id: d, role: lead, draft: s, repeat: {every: 5m, until: {f: true}}}\n"
    + "".join(f"- {{id: s{n}, role: lead, approve: s}}\n" for n in range(6_000)),
    "long names": HEAD + "".join(f"- {{id: {'s' * 900}{n}, role: {'r' * 900}, do: x}}\n" for n in range(400)),
}


@pytest.mark.parametrize("text", FILLED.values(), ids=FILLED.keys())
def test_a_file_that_wants_to_take_for_ever_is_told_so_soon(text: str) -> None:
    assert len(text) <= MAX_BYTES
    start = time.process_time()  # others may be using the machine
    loaded = read_playbook(text.encode(), "x.yaml")
    assert time.process_time() - start < SECONDS
    assert loaded.findings
    assert len(loaded.findings) <= MOST_FINDINGS + 1


@pytest.mark.parametrize("name", ["alias bomb", "merge bomb", "values"])
def test_a_file_that_wants_all_memory_gets_little(name: str) -> None:
    tracemalloc.start()
    try:
        read_playbook(FILLED[name].encode(), "x.yaml")
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    (found,) = read_playbook(b"x" * (MAX_BYTES + 1), "x.yaml").findings
    assert found.rule == "too-large"


def holds(loaded: Loaded) -> None:
    """What must be true of any file: findings have places and printable words, and what runs is whole."""
    for found in loaded.findings:
        assert found.place is not None
        assert found.message
        assert (found.message + found.hint).isprintable()
        assert loaded.places.place(found.route).line >= 1
        assert all(other.place is not None for other in found.related)
    assert loaded.findings or loaded.playbook
    if loaded.playbook is not None:
        whole(loaded.playbook)


def whole(playbook: Playbook) -> None:
    """Nothing in it leads nowhere."""
    assert playbook.steps
    for step in playbook.steps.values():
        assert step.role is None or step.role in playbook.roles
        assert set(playbook.predecessors[step.id]) <= playbook.steps.keys()
        assert step.target == "" or step.target in playbook.statements
        assert {rung.page for rung in step.ladder} <= playbook.roles.keys()
    for statement in playbook.statements.values():
        assert any(not approval.consult for approval in statement.approvals)
        assert {role for approval in statement.approvals for role in approval.roles} <= playbook.roles.keys()
    for promise in playbook.promises.values():
        assert promise.kept_by in playbook.steps or (promise.kept_by, promise.counts_from) == ("", "change")
    for role in playbook.roles:
        assert set(playbook.deputies(role)) <= playbook.roles.keys()


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_end_in_findings_or_a_playbook(data: bytes) -> None:
    holds(read_playbook(data, "x.yaml"))


@FUZZ
@given(st.text(alphabet=st.sampled_from("ab:-,[]{}#&*!|>'\"%@`?~ \n\t\r\0\\x1b\u2028\ufeff\xa0é😀"), max_size=80))
def test_any_text_of_yaml_signs_ends_in_findings_or_a_playbook(text: str) -> None:
    holds(read_playbook(text.encode(), "x.yaml"))


GOOD = (PLAYBOOKS / "good" / "contaminated-product.yaml").read_text(encoding="utf-8")
PIECES = (
    "",
    " ",
    "\n",
    "    ",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "#",
    " #x",
    "x",
    "0",
    "on",
    "12:30",
    "5",
    "*a",
    "&a ",
)
PIECES += (
    "!t ",
    '"',
    "'",
    "|",
    "\t",
    "\x1b",
    "null",
    "lead",
    "steps",
    "after: [a]",
    "{unknown: true}",
    "repeat: ",
)


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.sampled_from(PIECES)), max_size=4))
def test_a_playbook_with_anything_cut_or_put_in_ends_in_findings_or_a_playbook(
    edits: list[tuple[int, int, str]],
) -> None:
    text = GOOD
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    holds(read_playbook(text.encode(), "x.yaml"))


LINES = GOOD.splitlines(keepends=True)


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)), max_size=6))
def test_a_playbook_with_lines_swapped_lost_and_doubled_ends_in_findings_or_a_playbook(
    moves: list[tuple[int, int]],
) -> None:
    lines = list(LINES)
    for source, target in moves:
        lines[target] = lines[source] if source % 3 else ""
    holds(read_playbook("".join(lines).encode(), "x.yaml"))


WORDS = (
    *PLAYBOOK.fields,
    *STEP.fields,
    "within",
    "kept_by",
    "from",
    "title",
    "deputy",
    "type",
    "min",
    "max",
    "any",
)
WORDS += (
    "consult",
    "template",
    "speaker",
    "approvals",
    "channels",
    "preapproved",
    "every",
    "for",
    "until",
    "page",
)
VALUES = (
    "a",
    "b",
    "lead",
    "first",
    "5m",
    "0s",
    "1",
    "x y",
    "true",
    "unknown",
    "at_least",
    "choice",
    "integer",
    "",
)
ANYTHING = st.recursive(
    st.sampled_from(VALUES) | st.integers(-3, 3) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.sampled_from(VALUES), inner, max_size=6)
    ),
    max_leaves=25,
)


@FUZZ
@given(
    st.dictionaries(st.sampled_from(list(PLAYBOOK.fields)), ANYTHING, max_size=12), st.lists(ANYTHING, max_size=3)
)
def test_any_document_made_of_the_right_words_ends_in_findings_or_a_playbook(
    document: dict[str, object], steps: list[object]
) -> None:
    first = {"id": "first", "role": "lead", "do": "Look."}
    holds(read_playbook(json.dumps({**document, "steps": [first, *steps]}), "x.yaml"))


GOOD_TREE = yaml.load(GOOD, Loader=yaml.BaseLoader)


@FUZZ
@given(st.lists(st.tuples(st.lists(st.integers(0, 11), min_size=1, max_size=6), ANYTHING), min_size=1, max_size=4))
def test_a_playbook_with_values_of_the_wrong_kind_ends_in_findings_or_a_playbook(
    changes: list[tuple[list[int], object]],
) -> None:
    document = copy.deepcopy(GOOD_TREE)
    for path, value in changes:
        node = document
        for number in path:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = keys[number % len(keys)]
            if not isinstance(node[key], dict | list) or number == path[-1]:
                node[key] = value
                break
            node = node[key]
    holds(read_playbook(json.dumps(document), "x.yaml"))
