"""`crisis check`: any text, and the texts of a run."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Crisis, Ran

CANNED = "We apologize to anyone who was offended. Mistakes were made. We take this very seriously."
CONVENU = (
    "Nous sommes désolés si certains ont pu être heurtés. Veuillez excuser la gêne occasionnée. "
    "Des erreurs ont été commises."
)


def rules(ran: Ran) -> list[str]:
    return [finding["rule"] for finding in ran.json["findings"]]


def test_a_canned_apology_is_named_phrase_by_phrase(crisis: Crisis) -> None:
    ran = crisis("check", "-", "--channel", "press", "--json", typed=CANNED, code=1)
    assert rules(ran) == ["anyone-offended", "mistakes-were-made", "taken-seriously"]
    assert [finding["text"] for finding in ran.json["findings"]][1] == "Mistakes were made"
    assert ran.json["channel"] == "press"


def test_so_is_a_french_one_whose_language_nobody_said(crisis: Crisis) -> None:
    ran = crisis("check", "-", "--json", typed=CONVENU, code=1)
    assert ran.json["language"] == "fr"
    assert len(rules(ran)) >= 3
    assert {"la-gene-occasionnee", "mistakes-were-made"} <= set(rules(ran))


def test_a_text_file_is_checked_and_placed(crisis: Crisis, tmp_path: Path) -> None:
    file = tmp_path / "word.txt"
    file.write_text("We stopped the line at noon.\n\nMistakes were made.\n")
    (finding,) = crisis("check", str(file), "--json", code=1).json["findings"]
    assert (finding["line"], finding["column"]) == (3, 1)
    assert f"{file}:3:1" in crisis("check", str(file), "--format", "concise", code=1).out


def test_each_wording_is_checked_in_its_language_for_its_channel(crisis: Crisis) -> None:
    text = "=== x · en ===\nMistakes were made.\n\n=== sms · fr ===\nNous vérifions ça.\n"
    ran = crisis("check", "-", "--json", typed=text, code=1)
    assert [(one["channel"], one["language"]) for one in ran.json["wordings"]] == [("x", "en"), ("sms", "fr")]
    sms = ran.json["wordings"][1]
    assert (sms["encoding"], sms["findings"][0]["line"], sms["findings"][0]["text"]) == ("UCS-2", 5, "ç")


def test_a_statement_of_the_run_is_checked_for_what_it_must_hold(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "ceo-word", "--from", "-", typed="We are looking into [[ what ]].")
    found = rules(crisis("check", "ceo-word", "--json", code=1))
    assert {"unfilled-gap", "missing-apology"} <= set(found)


def test_there_is_nothing_to_check_without_a_text(crisis: Crisis, tmp_path: Path) -> None:
    assert "no file" in crisis("check", str(tmp_path / "gone.txt"), code=2).err
    crisis.begin()
    assert "Nothing has been written" in crisis("check", "holding", code=3).err


def test_a_number_that_no_fact_backs_and_a_draft_left_as_it_came_are_told(crisis: Crisis) -> None:
    crisis.begin()
    crisis("fact", "people_ill", "3", "--status", "confirmed", "--source", "hospital")
    crisis("draft", "ceo-word")
    ran = crisis("check", "ceo-word", "--json", code=1)
    assert ran.json["template_share"] > 0.3
    crisis("edit", "ceo-word", "--from", "-", typed="I am sorry. 3 people are ill.\n\n40 people are in hospital.")
    found = crisis("check", "ceo-word", "--json", code=1).json
    assert [one["text"] for one in found["findings"] if one["rule"] == "unbacked-number"] == ["40"]
    assert found["template_share"] == 0


def test_two_languages_that_do_not_say_the_same_are_told(crisis: Crisis) -> None:
    text = "=== x · en ===\nWe speak again at 14:30.\n\n=== x · fr ===\nNous reprendrons la parole à 15 h 30.\n"
    ran = crisis("check", "-", "--json", typed=text, code=1)
    assert "languages-differ" in [finding["rule"] for finding in ran.json["wordings"][1]["findings"]]
    assert "languages-differ" in rules(ran)


def test_a_finding_is_lived_with_by_name_and_reason_in_this_round_alone(crisis: Crisis) -> None:
    crisis.begin()
    text = "Mistakes were made. I made them. Mistakes were made again."
    crisis("edit", "ceo-word", "--from", "-", typed=text)
    before = rules(crisis("check", "ceo-word", "--json", code=1))
    assert "needs a reason" in crisis("waive", "ceo-word", "mistakes-were-made", code=2).err
    crisis("waive", "ceo-word", "mistakes-were-made", "--reason", "counsel wants it", "--as", "bert")
    assert set(rules(crisis("check", "ceo-word", "--json", code=None))) == {*before} - {"mistakes-were-made"}
    assert "bert lets the ceo-word statement go out in spite of mistakes-were-made" in crisis("log").out
    assert "did you mean" in crisis("waive", "ceo-word", "mistakes-were-mad", "--reason", "x", code=2).err


def test_living_with_a_finding_covers_the_words_that_were_found_and_no_later_ones(crisis: Crisis) -> None:
    crisis.begin()
    crisis("edit", "ceo-word", "--from", "-", typed="3 people are ill. We see 4 of them.")
    crisis("waive", "ceo-word", "unbacked-number", "--reason", "the clinic says so on the phone", "--as", "bert")
    assert "unbacked-number" not in rules(crisis("check", "ceo-word", "--json", code=None))
    assert (
        "no finding of unbacked-number"
        in crisis("waive", "ceo-word", "unbacked-number", "--reason", "again", code=3).err
    )
    crisis("edit", "ceo-word", "--from", "-", typed="3 people are ill. We see 4 of them. 12 people died.")
    assert "unbacked-number" in rules(crisis("check", "ceo-word", "--json", code=1))
    shown = crisis("approve", "ceo-word", "--show").out
    assert 'bert: unbacked-number "3 people", because' in shown or 'bert: unbacked-number "3", because' in shown


def test_who_lives_with_something_after_a_yes_is_told_to_the_next_approver_and_before_it_goes_out(
    crisis: Crisis,
) -> None:
    crisis.begin()
    crisis("answer", "size-up", "crisis")
    crisis("edit", "holding", "--from", "-", typed="Mistakes were made. We speak again at 23:59.")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "coo", "--via", "phone")
    crisis("waive", "holding", "mistakes-were-made", "--reason", "counsel wants it", "--as", "bert")
    told = 'bert (after the yes of coo): mistakes-were-made "Mistakes were made", because counsel wants it'
    assert told in crisis("publish", "holding").out
    assert told in crisis("approve", "holding", "--show", "--for", "ceo", "--via", "phone").out


def test_what_is_out_can_be_taken_down_and_stays_in_the_record(crisis: Crisis) -> None:
    crisis.begin()
    assert "not out on x" in crisis("withdraw", "holding", "--channel", "x", "--reason", "wrong", code=3).err
    crisis("fact", "product", "Berry Oat", "--status", "confirmed", "--source", "plant")
    crisis("answer", "size-up", "crisis")
    crisis("draft", "holding")
    crisis("done", "write-holding")
    crisis("approve", "holding", "--for", "ceo", "--via", "phone", "--yes")
    crisis("publish", "holding", "--posted", "https://x.example/1", "--channel", "x", "--yes")
    crisis("withdraw", "holding", "--channel", "x", "--reason", "the number was wrong")
    assert "took holding (round 1) down from x https://x.example/1: the number was wrong" in crisis("log").out


def test_the_phrases_are_written_as_styles_for_vale_with_settings_to_copy(crisis: Crisis, tmp_path: Path) -> None:
    folder = tmp_path / "styles"
    out = crisis("check", "--export-vale", str(folder)).out
    assert f"StylesPath = {folder.as_posix()}" in out
    assert "BasedOnStyles = crisis-en, crisis-fr" in out
    assert "extends: existence" in (folder / "crisis-en" / "mistakes-were-made.yml").read_text(encoding="utf-8")
    assert "cannot be written" in crisis("check", "--export-vale", __file__, code=4).err
