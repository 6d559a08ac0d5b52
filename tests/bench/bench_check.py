"""What checking a text costs: 2,000 words in one language, after the start of the program, and beside proselint.

Run: python -m pytest -n 0 -m bench tests/bench/bench_check.py -s   (the extra `bench` has proselint)
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.parts import program

pytestmark = pytest.mark.bench

WORDS = 2_000
RUNS = 9
MOST_MS = 100

PARAGRAPHS = {
    "en": (
        "On Tuesday at 14:05 our machine in Alder stopped, and we noticed it eleven minutes later than we should.",
        "The seal on line two was worn, and nobody had changed it since March. That was my decision, and wrong.",
        "We take this very seriously and are working around the clock. Mistakes were made.",
        "If you have a jar at home, do not eat it; bring it back, and you get your money, without a receipt.",
        "We called the hospital at noon and again at six. Two people went home this afternoon, one stays.",
        "We speak again at 18:30, here and at https://example.com/word. You reach us at 0800 123 456.",
    ),
    "fr": (
        "Mardi à 14 h 05, notre machine d’Alder s’est arrêtée, et nous l’avons vu onze minutes trop tard.",
        "Le joint de la ligne deux était usé ; personne ne l’avait changé depuis mars. C’était ma décision.",
        "Nous prenons cela très au sérieux et nos équipes sont mobilisées. Des erreurs ont été commises.",
        "Si vous avez un pot chez vous, ne le mangez pas ; rapportez-le, vous serez remboursé sans ticket.",
        "Nous avons appelé l’hôpital à midi puis à six heures. Deux personnes sont rentrées cet après-midi.",
        "Nous reprendrons la parole à 18 h 30, ici et sur https://example.com/mot, ou au 0800 123 456.",
    ),
}

FIRST_CHECK = """
import sys, time
from crisis_cli.__main__ import run
run(["--version"])
from crisis_cli.commands import check
from crisis_cli.commands.checking import text as checking_text
from crisis_cli.commands.checking import texts as texts_to_check
started = time.perf_counter()
text = texts_to_check.texts_to_check(sys.argv[1:2], "", texts_to_check.Said(("press",), sys.argv[2]))[0]
checked = checking_text.check_text(text.text, text.name, text.about)
print(1000 * (time.perf_counter() - started), file=sys.stderr)
assert checked[0].findings
"""
"""The file, the lexicon and every pattern are read in the time that is measured; only the modules are there."""


@pytest.fixture(params=("en", "fr"))
def text(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A text of 2,000 words, in which no sentence comes twice."""
    words: list[str] = []
    number = 0
    while len(words) < WORDS:
        paragraphs = PARAGRAPHS[request.param]
        words += f"{number}. {paragraphs[number % len(paragraphs)]}\n\n".split(" ")
        number += 1
    path = tmp_path / f"{request.param}.txt"
    path.write_text(" ".join(words[:WORDS]), encoding="utf-8")
    return path


def _environ(folder: Path) -> dict[str, str]:
    """With compiled modules, as every installation has them, and in no folder but the test's own."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"CRISIS_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "NO_COLOR": "1"}
    return {**environ, **ours}


def _ran(command: list[str], folder: Path, *codes: int) -> tuple[float, str]:
    """Milliseconds of the whole process, and what it said on stderr."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_environ(folder), capture_output=True, text=True)
    assert done.returncode in codes, done.stderr
    return 1000 * (time.perf_counter() - started), done.stderr


def test_two_thousand_words_are_checked_within_a_tenth_of_a_second_after_the_start(text: Path) -> None:
    command = [sys.executable, "-c", FIRST_CHECK, text.name, text.stem]
    times = [float(_ran(command, text.parent, 0)[1]) for _ in range(RUNS + 1)][1:]
    first = statistics.median(times)
    print(f"\n{text.stem}, {WORDS:,} words: {first:.0f} ms after the start ({min(times):.0f} to {max(times):.0f})")
    assert first <= MOST_MS


@pytest.mark.parametrize("text", ["en"], indirect=True)  # proselint knows no other language
def test_it_takes_at_most_twice_the_time_of_proselint_from_start_to_end(text: Path) -> None:
    proselint = shutil.which("proselint", path=str(Path(sys.executable).parent)) or program("proselint")
    commands = {
        "crisis check": [sys.executable, "-m", "crisis_cli", "check", text.name, "--channel", "press"],
        "crisis, start alone": [sys.executable, "-m", "crisis_cli", "--version"],
        "proselint check": [proselint, "check", text.name],
        "proselint, start alone": [proselint, "version"],
    }
    runs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):  # in turn: the speed of a shared machine changes within a second
        for name, command in commands.items():
            runs[name].append(_ran(command, text.parent, 0, 1)[0])
    taken = {name: statistics.median(times[1:]) for name, times in runs.items()}
    ratio = taken["crisis check"] / taken["proselint check"]
    print(f"\n{text.stem}: {ratio:.2f} times proselint; " + "; ".join(f"{n} {t:.0f} ms" for n, t in taken.items()))
    assert ratio <= 2
