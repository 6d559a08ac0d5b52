"""`crisis preapprove`: a yes beforehand, written into a playbook's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain.statement import text_hash
from tests.commands.conftest import Crisis
from tests.rules.checked import FRAME

TEMPLATE = "We look into {{ fact.situation }}. We speak again at {{ next_update }}.\n"
FLOW = "  holding: {template: holding_general,"
BLOCK = """  holding:  # the first word
    template: holding_general  # short
    speaker: ceo
    approvals: [{any: [ceo, coo]}]
    channels: [x, website]
"""


@pytest.fixture
def playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's own playbook, with the template of its first statement beside it."""
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "templates/en").mkdir(parents=True)
    (tmp_path / "templates/en/holding_general.txt.j2").write_text(TEMPLATE)
    path = tmp_path / "playbooks/frame.yaml"
    path.write_text(FRAME)
    monkeypatch.chdir(tmp_path)
    return path


def block_style(text: str) -> str:
    before, _, after = text.partition(FLOW)
    return before + BLOCK + after.split("\n", 1)[1]


@pytest.mark.parametrize("block", [False, True])
def test_the_standing_approval_stands_in_the_file_and_the_rest_stays(
    crisis: Crisis, playbook: Path, block: bool
) -> None:
    if block:
        playbook.write_text(block_style(FRAME))
    before = playbook.read_text()
    crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01")
    after = playbook.read_text()
    sha = text_hash(TEMPLATE)
    words = f"preapproved: {{by: ceo, until: 2099-05-01, sha256: {sha}, slots: [next_update, situation]}}"
    assert after.count(words) == 1
    assert after.replace(f"\n    {words}" if block else f", {words}", "") == before
    crisis("preapprove", "holding", "--by", "coo", "--until", "2099-06-01")
    assert playbook.read_text() == after.replace("by: ceo, until: 2099-05-01", "by: coo, until: 2099-06-01")
    assert "standing-approval" not in crisis("validate", code=None).out


def test_a_changed_template_is_told_by_validate(crisis: Crisis, playbook: Path) -> None:
    crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01")
    Path("templates/en/holding_general.txt.j2").write_text(TEMPLATE.replace("look", "LOOK"))
    assert "standing-approval-changed" in crisis("validate", code=1).out
    assert playbook.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "lead", "--until", "2099-05-01"), "may not say yes"),
        (("--by", "ceo", "--until", "2020-05-01"), "has passed"),
        (("--by", "ceo", "--until", "soon"), "no date"),
        (("--by", "ceo", "--until", "2099-05-01", "--playbook", "blank"), "came with the program"),
    ],
)
@pytest.mark.usefixtures("playbook")
def test_what_cannot_be_is_said_in_words(crisis: Crisis, words: tuple[str, ...], said: str) -> None:
    assert said in crisis("preapprove", "holding", *words, code=2).err


def test_every_file_that_the_yes_binds_is_shown(crisis: Crisis, playbook: Path) -> None:
    Path("templates/en/holding_general.txt.j2").write_text('{% include "part.txt.j2" %}\n' + TEMPLATE)
    Path("templates/en/part.txt.j2").write_text("We are sorry.\n")
    told = crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01").err
    assert "We are sorry." in told
    assert "We look into" in told
    assert "standing-approval" not in crisis("validate", code=None).out
    Path("templates/en/part.txt.j2").write_text("We are not sorry.\n")
    assert "standing-approval-changed" in crisis("validate", code=1).out
    assert playbook.exists()


def test_a_part_that_is_not_named_plainly_cannot_be_approved_beforehand(crisis: Crisis, playbook: Path) -> None:
    Path("templates/en/holding_general.txt.j2").write_text('{% include "\\x70art.txt.j2" %}\n' + TEMPLATE)
    Path("templates/en/part.txt.j2").write_text("We are sorry.\n")
    refused = crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01", code=3).err
    assert "Which files" in refused
    assert playbook.read_text() == FRAME


def test_the_template_is_that_of_the_playbooks_language(crisis: Crisis, playbook: Path) -> None:
    playbook.write_text(FRAME + "\nlanguage: fr\n")
    french = "Nous examinons {{ fact.situation }}. Nous reprendrons la parole à {{ next_update }}.\n"
    Path("templates/fr").mkdir()
    Path("templates/fr/holding_general.txt.j2").write_text(french)
    told = crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01").err
    assert "Nous examinons" in told
    assert text_hash(french) in playbook.read_text()


def test_a_template_with_gaps_cannot_be_approved_beforehand(crisis: Crisis, playbook: Path) -> None:
    Path("templates/en/holding_general.txt.j2").write_text("[[ your words ]]\n")
    assert "gap" in crisis("preapprove", "holding", "--by", "ceo", "--until", "2099-05-01", code=3).err
    assert playbook.read_text() == FRAME
