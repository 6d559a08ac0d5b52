"""What is shown of a bad line helps to mend it, and names nobody."""

from __future__ import annotations

import json

import pytest

from crisis_cli.feeds.lines import Lines
from tests.feeds import shapes


def shown(line: str, *, texts: bool = True) -> str:
    lines = Lines(texts=texts)
    read = lines.words(line.encode())
    if read is not None:
        assert lines.mention(*read[1:], line.encode()) is None
    ((_, _, sample),) = lines.rejects.samples
    return sample


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "words", "author": "jane.doe"}',
        '{"text": "words", "author": {"id": "jane.doe", "text": "jane.doe"}}',
        '{"text": "words", "posted_by": "jane.doe", "id": "https://m.example/@jane.doe/1"}',
        '{"text": "words", "by": [["jane.doe"]], "at": "yesterday"}',
        '{"data": {"text": "words", "id": "nine", "author_id": "jane.doe"}}',
        '{"event": "update", "payload": "jane.doe {"}',
        '["words", "jane.doe"]',
        '{"text": "words", "author": "jane.doe", }',
        "{'text': 'words', 'author': 'jane.doe'}",
        '{"text": "words", "author": "jane.doe',
        '{"text": "words", "author": {"name": "x", "acct": "jane.doe"',
        '{"event": "update", "payload": "{\\"account\\": {\\"acct\\": \\"jane.doe\\"',
        "time=now user_name = jane.doe text=words",
        "author: jane.doe",
    ],
)
def test_who_wrote_a_bad_line_is_never_shown(line: str) -> None:
    sample = shown(line)
    assert "jane" not in sample
    assert "…" in sample
    assert shown(line, texts=False) == ""


def test_what_helps_to_mend_a_line_is_shown() -> None:
    assert shown('{"author": "ana", "text": "glass", "when": 5, "time": "yesterday"}') == (
        '{"author": "…", "text": "glass", "when": "…", "time": "yesterday"}'
    )
    assert shown('{"errors": [{"title": "Unauthorized"}]}') == '{"errors": [{"title": "Unauthorized"}]}'
    assert shown("walrus") == "walrus"


def test_a_sample_is_short_whatever_the_line_is() -> None:
    status = shapes.status() | {"created_at": "x" * 10_000, "id": "walrus"}
    deep = '{"text": "x", "a": ' + "[" * 400 + "]" * 400 + "}"
    for line in (json.dumps(status), deep, "{" * 100_000, '"author": ' * 100_000, '{"text": "\\ud800"}'):
        assert len(shown(line)) <= 120
