"""A finding's place, before and after a file knows its line."""

from __future__ import annotations

from crisis_cli.domain.findings import Place, show_route


def test_a_route_reads_like_the_document() -> None:
    assert show_route(("steps", 3, "role")) == "steps[3].role"
    assert show_route(("roles",)) == "roles"
    assert show_route(()) == ""


def test_a_place_reads_file_line_and_column() -> None:
    assert str(Place("spill.yaml", 12, 5, 12, 9)) == "spill.yaml:12:5"
