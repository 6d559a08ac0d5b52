"""The phrases of the lexicon as styles for Vale (vale.sh), so that a team has them in its own editor.

Vale searches with regexp2 in its RE2 mode (its internal/regex/regex.go): look-arounds work, but `\\w` knows ASCII
alone, so that it stands spelt out. `tokens` are used and not `raw`, which Vale puts through a format (a `%` would
break it) and in front of its flags; `nonword`, as our patterns say themselves where a word begins and ends.
"""

from __future__ import annotations

import re
from pathlib import Path

from crisis_cli.domain.findings import Severity
from crisis_cli.domain.phrases import Phrase
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.lexicon import languages, lexicon

_LETTERS = r"0-9A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF\u0152\u0153\u0178"
"""What a word is made of, in English and French, between the brackets of a class."""

_SPACES = r"\s\u00A0\u202F"
_BOUNDARY = rf"(?:(?<![{_LETTERS}])(?=[{_LETTERS}])|(?<=[{_LETTERS}])(?![{_LETTERS}]))"
_OUTSIDE_A_CLASS = {
    r"\w": f"[{_LETTERS}]",
    r"\b": _BOUNDARY,
    " ": f"[{_SPACES}]",
    "'": r"['\u2019]",
    "-": r"[-\u2010\u2011\u2013\u2014]",
}
_INSIDE_A_CLASS = {r"\w": _LETTERS, " ": _SPACES, r"\n": "", "'": r"'\u2019"}
_TOKEN = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "suggestion"}


def write_styles(folder: Path) -> list[str]:
    """Write a style a language below the folder, a rule a phrase; returns their names. Raises SurroundingsFailed
    where that cannot be written."""
    names: list[str] = []
    for language in languages():
        style = folder / f"crisis-{language}"
        names.append(style.name)
        try:
            style.mkdir(parents=True, exist_ok=True)
            for phrase in lexicon(language):
                if phrase.family != "Element":
                    (style / f"{phrase.id}.yml").write_text(rule(phrase), encoding="utf-8", newline="\n")
        except OSError as failure:
            raise SurroundingsFailed(
                f"{style} cannot be written: {failure.strerror}.", "Name a folder that you may write in."
            ) from None
    return names


def example_settings(folder: Path, styles: list[str]) -> str:
    """A `.vale.ini` that uses these styles."""
    return (
        f"StylesPath = {folder.as_posix()}\nMinAlertLevel = suggestion\n\n"
        f"[*.{{md,txt}}]\nBasedOnStyles = {', '.join(styles)}\n"
    )


def rule(phrase: Phrase) -> str:
    """The rule of a phrase, as YAML."""
    import yaml

    what = f"{phrase.what[:1].upper()}{phrase.what[1:]}"
    shown = {
        "extends": "existence",
        "message": f'"%s": {phrase.what}. {phrase.instead}'.replace("%", "%%").replace("%%s", "%s", 1),
        "description": f"{what}. {phrase.why} Source: {phrase.source}",
        "level": _LEVELS[phrase.severity],
        "ignorecase": True,
        "nonword": True,
        "tokens": [token(phrase.pattern)],
    }
    return yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=1000)


def token(pattern: str) -> str:
    """A pattern of the lexicon, which is for small letters and plain marks, for a text as it is typed."""
    inside = "".join(map(_translated, _TOKEN.findall(pattern)))
    return rf"{_BOUNDARY}(?:{inside})(?!(?<=[{_LETTERS}])[{_LETTERS}])"


def _translated(piece: str) -> str:
    if not piece.startswith("["):
        return _OUTSIDE_A_CLASS.get(piece, piece)
    pieces = _TOKEN.findall(piece[1:-1])
    return f"[{''.join(_INSIDE_A_CLASS.get(one, one) for one in pieces)}]"
