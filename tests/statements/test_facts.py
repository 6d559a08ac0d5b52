"""What a text says against the facts we know, in English and French; and what must raise no alarm."""

from __future__ import annotations

import time

import pytest

from crisis_cli.statements.facts import KnownFact, check_facts, facts_said
from crisis_cli.statements.written import Written

FACTS = (
    KnownFact("product", ("Berry Oat 500 g",)),
    KnownFact("people_ill", ("3",), "unconfirmed", 3),
    KnownFact("shops", ("312",), number=312),
    KnownFact("affected", ("1200",), number=1200),
    KnownFact("where", ("Lyon",)),
    KnownFact("cause", ("broken glass", "du verre brisé"), "unconfirmed"),
    KnownFact("in_hospital", ("5",), "confirmed", 5, True, ("4",)),
    KnownFact("seen", ("02:55 on 3 May 2027",)),
    KnownFact("next_update", ("15:30",)),
    KnownFact("speaker", ("Anna Keller",)),
)


def findings(text: str, language: str = "en", facts: tuple[KnownFact, ...] = FACTS) -> list[str]:
    """`severity rule "words"` of each finding."""
    written = Written("t.txt", text, language)
    found = []
    for one in check_facts(written, facts, zone_words=("Paris",), company="Studio 54"):
        assert one.place is not None
        assert one.hint
        lines = text.splitlines()
        words = lines[one.place.line - 1][one.place.column - 1 :] if lines else ""
        ending = one.place.end_column - one.place.column if one.place.end_line == one.place.line else None
        found.append(f'{one.severity} {one.rule} "{words[:ending]}"')
    return found


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "We know of 7 customers.", "7"),
        ("en", "Seven people were hurt.", "Seven"),
        ("en", "Seven of our own customers wrote.", "Seven"),
        ("en", "Customers affected: 1,300.", "1,300"),
        ("en", "Data of 1.3 million accounts was taken.", "1.3 million"),
        ("en", "One person died.", "One"),
        ("en", "500 people are waiting.", "500"),  # grams back no people
        ("en", 'She said: "There were 40 victims that night, and nobody came."', "40"),
        ("fr", "Nous avons 7 clients malades.", "7"),
        ("fr", "Sept personnes sont blessées.", "Sept"),
        ("fr", "1 300 clients sont touchés.", "1 300"),
        ("fr", "1\u202f300 de nos clients.", "1\u202f300"),
        ("fr", "Une seule personne est malade.", "Une"),
        ("fr", "Les données de 2,5 millions de comptes.", "2,5 millions"),
    ],
)
def test_a_count_of_people_or_data_that_no_fact_gives_is_an_error(language: str, text: str, words: str) -> None:
    assert f'error unbacked-number "{words}"' in findings(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We closed 13 shops.", 'warning unbacked-number "13"'),
        ("en", "Lot L2345 is affected.", 'warning unbacked-number "L2345"'),
        ("en", "It began at 2.05 pm.", 'warning unbacked-time "2.05 pm"'),
        ("en", "It began on 4 May.", 'warning unbacked-time "4 May"'),
        ("en", "It began on 3 May 2026.", 'warning unbacked-time "3 May 2026"'),
        ("en", "We called the Mayor in Geneva.", 'hint unbacked-name "Geneva"'),
        ("fr", "Nous avons fermé 13 magasins.", 'warning unbacked-number "13"'),
        ("fr", "Le lot L2345 est concerné.", 'warning unbacked-number "L2345"'),
        ("fr", "Tout a commencé à 14 h 05.", 'warning unbacked-time "14 h 05"'),
        ("fr", "Tout a commencé le 1er mai.", 'warning unbacked-time "1er mai"'),
        ("fr", "Nous avons appelé le maire de Genève.", 'hint unbacked-name "Genève"'),
    ],
)
def test_other_numbers_times_and_names_without_a_fact_ask_for_eyes(
    language: str, text: str, expected: str
) -> None:
    assert expected in findings(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,200 customers bought Berry Oat 500 g in more than 300 shops. It began at 2:55 am on 3 May."),
        ("en", "About 1,250 customers, nearly 1,500 at most: we speak again at 3.30 pm, Paris time."),
        ("en", "Call 0800 123 456, +33 1 23 45 67 89 or (555) 123-4567, 24/7. Call 112 now. studio.com/2027/a7"),
        ("en", "This is the 2nd recall of Studio 54. Article 14 of ISO 9001. COVID-19. @air4you #Covid2027"),
        ("en", "1. Stop eating it.\n2. Keep the jar.\n3. Write to us within 24 hours. (1/3)"),
        ("en", "No one of us slept. This one is ours. Both lines stand still. We call you back in two hours."),
        (
            "en",
            "RECALL: GLASS IN JARS\n\nA Recall Of Berry Jars\n\nI'm Anna Keller. On Monday in Lyon.\nDear Peter,",
        ),
        ("fr", "1 200 clients ont acheté Berry Oat 500 g dans plus de 300 magasins. C’était à 2 h 55, le 3 mai."),
        (
            "fr",
            "Environ 1 250 clients. Nous reprendrons la parole à 15 h 30, heure de Paris. Cet après-midi, lundi.",
        ),
        ("fr", "Appelez le 15 ou le 01 23 45 67 89, 24 h/24 et 7 j/7. Voir studio.fr/2027. Article 14."),
        ("fr", "1. Ne mangez rien.\n2. Gardez le pot neuf.\nNous vous rappelons sous 48 heures, dans les 24 h."),
        (
            "fr",
            "Un client nous a écrit. C’est une faute, l’une des nôtres. Les deux lignes, la 2e fois.",
        ),
        ("fr", "Bonjour Pierre,\nJe suis Anna Keller. L’Europe et l’usine de Lyon le savent. À Lyon, on attend."),
    ],
)
def test_what_facts_give_and_what_needs_no_fact_raises_no_alarm(language: str, text: str) -> None:
    assert findings(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Three people are ill.", "Three"),
        ("en", "There was broken glass in the jar.", "broken glass"),
        ("en", "We have not confirmed the cause.\n\nThree people are ill.", "Three"),
        ("fr", "Trois personnes sont malades.", "Trois"),
        ("fr", "Il y avait du verre brisé dans le pot.", "du verre brisé"),
    ],
)
def test_an_unconfirmed_fact_stated_as_certain_is_an_error(language: str, text: str, words: str) -> None:
    assert findings(text, language) == [f'error unconfirmed-fact "{words}"']


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "People ill: unconfirmed: 3."),
        ("en", "We have not confirmed that three people are ill."),
        ("en", "People tell us that three of them are ill."),
        ("en", "According to the hospital three people are ill."),
        ("en", "What we have not confirmed yet:\n- three people ill\n- broken glass in a jar"),
        ("en", "We do not know whether it was broken glass."),
        ("fr", "Malades : non confirmé : 3."),
        ("fr", "Nous n’avons pas confirmé que trois personnes sont malades."),
        ("fr", "On nous signale trois malades."),
        ("fr", "Selon l’hôpital, trois personnes sont malades."),
        ("fr", "Trois personnes seraient malades."),
        ("fr", "Ce que nous n’avons pas confirmé :\n\n- trois malades\n- du verre brisé"),
    ],
)
def test_a_sentence_that_says_unconfirmed_may_say_it(language: str, text: str) -> None:
    assert findings(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Four people are in hospital.", ['error changed-fact "Four"']),
        ("en", "Five people are in hospital, not four as we said.", []),
        ("en", "Five people are in hospital.", []),
        ("fr", "Quatre personnes sont à l’hôpital.", ['error changed-fact "Quatre"']),
        ("fr", "5 personnes sont à l’hôpital, et non 4.", []),
    ],
)
def test_a_value_that_changed_is_an_error_unless_it_is_corrected(
    language: str, text: str, expected: list[str]
) -> None:
    assert findings(text, language) == expected


