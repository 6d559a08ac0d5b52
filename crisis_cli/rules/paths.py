"""Questions about paths of answers, as rules ask them."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.proof.choices import Choice
from crisis_cli.proof.reach import Question, Unclear, find_path
from crisis_cli.rules.rule import Subject

MOST = 40
"""How many questions about paths one rule asks of one playbook; a real one needs none or a few."""

LOOKS = 500
"""How many sets of choices are looked at for one question."""


def path_where(
    subject: Subject, *, needed: Sequence[str] = (), passed: Sequence[str] = ()
) -> tuple[Choice, ...] | None:
    """The choices on which all of `needed` and none of `passed` are needed; None where there is no such path, or
    where it is too tangled to say."""
    try:
        return find_path(subject.graph, Question(tuple(needed), tuple(passed)), looks=LOOKS)
    except Unclear:
        return None


def shown_path(choices: Sequence[Choice]) -> str:
    """` (size-up: crisis, people_ill: unknown)` behind a sentence; nothing where every path will do."""
    if not choices:
        return ""
    shown = ", ".join([str(choice) for choice in choices[:4]])
    return f" ({shown}{', ...' if len(choices) > 4 else ''})"
