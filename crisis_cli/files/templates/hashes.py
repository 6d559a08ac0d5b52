"""What a standing approval of a template binds: its words, and those of all that it includes or extends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from crisis_cli.domain.canonical import text_hash
from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular

_MOST_BYTES = 64 << 10
_MOST_FILES = 100
_NAMED = re.compile(r"""["']([A-Za-z0-9][\w./-]*\.txt\.j2)["']""")
"""Every name of a template in quotes: what is never included binds too, which is the safe side."""


def template_hash(folders: Iterable[Path], name: str, known: Mapping[str, str] | None = None) -> str:
    """The sha256 of a template (`holding.txt.j2`, looked for in these folders of one language in order): of its
    canonical text where it stands alone, else of the names and hashes of all files it leads to. Empty when there
    is no such template. `known`: texts by name that were read already."""
    looked = list(folders)
    found: dict[str, str] = {}
    todo = [name]
    while todo and len(found) < _MOST_FILES:
        one = todo.pop()
        text = (known or {}).get(one) or _text(looked, one)
        if one not in found and text is not None:
            found[one] = text_hash(text)
            todo += _NAMED.findall(text)
    if len(found) < 2:
        return found.get(name, "")
    return text_hash("".join(f"{one} {sha256}\n" for one, sha256 in sorted(found.items())))


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
