"""`[legal]` in front of a line: seen by whoever approves, and never sent."""

from __future__ import annotations

from crisis_cli.domain.legal_marks import blanked_legal_marks, legal_lines, mark_widths, without_legal_marks
from crisis_cli.domain.variants import variants, wordings_for

TEXT = "I am sorry.\n[legal] Recall under Article 14.\n  [Legal]Return it [legal] today.\n"


def test_the_marks_go_and_the_lines_stay() -> None:
    assert without_legal_marks(TEXT) == "I am sorry.\nRecall under Article 14.\nReturn it [legal] today.\n"
    assert legal_lines(TEXT) == ["Recall under Article 14.", "Return it [legal] today."]


def test_a_mark_is_known_by_its_line_and_its_width() -> None:
    assert mark_widths(TEXT) == {2: 8, 3: 9}
    assert len(blanked_legal_marks(TEXT)) == len(TEXT)


def test_any_end_of_line_will_do() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"One.{end}[legal] Two.{end}"
        assert without_legal_marks(text) == f"One.{end}Two.{end}"
        assert mark_widths(text) == {2: 8}


def test_what_goes_out_has_no_mark_and_what_is_written_keeps_it() -> None:
    text = f"=== x · en ===\n{TEXT}"
    assert "[legal]" in variants(text)[0].text
    (sent,) = wordings_for(text, "x")
    assert sent.text.splitlines()[1] == "Recall under Article 14."
    assert wordings_for("[legal]\n\nWe stopped.\n", "x")[0].text == "We stopped.\n"