AIRLINE = (
    *(KnownFact("flights", ("214",), number=214), KnownFact("stranded", ("18000",), number=18000)),
    *(KnownFact("next_update", ("15:30",)), KnownFact("speaker", ("Anna Keller",)), KnownFact("gate", ("12",))),
)
ENGLISH = """To everyone who waited at gate 12 last night.

I'm Anna Keller and I run Studio 54. We cut 214 flights and left 18,000 of you in airports, some with children
and without water or a word from us. That is my fault: I decided in August to wait.

- Every passenger gets the full fare back within seven days, without a form.
- If you have medicine in your luggage, call +33 1 23 45 67 89, 24 hours a day.

I do not know yet when all flights will run again. I will tell you at 3.30 pm, and not at half past two.
One mother told me: "You left my kids on the floor." She is right.

Anna Keller"""
FRENCH = """À toutes celles et ceux qui ont attendu cette nuit porte 12.

Je m’appelle Anna Keller et je dirige Studio 54. Nous avons annulé 214 vols et laissé 18 000 d’entre vous dans les
aérogares, souvent avec des enfants, sans eau et sans un mot. C’est ma faute : en août, j’ai décidé d’attendre.

- Chaque passager est remboursé sous sept jours, sans formulaire.
- Si vos médicaments sont dans vos bagages, appelez le 01 23 45 67 89, 24 h sur 24.

Je ne sais pas encore quand tous les vols reprendront. Je vous le dirai à 15 h 30.
Une mère m’a dit : « Vous avez laissé mes enfants par terre. » Elle a raison.

Anna Keller"""


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_whole_statement_that_keeps_to_its_facts_raises_no_alarm(language: str, text: str) -> None:
    assert findings(text, language, AIRLINE) == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "We pay up to 250 euros."), ("fr", "Jusqu’à 250 € par nuit.")]
)
def test_a_sum_of_money_is_not_rounded_from_a_count(language: str, text: str) -> None:
    assert any("unbacked-number" in one for one in findings(text, language, AIRLINE))


