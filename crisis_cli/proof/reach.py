"""Whether there is a path on which some steps are needed and others are not: a question without clocks."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.playbook import Playbook
from crisis_cli.proof.choices import Choice
from crisis_cli.proof.cone import Cone, Line, Lines, Question
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.truths import FALSE, TRUE, WAITING, all_of, any_of, certain

__all__ = ["LOOKS", "Question", "Unclear", "find_path", "path_where"]

LOOKS = 2_000
"""How many sets of choices are looked at before a question stays without an answer."""


class Unclear(Exception):
    """Nobody knows: more sets of choices than were to be looked at, or steps that wait for each other."""


def path_where(
    playbook: Playbook,
    standing: Standing,
    *,
    needed: Iterable[str] = (),
    passed: Iterable[str] = (),
    looks: int = LOOKS,
) -> tuple[Choice, ...] | None:
    """The choices on which all of `needed` and none of `passed` are needed: no more of them than it takes, so
    none if that is so on every path; None if it is so on no path. Raises Unclear."""
    return find_path(Graph(playbook, standing), Question(tuple(needed), tuple(passed)), looks=looks)


def find_path(graph: Graph, question: Question, *, looks: int = LOOKS) -> tuple[Choice, ...] | None:
    """The answer to a question, as of `path_where`. Raises Unclear."""
    if graph.order[1]:
        raise Unclear
    search = _Search(Cone(graph, question))
    todo: list[dict[str, int]] = [{}]
    while todo:
        if looks <= 0:
            raise Unclear
        looks -= 1
        chosen = todo.pop()
        verdict = search.look(chosen)
        if verdict is True:
            return search.told(chosen)
        if isinstance(verdict, str):
            count = len(search.cone.splits[verdict])
            todo += [{**chosen, verdict: number} for number in reversed(range(count))]
    return None


class _Search:
    """One question, and what is found of each member of its cone on the choices that are looked at."""

    def __init__(self, cone: Cone) -> None:
        self.cone = cone
        self.standing = cone.graph.standing
        self.found: dict[str, int] = {}
        self.open: dict[str, str] = {}
        self.chosen: dict[str, int] = {}

    # --- a look ----------------------------------------------------------------------------------------------

    def look(self, chosen: dict[str, int]) -> bool | str:
        """Whether these choices are the path, or cannot be; else the name to choose next."""
        self.chosen, self.found, self.open = chosen, {}, {}
        for name in self.cone.members:
            self.found[name] = self._needed(name)
            self.open[name] = self._open_need(name)
        question, following = self.cone.question, ""
        for goal in question.needed:
            reached = self._reached(goal)
            if not reached & TRUE:
                return False
            following = following or ("" if certain(reached) else self._open_step(goal))
        for goal in question.passed:
            reached = self._reached(goal)
            if reached == TRUE:
                return False
            further = self._open_step(goal) if reached & TRUE else ""
            if reached & TRUE and not further:
                return False
            following = following or further
        for lines, wanted in self.cone.conditions:
            truth = self._truth(lines)
            if not truth & wanted:
                return False
            following = following or ("" if certain(truth) else self._open(lines))
        return following or True

    def told(self, chosen: dict[str, int]) -> tuple[Choice, ...]:
        """These choices, without those that do not matter after all."""
        for name in list(chosen):
            fewer = {other: number for other, number in chosen.items() if other != name}
            if self.look(fewer) is True:
                chosen = fewer
        return tuple(self.cone.splits[name][number] for name, number in chosen.items())

    def _needed(self, name: str) -> int:
        """Whether a step is needed, whether or not the run is closed before it."""
        if name in self.standing.settled:
            return FALSE if name in self.standing.not_needed else TRUE
        truth = self._truth(self.cone.lines[name])
        drafts = self.cone.drafts.get(name)
        return all_of((truth, any_of(self.found[draft] for draft in drafts))) if drafts else truth

    def _reached(self, name: str) -> int:
        """Whether its turn comes: WAITING where it is needed, but the run is closed before it."""
        found = self.found[name]
        if not found & TRUE:
            return found
        for closer in self.cone.closers.get(name, ()):
            if self.found[closer] == TRUE:
                return found & FALSE | WAITING
            if self.found[closer] & TRUE:
                found |= WAITING
        return found

    def _truth(self, lines: Lines) -> int:
        if not lines:
            return TRUE
        return any_of([all_of([self._line_truth(line) for line in mapping]) for mapping in lines])

    def _line_truth(self, line: Line) -> int:
        number = self.chosen.get(line.name)
        value = line.any if number is None else line.each[number]
        if line.name not in self.found:
            return value
        reached = self._reached(line.name)
        found = value if reached & TRUE else 0
        if reached & FALSE:
            found |= line.never
        return found | (reached & WAITING)

    # --- what to choose next ---------------------------------------------------------------------------------

    def _open_step(self, name: str) -> str:
        """The first answer or fact, not chosen yet, that can change whether this step's turn comes."""
        others = (self.open[other] for other in self.cone.closers.get(name, ()))
        return next(filter(None, others), "") or self.open[name]

    def _open_need(self, name: str) -> str:
        """The same, for whether it is needed."""
        if certain(self.found[name]):
            return ""
        others = (self.open[draft] for draft in self.cone.drafts.get(name, ()))
        return next(filter(None, others), "") or self._open(self.cone.lines[name])

    def _open(self, lines: Lines) -> str:
        for mapping in lines:
            tried = [(line, self._line_truth(line)) for line in mapping]
            if certain(all_of(truth for _, truth in tried)):
                continue
            for line, truth in tried:
                if certain(truth):
                    continue
                if line.name in self.open and (following := self._open_step(line.name)):
                    return following
                if line.name in self.cone.splits and line.name not in self.chosen:
                    return line.name
        return ""
