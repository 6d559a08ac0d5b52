"""Every template looked at by one child process: what it uses, without rendering it, then a sample of each.

    with TemplateCheck([folders]) as check:      # the child starts and loads jinja2 beside the caller's own work
        uses = check.uses[0]                      # by (language, name), for the first list of folders
        found = [*check.findings, *check.render([Sample(0, "en", "holding", playbook.facts)])]

The caller never loads jinja2. A child that dies, or hangs, is a finding about the template it died of.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.domain.parts import FactSpec
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.files.parsing.report import printable
from crisis_cli.files.templates.process import TemplateProcess

_MOST_DEATHS = 3
_ENDING = ".txt.j2"

Uses = Mapping[tuple[str, str], TemplateUse]
"""What every template uses, by language and name."""


class Sample(NamedTuple):
    """A template to be rendered with sample facts: which list of folders it is looked for in, and the facts of
    the first playbook that uses it."""

    shelf: int
    language: str
    name: str
    facts: Mapping[str, FactSpec]


class TemplateCheck:
    """`shelves` are lists of folders, each searched in order as a run would. `process`: a child that was started
    already, while there was something else to load; it is ended here. `only`: names among which are those that
    the statements name, where no other template is asked for.

    Nothing is raised for a bad template; a child that cannot start is a finding too.
    """

    def __init__(
        self,
        shelves: Sequence[Sequence[Path]],
        process: TemplateProcess | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        self._shelves = [[str(folder) for folder in shelf] for shelf in shelves]
        self._deaths = 0
        self._process = process or TemplateProcess()
        self.looked_at_all = only is None
        self._process.say({"check": self._shelves, **({"only": list(only)} if only is not None else {})})

    def __enter__(self) -> TemplateCheck:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @property
    def uses(self) -> Sequence[Uses]:
        """For each list of folders, what every template of every language uses; waits for the child."""
        return self._answer[0]

    def wait(self) -> None:
        """Until the child has answered: of several processes that listened, each would get a part of it."""
        _ = self._answer

    def look_at_all(self) -> None:
        """Look at every template, whatever `only` said: a name that none of them has may be near to another's."""
        if not self.looked_at_all and not self._deaths:
            self.looked_at_all = True
            self._process.say({"check": self._shelves})
            del self._answer

    def broken(self, shelf: int) -> Mapping[tuple[str, str], str]:
        """The templates of a list of folders that are there and have errors, by language and name: their files."""
        found: dict[tuple[str, str], str] = {}
        wrong = [one.place.file for one in self.findings if one.place and one.severity is Severity.ERROR]
        for folder in self._shelves[shelf]:
            for file in wrong:
                inside = file.removeprefix(folder + os.sep).split(os.sep)
                if file.startswith(folder + os.sep) and len(inside) == 2 and inside[1].endswith(_ENDING):
                    found.setdefault((inside[0], inside[1].removesuffix(_ENDING)), file)
        return found

    @property
    def findings(self) -> Sequence[Finding]:
        """What is wrong in the templates themselves, whoever uses them."""
        return self._answer[1]

    def render(self, samples: Iterable[Sample]) -> list[Finding]:
        """What goes wrong when these are rendered; those with errors already are passed over, and so is what is
        asked for a second time."""
        wrong = {one.place.file for one in self.findings if one.place and one.severity is Severity.ERROR}
        orders: dict[tuple[int, str, str], tuple[TemplateUse, dict[str, Any]]] = {}
        for one in samples:
            key = (one.shelf, one.language, one.name)
            use = self.uses[one.shelf].get((one.language, one.name))
            if use is not None and key not in orders and not wrong.intersection(use.files):
                orders[key] = (use, self._order(one, use))
        waiting = list(orders.values())
        found: list[Finding] = []
        while waiting:
            done, here = self._tried(waiting)
            found += here
            waiting = waiting[done:]
            if waiting and self._deaths >= _MOST_DEATHS:
                names = f"{len(waiting)} more templates were" if len(waiting) > 1 else "this template was"
                message = f"{names} not rendered, because others before did not come to an end"
                return [*found, error("template-render", _top(waiting[0][0].file), message, _MEND_FIRST)]
            if waiting:
                self._process = TemplateProcess()
        return found

    def close(self) -> None:
        """End the child, whatever it does."""
        self._process.close()

    def _heard(self) -> dict[str, Any] | None:
        answer = self._process.hear()
        self._deaths += answer is None
        return answer

    @cached_property
    def _answer(self) -> tuple[Sequence[Uses], Sequence[Finding]]:
        answer = self._heard()
        if answer is None:
            folder = next(
                (folder for shelf in self._shelves for folder in shelf if os.path.isdir(folder)), "templates"
            )
            message = (
                f"the templates could not be looked at: the process that reads them failed ({self._process.why})"
            )
            hint = "look for a template that was changed last, or run it again"
            return [{} for _ in self._shelves], (error("template-unreadable", _top(folder), message, hint),)
        every = [
            {
                (language, one["name"]): _use(language, one)
                for language, templates in shelf.items()
                for one in templates
            }
            for shelf in answer["uses"]
        ]
        found = [
            Finding(
                one["rule"],
                Severity(one["severity"]),
                _bounded(one["message"]),
                _bounded(one["hint"]),
                place=_place(*one["where"]),
            )
            for one in answer["findings"]
        ]
        found.sort(key=lambda one: (one.place.file, one.place.line, one.place.column) if one.place else ("", 0, 0))
        broken = [one.place.file for one in found if one.place and one.severity is Severity.ERROR]
        uses = [_of_one_hand(uses, shelf, broken) for uses, shelf in zip(every, self._shelves, strict=True)]
        return uses, tuple(found)

    def _order(self, sample: Sample, use: TemplateUse) -> dict[str, Any]:
        facts: dict[str, Any] = {name: {"ask": name} for name in use.facts}  # one that is missing has its finding
        for name, spec in sample.facts.items():
            facts[name] = {"ask": spec.ask, "type": spec.type, "choices": dict(spec.choices), "min": spec.min}
        folders = self._shelves[sample.shelf]
        return {"folders": folders, "language": sample.language, "name": sample.name, "facts": facts}

    def _tried(self, waiting: Sequence[tuple[TemplateUse, dict[str, Any]]]) -> tuple[int, list[Finding]]:
        """How many were tried, and what was found, until all are done or the child dies."""
        self._process.say({"render": [order for _, order in waiting]})
        found: list[Finding] = []
        for done, (use, _) in enumerate(waiting):
            answer = self._heard()
            if answer is None:
                message = "this template did not come to an end, or took too much memory"
                found.append(error("template-render", _top(use.file), message, "look for a loop in it"))
                return done + 1, found
            for state, message, hint, file, line in answer["failed"]:
                place = _place(file, line, 1, 2) if file else _top(use.file)
                words = f"when the facts are {state}: {message}"
                found.append(error("template-render", place, words, hint))
        return len(waiting), found