def test_a_fact_that_changed_from_nobody_knows_what_is_said_once_unless_its_new_value_stands() -> None:
    facts = (KnownFact("where", ("Lyon",), "confirmed", None, True),)
    (found,) = check_facts(Written("t.txt", "It was our plant.", "en"), facts)
    assert found.rule == "changed-fact"
    assert "where has changed" in found.message
    assert list(check_facts(Written("t.txt", "It was in Lyon.", "en"), facts)) == []


def test_a_value_is_found_once_and_said_how_often() -> None:
    text = "7 customers wrote. Now 7 customers call."
    (found,) = check_facts(Written("t.txt", text, "en"), ())
    assert found.message.endswith("(2 times)")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "I tell you that no data was lost.", "no data"),
        ("en", "We have told all customers.", "all customers"),
        ("en", "It will never happen again.", "never happen again"),
        ("en", "The fault is fully mended.", "fully mended"),
        ("en", "Nobody was hurt.", "Nobody was hurt"),
        ("fr", "Il n’y a aucun impact.", "aucun impact"),
        ("fr", "Le défaut est entièrement réparé.", "entièrement réparé"),
        ("fr", "Cela n’arrivera plus jamais.", "n’arrivera plus"),
        ("fr", "Nous avons prévenu tous nos clients.", "tous nos clients"),
        ("fr", "Aucune de vos données n’a fui.", "Aucune de vos données"),
    ],
)
def test_a_claim_without_any_exception_is_a_warning(language: str, text: str, words: str) -> None:
    assert any(one.startswith("warning absolute-claim") and words in one for one in findings(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We ask all customers to stop. To all our customers: we have no data on the cause yet."),
        (
            "en",
            "It is not fully mended. We do not know whether all products are affected. I am fully responsible.",
        ),
        ("en", "You wrote: “No data was lost”, and that was wrong in every line we sent you this week."),
        ("en", "That must never happen. I completely understand your anger."),
        ("fr", "Nous demandons à tous nos clients d’arrêter. Ce n’est pas entièrement réparé."),
        ("fr", "Nous avons écrit : « Aucun impact ». C’était faux, et nous le savions depuis la veille au soir."),
        ("fr", "Cela ne doit jamais arriver. Je suis entièrement responsable. Je vous comprends parfaitement."),
    ],
)
def test_what_is_no_such_claim_raises_no_alarm(language: str, text: str) -> None:
    assert findings(text, language) == []


def test_a_claim_that_a_confirmed_fact_makes_is_backed() -> None:
    fact = KnownFact("data", ("No data was lost",))
    assert findings("No data was lost.", facts=(fact,)) == []
    assert findings("No data was lost.", facts=(fact._replace(status="unknown"),)) != []


@pytest.mark.parametrize(
    "piece",
    [
        "7 ",
        "4 people ",
        "unconfirmed ",
        "Anna ",
        "no data ",
        "one ",
        "trois ",
        "selon: ",
        "1,2",
        "d'",
        "over ",
        "\n",
    ],
)
def test_a_hostile_text_takes_no_long_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    begin = time.process_time()  # others may be using the machine
    findings(text, "fr" if "selon" in piece else "en")
    assert time.process_time() - begin < 8


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Three people fell ill after our Berry Oat 500 g.", {"people_ill", "product"}),
        ("3 people are ill. We found broken glass.", {"people_ill", "cause"}),
        ("We are checking.", set()),
    ],
)
def test_the_facts_that_a_text_says_are_known_whoever_wrote_it(text: str, names: set[str]) -> None:
    facts = [fact for fact in FACTS if fact.name != "in_hospital"]
    assert facts_said(Written("t.txt", text, "en"), facts) == names


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_text_of_nothing_but_figures_is_told_once_and_costs_little(language: str) -> None:
    started = time.process_time()
    found = list(check_facts(Written("text.txt", "3 " * 32_768, language), []))
    assert time.process_time() - started < 1
    assert sum("2,000 figures" in one.message for one in found) == 1
