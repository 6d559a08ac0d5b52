"""Which kind of file something is, and that kind's reader: playbook, scenario, team, watch or channels.

The tables of the kinds that are not playbooks are loaded when such a file is met.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.playbook import Playbook
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.places import Places
from crisis_cli.files.parsing.report import Report, described, quoted
from crisis_cli.files.playbook.reader import read_playbook, read_tree
from crisis_cli.files.shapes.reading import Names, Reading, usable

if TYPE_CHECKING:
    from crisis_cli.domain.accounts import Channels
    from crisis_cli.domain.scenario import Scenario
    from crisis_cli.domain.team import Team
    from crisis_cli.files.shapes.groups import Record


class DocumentKind(StrEnum):
    """What a file is, which is also the name of its first field."""

    PLAYBOOK = "playbook"
    SCENARIO = "scenario"
    TEAM = "team"
    WATCH = "watch"
    CHANNELS = "channels"


class Document:
    """What became of a file. `playbook` is there for a playbook of which something can run, `team`, `scenario` and
    `channels` for a file of that kind that could be read; `values` has the fields that could be read of every
    kind but a playbook."""

    def __init__(
        self,
        kind: DocumentKind,
        findings: tuple[Finding, ...],
        places: Places,
        text: str,
        *,
        values: dict[str, Any] | None = None,
        playbook: Playbook | None = None,
        team: Team | None = None,
        scenario: Scenario | None = None,
        channels: Channels | None = None,
    ) -> None:
        self.kind = kind
        self.findings = findings
        self.places = places
        self.text = text
        self.values = values or {}
        self.playbook = playbook
        self.team = team
        self.scenario = scenario
        self.channels = channels

    @property
    def sound(self) -> bool:
        """Whether nothing in it is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


_KINDS = tuple(DocumentKind)


def kind_of(data: bytes | str, file: str) -> DocumentKind:
    """What the file is, by its first field that is the name of a kind (a scenario names its playbook too); by what
    the file is called when it has none; else a playbook."""
    named = kinds_named(data)
    if not named:
        return _by_name(PurePath(file))
    first_is_playbook = named[0] is DocumentKind.PLAYBOOK
    return DocumentKind.SCENARIO if first_is_playbook and DocumentKind.SCENARIO in named else named[0]


def is_ours(data: bytes, file: str) -> bool:
    """Whether a YAML file that lies in a folder is of a kind that crisis knows: by its fields, or because of the
    folder that it lies in; a playbook whose first field is misspelt must not be passed over."""
    by_name = _by_name(PurePath(file)) in (DocumentKind.TEAM, DocumentKind.CHANNELS)
    if PurePath(file).parent.name in ("playbooks", "scenarios") or by_name:
        return True
    return bool(kinds_named(data))


def kinds_named(data: bytes | str) -> list[DocumentKind]:
    """The kinds whose names are fields at the left edge of the text, in the order in which they stand there."""
    data = b"\n" + (data.encode("utf-8", "replace") if isinstance(data, str) else data)
    found = [
        (at, kind, data[at + 1 : at + 200]) for kind in _KINDS if (at := data.find(b"\n%s:" % kind.encode())) >= 0
    ]
    if not found:
        import re  # quoted, in braces, with a space before the colon, after a byte order mark: rare

        text = data.decode("utf-8", "replace").replace("\ufeff", "", 1)
        pattern = r"""^(?:\{\s*)?["']?(playbook|scenario|team|watch|channels)["']?\s*:.*"""
        each = re.finditer(pattern, text, re.MULTILINE)
        found = [(one.start(), DocumentKind(one[1]), text[one.start(1) : one.end()].encode()) for one in each]
    return [kind for _, kind, line in sorted(found) if kind is not DocumentKind.CHANNELS or _has_name(line)]


def _has_name(line: bytes) -> bool:
    """Whether a name stands beside the field: other programs, such as conda, begin a list of channels so."""
    value = line.split(b"\n")[0].partition(b":")[2].strip()
    return value != b"" and value[:1] not in b"[{#&*|>-"


def _by_name(path: PurePath) -> DocumentKind:
    if path.parent.name == "scenarios":
        return DocumentKind.SCENARIO
    return DocumentKind(path.stem) if path.stem in ("team", "watch", "channels") else DocumentKind.PLAYBOOK


def read_document(data: bytes | str, file: str) -> Document:
    """Read what a file holds, whichever kind it is; any bytes at all end in findings."""
    kind = kind_of(data, file)
    if kind is DocumentKind.PLAYBOOK:
        loaded = read_playbook(data, file)
        return Document(kind, loaded.findings, loaded.places, loaded.text, playbook=loaded.playbook)
    report = Report(file)
    root, text = read_tree(data, report, "a scenario" if kind is DocumentKind.SCENARIO else f"a {kind} file")
    values: dict[str, Any] = {}
    team: Team | None = None
    scenario: Scenario | None = None
    channels: Channels | None = None
    if isinstance(root, MapNode):
        values = _table(kind).read(root, Reading(report, _names(kind, root, report))) or {}
        if kind is DocumentKind.TEAM:
            from crisis_cli.files.team.parts import team_from

            team = team_from(values)
        elif kind is DocumentKind.SCENARIO:
            from crisis_cli.files.scenario.parts import scenario_from

            scenario = scenario_from(values, text)
        elif kind is DocumentKind.CHANNELS:
            from crisis_cli.files.channels.parts import channels_from

            channels = channels_from(values)
    elif root is not None:
        message = f"found {described(root)}, expected the fields of a {kind}"
        report.error("wrong-type", root, message, f"start with {kind}: and its name")
    found, places = report.findings(root), Places(file, root)
    return Document(kind, found, places, text, values=values, team=team, scenario=scenario, channels=channels)


def _table(kind: DocumentKind) -> Record:
    if kind is DocumentKind.TEAM:
        from crisis_cli.files.team.fields import TEAM

        return TEAM
    if kind is DocumentKind.SCENARIO:
        from crisis_cli.files.scenario.fields import SCENARIO

        return SCENARIO
    if kind is DocumentKind.CHANNELS:
        from crisis_cli.files.channels.fields import CHANNELS

        return CHANNELS
    from crisis_cli.files.watch.fields import WATCH

    return WATCH


_NAMED = {"people": "person", "injects": "inject", "objectives": "objective", "sources": "source"}
"""By field: what its entries define; a list's items by their id."""


def _names(kind: DocumentKind, root: MapNode, report: Report) -> Names:
    """The names that the file defines, with a finding for every id given twice."""
    names = Names()
    for field, what in _NAMED.items():
        group = root.entries[field][1] if field in root.entries else None
        if isinstance(group, MapNode) and kind is DocumentKind.TEAM:
            names.nodes[what] = {name: key for name, (key, _) in group.entries.items() if usable(name)}
        elif isinstance(group, ListNode) and kind is not DocumentKind.TEAM:
            for item in group.items:
                _define(item, what, names, report)
    return names


def _define(item: Node, what: str, names: Names, report: Report) -> None:
    id_ = item.entries["id"][1] if isinstance(item, MapNode) and "id" in item.entries else None
    if not isinstance(id_, Scalar) or not usable(id_.value):
        return
    name, known = id_.value, names.of(what)
    if name in known:
        message = f"{what} {quoted(name)} is defined for the second time"
        hint = "give one of the two another id"
        report.error("duplicate", id_, message, hint, [("the first is here", known[name])])
        return
    known[name] = id_
