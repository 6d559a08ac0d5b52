"""The templates of this repository, in English and French: the same message in both, and no stock phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from crisis_cli.commands.checking.text import About, check_text
from crisis_cli.domain.findings import Severity
from crisis_cli.domain.next_word import next_word
from crisis_cli.domain.playbook import FactType, Playbook
from crisis_cli.domain.statement import gaps
from crisis_cli.domain.template_use import TemplateUse
from crisis_cli.files.lexicon import lexicon
from crisis_cli.files.playbook.reader import load_playbook
from crisis_cli.files.templates.check import TemplateCheck
from crisis_cli.files.templates.render import Given, GivenChange, GivenFact, order_for
from crisis_cli.files.templates.render_child import rendered
from crisis_cli.statements.channels.counting import count
from crisis_cli.statements.channels.sms import outside_gsm
from crisis_cli.statements.elements import Kind, Known
from crisis_cli.statements.known import KnownFact
from crisis_cli.statements.phrases import flaws
from crisis_cli.statements.written import Written

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
LANGUAGES = ("en", "fr")
STATES = ("confirmed", "unconfirmed", "unknown")
PLAYBOOKS = {path.stem: path for path in sorted((ROOT / "playbooks").glob("*.yaml"))}
NAMES = sorted(path.name.removesuffix(".txt.j2") for path in (FOLDER / "en").glob("*.txt.j2"))
HOLDINGS = ("holding", "holding_delays", "holding_refusal", "holding_general")
SIGNED = ("ceo_apology", "all_clear", "outcome", "customer_mail")
SEEN = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)
both = pytest.mark.parametrize("language", LANGUAGES)

CANNED = {
    "en": re.compile(
        r"serious(ly)?\b|priority|committed|thoughts and prayers|abundance of caution|inconvenience|valued|regret|"
        r"working hard|lessons learned|rest assured|isolated incident|small number|any(one|body) who|"
        r"mistakes were|occurred|cannot comment|alleged|cooperat|sorry (if|but|that you feel)|not who we are|"
        r"our values|trust in us|transparen|misunderst",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"au sérieux|priorité|mobilisé|nos pensées|précaution|g[êe]ne occasionnée|désagrément|chers clients|"
        r"regrett|tout (est )?mis en œuvre|tirer (les|des|toutes les) (leçons|enseignements)|soyez assuré|"
        r"sachez que|incident isolé|un petit nombre|(à )?(ceux|celles|toute personne) qui (aurai|ont pu)|"
        r"erreurs ont été|(est|sont) survenu|enquête en cours|coop[ée]r|désolés? (si|mais)|s[’']excuse|"
        r"nos valeurs|confiance|transparen|malentendu|votre compréhension|heurté|présumé",
        re.IGNORECASE,
    ),
}

ORDINARY: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "product-contamination": {
        "en": {
            "product": "Berry Oat, 500 g, blue lid",
            "situation": "Three packs of Berry Oat had pieces of plastic in them.",
            "advice": "Do not eat it. Bring it back to any shop for your money.",
            "doing": "We have stopped the sale in all shops.",
            "contact": "walrus.example/help, 0800 555 010",
        },
        "fr": {
            "product": "Berry Oat, 500 g, couvercle bleu",
            "situation": "Trois pots de Berry Oat contenaient des morceaux de plastique.",
            "advice": "N'en mangez pas. Rapportez-le en magasin : il sera remboursé.",
            "doing": "La vente est suspendue dans tous les magasins.",
            "contact": "walrus.example/aide, 0800 555 010",
        },
    },
    "mass-delays": {
        "en": {
            "where": "all flights from Brussels",
            "situation": "The computer that plans our crews failed at five this morning.",
            "advice": "Stay at home until the app names a new time.",
            "doing": "We plan the crews by hand and book rooms for the night.",
            "contact": "platypus.example/today, 0800 555 020",
        },
        "fr": {
            "where": "tous les vols au départ de Bruxelles",
            "situation": "Le logiciel qui planifie nos équipages est en panne depuis cinq heures.",
            "advice": "Restez chez vous tant que l'application n'annonce pas d'heure.",
            "doing": "Nous planifions à la main et réservons des chambres pour la nuit.",
            "contact": "platypus.example/jour, 0800 555 020",
        },
    },
    "refused-service": {
        "en": {
            "shop": "12 Mill Street, Leeds",
            "situation": "Two customers waited for an hour and were not served.",
            "advice": "Did it happen to you too? Tell us; a person answers.",
            "doing": "We have kept the recordings and hear everybody who was there.",
            "contact": "otter.example/talk, 0800 555 030",
        },
        "fr": {
            "shop": "12, rue du Moulin, Lille",
            "situation": "Deux clients ont attendu une heure sans que nous les servions.",
            "advice": "Cela vous est arrivé ? Dites-le-nous, quelqu'un vous répond.",
            "doing": "Les images sont gardées, et nous écoutons tous ceux qui étaient là.",
            "contact": "otter.example/parler, 0800 555 030",
        },
    },
    "blank": {
        "en": {
            "situation": "A tank burst in our yard in Leeds; two streets are under water.",
            "advice": "Stay upstairs and keep the children away from the water.",
            "doing": "The fire brigade and forty of us are pumping.",
            "contact": "heron.example/help, 0800 555 040",
        },
        "fr": {
            "situation": "Une cuve a éclaté dans notre cour de Lille ; deux rues sont inondées.",
            "advice": "Restez à l'étage et gardez les enfants loin de l'eau.",
            "doing": "Les pompiers et quarante des nôtres pompent l'eau.",
            "contact": "heron.example/aide, 0800 555 040",
        },
    },
}
SPEAKER = {"en": "Chief executive", "fr": "Directrice générale"}


@cache
def playbook(name: str) -> Playbook:
    read = load_playbook(PLAYBOOKS[name]).playbook
    assert read is not None
    return read


@cache
def uses() -> Mapping[tuple[str, str], TemplateUse]:
    with TemplateCheck([[FOLDER]]) as check:
        assert list(check.findings) == []
        return check.uses[0]


@cache
def render(name: str, language: str, status: str, of: str = "") -> str:
    """A template with the ordinary facts of a playbook that may use it; in this process, since it is our own."""
    of = of or next(iter(_users(name)))
    values = {FactType.INTEGER: 3, FactType.BOOLEAN: True}
    facts = {
        fact.name: GivenFact(
            fact.ask,
            status,
            None if status == "unknown" else ORDINARY[of][language].get(fact.name, values.get(fact.type, "x")),
        )
        for fact in playbook(of).facts.values()
    }
    words = ("02:55", "03:20", "03:45", SPEAKER[language], playbook(of).company or "Heron Pools")
    changes = (
        GivenChange("situation", playbook(of).facts["situation"].ask, "Something else", "03:05", ("website",)),
    )
    given = Given(facts) if status == "unknown" else Given(facts, *words, changes)
    answer = rendered(order_for(name, given, [FOLDER], language, 10))
    assert "error" not in answer, answer
    return str(answer["text"]).strip()


def _users(name: str) -> list[str]:
    """The playbooks whose statements use the template, or could: those with all of its facts."""
    use = uses()["en", name]
    able = [one for one in ORDINARY if use.facts <= playbook(one).facts.keys()]
    named = [one for one in able if use.base in {spec.template for spec in playbook(one).statements.values()}]
    return named or able


def wording(name: str, channel: str) -> str:
    return f"{name}.{channel}" if f"{name}.{channel}" in NAMES else name


KINDS = {
    "holding": Kind.HOLDING,
    "ceo_apology": Kind.APOLOGY,
    "update": Kind.UPDATE,
    "correction": Kind.UPDATE,
    "all_clear": Kind.ALL_CLEAR,
    "staff_note": Kind.STAFF,
    "press_lines": Kind.PRESS,
}


def errors(text: str, language: str, name: str, channel: str, facts: Iterable[GivenFact]) -> set[str]:
    """The rules of what would keep such a text from going out while the crisis is on."""
    known = [KnownFact("", (str(fact.value),), fact.status) for fact in facts if fact.value is not None]
    about = About(
        language=language,
        channels=(channel,) if channel else (),
        kind=next((kind for start, kind in KINDS.items() if name.startswith(start)), None),
        known=Known(is_open=True),
        facts=(*known, KnownFact("clocks", ("02:55", "03:05", "03:20", "03:45"))),
    )
    found = [one for checked in check_text(text, name, about) for one in checked.findings]
    return {one.rule for one in found if one.severity is Severity.ERROR}


# --- both languages


def test_every_template_is_there_in_both_languages() -> None:
    assert sorted(path.name.removesuffix(".txt.j2") for path in (FOLDER / "fr").glob("*.txt.j2")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_the_same_facts_and_leave_the_same_to_the_writer(name: str) -> None:
    english, french = uses()["en", name], uses()["fr", name]
    assert english.facts == french.facts
    assert english.words == french.words
    assert english.gaps == french.gaps
    for status in STATES:
        assert len(gaps(render(name, "en", status))) == len(gaps(render(name, "fr", status)))


@both
def test_there_is_a_template_for_whatever_a_night_needs(language: str) -> None:
    wanted = {*HOLDINGS, "ceo_apology", "update", "all_clear", "outcome", "staff_note", "customer_mail"}
    wanted |= {"press_lines", "reply_customer", "reply_in_crisis", "reply_troll", "talking_points", "correction"}
    assert {use.base for (of, _), use in uses().items() if of == language} == wanted


def test_a_wording_for_one_channel_belongs_to_a_template() -> None:
    for name in NAMES:
        assert name.partition(".")[0] in NAMES
    for name in ("ceo_apology", "update", *HOLDINGS):
        assert {f"{name}.sms", f"{name}.email"} <= set(NAMES)


@both
@pytest.mark.parametrize("name", NAMES)
def test_a_template_becomes_a_text_however_much_is_known(name: str, language: str) -> None:
    for status in STATES:
        text = render(name, language, status)
        assert not re.search(r"\bNone\b|\{\{|\{%|  ", text)
        asked = status == "unknown" and bool(uses()[language, name].facts | uses()[language, name].words)
        assert ("[?" in text) == asked


@both
@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_has_confirmed_is_never_stated(name: str, language: str) -> None:
    hedge = {"en": r"unconfirmed: |not confirmed yet: ", "fr": r"(non|pas encore) confirmé[ \u00a0]: "}[language]
    for of in _users(name):
        text = render(name, language, "unconfirmed", of)
        for value in ORDINARY[of][language].values():
            before = text.split(value)[:-1]
            assert all(re.search(f"({hedge})$", one) for one in before), value


@both
@pytest.mark.parametrize("name", NAMES)
def test_no_template_says_what_everybody_says(name: str, language: str) -> None:
    text = (FOLDER / language / f"{name}.txt.j2").read_text(encoding="utf-8")
    assert CANNED[language].findall(text) == []
    for status in STATES:
        written = Written(name, render(name, language, status), language)
        found = [written.text[hit.span.start : hit.span.end] for hit in flaws(written, lexicon(language))]
        assert found == []


@pytest.mark.parametrize("path", sorted((FOLDER / "fr").rglob("*.j2")), ids=lambda path: path.name)
def test_french_is_set_as_french_is(path: Path) -> None:
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    if "sms" in path.name:
        text = "".join(re.findall(r"\{#.*?#\}", text, re.DOTALL))  # its text is set for telephones
    assert not re.search(r"\w'\w|\w ?\"\w", text), "a straight apostrophe or quotation mark"
    assert not re.search(r"[^\s\u00a0\u202f][:;?!»](?![\w.-])|[ \n][;!»](?!\S)|\w [:?]\s|«[^\u00a0\u202f]", text)


@both
@pytest.mark.parametrize("name", [name for name in NAMES if name != "talking_points"])
def test_only_its_gaps_keep_a_draft_from_going_out(name: str, language: str) -> None:
    of = next(iter(_users(name)))
    facts = [GivenFact("", "confirmed", value) for value in ORDINARY[of][language].values()]
    text = render(name, language, "confirmed", of)
    found = errors(text, language, name, name.partition(".")[2], facts)
    assert found <= {"unfilled-gap", "missing-apology"}
    assert found == set() or gaps(text)


# --- for each channel


@both
@pytest.mark.parametrize("of", ORDINARY)
def test_what_goes_to_x_fits_one_post(of: str, language: str) -> None:
    templates = {spec.template for spec in playbook(of).statements.values() if "x" in spec.channels}
    assert templates
    for name in templates:
        text = render(wording(name, "x"), language, "confirmed", of)
        assert count("x", text).fits, text


@both
@pytest.mark.parametrize("name", ["reply_customer", "reply_in_crisis"])
def test_a_reply_fits_one_post(name: str, language: str) -> None:
    assert all(count("x", render(name, language, "confirmed", of)).fits for of in _users(name))


@both
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".sms")])
def test_a_text_message_is_one_or_two_parts_long(name: str, language: str) -> None:
    for of in _users(name):
        for status in ("confirmed", "unconfirmed"):
            text = re.sub(r"\[\[(.*?)\]\]", r"\1", render(name, language, status, of))
            counted = count("sms", text)
            assert counted.encoding == "GSM-7", sorted(text[at] for at in outside_gsm(text))
            assert status == "unconfirmed" or counted.parts <= 2


@both
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".email") or name == "customer_mail"])
def test_a_mail_begins_with_a_short_subject(name: str, language: str) -> None:
    start = {"en": "Subject: ", "fr": "Objet\u00a0: "}[language]
    for of in _users(name):
        first, second, *_ = render(name, language, "confirmed", of).split("\n")
        assert first.startswith(start)
        assert second == ""
        assert gaps(first) or len(first) - len(start) <= 60


# --- what each is for


@both
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("holding")])
def test_a_holding_statement_leaves_no_gap_and_says_when_we_speak_again(name: str, language: str) -> None:
    text = render(name, language, "unconfirmed")
    assert uses()[language, name].gaps == 0
    assert gaps(text) == []
    assert next_word(text, at=SEEN, zone=UTC) is not None


@both
@pytest.mark.parametrize("channel", ["x", "website", "sms", "email"])
@pytest.mark.parametrize("name", HOLDINGS)
def test_a_holding_statement_goes_out_as_it_comes_when_only_what_is_required_is_known(
    name: str, channel: str, language: str
) -> None:
    of = next(iter(_users(name)))
    facts = {
        fact.name: GivenFact(fact.ask, "unconfirmed", ORDINARY[of][language][fact.name])
        if fact.required
        else GivenFact(fact.ask)
        for fact in playbook(of).facts.values()
    }
    given = Given(facts, "02:55", "03:20", "03:45", SPEAKER[language], playbook(of).company or "Heron Pools")
    answer = rendered(order_for(wording(name, channel), given, [FOLDER], language, 10))
    assert errors(str(answer["text"]), language, name, channel, facts.values()) == set()


@both
@pytest.mark.parametrize("name", HOLDINGS)
def test_a_holding_statement_fits_one_post_before_anything_is_confirmed(name: str, language: str) -> None:
    assert count("x", render(name, language, "unconfirmed")).fits
    longest = {"situation": "x" * 120, "product": "x" * 35, "where": "x" * 35, "shop": "x" * 35}
    facts = {fact: GivenFact("", "unconfirmed", value) for fact, value in longest.items()}
    given = Given(facts, next_update="03:45 CEST", company="Oatfield")
    answer = rendered(order_for(wording(name, "x"), given, [FOLDER], language, 10))
    assert count("x", answer["text"]).fits, answer


@both
@pytest.mark.parametrize("name", SIGNED)
def test_what_the_ceo_signs_cannot_go_out_as_it_comes_from_the_drawer(name: str, language: str) -> None:
    text = render(name, language, "confirmed")
    assert len(gaps(text)) >= 3
    assert "[?" not in text


@both
@pytest.mark.parametrize("name", ["update", "ceo_apology", "customer_mail", "press_lines", "correction"])
def test_a_word_in_between_says_when_the_next_one_comes(name: str, language: str) -> None:
    variants = [one for one in NAMES if uses()[language, one].base == name]
    assert all(next_word(render(one, language, "confirmed"), at=SEEN, zone=UTC) for one in variants)


@both
@pytest.mark.parametrize("name", ["all_clear", "outcome"])
def test_the_last_word_names_no_further_time_so_that_the_run_can_end(name: str, language: str) -> None:
    for one in NAMES:
        if uses()[language, one].base == name:
            assert next_word(render(one, language, "confirmed"), at=SEEN, zone=UTC) is None


@both
def test_an_answer_to_one_person_needs_no_fact_so_that_every_playbook_can_use_it(language: str) -> None:
    for name in ("reply_customer", "reply_troll"):
        assert not uses()[language, name].facts


@both
def test_an_answer_to_a_troll_begins_with_the_reason_to_give_none(language: str) -> None:
    text = render("reply_troll", language, "confirmed")
    assert text.startswith("[[")
    assert re.search("none|aucune", gaps(text)[0])


@both
@pytest.mark.parametrize("of", ORDINARY)
def test_talking_points_are_one_page_of_all_that_a_playbook_asks_for(of: str, language: str) -> None:
    unknown = render("talking_points", language, "unknown", of)
    for status in STATES:
        text = render("talking_points", language, status, of)
        assert all(fact.ask in text for fact in playbook(of).facts.values())
        assert len(text.split("\n")) <= 66
    assert re.findall(r"^[1-5]\. ", unknown, re.MULTILINE) == [
        "1. ",
        "2. ",
        "3. ",
        "1. ",
        "2. ",
        "3. ",
        "4. ",
        "5. ",
    ]
    assert len(gaps(unknown)) > len(gaps(render("talking_points", language, "confirmed", of))) >= 3
