"""What a YAML parser complains about, said so that somebody who has never heard of a scalar can put it right."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from crisis_cli.files.parsing.nodes import Refused
from crisis_cli.files.parsing.report import Report, Span, quoted

_QUOTE_IT = "put the whole text in quotes"


@dataclass(frozen=True, slots=True)
class Words:
    """A pattern for libyaml's and the pure parser's own words, and ours. `at_start`: the caret goes to where
    the broken thing began, not to where the parser gave up."""

    pattern: str
    message: str
    hint: str
    at_start: bool = False


_WORDS = (
    Words(
        "mapping values are not allowed",
        "a second colon with a space after it on one line: YAML takes it for another field",
        _QUOTE_IT + ", or give the second field its own line",
    ),
    Words(
        "sequence entries are not allowed",
        "a dash that starts a list item stands where no list can be",
        "start the list on a line of its own; if the dash belongs to the text, put the text in quotes",
    ),
    Words(
        "mapping keys are not allowed",
        "a question mark or a name stands where none can be",
        "check the indentation of this line; if it is text, put it in quotes",
    ),
    Words(
        "could not find expected ':'",
        "this line looks like a field, but has no colon with a space after it",
        'write "name: value" with a space after the colon; or indent the line, if it continues the text above',
        at_start=True,
    ),
    Words(
        "scanning a quoted scalar.*(unexpected end of stream|document indicator|document separator)",
        "the quote that opens here is never closed",
        "add the closing quote; a quote inside quoted text needs the other kind around it",
        at_start=True,
    ),
    Words(
        "unknown escape character|hexdecimal|hexadecimal|invalid Unicode character",
        "a backslash in double quotes starts a code that YAML does not know",
        "put the text in single quotes, or write two backslashes",
    ),
    Words(
        "expected ',' or '\\]'",
        "the list that opens with [ goes on with something that is neither a comma nor a ]",
        "check for a missing comma, a missing ], or text that needs quotes",
    ),
    Words(
        "expected ',' or '\\}'",
        "the group that opens with { goes on with something that is neither a comma nor a }",
        "check for a missing comma, a missing }, or text that needs quotes",
    ),
    Words(
        "expected '-' indicator|block collection.*expected <block end>",
        "this line stands in a list, but does not start with a dash at the list's indentation",
        'indent it like the lines around it, or start it with "- "',
    ),
    Words(
        "did not find expected key|block mapping.*expected <block end>",
        "this does not fit the lines above",
        "line it up with the fields above (or put the text in quotes, if it belongs to the line before)",
    ),
    Words(
        "(anchor|alias).*expected alphabetic",
        "text that starts with * or & means something else to YAML",
        _QUOTE_IT,
    ),
    Words("undefined alias", "text that starts with * asks YAML to copy a value", _QUOTE_IT),
    Words(
        "indentation indicator|comment or (a )?line break|tab character",
        "the text block that starts with | or > is not written as YAML expects",
        "write | alone, start the text on the next line, and indent every line of it with spaces",
    ),
    Words(
        "a tag|tag handle|tag URI|expected '!'|expected URI|expected a URI",
        "text that starts with ! orders YAML to read it as another type",
        _QUOTE_IT,
    ),
    Words(
        "expected (the )?node content",
        "a value is missing here, or a comma or bracket is one too many",
        "give the value, or delete the comma or bracket",
    ),
    Words(
        "document start|<stream",
        "something stands here after the end of the document",
        "check the indentation: the names of all top-level fields start in the first column",
    ),
)

_STARTERS = {
    "@": "text that starts with @ must be in quotes",
    "`": "text that starts with a backtick must be in quotes",
    "%": "text that starts with % must be in quotes",
    "{": "text that starts with { must be in quotes",
    "]": "a ] closes a list that was not opened here",
    "}": "a } closes a group that was not opened here",
}

_CLOSERS = {"[": "]", "{": "}"}
_HASHTAG = re.compile(r"[\[{,] *(#[^\s#][^\n]*[\]}])")
_HASHTAG_LAST = re.compile(r"[\[{,] *(#[^\s#][^\n]*[\]}])[^\n\]}]*\s*\Z")
_CURLY = re.compile("(?:^|: |- |[\\[{,]) *([\u201c\u201d\u201e\u2018\u201a\u00ab])", re.MULTILINE)
_AFTER_A_QUOTE = (
    "the text goes on after its closing quote",
    "put the whole text in one pair of quotes; where it has quotes inside, use the other kind around it",
)
_UNDER_A_VALUE = (
    "this line does not fit the one above, which has a value already or lacks its colon",
    "line it up with the fields above, or put a colon at the end of the line above",
)


def explain_syntax(failed: yaml.MarkedYAMLError, text: str, report: Report) -> None:
    """Add the one finding that says where and why the text is not YAML."""
    problem, start = failed.problem_mark, failed.context_mark
    said = f"{failed.context or ''}: {failed.problem or ''}"
    words = next((words for words in _WORDS if re.search(words.pattern, said)), None)
    mark = (words and words.at_start and start) or problem or start
    if mark is None:
        report.error("syntax", report.place_at(0), f"YAML cannot read this file: {quoted(said, 200)}")
        return
    if start is not None and mark is problem and not text[mark.index :].strip():
        mark = start  # it gave up at the end of the file; what was never closed is of more use
    opened = start if re.search("flow (sequence|mapping)", said) else None
    if (hashtag := _hashtag(text, opened.index if opened else None, mark.index)) is not None:
        message = "everything from this # to the end of the line is a comment to YAML, the bracket and all"
        report.error("syntax", report.place_at(hashtag), message, 'put the hashtag in quotes: "#likethis"')
        return
    if (curly := _curly(text, mark.index)) is not None:
        message = f"{text[curly]} is no quote to YAML: only the straight \" and ' are"
        report.error("syntax", report.place_at(curly), message, f'{_QUOTE_IT}, straight ones: "like this"')
        return
    message, hint = _by_the_text(said, text, mark.index) or (
        (words.message, words.hint)
        if words
        else (f"YAML cannot read on here: {quoted(said, 200)}", "check the lines just above")
    )
    elsewhere = opened is not None and opened.line != mark.line
    related = [("it opens here", Refused(opened, opened))] if opened is not None and elsewhere else []
    report.error("syntax", Span(mark, mark), message, hint, related)


def _hashtag(text: str, opened: int | None, index: int) -> int | None:
    """Where a # that was meant as text began a comment in the brackets that the parser stumbled in."""
    if opened is not None:
        return found.start(1) if (found := _HASHTAG.search(text, opened, index)) else None
    before = text[max(0, index - 2_000) : index]
    found = _HASHTAG_LAST.search(before)
    return index - len(before) + found.start(1) if found else None


def _curly(text: str, index: int) -> int | None:
    """Where the value in the line that the parser stumbled on begins with a quote of printed text."""
    start = text.rfind("\n", 0, index) + 1
    found = _CURLY.search(text, start, start + 1_000)
    return found.start(1) if found and "\n" not in text[start : found.start(1)] else None


def _by_the_text(said: str, text: str, index: int) -> tuple[str, str] | None:
    """What the characters around the place tell better than the parser's words."""
    letter = text[index : index + 1]
    line = text[text.rfind("\n", 0, index) + 1 : index]
    if "cannot start any token" in said:
        return _STARTERS.get(letter, f"text cannot start with {quoted(letter)} here"), _QUOTE_IT
    if "content" in said and letter and letter in "]}":
        return _STARTERS[letter], "delete it, or open the list or group before it"
    if letter in _CLOSERS and not text[index:].count(_CLOSERS[letter]):
        return f"the {letter} that opens here is never closed", f"add the closing {_CLOSERS[letter]}"
    if "expected key" in said or "<block end>" in said:
        if line.rstrip().endswith(("'", '"')):
            return _AFTER_A_QUOTE
    elif "mapping values are not allowed" in said and not re.search(r":\s", line):
        return _UNDER_A_VALUE
    return None
