"""Which steps are settled before which on every path, and which two are never needed on one path."""

from __future__ import annotations

from itertools import product

from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.playbook import Kind, Playbook, Step


class StepOrder:
    """Who comes before whom: by `after`, by the order of the list, and as one text goes from hand to hand.

    `waits`: what each step waits for directly.
    """

    def __init__(self, playbook: Playbook) -> None:
        self._number = {name: number for number, name in enumerate(playbook.steps)}
        self.waits = {name: _waits(playbook, name) for name in playbook.steps}
        self._before = _closed(self.waits, self._number)

    def is_before(self, one: str, other: str) -> bool:
        """Whether step `one` is settled before step `other` opens, whatever is answered."""
        return bool(self._before[other] >> self._number[one] & 1)

    def listed(self) -> list[str]:
        """All steps, each behind what it waits for."""
        return list(self._before)


def _waits(playbook: Playbook, name: str) -> tuple[str, ...]:
    """What a step waits for directly; an approve or publish step also for the text it is about."""
    step = playbook.steps[name]
    before = tuple(other for other in playbook.predecessors[name] if other in playbook.steps)
    if step.kind not in (Kind.APPROVE, Kind.PUBLISH):
        return before
    hands_on = (Kind.DRAFT,) if step.kind is Kind.APPROVE else (Kind.DRAFT, Kind.APPROVE)
    path = playbook.path_of(step)
    return (*before, *[other.id for other in path[: path.index(step)] if other.kind in hands_on])


def _closed(waits: dict[str, tuple[str, ...]], number: dict[str, int]) -> dict[str, int]:
    """For each step all that is before it, as bits. Iterative: a list may have a thousand steps in one chain.

    Where steps wait for each other in a circle (a rule of its own says so), the circle is cut somewhere.
    """
    found: dict[str, int] = {}
    for start in waits:
        chain = [(start, iter(waits[start]))] if start not in found else []
        seen = {start}
        while chain:
            name, rest = chain[-1]
            deeper = next((other for other in rest if other not in found and other not in seen), None)
            if deeper is not None:
                seen.add(deeper)
                chain.append((deeper, iter(waits[deeper])))
                continue
            chain.pop()
            bits = 0
            for other in waits[name]:
                bits |= found.get(other, 0) | 1 << number[other]
            found[name] = bits
    return found


def never_both(playbook: Playbook, one: Step, other: Step) -> bool:
    """Whether no answer or fact lets both be needed, as far as two conditions held side by side can tell: a quick
    look that spares the walk over all paths, and that never says yes wrongly."""
    pairs = product(_conditions(playbook, one), _conditions(playbook, other))
    return any(_exclude(here, there) for here, there in pairs)


def _conditions(playbook: Playbook, step: Step) -> tuple[Condition, ...]:
    """What must hold for a step to be needed: its own `when`, and that of the only draft of its text."""
    drafts = playbook.drafts_for(step) if step.kind in (Kind.APPROVE, Kind.PUBLISH) else ()
    return (step.when, drafts[0].when) if len(drafts) == 1 else (step.when,)


def _exclude(one: Condition, other: Condition) -> bool:
    if not one.any_of or not other.any_of:
        return False
    return all(any(_differ(a, b) for a, b in product(*pair)) for pair in product(one.any_of, other.any_of))


def _differ(one: Test, other: Test) -> bool:
    if one.name != other.name:
        return False
    if one.unknown != other.unknown:
        return True
    if one.one_of is not None and other.one_of is not None:
        return not set(one.one_of) & set(other.one_of)
    return any(
        chosen is not None and shut is not None and set(chosen) <= set(shut)
        for chosen, shut in ((one.one_of, other.none_of), (other.one_of, one.none_of))
    )
