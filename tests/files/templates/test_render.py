"""A template sees facts as sure as we are of them, and can neither harm, nor hang, nor leave a gap unseen."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.files.templates import render as templates
from crisis_cli.files.templates.render import MAX_TEXT, Given, GivenFact, Rendered, order_for, render_statement
from crisis_cli.files.templates.render_child import rendered

Render = Callable[..., Rendered]
FACTS = {
    "product": GivenFact("Which product?", "confirmed", "Berry Oat"),
    "people_ill": GivenFact("How many people are ill?", "unconfirmed", 3),
    "cause": GivenFact("What is the cause?"),
    "resolved": GivenFact("Is it over?", "confirmed", False),
    "region": GivenFact("Where?", "confirmed", "north", "the north"),
}
GIVEN = Given(FACTS, seen="02:55", now="03:05", next_update="03:45", speaker="Chief executive", company="Oatfield")


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Renders a text as the template `t`."""

    def render_text(text: str, given: Given = GIVEN, *, seconds: float = 10, language: str = "en") -> Rendered:
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        (folder / "t.txt.j2").write_text(text, encoding="utf-8")
        return render_statement(
            "t", given, folders=[tmp_path / "none", tmp_path], language=language, seconds=seconds
        )

    return render_text


@pytest.fixture
def fails(tmp_path: Path) -> Callable[[str], str]:
    """What is said of a text that cannot be rendered; in this process, since forty children take seconds."""

    def error(text: str) -> str:
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / "t.txt.j2").write_text(text, encoding="utf-8")
        answer = rendered(order_for("t", GIVEN, [tmp_path], "en", 10))
        assert answer["hint"]
        return str(answer["error"])

    return error


def test_a_fact_reads_as_sure_as_we_are_of_it(render: Render) -> None:
    text = (
        "{{ fact.product }} / {{ fact.people_ill }} / {{ fact.cause }} / {{ fact.resolved }} / {{ fact.region }}"
    )
    found = render(text)
    assert found.text == "Berry Oat / unconfirmed: 3 / [? What is the cause? ?] / no / the north\n"
    used = {"product": "Berry Oat", "people_ill": "3", "cause": "", "resolved": "no", "region": "the north"}
    assert found.used == used


def test_a_template_can_ask_how_sure_we_are(render: Render) -> None:
    text = """{% for f in [fact.product, fact.people_ill, fact.cause] %}
{{ f.known }} {{ f.unconfirmed }} {{ f.unknown }}
{% endfor %}
{{ fact.people_ill.value > 2 }} {{ fact["product"].value }}"""
    assert render(text).text == "yes no no\nno yes no\nno no yes\nyes Berry Oat\n"


def test_a_page_can_go_through_all_facts_that_a_playbook_asks_for(render: Render) -> None:
    line = "- {{ one.ask }} {{ one.value if one.unconfirmed else '...' }}"
    text = f"{{% for one in ledger if not one.known %}}\n{line}\n{{% endfor %}}"
    found = render(text)
    assert found.text == "- How many people are ill? 3\n- What is the cause? ...\n"
    assert found.used.keys() == FACTS.keys()
    assert render("{{ now }}").used == {}


def test_what_is_not_known_yet_becomes_a_question_to_the_writer(render: Render) -> None:
    assert render("{{ next_update }}", Given({})).text == "[? When do we speak again? ?]\n"


def test_a_french_template_speaks_french(render: Render) -> None:
    found = render("{{ fact.people_ill }}, {{ fact.resolved }}, {{ company }}", Given(FACTS), language="fr")
    assert found.text == "non confirmé\u00a0: 3, non, [? Quelle entreprise ? ?]\n"


def test_blocks_leave_no_gaps_behind(render: Render) -> None:
    unknown, known = "{% if fact.cause.known %}\nB\n{% endif %}", "  {% if fact.product.known %}\nC\n  {% endif %}"
    text = f"\nA \n\n{unknown}\n\n\n{known}\n\n"
    assert render(text).text == "A\n\nC\n"


def test_a_value_is_text_and_never_a_template(render: Render) -> None:
    facts = {"product": GivenFact("?", "confirmed", "{{ 7 * 7 }} {% raw %} <b> \x1b[31m [red]")}
    assert render("{{ fact.product }}", Given(facts)).text == "{{ 7 * 7 }} {% raw %} <b> \x1b[31m [red]\n"


def test_an_included_part_comes_from_the_same_language(render: Render, tmp_path: Path) -> None:
    (tmp_path / "en" / "parts").mkdir(parents=True)
    (tmp_path / "en" / "parts" / "sign.txt.j2").write_text("{{ speaker }}, {{ company }}")
    assert render('{% include "parts/sign.txt.j2" %}').text == "Chief executive, Oatfield\n"


def test_the_wording_for_one_channel_changes_parts_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/t.txt.j2").write_text("{% block a %}long{% endblock %}, {{ now }}")
    (tmp_path / "en/t.staff-app.txt.j2").write_text('{% extends "t.txt.j2" %}{% block a %}short{% endblock %}')
    assert render_statement("t.staff-app", GIVEN, folders=[tmp_path]).text == "short, 03:05\n"
    for name in ("..", ".x", "t.", "t.a.b", "t/../t"):
        with pytest.raises(SurroundingsFailed, match="no template"):
            render_statement(name, GIVEN, folders=[tmp_path])


