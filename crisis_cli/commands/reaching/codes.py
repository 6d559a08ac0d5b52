"""The code of a page: digits to be read out over the telephone, which mean one page of one incident."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.journal import Head
from crisis_cli.errors import Refused, UsageError

_PAGE_DIGITS = 3


def code_of(number: int, page: str) -> str:
    """The incident's short number and the page's, which takes three digits or more: `#7`, page 12 is 7012."""
    return f"{number}{page:0>{_PAGE_DIGITS}}"


def is_code(typed: str) -> bool:
    """Whether it can be a code: only digits, and more than a page's number has. Steps begin with a letter."""
    return typed.isascii() and typed.isdecimal() and len(typed) > _PAGE_DIGITS


def meant(typed: str, heads: Iterable[Head]) -> tuple[Head, str]:
    """The incident and the page of a code. Raises UsageError for one that fits nothing, or more than one incident,
    Refused for a page of an incident that is closed."""
    found = [(head, page) for head in heads if (page := _page(typed, head)) is not None]
    still_open = [one for one in found if one[0].open]
    if len(still_open) == 1:
        return still_open[0]
    if still_open:
        names = ", ".join(head.incident for head, _ in still_open)
        raise UsageError(f"{typed} could be a page of {names}.", "Say which, with the page's number: -i ID")
    if found:
        raise Refused(f"{typed} is a page of {found[0][0].incident}, which is closed.", "Nothing was changed.")
    raise UsageError(f"No page has the code {typed}.", "Read its digits once more, one by one.")


def _page(typed: str, head: Head) -> str | None:
    """The page's number if the code is one of this incident's, whether or not there is such a page."""
    rest = typed.removeprefix(str(head.number))
    if rest == typed or len(rest) < _PAGE_DIGITS or (len(rest) > _PAGE_DIGITS and rest[0] == "0"):
        return None
    return rest.lstrip("0") or None
