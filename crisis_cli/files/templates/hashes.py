"""What a standing approval of a template binds: its words, and those of all that it includes or extends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from crisis_cli.domain.canonical import text_hash
from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular

_MOST_BYTES = 64 << 10
_MOST_FILES = 100
_NAMED = re.compile(r"""["']([A-Za-z0-9][\w./-]*\.txt\.j2)["']""")
"""Every name of a template in quotes: what is never included binds too, which is the safe side."""

_LOADS = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\b(.*?)%\}", re.DOTALL)
"""Every tag by which a template loads another; there is no other way to."""

_ONE_NAME = re.compile(
    r"""\s*(?:"[A-Za-z0-9][\w./-]*\.txt\.j2"|'[A-Za-z0-9][\w./-]*\.txt\.j2')"""
    r"""(?:\s+(?:ignore\s+missing|with(?:out)?\s+context|as\s+\w+|import\b[\w\s,]*))*\s*[-+]?"""
)


class Bound(NamedTuple):
    """`sha256`: of a template's canonical text where it stands alone, else of the names and hashes of all files it
    leads to; empty when there is no such template. `known`: whether these are all the files that can be loaded, as
    each is named by one plain word in quotes; else nobody can say yes to them beforehand."""

    sha256: str
    known: bool


def bound(folders: Iterable[Path], name: str, texts: Mapping[str, str] | None = None) -> Bound:
    """What can be bound of a template (`holding.txt.j2`, looked for in these folders of one language in order).
    `texts`: those that were read already, by name."""
    looked = list(folders)
    found: dict[str, str] = {}
    known = True
    todo = [name]
    while todo and len(found) < _MOST_FILES:
        one = todo.pop()
        text = (texts or {}).get(one) or _text(looked, one)
        if one not in found and text is not None:
            found[one] = text_hash(text)
            todo += _NAMED.findall(text)
            known = known and all(_ONE_NAME.fullmatch(tag) for tag in _LOADS.findall(text))
    known = known and not todo
    if len(found) < 2:
        return Bound(found.get(name, ""), known)
    return Bound(text_hash("".join(f"{one} {sha256}\n" for one, sha256 in sorted(found.items()))), known)


def template_hash(folders: Iterable[Path], name: str, texts: Mapping[str, str] | None = None) -> str:
    """The sha256 of what can be bound; empty when there is no such template, or its files are not all known."""
    found = bound(folders, name, texts)
    return found.sha256 if found.known else ""


def _text(folders: list[Path], name: str) -> str | None:
    if ".." in name:
        return None
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        return read_regular(path, _MOST_BYTES).decode("utf-8", "replace")
    except CrisisError:
        return None
