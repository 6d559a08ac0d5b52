"""The letters of a plain SMS, and what stands for those that are none of them."""

from __future__ import annotations

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""3GPP TS 23.038, 6.2.1: the default alphabet, 127 characters and the escape to the table below."""

EXTENDED = frozenset("\f^{}\\[~]|€")
"""3GPP TS 23.038, 6.2.1.1: sent as an escape and a character, which takes the place of two."""

_STANDS_FOR = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2008\u2009\u200a\u2002\u2003\u3000", " "),
    **dict.fromkeys("•·", "-"),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "→": "->",
    "×": "x",
    "°": "o",
    "\t": " ",
}


def plain(character: str) -> str:
    """What says nearly the same in the alphabet of a plain SMS, or nothing where nothing does."""
    known = _STANDS_FOR.get(character)
    if known is not None:
        return known
    base = "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    return base if base and all(one in BASIC for one in base) else ""