def test_the_first_folder_that_has_the_template_wins(tmp_path: Path) -> None:
    for name in ("own", "shipped"):
        (tmp_path / name / "en").mkdir(parents=True)
        (tmp_path / name / "en" / "t.txt.j2").write_text(name)
    found = render_statement("t", Given({}), folders=[tmp_path / "own", tmp_path / "shipped"])
    assert found.text == "own\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("{{ nowe }}", 1, 'there is nothing called "nowe" in a template; did you mean "now"?'),
        ("\n{{ fact.prodct }}", 2, 'no fact "prodct"; did you mean "product"?'),
        ("\n\n{% if fact.product %}x{% endif %}", 3, "can only be printed"),
        ('{{ fact.product == "x" }}', 1, "can only be printed"),
        ("{{ fact.cause.value }}", 1, "there is no value yet"),
        ("{{ fact.product.colour }}", 1, "has no .colour"),
        ("{{ now.hour }}", 1, 'no ".hour"'),
        ("{{ ledger }}", 1, "no text"),
        ("{{ ledger.product }}", 1, 'no ".product"'),
        ("\n{% if %}", 2, "cannot be read"),
        ("{{ now | default('x') }}", 1, "'default'"),
        ("{{ x is defined }}", 1, "'defined'"),
        ("{{ range(9) }}", 1, "range"),
        ("{{ fact.cause.value + 1 }}", 1, "nobody knows yet"),
        ("{{ fact.product.value + 1 }}", 1, "fails here"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    fails: Callable[[str], str], text: str, line: int, words: str
) -> None:
    error = fails(text)
    assert f"t.txt.j2:{line}: " in error
    assert words in error


@pytest.mark.parametrize(
    "text",
    [
        '{{ "a" * 1000000000 }}',
        '{{ "%1000000000d" % 1 }}',
        "{{ 9 ** 9 ** 9 }}",
        "{{ fact.__class__.__mro__ }}",
        "{{ fact.product._given }}",
        "{{ fact._facts }}",
        '{{ "{0.__class__.__init__.__globals__}".format(now) }}',
        '{{ now | attr("__class__") }}',
        "{{ fact.product() }}",
        '{% include "../../../../etc/passwd" %}',
        '{% include "/etc/passwd" %}',
        '{% include "t.txt.j2" %}',
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ self }}",
        "{% for a in '" + "a" * 3000 + "' %}" + "x" * 3000 + "{% endfor %}",
    ],
)
def test_a_hostile_template_is_refused_in_words(fails: Callable[[str], str], text: str) -> None:
    error = fails(text)
    assert "Traceback" not in error
    assert len(error) < 1_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other platforms have no limit on memory")
@pytest.mark.parametrize("text", ["{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}", "{% if 1 %}" * 2_000])
def test_a_template_that_is_nested_too_deeply_is_told_so(fails: Callable[[str], str], text: str) -> None:
    told = fails(text)
    assert "within one another" in told
    assert "without end" not in told


def test_a_template_that_wants_all_memory_gets_little(render: Render) -> None:
    doubled = "{% set x = 'aaaaaaaaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"
    with pytest.raises(SurroundingsFailed, match="too much memory"):
        render(doubled)


def test_an_error_in_the_child_comes_back_in_words(render: Render) -> None:
    with pytest.raises(SurroundingsFailed, match=r"t\.txt\.j2:2: there is nothing called") as failed:
        render("\n{{ nowe }}")
    assert failed.value.hint


def test_a_template_that_never_ends_is_stopped(render: Render) -> None:
    loop = f"{{% for a in '{'a' * 3000}' %}}"
    start = time.perf_counter()
    with pytest.raises(SurroundingsFailed, match="within 1 s"):
        render(loop * 5 + "{% endfor %}" * 5, seconds=1)
    assert time.perf_counter() - start < 5


def test_a_text_just_under_the_limit_is_whole(render: Render) -> None:
    facts = {"f": GivenFact("?", "confirmed", "x" * MAX_TEXT)}
    assert len(render("{{ fact.f }}", Given(facts)).text) == MAX_TEXT + 1


def test_a_missing_template_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFailed, match=r"there is no template holding\.txt\.j2") as failed:
        render_statement("holding", Given({}), folders=[tmp_path])
    assert str(tmp_path) in failed.value.hint


def test_a_name_or_language_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt.j2").write_text("secret")
    (tmp_path / "en").mkdir()
    with pytest.raises(SurroundingsFailed):
        render_statement("../secret", Given({}), folders=[tmp_path])
    with pytest.raises(UsageError):
        render_statement("secret", Given({}), folders=[tmp_path / "en"], language="..")


@pytest.mark.skipif(os.name == "nt", reason="needs links without special rights")
def test_a_link_out_of_the_folder_is_not_followed(render: Render, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "link.txt.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(SurroundingsFailed, match="leads out of its folder"):
        render('{% include "link.txt.j2" %}')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_in_place_of_a_template_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    os.mkfifo(tmp_path / "en" / "t.txt.j2")
    with pytest.raises(SurroundingsFailed, match="a pipe"):
        render_statement("t", Given({}), folders=[tmp_path], seconds=5)


def test_a_jinja2_lying_in_the_folder_one_stands_in_is_not_loaded(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jinja2.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert render("{{ now }}").text == "03:05\n"


def test_a_child_that_cannot_start_or_answer_is_told_in_words(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates.sys, "executable", "/nowhere/python")
    with pytest.raises(SurroundingsFailed, match="no process could be started"):
        render("x")
    monkeypatch.setattr(templates.sys, "executable", "/bin/true" if os.path.exists("/bin/true") else "true")
    with pytest.raises(SurroundingsFailed, match="ended without an answer"):
        render("x")


def test_neither_jinja2_nor_yaml_is_loaded_to_render_or_to_find() -> None:
    code = (
        "import sys; import crisis_cli.files.templates.render, crisis_cli.files.library, crisis_cli.files.editor; "
        "print([m for m in ('jinja2', 'yaml', 'platformdirs', 'psutil') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
