"""Templates are looked at without rendering them, then rendered with sample facts, in a child that may die."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.parts import FactSpec, FactType
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.files.rule_pages import FOLDER
from crisis_cli.files.templates import process as template_process
from crisis_cli.files.templates.check import Sample, TemplateCheck
from crisis_cli.files.templates.check_child import checked
from crisis_cli.files.templates.hashes import template_hash
from crisis_cli.files.templates.sample import Kitchen
from crisis_cli.files.templates.users import check_facts, with_users
from tests.rules.checked import FRAME

SHIPPED = Path(__file__).parents[3] / "templates"
LOOP = f"{{% for a in '{'a' * 3000}' %}}"
ENDLESS = LOOP * 5 + "{% endfor %}" * 5
FACTS = {
    "n": FactSpec("n", "How many?", FactType.INTEGER, min=2),
    "t": FactSpec("t", "What?", FactType.TEXT),
    "c": FactSpec("c", "Which?", FactType.CHOICE, choices={"north": "the north"}),
}
Look = Callable[..., list[str]]


def lay(folder: Path, texts: Mapping[str, str | bytes], language: str = "en") -> Path:
    for name, text in texts.items():
        path = folder / language / f"{name}.txt.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """What is found in templates by name, in this process, as `NAME:line:column-end severity rule: message`."""

    def found(**texts: str | bytes) -> list[str]:
        answer = checked(
            [[str(lay(tmp_path, {name.replace("__", "/"): text for name, text in texts.items()}))]], _no, Kitchen()
        )
        return [_shown(one, tmp_path) for one in answer["findings"]]

    return found


def _no() -> None:
    """Nobody watches the time here."""


def _shown(one: Mapping[str, Any], folder: Path) -> str:
    file, line, column, end = one["where"]
    name = Path(file).relative_to(folder / "en").as_posix().removesuffix(".txt.j2")
    return f"{name}:{line}:{column}-{end} {one['severity']} {one['rule']}: {one['message']} => {one['hint']}"


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("a\n{% if fact.x.known %}\nb", "t:3:1-2 error template-syntax", "{% if ... %} was never ended"),
        ("{{ fact.x }\n", "t:1:1-12 error template-syntax", 'found "}" where it means nothing'),
        ("\n  {% fi %}", "t:2:3-11 error template-syntax", "there is no {% fi %}"),
        ("{% if now %}{% endfor %}", "t:1:1-25 error template-syntax", "{% if %} must end first"),
        ("{{ a b }}", "t:1:1-10 error template-syntax", "more than one thing"),
        ("{# never", "t:1:1-9 error template-syntax", "never ends"),
        ("{{ }}", "t:1:1-6 error template-syntax", "something is missing"),
        ("{% if now = 'x' %}{% endif %}", "t:1:1-30 error template-syntax", "write =="),
        (
            "nowe {{\n  nowe }}",
            "t:2:3-7 error template-variable",
            'nothing called "nowe" in a template => did you',
        ),
        ("nowe, {{ nowe }}", "t:1:10-14 error template-variable", 'did you mean "now"?'),
        ("{{ range(3) }}", "t:1:4-9 error template-variable", '"range"'),
        ("{{ now.hour }}", "t:1:8-12 error template-variable", '"now" is text and has no .hour'),
        (
            "{{ fact.x.knwon }}",
            "t:1:11-16 error template-variable",
            'fact.x has no .knwon => did you mean ".known"?',
        ),
        ("{{ fact['x']['colour'] }}", "t:1:15-21 error template-variable", "has no .colour"),
        ("{% if fact.x %}a{% endif %}", "t:1:12-13 error template-variable", "alone in a test"),
        ("{{ 'a' if not fact.x else 'b' }}", "t:1:20-21 error template-variable", "alone in a test"),
        ("{{ fact.x == 'b' }}", "t:1:9-10 error template-variable", "alone in a test"),
        ("{{ fact.x.known and fact.y }}", "t:1:26-27 error template-variable", "fact.y alone"),
        ("{{ contact }}", "t:1:4-11 error template-variable", "write fact.contact if it is a fact"),
        ("{% if people_hurt %}a{% endif %}", "t:1:7-18 error template-variable", "write fact.people_hurt if"),
        ("{{ ledger.n }}", "t:1:11-12 error template-variable", "all facts, one after the other => write fact.n"),
        ("{{ fact }}", "t:1:4-8 error template-variable", "needs the name of a fact"),
        ("{% for n in 'ab' %}{{ fact[n] }}{% endfor %}", "t:1:23-27 error template-variable", "needs the name"),
        ("{% set fact = 'a' %}", "t:1:8-12 error template-variable", "the name of all facts"),
        ("{{ fact['a b'] }}", "t:1:10-13 error template-variable", "no fact can be called"),
        ("{{ now | default('x') }}", "t:1:10-17 error template-filter", "would hide what is missing"),
        ("{{ now | uper }}", "t:1:10-14 error template-filter", 'did you mean "upper"?'),
        ("{{ now | safe }}", "t:1:10-14 error template-filter", "the filters are: capitalize"),
        ("{{ 'a' if now is defined else 'b' }}", "t:1:18-25 error template-filter", "test .known"),
        ("{{ 'a' * 9 }}", "t:1:8-9 error template-filter", "may not use *"),
        ("{% include 'parts/gone.txt.j2' %}", "t:1:13-30 error template-include", "there is no template"),
        ("{% include now %}", "t:1:4-5 error template-include", "only be known when"),
        ("{% include '../../etc/passwd' %}", "t:1:13-29 error template-include", "there is no template"),
        ("{% include 't.txt.j2' %}", "t:1:13-21 error template-include", "t.txt.j2 -> t.txt.j2"),
        ("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}", "t:1:1-2 error template-syntax", "nested too deeply"),
        ("x" * 66_000, "t:1:1-2 error template-unreadable", "larger than 64 KiB"),
        ("a\ncaf\xe9".encode("latin-1"), "t:2:4-5 error template-unreadable", "not UTF-8: found the byte 0xe9"),
    ],
)
def test_a_mistake_is_found_where_it_stands(look: Look, text: str | bytes, start: str, words: str) -> None:
    found = look(t=text)
    assert len(found) == 1, found
    assert found[0].startswith(start)
    assert words in found[0]


def test_a_good_template_has_no_finding(look: Look) -> None:
    text = """{#- for the night {{ nonsense }} -#}
{% set who = speaker %}{% macro sign(name) %}{{ name }}, {{ company }}{% endmacro %}
{% if fact.n.known and fact.n.value > 2 %}{{ fact["n"] }}{% else %}{{ fact.t }}{% endif %}
{% for one in [fact.t, fact.n] %}{{ loop.index }} {{ one.known }}{% endfor %}
{{ now.upper() | lower }} {% include ["none.txt.j2", "parts/a.txt.j2"] %}
{% include "none.txt.j2" ignore missing %}
{{ sign(who) }}{% raw %}{{ nonsense }}{% endraw %}"""
    assert look(t=text, parts__a="{{ who }} {{ seen }}") == []


def test_a_part_may_use_what_the_template_around_it_defines_and_nothing_else(look: Look) -> None:
    texts = {"parts__a": "{{ who }}", "good": "{% set who = 'x' %}{% include 'parts/a.txt.j2' %}"}
    assert look(**texts) == []
    assert [line.split(":")[0] for line in look(**texts, bad="{% include 'parts/a.txt.j2' %}")] == ["parts/a"]


def test_an_include_that_leads_nowhere_names_the_nearest_template_by_its_name_alone(look: Look) -> None:
    texts = {
        "t": "{% include 'parts/sing.txt.j2' %}",
        "parts__sign": "x",
        "u": "{% include 'parts/nope.txt.j2' %}",
    }
    sing, nope = look(**texts)
    assert 'did you mean "parts/sign.txt.j2"?' in sing
    assert "begins below one of" in nope


def test_a_circle_is_told_once_and_whole(look: Look) -> None:
    found = look(a="{% include 'b.txt.j2' %}", b="x\n{% include 'c.txt.j2' %}", c="{% extends 'a.txt.j2' %}")
    assert found == [
        "c:1:13-21 error template-include: this template extends itself without end: "
        "a.txt.j2 -> b.txt.j2 -> c.txt.j2 -> a.txt.j2 => take this line out"
    ]


def test_a_block_and_words_that_are_never_shown_are_warned_of(look: Look) -> None:
    base = "{% block top %}{% endblock %}{% include 'parts/a.txt.j2' %}"
    child = (
        "{# c #}\n{% extends 'base.txt.j2' %}\n\n lost\n{% block tpo %}{% block in %}{% endblock %}{% endblock %}"
    )
    found = look(
        base=base, parts__a="x", child=child, good="{% extends 'base.txt.j2' %}{% block top %}b{% endblock %}"
    )
    assert [line.split(" =>")[0] for line in found] == [
        'child:5:10-13 warning template-block: "base.txt.j2" has no block "tpo", so this one is never shown',
        "child:4:2-3 warning template-block: this stands outside every block of a template that extends another, "
        "so it is never shown",
    ]


def test_what_a_template_uses_counts_all_that_it_includes(tmp_path: Path) -> None:
    t = '{{ fact.a }}{% include "parts/p.txt.j2" %} [[ one ]] {# [[ not this ]] #}'
    own = lay(tmp_path / "own", {"t": t, "parts/p": "\n{{ fact.b }} {{ fact.b }} {{ seen }} [[ two\nlines ]]"})
    lay(own, {"t": "{{ now }}"}, "fr")
    with TemplateCheck([[own, SHIPPED], [tmp_path / "none"], [SHIPPED]]) as check:
        mine, nothing, shipped = check.uses
        assert check.findings == ()
    use = mine["en", "t"]
    assert (use.facts, use.words, use.gaps) == ({"a", "b"}, {"seen"}, 2)
    assert use.sha256 == template_hash([own / "en"], "t.txt.j2")
    assert [Path(file).name for file in use.files] == ["t.txt.j2", "p.txt.j2"]
    assert [str(place).removeprefix(f"{own}{os.sep}") for place in use.named["b"]] == [
        f"{Path('en/parts/p.txt.j2')}:2:9"
    ]
    assert mine["fr", "t"].words == {"now"}
    assert nothing == {}
    assert {name for _, name in mine} == {name for _, name in shipped} | {"t"}
    assert not any("/" in name for _, name in mine)


def test_the_first_folder_that_has_a_part_wins_as_in_a_run(tmp_path: Path) -> None:
    own = lay(tmp_path, {"parts/what_we_know": "{{ fact.mine }}"})
    with TemplateCheck([[own, SHIPPED]]) as check:
        assert "mine" in check.uses[0]["en", "update"].facts


def test_every_shipped_template_renders_whatever_is_known() -> None:
    facts = {
        name: FactSpec(name, f"{name}?", FactType.TEXT) for name in ("product", "where", "situation", "advice")
    }
    with TemplateCheck([[SHIPPED]]) as check:
        samples = [Sample(0, language, name, facts) for language, name in check.uses[0]]
        assert check.render(samples) == []
        assert check.findings == ()


def test_only_what_a_statement_that_names_these_would_find_is_looked_at() -> None:
    with TemplateCheck([[SHIPPED]]) as check, TemplateCheck([[SHIPPED]], only=["holding", "the"]) as few:
        whole = {key: use for key, use in check.uses[0].items() if use.base == "holding"}
        assert {language for language, _ in whole} == {"en", "fr"}
        assert few.uses[0] == whole
        few.look_at_all()
        assert few.uses[0] == check.uses[0]


def test_a_mistake_in_what_is_looked_at_is_told_as_if_all_had_been(tmp_path: Path) -> None:
    texts = {"t": "{{ later }}", "a": "{% set later = 'x' %}{% include 't.txt.j2' %}"}
    folder = str(lay(tmp_path, texts))
    every = checked([[folder]], _no, Kitchen())
    assert every["findings"] == []
    assert checked([[folder]], _no, Kitchen(), {"t"}) == every
    lay(tmp_path, {"lonely": "{% if %}"})
    assert checked([[folder]], _no, Kitchen(), {"a"})["findings"] == []


def rendered(folder: Path, texts: Mapping[str, str]) -> list[Finding]:
    lay(folder, texts)
    with TemplateCheck([[folder]]) as check:
        return check.render([Sample(0, "en", name, FACTS) for name in texts])


def test_a_template_that_fails_with_sample_facts_says_when_and_where(tmp_path: Path) -> None:
    found = rendered(
        tmp_path,
        {
            "good": "{{ fact.n }} {% if fact.n.known %}{{ fact.n.value + 1 }}{% endif %} {{ fact.c }}",
            "unsure": "\n{{ fact.t.value }}",
            "sum": "{% if fact.t.known %}\n{{ fact.t.value + 1 }}{% endif %}",
            "more": "\n{% if fact.n.value > 0 %}a{% endif %}",
            "twice": "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "broken": "{{",
            "missing": "{{ fact.nobody_defined_this }}",
        },
    )
    shown = [f"{Path(one.place.file).name}:{one.place.line}: {one.message}" for one in found if one.place]
    assert {one.rule for one in found} == {"template-render"}
    assert shown == [
        "unsure.txt.j2:2: when the facts are unknown: this prints nothing: there is no value yet (test .known "
        "before you use .value)",
        "sum.txt.j2:2: when the facts are confirmed: the template fails here: can only concatenate str "
        '(not "int") to str',
        "more.txt.j2:2: when the facts are unknown: this counts on a value that nobody knows yet",
        "twice.txt.j2:1: when the facts are confirmed: the template cannot be read: block 'a' defined twice",
    ]
    assert "write fact.n.known and fact.n.value ..." in [one.hint for one in found]


def test_a_sample_value_fits_the_type_of_its_fact(tmp_path: Path) -> None:
    text = "{% if fact.n.value != 2 or fact.c.value != 'north' %}{{ 1 + 'a' }}{% endif %}"
    order = {"folders": [str(lay(tmp_path, {"t": text}))], "language": "en", "name": "t"}
    facts = {
        "n": {"ask": "?", "type": "integer", "min": 2},
        "c": {"ask": "?", "type": "choice", "choices": {"north": "N"}},
    }
    assert [state for state, _ in Kitchen().tried({**order, "facts": facts}, 999)] == ["unknown"]


def test_a_hostile_template_costs_seconds_and_no_other_template_its_sample(tmp_path: Path) -> None:
    start = time.perf_counter()
    found = rendered(
        tmp_path,
        {
            "a": "{{ fact.t.value }}",
            "b": ENDLESS,
            "c": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "d": "{% for a in 'aaaaaaaaaaaaaaaa' %}" * 4
            + "{% for b in 'aaaaaaaa' %}b{% endfor %}"
            + "{% endfor %}" * 4,
            "z": "{{ fact.n.value }}",
        },
    )
    told = {Path(one.place.file).name[0]: one.message for one in found if one.place}
    assert time.perf_counter() - start < 10
    assert list(told) == ["a", "b", "c", "d", "z"]
    assert "did not come to an end" in told["b"]
    assert "without end" in told["c"]
    assert "longer than 64 KiB" in told["d"]
    assert all("Traceback" not in message and len(message) < 500 for message in told.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other platforms have no limit on memory")
def test_a_template_that_wants_all_memory_gets_little(tmp_path: Path) -> None:
    doubled = "{% set x = 'aaaaaaaaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"
    assert "too much memory" in rendered(tmp_path, {"t": doubled})[0].message


def test_after_three_that_never_end_the_rest_is_left_and_said(tmp_path: Path) -> None:
    found = rendered(tmp_path, dict.fromkeys("abcde", ENDLESS))
    assert [one.message.split(" were")[0].split(",")[0] for one in found] == [
        *["this template did not come to an end"] * 3,
        "2 more templates",
    ]


def test_a_child_that_cannot_start_or_dies_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, {"t": "x"})
    for program in ("/nowhere/python", "/bin/true"):
        monkeypatch.setattr(template_process.sys, "executable", program)
        with TemplateCheck([[tmp_path]]) as check:
            assert check.uses == [{}]
            assert [one.rule for one in check.findings] == ["template-unreadable"]
            assert "could not be looked at" in check.findings[0].message
            assert check.render([Sample(0, "en", "t", {})]) == []


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_links_pipes_and_folders_in_place_of_templates_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = lay(tmp_path / "templates", {"t": "{% include 'link.txt.j2' %}"}) / "en"
    (folder / "link.txt.j2").symlink_to(tmp_path / "secret")
    (folder / "self.txt.j2").symlink_to(folder / "self.txt.j2")
    (folder / "round").symlink_to(folder)
    (folder / "folder.txt.j2").mkdir()
    os.mkfifo(folder / "pipe.txt.j2")
    with TemplateCheck([[tmp_path / "templates"]]) as check:
        found = {Path(one.place.file).name: one.message for one in check.findings if one.place}
    assert "leads out of its folder" in found["link.txt.j2"]
    assert "a pipe" in found["pipe.txt.j2"]
    assert "secret" not in str(found.values())


def test_nothing_in_the_folder_one_stands_in_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("jinja2", "markupsafe", "json", "crisis_cli"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), "", *sys.path])
    with TemplateCheck([[lay(tmp_path, {"t": "{{ now }}"})]]) as check:
        assert [name for _, name in check.uses[0]] == ["t"]


def test_the_caller_never_loads_jinja2() -> None:
    code = (
        "import sys; from pathlib import Path; from crisis_cli.files.templates.check import TemplateCheck\n"
        f"with TemplateCheck([[Path({str(SHIPPED)!r})]]) as check: check.render([])\n"
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_child_can_be_started_before_anything_slow_is_loaded() -> None:
    code = (
        "import sys; from crisis_cli.files.templates.process import TemplateProcess\n"
        "with TemplateProcess() as process:\n"
        "    print([name for name in ('yaml', 'dataclasses', 'pathlib', 'typer') if name in sys.modules])\n"
        "    from pathlib import Path; from crisis_cli.files.templates.check import TemplateCheck\n"
        f"    print(len(TemplateCheck([[Path({str(SHIPPED)!r})]], process).uses[0]) > 5)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True"]


def test_the_child_keeps_compiled_modules_where_its_parent_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    with TemplateCheck([[tmp_path]]) as check:
        assert check.findings == ()
    assert list((tmp_path / "compiled").rglob("check_child.*.pyc"))


def test_a_fact_that_the_playbook_does_not_define_is_told_in_the_template(tmp_path: Path) -> None:
    loaded = read_playbook(FRAME, "playbook.yaml")
    assert loaded.playbook is not None
    name = next(iter(loaded.playbook.statements.values())).template
    fact = next(iter(loaded.playbook.facts))
    folder = lay(tmp_path, {name: f"{{{{ fact.{fact} }}}}\n{{{{ fact.{fact}s }}}}\n\n{{{{ fact.{fact}s }}}}"})
    with TemplateCheck([[folder]]) as check:
        use = check.uses[0]["en", name]
    (found,) = [loaded.places.located(one) for one in check_facts(use, loaded.playbook)]
    assert found.rule == "template-fact"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 9)
    assert f'no fact "{fact}s" (named again in line 4)' in found.message
    assert found.hint == f'did you mean "{fact}"?'
    place = found.related[0].place
    assert place is not None
    assert (place.file, place.line > 1) == ("playbook.yaml", True)
    (again,) = with_users([found], [(use, place)])
    assert again.related[-1].place == place


PIECES = (
    *("{{ ", " }}", "{% ", " %}", "{# ", " #}", "{%- ", "-}}", "fact.n", "fact.t.value", "fact", ".known", "now"),
    *(
        "if ",
        "else",
        "endif",
        "for x in ",
        "endfor",
        "set x = ",
        "block a",
        "endblock",
        "macro m()",
        "endmacro",
        "m()",
    ),
    *(
        "include ",
        "extends ",
        "import ",
        "from ",
        "'t.txt.j2'",
        "'p.txt.j2'",
        " as x",
        "x",
        "['n']",
        " | upper",
        "'",
    ),
    *(
        " == ",
        " ~ ",
        " * 9",
        "not ",
        " and ",
        "(",
        ")",
        "[[",
        "]]",
        "\n",
        "raw",
        "endraw",
        "\x00",
        "\u2028",
        "é",
        "filter ",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_at_all_ends_in_findings_or_a_clean_sample(tmp_path: Path, text: str) -> None:
    folder = str(lay(tmp_path, {"t": text, "p": "{{ fact.n }}"}))
    kitchen = Kitchen()
    answer = checked([[folder]], _no, kitchen)
    for one in answer["findings"]:
        file, line, column, end = one["where"]
        lines = re.split("\r\n|\r|\n", Path(file).read_bytes().decode())
        assert 1 <= line <= len(lines)
        assert 1 <= column < end <= max(len(lines[line - 1]) + 2, 2)
    facts = {name: {"ask": name, "type": "text"} for name in ("n", "t")}
    for _, why in kitchen.tried({"folders": [folder], "language": "en", "name": "t", "facts": facts}, 1 << 16):
        assert why.message
        assert "Traceback" not in why.message


PAGES = [
    page for page in sorted(FOLDER.glob("template-*.md")) if "· Templates:" in page.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_are_so(page: Path, tmp_path: Path) -> None:
    for heading, blocks in re.findall(
        r"^## (\w+)\n(.*?)(?=^## |\Z)", page.read_text(encoding="utf-8"), re.M | re.S
    ):
        folder = tmp_path / heading
        texts = dict(re.findall(r"```jinja\n\{# templates/en/(\S+)\.txt\.j2 #\}\n(.*?)```", blocks, re.S))
        if not texts:
            assert "```text" in blocks
            continue
        lay(folder, texts)
        with TemplateCheck([[folder]]) as check:
            found = [*check.findings, *check.render([Sample(0, "en", name, FACTS) for _, name in check.uses[0]])]
        assert (page.stem in {one.rule for one in found}) is (heading == "Bad"), found


def test_every_rule_about_templates_has_a_page() -> None:
    rules = {"syntax", "variable", "fact", "include", "block", "filter", "render", "unreadable"}
    assert {page.stem for page in PAGES} == {f"template-{rule}" for rule in rules}
