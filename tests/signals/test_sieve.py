"""No line that holds a term gets past the sieve, however its letters are written."""

from __future__ import annotations

import json
import random
import unicodedata

import pytest

from crisis_cli.domain.mention import folded
from crisis_cli.signals.sieve import Sieve, sieve_of
from tests.parts import library

WORDS = ["Walrus", "#walrusburger", "Café Öl", "C&A shop", "kiosk/9", 'the "ice"']


@pytest.fixture
def sieve() -> Sieve:
    library("ahocorasick_rs", "pip install -e '.[watch]'")
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
    assert sieve("walrus".encode("utf-16"))


def test_what_says_nothing_of_it_is_no_hit(sieve: Sieve) -> None:
    assert not sieve(b'{"text": "a seal in my sea", "time": "2026-11-22T03:05:06Z"}')
    assert not sieve('{"text": "ein Bär 🐻 \\ud83d\\ude00"}'.encode())


def test_terms_without_plain_letters_are_looked_for_in_every_line() -> None:
    assert sieve_of(["Walrus", "海象"]) is None
    assert sieve_of([]) is None
