"""Any text becomes a tree of raw text or findings, the same with libyaml and without it."""

from pathlib import Path

import pytest
import yaml

from crisis_cli.domain.findings import Finding
from crisis_cli.files.parsing import tree
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node, Scalar
from crisis_cli.files.parsing.report import Report, routes_of
from crisis_cli.files.parsing.source import decode, without_refused
from crisis_cli.files.parsing.tree import PureParser, grow, parser_for

PLAYBOOKS = Path(__file__).parents[2] / "playbooks"


def grown(data: bytes, *, pure: bool = False) -> tuple[Node | None, tuple[Finding, ...]]:
    report = Report("x.yaml")
    report.text = decode(data, report)
    text = without_refused(report.text, report)
    root = grow(text, report, PureParser(text) if pure else None)
    return root, report.findings(root)


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    if isinstance(node, MapNode):
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    return None


def test_nothing_is_resolved_to_another_type() -> None:
    root, findings = grown(b"on: 12:30\nyes: ~\n1: 0x1F\ndate: 2026-11-22\nempty:\n")
    assert plain(root) == {"on": "12:30", "yes": "~", "1": "0x1F", "date": "2026-11-22", "empty": ""}
    assert findings == ()


@pytest.mark.parametrize("path", sorted(PLAYBOOKS.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_both_parsers_give_the_same_verdict_and_the_same_tree(path: Path) -> None:
    data = path.read_bytes()
    with_libyaml, without = grown(data), grown(data, pure=True)
    assert bool(with_libyaml[1]) == bool(without[1])
    if not any(found.rule == "quotes" for found in with_libyaml[1]):  # libyaml alone reads that, so it is refused
        assert plain(with_libyaml[0]) == plain(without[0])
        assert [found.rule for found in with_libyaml[1]] == [found.rule for found in without[1]]


def test_the_tree_is_the_one_that_yaml_itself_builds() -> None:
    data = (PLAYBOOKS / "good" / "contaminated-product.yaml").read_bytes()
    assert plain(grown(data)[0]) == yaml.load(data, Loader=yaml.BaseLoader)


def test_without_libyaml_the_pure_parser_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree.yaml, "__with_libyaml__", False)
    assert isinstance(parser_for("a: b"), PureParser)


def test_lines_and_columns_count_characters_from_one() -> None:
    root, findings = grown("ключ: 😀 b\nя: x\nя: y\n".encode())
    assert isinstance(root, MapNode)
    (found,) = findings
    assert str(found.place) == "x.yaml:3:1"
    assert [str(other.place) for other in found.related] == ["x.yaml:2:1"]


def test_every_node_has_a_route() -> None:
    root, _ = grown(b"a: [x, {b: y}]\n")
    assert root is not None
    assert set(routes_of(root).values()) == {(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b")}


def test_a_directory_of_line_ends_keeps_its_places() -> None:
    assert [str(found.place) for found in grown(b"a: 1\r\nb: 2\r\na: 3\r\n")[1]] == ["x.yaml:3:1"]
