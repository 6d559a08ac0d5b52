"""What changed between two texts of a statement, in each of its wordings by name."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from crisis_cli.domain.variants import Variant, variants
from crisis_cli.ui.safe import safe, safe_line


def changes(before: str, after: str) -> str:
    """The lines that changed, the words taken out as [-words-], those put in as {+words+}. Where there are several
    wordings, each under its name, such as `x · fr:`, also one that was added or dropped."""
    old, new = variants(before), variants(after)
    pairs = _pairs(old, new)
    if len(old) == len(new) == len(pairs) == 1 and old[0].title == new[0].title:
        return word_diff(old[0].text, new[0].text) or _NO_WORD
    found = [_block(old[pairs[at]] if at in pairs else None, part) for at, part in enumerate(new)]
    found += [_block(part, None) for at, part in enumerate(old) if at not in pairs.values()]
    return "\n\n".join(block for block in found if block) or _NO_WORD


_NO_WORD = "(no word: only spaces, line breaks or the order of the wordings)"


def _pairs(old: Sequence[Variant], new: Sequence[Variant]) -> dict[int, int]:
    """By the number of each new wording that of its earlier text: for the same channels in the same language, else
    in one that was not said."""
    pairs: dict[int, int] = {}
    for same in (_same, _same_but_unsaid):
        for at, part in enumerate(new):
            left = [number for number, one in enumerate(old) if number not in pairs.values() and same(one, part)]
            if at not in pairs and left:
                pairs[at] = left[0]
    return pairs


def _same(one: Variant, other: Variant) -> bool:
    return (frozenset(one.channels), one.language) == (frozenset(other.channels), other.language)


def _same_but_unsaid(one: Variant, other: Variant) -> bool:
    return frozenset(one.channels) == frozenset(other.channels) and not (one.language and other.language)


def _block(before: Variant | None, after: Variant | None) -> str:
    """One wording under its name; empty where nothing of it changed."""
    if before is None or after is None:
        part, what, frame = (after, "a new wording", "{{+{}+}}") if after else (before, "taken out", "[-{}-]")
        assert part is not None
        lines = [frame.format(line) for line in safe(part.text).splitlines() if line.strip()]
        return "\n".join([f"{safe_line(part.title)} ({what}):", *lines])
    if before.title == after.title and before.text == after.text:
        return ""
    was = f" (was: {safe_line(before.title)})" if before.title != after.title else ""
    return f"{safe_line(after.title)}{was}:\n{word_diff(before.text, after.text) or _NO_WORD}"


def word_diff(before: str, after: str) -> str:
    """The lines that changed, with [-words taken out-] and {+words put in+}; empty when no word did."""
    old, new = safe(before).splitlines(), safe(after).splitlines()
    shown: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        taken, put = " ".join(old[a:b]).split(), " ".join(new[c:d]).split()
        if tag != "equal" and taken != put:
            shown.append(_words(taken, put))
    return "\n".join(shown)


def _words(old: list[str], new: list[str]) -> str:
    shown: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            shown += old[a:b]
            continue
        if b > a:
            shown.append(f"[-{' '.join(old[a:b])}-]")
        if d > c:
            shown.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(shown)
