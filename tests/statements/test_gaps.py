"""Nothing unfinished is published: gaps, template code, missing values; and what only looks like one."""

from __future__ import annotations

import time

import pytest

from crisis_cli.domain.findings import Severity
from crisis_cli.statements.gaps import find
from crisis_cli.statements.written import Written


def found(text: str) -> list[tuple[str, str]]:
    """Rule and the words that it points at."""
    one = Written("text.txt", text, "en")
    lines = text.split("\n")
    told = []
    for finding in find(one):
        place = finding.place
        assert place is not None
        last = place.column if place.end_line > place.line else place.end_column
        told.append((finding.rule, lines[place.line - 1][place.column - 1 : last - 1]))
    return told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We [[ say it ]] now", "[[ say it ]]"),
        ("We [[ say it", "[[ say it"),
        ("Who? [? How many are ill ?]", "[? How many are ill ?]"),
        ("Call [INSERT NUMBER] now", "[INSERT NUMBER]"),
        ("Call [name of shop] now", "[name of shop]"),
        ("Voir [À COMPLÉTER] demain", "[À COMPLÉTER]"),
        ("At <TBD> we speak", "<TBD>"),
        ("At <insert time> we speak", "<insert time>"),
        ("At XX we speak", "XX"),
        ("Name: ____ is ill", "____"),
        ("TODO say more", "TODO"),
        ("Le lieu : À PRÉCISER", "À PRÉCISER"),
        ("The product is None today", "None"),
        ("Product: None", "None"),
        ("There are undefined people", "undefined"),
        ("There are nan people", "nan"),
        ("Lorem ipsum and more", "Lorem ipsum"),
        ("They wrote “[[ what ]]” to us", "[[ what ]]"),
    ],
)
def test_what_waits_for_its_words_is_an_error_and_shown(text: str, words: str) -> None:
    assert found(text) == [("unfilled-gap", words)]
    (finding,) = find(Written("text.txt", text, "en"))
    assert finding.severity is Severity.ERROR
    assert f'"{words}"' in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We sold {{ fact.product }} today", "{{ fact.product }}"),
        ("We sold {{ fact.product", "{{ fact.product"),
        ("{% if ill %}yes", "{% if ill %}"),
        ("end %} of it", "%}"),
        ("Dear {name}, we", "{name}"),
        ("Dear ${name}, we", "${name}"),
        ("Dear %(name)s, we", "%(name)s"),
        ("Dear *|FNAME|*, we", "*|FNAME|*"),
    ],
)
def test_template_code_is_an_error_because_typed_text_is_never_rendered(text: str, words: str) -> None:
    assert found(text) == [("template-code", words)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("There are about  customers without power.", 'between "about" and "customers"'),
        ("In , we sold it.", 'between "In" and'),
        ("We sold it ( ) today.", 'between "it" and "today."'),
        ("Product:\nAdvice: do not eat it", 'behind "Product:"'),
        ("Advice: do not eat it\nReach us:\n", 'behind "Reach us:"'),
    ],
)
def test_the_hole_of_an_empty_value_is_a_warning(text: str, message: str) -> None:
    (finding,) = find(Written("text.txt", text, "en"))
    assert (finding.rule, finding.severity) == ("empty-value", Severity.WARNING)
    assert message in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "None of us slept. None were hurt.",
        "My nan and your nan; null and void.",
        "He said [sic] it. See [HERE](https://alder.example). [UPDATE] Shops open.",
        "Above\n\n___\n\nbelow",
        "Two spaces after a full stop.  As typists do.  And so on.",
        "A line in Markdown  \nthat breaks.",
        "| a  | b |\n| 1  | 2 |",
        "What we know:\n\n- the first\n- the second",
        "XXL shirts, size XL; 3 < 5 and 7 > 2.",
        "« Oui », dit-elle : 5 % ; rien d'autre.",
        "At 15:30: see you. Wait...",
        'She said "yes" and "no".',
        "",
    ],
)
def test_what_only_looks_like_a_gap_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_one_line_has_one_hole() -> None:
    assert [rule for rule, _ in found("about  customers in  shops")] == ["empty-value"]


@pytest.mark.parametrize(
    "piece",
    [
        "[[",
        "[? ",
        "{{ ",
        "{% ",
        "[INSERT ",
        "<",
        "<name ",
        "_",
        "_ ",
        " ",
        "a  ",
        "a:\n",
        ": \n",
        "X",
        "[A",
        "( ",
        '" ',
    ],
)
def test_a_hostile_repetition_takes_time_in_proportion_to_its_length(piece: str) -> None:
    one = Written("hostile", (piece * 100_000)[:100_000], "en")
    began = time.process_time()
    assert len(list(find(one))) <= 100_000
    assert time.process_time() - began < 3
