"""Which numbers of a text count people, casualties, customers or data: those that a newspaper prints."""

from __future__ import annotations

import re

from crisis_cli.statements.figures import Figure

COUNTED = (
    r"(?:people|persons?|customers?|clients?|clientes?|passengers?|patients?|guests?|users?|members?"
    r"|employees?|staff"
    r"|workers?|colleagues?|children|child|kids|famil(?:y|ies)|victims?|dead|deaths?|died|injur(?:ed"
    r"|y|ies)|wounded"
    r"|hurt|ill|sick|hospitali[sz]ed|hospital|missing|casualt(?:y|ies)|accounts?|records?|passwords?"
    r"|addresses|cards?"
    r"|bab(?:y|ies)|infants?|toddlers?|adults?|boys?|girls?|women|woman|men|man|pupils?|students?|teenagers?"
    r"|elderly"
    r"|pensioners?|drivers?|shoppers?|visitors?|diners?|fans|neighbou?rs?|tenants?|bodies|burns|fractures"
    r"|bébés?|nourrissons?|adultes?|garçons?|filles?|femmes?|hommes?|élèves?|étudiant(?:e?s|e)?|adolescente?s?"
    r"|chauffeurs?|visiteu(?:r|se)s?|retraitée?s?|voisine?s?|locataires?|corps|brûlée?s?|tuée?s?"
    r"|data|files|households?|residents?|travell?ers?|subscribers?|consumers?|cases?"
    r"|personnes?|passag(?:er|ère)s?|usag(?:er|ère)s?|utilisat(?:eur|rice)s?|membres?|salariée?s?|employée?s?"
    r"|collaborat(?:eur|rice)s?|collègues?|enfants?|familles?|victimes?|morte?s?|décès|décédée?s?"
    r"|blessée?s?|malades?"
    r"|hospitalisée?s?|disparue?s?|intoxications?|comptes?|données|dossiers?|mots de passe|cartes?"
    r"|adresses?|foyers?"
    r"|abonnée?s?|consommat(?:eur|rice)s?|voyageu(?:r|se)s?|riverains?|cas)(?!\w)"
)
"""Whom or what such a number counts: a pattern."""

_HARMED = (
    r"(?:people|person|child|death|dead|injur\w+|victim|casualty|patient|worker|employee|colleague"
    r"|morte?|décès|blessée?|victime|malade|enfant|seule? (?:personne|enfant|malade|blessée?|victime"
    r"|cliente?))(?!\w)"
)
_STOPS = (
    "and|or|where|for|to|from|in|at|with|by|after|that|whose|et|ou|où|pour|dans|à|aux|avec|chez|par|après|dont"
)
_AFTER = re.compile(rf"[ -]?(?:(?!(?:{_STOPS}) )(?:d'|l')?[^\W\d][\w'-]{{0,20}} ){{0,3}}(?:d'|l')?{COUNTED}")
_BEFORE = re.compile(
    rf"(?<!\w){COUNTED}(?: [^\W\d]{{1,20}})?(?: ?(?:: ?|\()| (?:is|are|was|were|(?:has |have )?(?:risen|rose"
    rf"|reached|grown)"
    r"|rises?|stands?|reaches|est|sont|était|s'élève|atteint|est passé)(?: (?:now|to|at|about|maintenant|à|de"
    r"|désormais)){0,2} )$"
)
_AT_WORK = re.compile(
    r" (?:of (?:us|our people) |more |other |further |d'entre nous |autres )?"
    r"(?:people|persons?|of us|employees?|workers?|colleagues?|staff|members?|drivers?|men|women|personnes?"
    r"|salariée?s?|employée?s?|collègues?|collaborat(?:eur|rice)s?|membres?|chauffeurs?|hommes|femmes)"
    r"(?: (?:now|from now on|here|will|always|also|désormais|maintenant|ici|vont))*"
    r" (?:checks?|works?|answers?|signs?|looks?|tests?|watch(?:es)?|cleans?|inspects?|repairs?|search(?:es)?"
    r"|helps?|calls?|read|count|sit|stand|drive|control|are (?:working|checking|answering|looking|searching"
    r"|cleaning|on)"
    r"|contrôl\w+|vérifi\w+|travaill\w+|répond\w*|sign\w+|surveill\w+|nettoi\w+|répar\w+|cherch\w+|aid\w+"
    r"|appell\w+"
    r"|regard\w+|relis\w+|test\w+|sont (?:au|à|en))(?!\w)"
)
"""People who do something for us: no victims."""

_DEATH = (
    r"(?:died|dead|deaths?|killed|fatalit(?:y|ies)|bodies|lost their li(?:fe|ves)"
    r"|morte?s?|décédée?s?|décès|tuée?s?|perdu la vie)(?!\w)"
)
_DEAD = re.compile(rf"(?:[^\W\d][\w'-]{{0,20}} ){{0,4}}{_DEATH}")
_OTHERS = re.compile(r"(?:[^\W\d][\w'-]{0,20} )?(?:others?|autres?)(?!\w)")
_OTHERS_BEFORE = re.compile(r"(?<!\w)(?:other|another|autres) $")
_ONE = re.compile(rf" {_HARMED}")
_A_CHILD = re.compile(r"une? (?:[^\W\d]+ )?enfant(?!\w)")
_AMONG_THEM = re.compile(
    r"(?<!\w)(?:dont|y compris|parmi (?:eux|elles|lesquel(?:le)?s)|including|among them),?"
    r" (?:(?:il y a|se trouve|figure|est|is|was|there is) )?$"
)
_DEAD_IN_IT = re.compile(rf"[^.!?;:\n]{{0,60}}?(?<!\w){_DEATH}")
"""« une enfant » is mostly a child, not one child; and one of those who were counted is no new count."""

_NOT_ONE = re.compile(r"(?<!\w)(?:no|any|every|each|which|this|that|the|than|for|pour|par|chaque|comme|other) $")
_MEASURES = re.compile(r"%|per ?cent|pour cent|")


def counts_people(figure: Figure, text: str) -> bool:
    """Whether this number, in the flow that it stands in, counts them; `one` does beside a casualty only."""
    means, (start, end) = figure.means, figure.at
    if means.kind != "number" or not _MEASURES.fullmatch(means.unit):
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    if means.loose:
        if means.value != 1 or not _ONE.match(after) or _NOT_ONE.search(before):
            return False
        among = _A_CHILD.match(text, start) or _AMONG_THEM.search(before)
        return not among or bool(_DEAD_IN_IT.match(after))
    if _AT_WORK.match(after):
        return False
    return bool(_AFTER.match(after) or _BEFORE.search(before) or _OTHERS.match(after.lstrip()))


def says_the_dead(figure: Figure, text: str) -> bool:
    """Whether this number is said to be of people who died."""
    return bool(_DEAD.match(text[figure.at.end : figure.at.end + 90].lstrip()))


def says_the_others(figure: Figure, text: str) -> bool:
    """Whether it counts people besides those who were counted before: "the 3 others"."""
    before, after = text[max(0, figure.at.start - 12) : figure.at.start], text[figure.at.end : figure.at.end + 40]
    return bool(_OTHERS.match(after.lstrip()) or _OTHERS_BEFORE.search(before))
