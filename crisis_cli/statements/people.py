"""Which numbers of a text count people, casualties, customers or data: those that a newspaper prints."""

from __future__ import annotations

import re

from crisis_cli.statements.figures import Figure

_COUNTED = (
    r"(?:people|persons?|customers?|clients?|clientes?|passengers?|patients?|guests?|users?|members?"
    r"|employees?|staff"
    r"|workers?|colleagues?|children|child|kids|famil(?:y|ies)|victims?|dead|deaths?|died|injur(?:ed"
    r"|y|ies)|wounded"
    r"|hurt|ill|sick|hospitali[sz]ed|hospital|missing|casualt(?:y|ies)|accounts?|records?|passwords?"
    r"|addresses|cards?"
    r"|data|files|households?|residents?|travell?ers?|subscribers?|consumers?|cases?"
    r"|personnes?|passag(?:er|ère)s?|usag(?:er|ère)s?|utilisat(?:eur|rice)s?|membres?|salariée?s?|employée?s?"
    r"|collaborat(?:eur|rice)s?|collègues?|enfants?|familles?|victimes?|morte?s?|décès|décédée?s?"
    r"|blessée?s?|malades?"
    r"|hospitalisée?s?|disparue?s?|intoxications?|comptes?|données|dossiers?|mots de passe|cartes?"
    r"|adresses?|foyers?"
    r"|abonnée?s?|consommat(?:eur|rice)s?|voyageu(?:r|se)s?|riverains?|cas)(?!\w)"
)
_HARMED = (
    r"(?:people|person|child|death|dead|injur\w+|victim|casualty|patient|worker|employee|colleague"
    r"|morte?|décès|blessée?|victime|malade|enfant|seule? (?:personne|enfant|malade|blessée?|victime"
    r"|cliente?))(?!\w)"
)
_STOPS = (
    "and|or|where|for|to|from|in|at|with|by|after|that|whose|et|ou|où|pour|dans|à|aux|avec|chez|par|après|dont"
)
_AFTER = re.compile(rf"[ -]?(?:(?!(?:{_STOPS}) )(?:d'|l')?[^\W\d][\w'-]{{0,20}} ){{0,3}}(?:d'|l')?{_COUNTED}")
_BEFORE = re.compile(rf"(?<!\w){_COUNTED}(?: [^\W\d]{{1,20}})? ?(?:: ?|\()$")
_ONE = re.compile(rf" {_HARMED}")
_NOT_ONE = re.compile(r"(?<!\w)(?:no|any|every|each|which|this|that|the|than|for|pour|par|chaque|comme|other) $")
_MEASURES = re.compile(r"%|per ?cent|pour cent|")


def counts_people(figure: Figure, text: str) -> bool:
    """Whether this number, in the flow that it stands in, counts them; `one` does beside a casualty only."""
    means, (start, end) = figure.means, figure.at
    if means.kind != "number" or not _MEASURES.fullmatch(means.unit):
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    if means.loose:
        return bool(means.value == 1 and _ONE.match(after) and not _NOT_ONE.search(before))
    return bool(_AFTER.match(after) or _BEFORE.search(before))
