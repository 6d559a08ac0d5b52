"""Whether a fact's value stands in a text."""

from __future__ import annotations

from crisis_cli.statements.written import Written


def stands(value: str, written: Written) -> bool:
    """Whether it does, or the first half of its words, at least two: nobody repeats the weight on the pack."""
    words = value.split()
    return any(_stands_whole(" ".join(part), written) for part in (words, words[: max(2, len(words) // 2)]))


def _stands_whole(value: str, written: Written) -> bool:
    """Whether these words stand in the text, however their spaces and capitals are written."""
    plain = Written("", value, written.language).flow.text
    text = written.flow.text
    start = text.find(plain) if plain else -1
    while start >= 0:
        end = start + len(plain)
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not (before.isalnum() and plain[0].isalnum()) and not (after.isalnum() and plain[-1].isalnum()):
            return True
        start = text.find(plain, start + 1)
    return False
