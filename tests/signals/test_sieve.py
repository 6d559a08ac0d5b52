"""No line that holds a term gets past the sieve, however its letters are written."""

from __future__ import annotations

import json
import random
import unicodedata

import pytest

from crisis_cli.domain.mention import folded
from crisis_cli.signals import sieve as sieves
from crisis_cli.signals.sieve import Sieve, sieve_of
from tests.parts import library

WORDS = ["Walrus", "#walrusburger", "Café Öl", "C&A shop", "kiosk/9", 'the "ice"']


@pytest.fixture(params=["hyperscan", "ahocorasick_rs"])
def sieve(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Sieve:
    library(request.param, "pip install -e '.[watch]'")
    if request.param == "ahocorasick_rs":
        monkeypatch.setattr(sieves, "hyperscan", None)
    found = sieve_of(WORDS)
    assert found is not None
    return found


def test_every_way_to_write_a_term_is_a_hit(sieve: Sieve) -> None:
    chance = random.Random("sieve")
    for word in WORDS:
        for form in ("NFC", "NFD"):
            for case in (str.lower, str.upper, str.title, str.swapcase):
                text = f"so, {unicodedata.normalize(form, case(word))}!"
                if folded(word) not in folded(text):
                    continue
                plain = json.dumps({"text": text})
                escaped = "".join(f"\\u{ord(letter):04X}" if chance.random() < 0.3 else letter for letter in text)
                double = json.dumps({"payload": plain})
                for line in (
                    plain,
                    json.dumps({"text": text}, ensure_ascii=False),
                    '{"text": "' + escaped.replace('"', "\\u0022") + '"}',
                    plain.replace("/", "\\/"),
                    double,
                ):
                    assert sieve(line.encode()), line


def test_letters_that_fold_into_ascii_and_html_are_let_through(sieve: Sieve) -> None:
    others = [chr(point) for point in range(0x80, 0x11_0000) if not 0xD800 <= point < 0xE000]
    odd = [letter for letter in others if any(part.isascii() for part in folded(letter))]
    assert len(odd) == 4
    for letter in odd:
        assert sieve(f'{{"text": "{letter}"}}'.encode())
        assert sieve(json.dumps({"text": letter}).encode())
    status = json.dumps({"content": "<p>wal<b>rus</b></p>", "account": {}})
    assert sieve(status.encode())
    assert sieve(json.dumps({"payload": status}).encode())


def test_what_says_nothing_of_it_is_no_hit(sieve: Sieve) -> None:
    assert sieve(b'{"text": "a seal in my sea", "time": "2026-11-22T03:05:06Z"}') == []
    assert sieve('{"text": "ein Bär 🐻 \\ud83d\\ude00"}'.encode()) == []


@pytest.mark.parametrize(
    "line", [b"", b"[1]", b" {}", b"{} ", b"{}\r", b"\0{\0}", *("{}".encode(f"utf-{n}") for n in (16, 32))]
)
def test_lines_that_are_no_objects_from_outside_are_for_somebody_else(sieve: Sieve, line: bytes) -> None:
    assert sieve(b"{}\n{}\n{}") == []
    for lines in ([line], [line, b"{}"], [b"{}", line], [b"{}", line, b"{}"]):
        assert sieve(b"\n".join(lines)) is None


def test_the_end_of_each_hit_is_told_in_order(sieve: Sieve) -> None:
    line = b'{"text": "WALRUS", "id": "kiosk/9 walrus"}'
    assert sieve(b"\n".join([line, b"{}", line])) == [16, 31, 40, 62, 77, 86]


@pytest.mark.usefixtures("sieve")
def test_a_very_long_term_is_known_by_its_beginning() -> None:
    found = sieve_of(["walrus " * 50_000])
    assert found is not None
    assert found(b'{"text": "%b"}' % (b"Walrus " * 50_000))


def test_terms_without_plain_letters_are_looked_for_in_every_line() -> None:
    assert sieve_of(["Walrus", "海象"]) is None
    assert sieve_of([]) is None