_MEND_FIRST = "put those right first, then look again"


def _of_one_hand(uses: Uses, folders: Sequence[str], broken: Sequence[str]) -> Uses:
    """The templates without the wordings, for a channel or in a language, that come from a later folder than
    others of the same text: a team that writes its own text does not want those of another hand beside it."""

    def rank(file: str) -> int:
        return next(
            (number for number, folder in enumerate(folders) if file.startswith(folder + os.sep)), len(folders)
        )

    first: dict[str, int] = {}
    bases = [(use.base, use.file) for use in uses.values()]
    for base, file in (*bases, *((os.path.basename(file).split(".")[0], file) for file in broken)):
        first[base] = min(rank(file), first.get(base, len(folders)))
    return {key: use for key, use in uses.items() if rank(use.file) == first[use.base]}


def _use(language: str, found: Mapping[str, Any]) -> TemplateUse:
    named = {fact: tuple(_place(*place) for place in places) for fact, places in found["facts"].items()}
    return TemplateUse(
        name=found["name"],
        language=language,
        file=found["file"],
        facts=frozenset(named),
        words=frozenset(found["words"]),
        gaps=found["gaps"],
        sha256=found["sha256"],
        files=tuple(found["files"]),
        named=named,
    )


def _place(file: str, line: int, column: int, end: int) -> Place:
    return Place(file, line, column, line, end)


def _top(file: str) -> Place:
    return Place(file, 1, 1, 1, 2)


def _bounded(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= 400 else f"{shown[:400]}..."


def error(rule: str, place: Place, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, _bounded(message), _bounded(hint), place=place)
