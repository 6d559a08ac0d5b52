"""How other programs name a file and know a finding again after lines have moved."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from crisis_cli.domain.findings import Finding, show_route


def portable(file: str) -> str:
    """The path with forward slashes and without a leading `./`, as GitHub and GitLab name files."""
    path = file.replace(os.sep, "/")
    while path.startswith("./"):
        path = path[2:]
    return path


def uri(file: str) -> str:
    """The path as a URI reference, percent-encoded; relative unless the path is absolute."""
    path = portable(file)
    encoded = quote(path.encode("utf-8", "surrogateescape"))
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"file:///{encoded}" if os.path.isabs(file) else encoded


def fingerprinted(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint made of rule, file and place in the document, never of its line.

    Several with the same three are numbered, so that no two are taken for one.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        file = portable(finding.place.file) if finding.place else ""
        key = "\0".join((finding.rule, file, show_route(finding.route)))
        seen[key] += 1
        if seen[key] > 1:
            key += f"\0{seen[key]}"
        yield finding, hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
