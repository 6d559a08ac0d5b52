"""A line of a file that holds a password is shown without it: reports of a check are kept and passed on."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.ui.findings.text import lines

LINE = '  ana: {loud: "mailtos://ana:summer24@mail.example"}'


def test_a_password_in_the_line_of_a_finding_is_not_shown() -> None:
    place = Place("team.yaml", 1, 15, 1, 51)
    found = Finding("secret-in-file", Severity.WARNING, "a password", "hide it", place=place)
    shown = "\n".join(lines([found], lambda _: LINE))
    assert "summer24" not in shown
    assert "mailtos://ana:********@mail.example" in shown
