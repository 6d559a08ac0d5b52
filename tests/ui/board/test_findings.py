"""What a check finds, on the board: while somebody writes, before they hand it on, before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.ui.board.editor import Editor
from tests.fakes import FakeClock
from tests.ui.board.boards import TEXT, Driver, Night, board_on, eleven_minutes_in

BAD = {
    "mistakes were made": ("mistakes-were-made", Severity.ERROR, "says nobody made them"),
    "if anyone": ("sorry-if", Severity.ERROR, "is an apology with a condition"),
    "very": ("stock-phrase", Severity.WARNING, "says nothing"),
    "[[ shops ]]": ("unfilled-gap", Severity.ERROR, "still waits for its words"),
}
HINT = 'Say who made them: "we did not test the batch".'


def found_in(text: str) -> list[Finding]:
    """What a check of these few words finds, in writing order."""
    found: list[tuple[int, Finding]] = []
    for words, (rule, severity, what) in BAD.items():
        at = text.find(words)
        if at >= 0:
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            place = Place("holding", line, column, line, column + len(words))
            found.append((at, Finding(rule, severity, f'"{words}": {what}', HINT, place=place)))
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def checked(night: Night, text: str) -> list[Finding]:
    """The same, without what somebody lives with in this run."""
    night.session.refresh()
    waived = {waiver.rule for waiver in night.session.incident.statement("holding").waivers}
    return [finding for finding in found_in(text) if finding.rule not in waived]


def errors_in_the_journal(night: Night) -> Sequence[Finding]:
    """What the engine refuses."""
    version = night.session.incident.statement("holding").current
    found = checked(night, version.text) if version is not None else []
    return [finding for finding in found if finding.severity is Severity.ERROR]


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in, with a check that knows a few phrases."""
    night = eleven_minutes_in(clock, tmp_path)
    night.found = lambda text: checked(night, text)
    night.errors = lambda: errors_in_the_journal(night)
    return night


def editor(driven: Driver) -> Editor:
    """The editor that is open."""
    assert isinstance(driven.board.screen, Editor), driven.board.screen
    return driven.board.screen


def foot(driven: Driver) -> str:
    """What stands under the text, as one line."""
    from crisis_cli.ui.board.spans import plain

    return " ".join(" ".join(plain(row) for row in editor(driven).foot.lines).split())


async def in_dialog(driven: Driver, key: str) -> None:
    """A key of the editor that opens a question."""
    await driven.pilot.press(key)
    while isinstance(driven.board.screen, Editor):
        await driven.pilot.pause(0.005)
    await driven.quiet()


BOTH = "We know that mistakes were made.\nSorry if anyone was very upset.\n"


