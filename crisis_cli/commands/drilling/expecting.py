"""What must come of a drill that plays itself, as a file says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisis_cli.commands.scenarios import Playable
from crisis_cli.domain.incident import Incident
from crisis_cli.errors import PlaybookUnreadable, UsageError
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import Report

if TYPE_CHECKING:
    from crisis_cli.review.drill.rated import Rated

RATINGS = ("P", "S", "M", "U", "-")
STATUSES = ("waiting", "open", "done", "skipped", "not_needed")

FORM = "objectives: {first-word: [P, S]}, or steps: {recall: done}"
"""What such a file looks like, for whoever wrote another."""


class Expected(NamedTuple):
    """By objective the ratings that will do (`-`: not evaluated), and by step the statuses:

    objectives: {first-word: P, put-right: [S, M]}
    steps: {publish-holding: done, press-desk: [done, open]}
    """

    objectives: dict[str, tuple[str, ...]]
    steps: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, path: Path, given: Playable) -> Expected:
        """The file, YAML or JSON; raises PlaybookUnreadable with each place where something is wrong in it."""
        from crisis_cli.files.disk import read_regular
        from crisis_cli.files.parsing.source import MAX_BYTES
        from crisis_cli.files.playbook.reader import read_tree

        report = Report(str(path))
        root, text = read_tree(read_regular(path, MAX_BYTES), report)
        objectives = {one.id for one in given.scenario.objectives}
        reading = _Reading(report)
        found = cls(
            dict(reading.group(root, "objectives", objectives, RATINGS)),
            dict(reading.group(root, "steps", set(given.playbook.steps), STATUSES)),
        )
        findings = report.findings(root)
        if findings:
            raise PlaybookUnreadable(f"{path} does not say what is expected.", findings, FORM, text)
        if not (found.objectives or found.steps):
            raise UsageError(f"{path} expects nothing.", FORM)
        return found

    def otherwise(self, incident: Incident, rated: Sequence[Rated]) -> list[str]:
        """What came otherwise, a sentence each; empty when all is as it must be."""
        counts = {one.objective.id: one.counts or "-" for one in rated}
        statuses = {step: incident.state(step).status.value for step in self.steps}
        return [
            f"expected {name}: {' or '.join(wanted)}; found {found.get(name, '-')}"
            for wish, found in ((self.objectives, counts), (self.steps, statuses))
            for name, wanted in wish.items()
            if found.get(name, "-") not in wanted
        ]


class _Reading:
    def __init__(self, report: Report) -> None:
        self._report = report

    def group(
        self, root: Node | None, field: str, names: set[str], words: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The entries of one field."""
        node = root.entries[field][1] if isinstance(root, MapNode) and field in root.entries else None
        for name, (key, value) in node.entries.items() if isinstance(node, MapNode) else ():
            if name not in names:
                self._report.error(
                    "unknown-name", key, f'there is no "{name}" among the {field}', "check its name"
                )
            items = value.items if isinstance(value, ListNode) else [value]
            said = tuple(item.value for item in items if isinstance(item, Scalar))
            if not said or set(said) - set(words):
                self._report.error("wrong-type", value, f"expected one of {', '.join(words)}", "or a list of them")
            yield name, said
