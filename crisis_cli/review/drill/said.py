"""Whether a published text says a fact's value, and whether it says so as certain.

A value stands in a text as whole words, a small number also written out. A sentence with a word of doubt in it
says nothing as certain: a short list here, for looking back; the check before publishing has the long one
(`statements/hedges.py`). A yes or no has no words of its own and is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.conditions import Value

_NUMBERS = (
    ("zero", "zéro"),
    ("one", "une?"),
    ("two", "deux"),
    ("three", "trois"),
    ("four", "quatre"),
    ("five", "cinq"),
    ("six",),
    ("seven", "sept"),
    ("eight", "huit"),
    ("nine", "neuf"),
    ("ten", "dix"),
    ("eleven", "onze"),
    ("twelve", "douze"),
)

_DOUBT = re.compile(
    r"(?<!\w)(?:unconfirmed|unverified|not (?:yet )?(?:been )?(?:confirmed|verified|certain|sure)"
    r"|(?:can(?:no|')t|could not) (?:yet )?confirm|(?:haven|hasn|isn|aren)['’]t (?:yet )?(?:been )?confirmed"
    r"|checking|verifying|do(?: not|n['’]t) (?:yet )?know|whether|report(?:s|ed|edly)?|told|hear|heard|say that"
    r"|according to|apparently|believed|suspect\w*|possibl[ey]|may|might|could|alleged\w*"
    r"|(?:non|pas|à) (?:encore )?(?:été )?(?:confirm|vérifi)\w+|vérifi(?:ons|e|er)|sous réserve|selon|d['’]après"
    r"|signal\w+|rapport(?:e|ent|é|és)|disent|aurai(?:t|ent)|serai(?:t|ent)|pourrai(?:t|ent)|peut-être|ignorons"
    r"|(?:ne |n['’])sa(?:vons|it) pas)(?!\w)",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*")


def says(text: str, value: Value | None) -> bool:
    """Whether the value stands in the text."""
    return any(True for _ in _sentences_with(text, value))


def states(text: str, value: Value | None) -> bool:
    """Whether it stands there in a sentence without a word of doubt."""
    return any(not _DOUBT.search(sentence) for sentence in _sentences_with(text, value))


def _sentences_with(text: str, value: Value | None) -> Iterator[str]:
    words = _words(value)
    if not words:
        return
    wanted = re.compile(rf"(?<![\w:.,])(?:{words})(?![\w:]|[.,]\d)", re.IGNORECASE)
    for sentence in _SENTENCE.findall(text):
        if wanted.search(sentence):
            yield sentence


def _words(value: Value | None) -> str:
    """A pattern for the ways of writing a value; empty for what has no words of its own."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        written = _NUMBERS[value] if 0 <= value < len(_NUMBERS) else ()
        return "|".join((str(value), *written))
    return r"\s+".join(re.escape(word) for word in str(value).split())
