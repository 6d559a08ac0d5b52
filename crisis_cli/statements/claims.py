"""Claims without any exception, such as "no data" or « plus jamais », that no confirmed fact says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.written import Span, Written

_EN = (
    r"no (?:(?:customer|personal|payment|card|sensitive|other|further|of our|risk of) )?"
    r"(?:data|information|records|passwords|accounts|customers?|passengers?|patients?|products?|impact|risk|danger"
    r"|harm|threat|injur(?:y|ies)|casualties|victims|consequences)(?! (?:yet|on|about|for (?:now|you)"
    r"|to (?:give|share)))",
    r"(?:nobody|no one) (?:was|is|were|has been|will be|got)(?! able )(?: \w+)?",
    r"(?:all|every(?: single)?|100 ?% of)(?: (?:of )?(?:our|the|your|its))?(?: affected)? "
    r"(?:customers?|passengers?|patients?|guests?|users?|products?|shops?|stores?|services?|systems?|flights?|data"
    r"|accounts?|employees?|batch(?:es)?|jars?|refunds?|orders?)(?! (?:gets?|receives?|will get|can"
    r"|may|should|must)(?!\w))",
    r"never (?:happen )?again|(?:will|can) (?:never|not) happen again|(?:won't|cannot) happen again",
    r"(?:fully|completely|entirely|totally|perfectly|absolutely|100 ?%) "
    r"(?!responsib|accept|own|understand|agree|support|aware|sorry|accountab|cooperat|apolog|deserv"
    r"|unaccept|disagree"
    r"|de |des |of )[a-z]+",
    r"at no (?:time|point)|under control|(?:is|are|was|were) impossible|zero risk|(?:we|i) (?:can )?guarantee"
    r"|(?:is|are) (?:guaranteed|always safe)",
)
_FR = (
    r"(?:aucune?s?|zéro)(?: (?:autres?|de (?:vos|nos|ces)))? (?:donnée|données|client|clients|cliente"
    r"|passager|patient"
    r"|produit|produits|information|informations|compte|mot de passe|impact|risque|danger|blessée?s?|victimes?"
    r"|conséquences?|incidence|perte|fuite|dommage|doute)|risque zéro|sans (?:aucun )?(?:risque|danger)",
    r"(?<!en )personne n'(?:a|est|était|avait|aura|a été)(?! pu )(?: \w+)?",
    r"(?:tous|toutes|100 ?% de)(?: (?:les|nos|vos|ses))(?: autres)? (?:clients?|clientes?|passagers?"
    r"|patients?|usagers?"
    r"|produits?|magasins?|boutiques?|services?|systèmes?|vols?|données|comptes|salariés|lots?|commandes?)",
    r"plus jamais|ne se (?:re)?produira (?:plus|pas|jamais)|n'arrivera (?:plus|jamais)",
    r"(?:entièrement|totalement|complètement|intégralement|parfaitement|absolument|pleinement) "
    r"(?!responsab|conscien|d'accord|désolé|compr|assum|inaccept|anormal|coop|norm|légitim)[^\W\d_]+",
    r"à aucun moment|en aucun cas|sous contrôle|impossible que|nous garantissons|je (?:vous )?garantis"
    r"|(?:est|sont) garantie?s?",
)
_CLAIMS = {"en": re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in _EN))}
_CLAIMS["fr"] = re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in _FR))

_NO_CLAIM = re.compile(
    r"(?<!\w)(?:not|n't|cannot|never say|whether|if|until|before|once|unless|ask|asking|invite|to"
    r"|dear|thank|for|hope|when"
    r"|want|sure(?: that)?|pas|si|s'|jusqu'à ce que|avant que|quand|lorsque|à|demandons|invitons"
    r"|chers?|chères?|merci"
    r"|remercions|pour|afin que|espérons|voulons|assurer que)"
    r"(?: (?:that|yet|of|you|all|is|are|be|it|this|que|de|vous|encore|soit|être|cela|est|sont|yes))*,? $"
)
"""What stands before the same words where they claim nothing: "not fully", "we ask all customers"."""


def check_claims(written: Written, backed_by: Iterable[str] = ()) -> Iterator[Finding]:
    """A warning for every such claim in our own words that none of these texts makes (the confirmed facts, as they
    read)."""
    text = written.flow.text
    facts = "\n".join(Written("", fact, written.language).flow.text for fact in backed_by)
    for found in _CLAIMS.get(written.language, _CLAIMS["en"]).finditer(text):
        span = Span(written.flow.at[found.start()], written.flow.at[found.end() - 1] + 1)
        if (
            written.is_quoted(*span)
            or _NO_CLAIM.search(text[max(0, found.start() - 40) : found.start()])
            or found[0] in facts
        ):
            continue
        said = " ".join(written.text[span.start : span.end].split())
        message = f'"{said}" leaves no exception, and no confirmed fact says so'
        hint = "one exception makes it untrue in public: say what you know, as a number, a place or a time"
        yield Finding("absolute-claim", Severity.WARNING, message, hint, place=written.place(*span))