async def test_opening_the_editor_says_what_a_check_finds_under_the_clocks(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert '! 2 errors, 1 warning ctrl+n: line 1: "mistakes were made": says nobody made them' in foot(driven)
        assert HINT in foot(driven)
        assert driven.lines()[0].endswith("min left (by 03:09)")


async def test_ctrl_n_goes_from_finding_to_finding_and_typing_replaces_the_words(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+n")
        assert editor(driven).area.selected_text == "mistakes were made"
        assert '! error, line 1: "mistakes were made": says nobody made them' in foot(driven)
        assert "1 of 3 mistakes-were-made ctrl+l = live with it" in foot(driven)
        await driven.press("f3")
        assert editor(driven).area.selected_text == "if anyone"
        await driven.press("ctrl+n")
        assert "? warning, line 2" in foot(driven)
        await driven.press("ctrl+n")
        assert editor(driven).area.selected_text == "mistakes were made", "behind the last comes the first"
        await driven.type("we did not test it")
        assert editor(driven).area.text.startswith("We know that we did not test it.\n")


async def test_ctrl_n_goes_to_the_errors_first_and_ctrl_p_back(night: Night) -> None:
    night.act(i.Draft("holding", "It is very late.\nSorry if anyone saw.\nThen mistakes were made.\n"))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+n")
        assert editor(driven).area.selected_text == "if anyone"
        await driven.press("ctrl+n")
        assert editor(driven).area.selected_text == "mistakes were made"
        await driven.press("ctrl+n")
        assert editor(driven).area.selected_text == "very"
        await driven.press("ctrl+p", "ctrl+p")
        assert editor(driven).area.selected_text == "if anyone"
        await driven.press("left", "up", "ctrl+p")
        assert editor(driven).area.selected_text == "mistakes were made", "before the first comes the last"


async def test_the_editor_says_where_the_cursor_is_and_how_long_that_wording_is(night: Night) -> None:
    two = "=== website · en ===\nThree people are ill.\n\n=== x · fr ===\nmistakes were made.\n"
    night.act(i.Draft("holding", two))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "down")
        assert "line 2 of website · en: 21 characters" in foot(driven)
        assert 'ctrl+n: x · fr, line 5: "mistakes were made"' in foot(driven)
        await driven.press("down", "down", "down")
        assert "line 5 of x · fr: 19 characters" in foot(driven)


async def test_advice_that_needs_a_second_line_has_it_where_there_is_room(night: Night) -> None:
    words = "say what you did and by when, so that a reader knows what to expect; then say who answers for it"
    place = Place("holding", 1, 1, 1, 3)
    night.found = lambda _: [Finding("missing-action", Severity.ERROR, "no action", words, place=place)]
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert words in foot(driven)


async def test_from_the_cursor_on_comes_the_next_finding(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "down")
        assert 'ctrl+n: line 2: "if anyone"' in foot(driven)
        await driven.press("ctrl+n", "right")
        assert "1 of 3" not in foot(driven), "who moves on is not kept at the finding"


async def test_what_was_found_in_another_text_is_not_shown(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("We ")
        assert "error" not in foot(driven)
        assert "looks again when you pause or save" in foot(driven)
        editor(driven)._each_second()
        await driven.quiet()
        assert "error" not in foot(driven), "the text has not been still for a second"
        editor(driven)._each_second()
        await driven.quiet()
        assert "2 errors" in foot(driven)


async def test_saving_checks_and_the_findings_stand_under_what_was_saved(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert "Checked: nothing found." in foot(driven)
        await driven.type("mistakes were made. ")
        await driven.press("ctrl+s")
        assert "Saved." in foot(driven)
        assert "! 1 error ctrl+n: line 1" in foot(driven)


async def test_a_gap_is_told_once_by_the_way_to_it(night: Night) -> None:
    night.act(i.Draft("holding", "We know of [[ shops ]] where mistakes were made.\n"))
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert "1 to fill in (Tab goes there): [[ shops ]]" in foot(driven)
        assert "! 1 error ctrl+n" in foot(driven)
        assert "still waits" not in foot(driven)


async def test_a_fact_that_changes_has_the_text_checked_again(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        night.found = lambda text: found_in("mistakes were made") if "three" in text else []
        night.act(i.RecordFact("people_ill", 5, "confirmed", "a hospital"))
        await driven.quiet()
        editor(driven)._each_second()
        await driven.quiet()
        assert "! 1 error" in foot(driven)


async def test_a_check_that_fails_lets_people_write_and_says_so(night: Night) -> None:
    def fails(_: str) -> list[Finding]:
        raise RuntimeError("no lexicon")

    night.found = fails
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert "Not checked: no lexicon" in foot(driven)
        await driven.press("ctrl+n")
        assert "could not be checked: no lexicon" in foot(driven)
        await driven.type("Mine. ")
        await driven.press("f2")
        assert night.told(e.StepDone)


async def test_f2_says_once_what_will_keep_it_from_going_out(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "f2")
        said = "2 errors will keep this from going out. F2 again hands it on all the same. The first: line 1"
        assert said in foot(driven)
        assert not night.told(e.StepDone)
        await driven.press("f2")
        assert night.told(e.StepDone)[-1] == e.StepDone("write-holding", 1)


async def test_ctrl_l_lives_with_the_finding_that_is_shown_and_asks_why(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+l")
        assert "ctrl+n goes to a finding" in foot(driven)
        await driven.press("ctrl+n")
        await in_dialog(driven, "ctrl+l")
        assert 'It covers "mistakes were made" in this round.' in " ".join(driven.dialog())
        await driven.press("enter")
        assert "needs a reason" in " ".join(driven.dialog())
        await driven.type("counsel wants it")
        await driven.press("enter")
        await driven.quiet()
        waived = e.FindingWaived("holding", 1, "mistakes-were-made", "mistakes were made", "counsel wants it")
        assert night.told(e.FindingWaived) == [waived]
        assert "in spite of mistakes-were-made" in foot(driven)
        assert "! 1 error, 1 warning" in foot(driven)


async def test_a_finding_about_the_whole_text_is_lived_with_by_its_rule_alone(night: Night) -> None:
    place = Place("holding", 1, 1, 1, 2)
    night.found = lambda _: [Finding("missing-action", Severity.ERROR, "what you do now", place=place)]
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+n")
        assert editor(driven).area.selected_text == "", "typing must not eat the first letter"
        await in_dialog(driven, "ctrl+l")
        assert "It covers all of missing-action in this round." in " ".join(driven.dialog())
        await driven.type("later")
        await driven.press("enter")
        assert night.told(e.FindingWaived) == [e.FindingWaived("holding", 1, "missing-action", "", "later")]


async def test_the_findings_leave_room_for_the_text_on_any_screen(night: Night) -> None:
    night.act(i.Draft("holding", BOTH))
    for width, height in ((20, 5), (40, 12), (80, 24), (160, 50)):
        async with board_on(night.parts(), (width, height)) as driven:
            await driven.press("e", "enter")
            for _ in range(3):
                assert len(driven.lines()) == height
                assert len(editor(driven).foot.lines) <= max(height // 3, 2)
                assert height < 10 or "We know that" in driven.lines()[2]
                await driven.press("ctrl+n")
            await driven.press("escape")


async def test_a_finding_at_the_foot_of_a_long_text_comes_into_sight(night: Night) -> None:
    night.act(i.Draft("holding", "We know.\n" * 60 + "Here mistakes were made.\n"))
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+n")
        await driven.pilot.pause()
        assert any("Here mistakes were made." in row for row in driven.lines()[2:-4])


def written(night: Night, text: str) -> None:
    """The text is written; the approver's turn."""
    night.act(i.Edit("holding", text))
    night.act(i.Complete("write-holding"))


async def test_an_approver_sees_what_keeps_it_from_going_out_and_may_say_yes(night: Night) -> None:
    written(night, BOTH)
    night.act(i.Waive("holding", "sorry-if", "if anyone", "counsel wants it"), "bert")
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla"), (100, 40)) as driven:
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "This text cannot go out before 1 error is mended" in page
        assert '! error, line 1: "mistakes were made": says nobody made them' in page
        assert "? warning, line 2" in page
        assert 'bert: sorry-if "if anyone", because counsel wants it' in page
        await driven.press("y")
        assert night.told(e.StatementApproved)


async def test_an_approver_who_sees_a_text_again_sees_which_wording_changed(night: Night) -> None:
    both = "=== x · en ===\nThree are ill.\n\n=== x · fr ===\nTrois malades.\n"
    written(night, both)
    night.act(i.Complete("warn-ceo"), "Carla")
    night.act(i.Reject("holding", "count again"), "Carla")
    written(night, both.replace("Trois", "Quatre"))
    async with board_on(night.parts("Carla"), (100, 40)) as driven:
        await driven.press("enter")
        page = [row.strip() for row in driven.dialog()]
        at = page.index("x · fr:")
        assert page[at + 1] == "[-Trois-] {+Quatre+} malades."
        assert page.index("THE WHOLE TEXT:") > at


async def test_what_holds_a_text_back_and_what_is_lived_with_stands_before_a_long_text_with_its_channel(
    night: Night,
) -> None:
    long = "Three are ill.\n" * 60
    text = (
        f"=== website · en ===\n{long}It is very late.\n\n=== x · fr ===\nSorry if anyone. mistakes were made.\n"
    )
    written(night, text)
    night.act(i.Waive("holding", "sorry-if", "if anyone", "counsel wants it"), "bert")
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "This text cannot go out on x before 1 error is mended" in page
        assert '! error, x · fr, line 65: "mistakes were made"' in page
        assert 'bert: sorry-if "if anyone", because counsel wants it' in page
        assert "The check also found 1 warning: under the text." in page
        assert "Three are ill." in page


def approved(night: Night, text: str) -> None:
    """The text has its yes; the publisher's turn."""
    written(night, text)
    night.act(i.Approve("holding"), "Carla")


async def test_publishing_a_text_with_errors_offers_to_live_with_each_before_it_asks_for_an_address(
    night: Night,
) -> None:
    approved(night, BOTH)
    async with board_on(night.parts(), (100, 30)) as driven:
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "This text cannot go out before 2 errors are mended or lived with" in page
        await driven.press("1")
        page = "\n".join(driven.dialog())
        assert "2 errors in the holding statement for x and website" in page
        assert HINT in page
        assert "1  mend it in the editor" in page
        assert "2  live with line 1, mistakes-were-made" in page
        await driven.press("2")
        await driven.type("counsel wants it")
        await driven.press("enter")
        assert "1 error in the holding statement" in "\n".join(driven.dialog())
        await driven.press("2")
        await driven.type("no time")
        await driven.press("enter")
        assert "at which address?" in "\n".join(driven.dialog())
        await driven.press("enter", "enter", "y")
        assert [post.channel for post in night.told(e.StatementPosted)] == ["x", "website"]
        assert [waived.rule for waived in night.told(e.FindingWaived)] == ["mistakes-were-made", "sorry-if"]


async def test_publishing_a_text_with_errors_leads_to_the_editor_or_back(night: Night) -> None:
    approved(night, BOTH)
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "2", "escape")
        assert not night.told(e.StatementPosted)
        await driven.press("enter", "2", "1")
        await driven.quiet()
        assert editor(driven).area.text == BOTH
        assert "asks for the yes again" in foot(driven)


async def test_a_text_without_errors_is_asked_for_its_address_at_once(night: Night) -> None:
    approved(night, TEXT)
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "2")
        assert "at which address?" in "\n".join(driven.dialog())


async def test_letters_pasted_apart_from_their_accents_are_joined(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        driven.board.post_message(events.Paste("cafe\u0301 "))
        await driven.quiet()
        assert editor(driven).area.text == f"café {TEXT}"
