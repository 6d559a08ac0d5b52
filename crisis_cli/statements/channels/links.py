"""The links that platforms see in a text, by the rules of X's own finder, without its backtracking.

Rules: twitter-text, js/src/regexp/extractUrl.js and what it is made of; Mastodon uses the same finder, for
links with `http(s)://` only. Not taken over: the length limit of 4,096, the special case of t.co, parentheses
within parentheses beyond one level. Which bare domains are missed: see domains.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crisis_cli.statements.channels.domains import is_ending


class Link(NamedTuple):
    """Start and end in the text; `bare`: no `http(s)://` stands in front."""

    start: int
    end: int
    bare: bool


_LATIN = "a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_NEVER = "\ufffe\ufeff\uffff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SCHEME = re.compile(r"(?<![A-Za-z0-9@\uff20$#\uff03\ufffe\ufeff\uffff])https?://", re.IGNORECASE)
_HOST = re.compile(
    r"[^\s!'#%&()*+,\\/:;<=>?@\[\]^{|}~$\ufffe\ufeff\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)
_BARE = re.compile(rf"(?<![-_./@\uff20$#\uff03{_LATIN}\ufffe\ufeff\uffff])[{_LATIN}][{_LATIN}._-]*", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?|[^\W\d_]")
_SIGNS = re.compile(r"[^\x00-\x7f\w]")
_ENDING = re.compile(r"(xn--[-0-9a-z]+|[a-z]+)(?![0-9a-z@+-])", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\W\d_a-z]+", re.IGNORECASE)
_PORT = re.compile(r":[0-9]+")
_QUERY = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*[a-z0-9_&=#/-]", re.IGNORECASE)
_PATH = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!*';:=+,.$/%#[]-\u2013_~@|&")
_PATH_ENDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+-=_#/")
_PATH_LETTERS = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u0400-\u04ff\u1e00-\u1eff]")


def links(text: str) -> list[Link]:
    """Every link, in order, none inside another."""
    if "." not in text:
        return []
    found: list[Link] = []
    position = 0
    for scheme in _SCHEME.finditer(text):
        if scheme.start() < position:
            continue
        end = _host_end(text, scheme.end())
        if end:
            found += _bare_links(text, position, scheme.start())
            found.append(Link(scheme.start(), _rest(text, end, bare=False), False))
            position = found[-1].end
    return found + _bare_links(text, position, len(text))


def _bare_links(text: str, start: int, end: int) -> list[Link]:
    found: list[Link] = []
    for run in _BARE.finditer(text, start, end):
        if found and run.start() < found[-1].end:
            continue
        stop = _domain_end(text, run.start(), run.end())
        if stop:
            # X's finder takes an underscore in front, and then counts only what follows it.
            begin = text.rfind("_", run.start(), stop) + 1 or run.start()
            found.append(Link(begin, min(_rest(text, stop, bare=True), end), True))
    return found


def _domain_end(text: str, start: int, end: int) -> int:
    """Where the longest domain with an ending that we know ends; 0 if there is none."""
    stop = 0
    for number, label in enumerate(_labels(text, start, end)):
        ending = _ENDING.match(text, label)
        if number and ending and (is_ending(ending[1]) or ending[1].lower().startswith("xn--")):
            stop = ending.end()
    return stop


def _host_end(text: str, start: int) -> int:
    """The same behind `http(s)://`, where an ending that we do not know is taken on trust."""
    host = _HOST.match(text, start)
    if host is None:
        return 0
    known = _domain_end(text, start, host.end())
    if known:
        return known
    for label in reversed(list(_labels(text, start, host.end()))[1:]):
        ending = _ENDING.match(text, label) or _FOREIGN.match(text, label, host.end())
        if ending and len(ending[0]) > 1:
            return ending.end()
    return 0


def _labels(text: str, start: int, end: int) -> Iterator[int]:
    """Where the labels of a domain begin, up to the first that cannot be one."""
    while True:
        yield start
        stop = text.find(".", start, end)
        if stop < 0:
            return
        label = text[start:stop]
        # A sign in the name (http://☃.net) is allowed as far as it is none of ASCII.
        if not _LABEL.fullmatch(_SIGNS.sub("x", label)) or stop + 1 == end:
            return
        start = stop + 1


def _rest(text: str, end: int, *, bare: bool) -> int:
    """Where the link ends whose domain ends here: behind port, path and query. X's finder leaves a bare domain's
    port and query out where no path stands between them."""
    port = _PORT.match(text, end)
    slash = port.end() if port else end
    if text.startswith("/", slash):
        end = _path_end(text, slash)
    elif bare:
        return end
    else:
        end = slash
    query = _QUERY.match(text, end)
    return query.end() if query else end


def _path_end(text: str, slash: int) -> int:
    """A path ends in a letter, a figure, a sign of `+-=_#/`, or with the parenthesis that it opened."""
    end, depth = slash + 1, 0
    for index in range(slash + 1, len(text)):
        one = text[index].lower()
        if one == "(" and depth < 2:
            depth += 1
        elif one == ")" and depth:
            depth -= 1
            end = end if depth else index + 1
        elif one in _PATH_ENDS or _PATH_LETTERS.match(one):
            end = end if depth else index + 1
        elif one not in _PATH:
            break
    return end
