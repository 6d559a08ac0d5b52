"""What jinja2 says of a template that it cannot read, in plain words."""

from __future__ import annotations

import re

_PAIRS = "check that every {{ has its }}, every {% its %}, and every quote its second one"
_WORDS = (
    (
        r"Encountered unknown tag '(?P<tag>end\w+)'.*innermost block that needs to be closed is '(?P<open>\w+)'.*",
        "{% TAG %} stands where {% OPEN %} must end first",
        "write {% endOPEN %} before it",
    ),
    (
        r"Encountered unknown tag '(?P<tag>end\w+|elif|else)'.*",
        "{% TAG %} ends something that was never begun",
        "delete it, or write what it ends before it",
    ),
    (
        r"Encountered unknown tag '(?P<tag>\w+)'.*",
        "there is no {% TAG %} in a template",
        "check how it is spelt; there are: if, elif, else, for, set, include, extends, block, macro, import",
    ),
    (
        r"Unexpected end of template.*innermost block that needs to be closed is '(?P<open>\w+)'.*",
        "the template ends, and {% OPEN ... %} was never ended",
        "write {% endOPEN %} where it is meant to end",
    ),
    (
        r"unexpected end of template, expected 'end of .*",
        "braces are opened here and never closed",
        _PAIRS,
    ),
    (r"Missing end of comment tag", "a comment begins with {# and never ends", "write #} where it ends"),
    (
        r"(?:Expected an expression, got 'end of .*|expected token 'name', got 'end of .*)",
        "something is missing before these braces close",
        "write what is meant, or delete the braces",
    ),
    (
        r"expected token 'end of print statement', got '(?P<tag>.*)'",
        'the braces hold more than one thing: found "TAG" behind the first',
        "put each fact or word into braces of its own",
    ),
    (
        r"expected token 'end of statement block', got '='",
        "one = cannot compare",
        "write == to compare two values",
    ),
    (
        r"expected token 'end of statement block', got '(?P<tag>.*)'",
        'found "TAG" where %} was expected',
        "put text in quotes, and check the spelling",
    ),
    (
        r"unexpected (?:char )?['\"](?P<tag>.+?)['\"](?: at \d+|, expected .*)?",
        'found "TAG" where it means nothing',
        _PAIRS,
    ),
)


def said_plainly(message: str) -> tuple[str, str]:
    """What is wrong and what to do."""
    flat = " ".join(message.split())[:400]
    for pattern, words, hint in _WORDS:
        if (found := re.fullmatch(pattern, flat)) is not None:
            named = {"OPEN": "", "TAG": "", **{name.upper(): value for name, value in found.groupdict().items()}}
            for name, value in named.items():
                words, hint = words.replace(name, value), hint.replace(name, value)
            return words, hint
    return f"the template cannot be read: {flat}", "look at this line, and at the one before it"
