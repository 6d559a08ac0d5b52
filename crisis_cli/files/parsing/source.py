"""The bytes of a file made into text by ourselves, refusing the characters that mislead readers or parsers."""

from __future__ import annotations

import re

from crisis_cli.domain.findings import Edit, Place
from crisis_cli.files.parsing.report import Report

MAX_BYTES = 1 << 20
"""A playbook of 300 steps has 60 kB; a megabyte is not a playbook."""

_REFUSED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)
_ORDINARY = bytes([10, *range(32, 127)])
_LONE_CR = re.compile("\r(?!\n)")
_MAYBE_ODD = re.compile("[\n:-] *[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]")
_DIRECTIVE = re.compile("^%.*", re.MULTILINE)
_KINDS = {
    "tab": (
        "a tab character",
        "some programs read it as spaces, others refuse the file",
        "put spaces in its place (most editors can convert tabs to spaces)",
    ),
    "bidi": (
        "an invisible character that turns the writing direction",
        "what you see is not what is read",
        "delete it and type the text again by hand",
    ),
    "break": (
        "an unusual line break",
        "programs disagree about where the next line starts",
        "save the file with ordinary line ends (LF, or Windows CRLF)",
    ),
    "invisible": ("a byte order mark inside the text", "it is invisible and means nothing here", "delete it"),
    "control": ("a control character", "no text should hold one, and a terminal may obey it", "delete it"),
}


def decode(data: bytes, report: Report) -> str:
    """The text of the file; whatever keeps it from being UTF-8 becomes a finding and a visible mark."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if wide := _wide(data):
        what = f"the file is saved as {wide.upper()[:6]}, not UTF-8"
        report.error("encoding", _start(report), what, 'save it as UTF-8 (in the editor: "Save with encoding")')
        return data.decode(wide, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode()
    except UnicodeDecodeError as failed:
        report.text = data[: failed.start].decode()
        bad = data[failed.start]
        likely = bytes([bad]).decode("cp1252", errors="ignore")
        meant = f" (in an old Windows encoding it would be {likely})" if likely.isprintable() and likely else ""
        report.error(
            "encoding",
            report.place_at(len(report.text)),
            f"the file is not UTF-8: found the byte {bad:#04x}{meant}",
            'save it as UTF-8 (in the editor: "Save with encoding")',
        )
        return data.decode(errors="replace")


def _start(report: Report) -> Place:
    return Place(report.file, 1, 1, 1, 2)


def _wide(data: bytes) -> str:
    """Which two-byte encoding this is, if it is one."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    pairs = data[:64]
    if len(pairs) >= 4 and not any(pairs[1::2]) and all(pairs[::2]):
        return "utf-16-le"
    if len(pairs) >= 4 and not any(pairs[::2]) and all(pairs[1::2]):
        return "utf-16-be"
    return ""


def without_refused(text: str, report: Report) -> str:
    """The text as the parser gets it: every refused character has one finding a kind and is replaced by
    something harmless of the same length, so that places stay right and the rest can be read."""
    plain = text.isascii() and not text.encode().translate(None, _ORDINARY)  # thirty times faster than a search
    if not plain and _REFUSED.search(text) is not None:
        text = _replaced(text, report)
    if not text.isascii() and (_MAYBE_ODD.search(text) is not None or not text[0].isprintable()):
        from crisis_cli.files.parsing.odd_spaces import without_odd_spaces  # only a mistake needs it

        text = without_odd_spaces(text, report)
    if (text.startswith("%") or "\n%" in text) and (found := _DIRECTIVE.search(text)):
        report.error(
            "directive",
            report.place_at(found.start(), len(found[0])),
            "a line that starts with % gives orders to a YAML program",
            "delete this line: a playbook needs none",
        )
        text = _DIRECTIVE.sub(lambda line: "#" + line[0][1:], text)
    return text


def _replaced(text: str, report: Report) -> str:
    """Works by letter, not by place: a megabyte of tabs must not take a second."""
    firsts: dict[str, tuple[int, int]] = {}
    harmless: dict[int, str] = {}
    lone = _LONE_CR.findall(text)
    for letter in sorted(set(text)):
        if _REFUSED.match(letter) is None or (letter == "\r" and not lone):
            continue
        kind = kind_of(letter)
        first, count = firsts.get(kind, (len(text), 0))
        if letter == "\r":
            found = _LONE_CR.search(text)
            firsts[kind] = (min(first, found.start() if found else first), count + len(lone))
        else:
            firsts[kind] = (min(first, text.index(letter)), count + text.count(letter))
            harmless[ord(letter)] = "\ufffd" if kind == "control" else " "
    for kind, (first, count) in firsts.items():
        what, why, hint = _KINDS[kind]
        code = "" if kind == "tab" else f" (U+{ord(text[first]):04X})"
        more = f", and {count - 1} more like it" if count > 1 else ""
        rule = "tab" if kind == "tab" else "character"
        fix = _fix(kind, text, report.file)
        report.error(rule, report.place_at(first), f"found {what}{code}{more}: {why}", hint, fix=fix)
    text = text.translate(harmless)
    return _LONE_CR.sub(" ", text) if lone else text


def _fix(kind: str, text: str, file: str) -> tuple[Edit, ...]:
    from crisis_cli.files.parsing import edits  # only a mistake needs it

    if kind == "tab":
        return edits.without_tabs(text, file)
    return edits.without_letter(text, "\ufeff", file) if kind == "invisible" else ()


def kind_of(letter: str) -> str:
    """Which family a refused character belongs to."""
    if letter == "\t":
        return "tab"
    if letter in "\r\x85\u2028\u2029":
        return "break"
    if letter == "\ufeff":
        return "invisible"
    return "bidi" if "\u202a" <= letter <= "\u2069" else "control"


def escaped_refused(value: str) -> str | None:
    """The value without its refused characters, when escapes such as \\x1b brought some in; else None."""
    if value.isprintable() or _REFUSED.search(value) is None:
        return None
    return _REFUSED.sub("\ufffd", value)
