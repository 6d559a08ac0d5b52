"""The table of a playbook's fields: what may stand where, and one sentence of help for each.

Reading, its messages and (from the same table) the JSON Schema for editors all follow it.
"""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.playbook import FactType
from crisis_cli.files.playbook import checks as field_checks
from crisis_cli.files.shapes.conditions import When
from crisis_cli.files.shapes.groups import ByForm, Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Ref, Word
from crisis_cli.files.shapes.reading import Asked
from crisis_cli.files.shapes.scalars import Day, Digest, Duration, Flag, Integer, Shape, Text
from crisis_cli.files.shapes.values import Count, Share

MEASURES = {"mentions_per_hour": Asked(FactType.INTEGER)}
"""What a watch counts; `crisis_when` may hang on it, no step may."""

SLOT_WORDS = ("seen", "now", "next_update", "speaker", "company")
"""What a template may show beside facts, and a standing approval may therefore leave open."""

_PLAIN = r"[a-z](?:[a-z0-9-]{0,62}[a-z0-9])?"
_PLAIN_RULE = "it starts with a small letter and goes on with small letters, digits and - (64 at most)"
_CHOICE = Name("choice", r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "use letters, digits, - and _ (64 at most)")
_FACT = Name(
    "fact",
    r"[A-Za-z][A-Za-z0-9_]{0,63}",
    "it starts with a letter and goes on with letters, digits and _ (templates name it, so no -)",
    reserved=tuple(MEASURES),
    kept=True,
)
_TYPE = Word(
    *[kind.value for kind in FactType],
    meant={
        **dict.fromkeys(("string", "str", "words", "texte"), "text"),
        **dict.fromkeys(("number", "int", "count", "float", "nombre"), "integer"),
        **dict.fromkeys(("bool", "yesno", "yes/no", "flag"), "boolean"),
        **dict.fromkeys(("date", "datetime", "clock", "heure"), "time"),
        **dict.fromkeys(("enum", "select", "list", "option"), "choice"),
    },
)
_PLAYBOOK = Name(
    "playbook",
    rf"(?!drill-){_PLAIN}",
    _PLAIN_RULE + '; it does not start with "drill-" (drills do)',
)
_LANGUAGE = Name("language", "[a-z]{2,3}", "it is two or three small letters, such as en or fr")
_STEP = Name("step", reserved=("seen", "start", "change"), kept=True)
_LINE, _TITLE = Text(), Text(most=120)
_DURATION, _DURATION_OR_NONE = Duration(), Duration(zero=True)
_NO_AFTER = 'the first step needs no "after"; another that waits for nothing has after: []'
_ROLE, _FACT_REF, _STATEMENT_REF = Ref("role"), Ref("fact"), Ref("statement")
_STEP_REF = Ref("step", hints=dict.fromkeys(("start", "begin", "none", "nothing"), _NO_AFTER))
_WHEN = When(elsewhere=MEASURES)
_CHOICES = MapOf(_CHOICE, _LINE, least=2)


def _in_languages(words: Text) -> Shape[Any]:
    """One text in the playbook's language, or one for each of several languages."""
    expected = "text, or one for each language: {en: ..., fr: ...}"
    return ByForm[Any](expected, scalar=words, items=words, entries=MapOf(_LANGUAGE, words))


PROMISE = Record(
    "a promise",
    Field("within", _DURATION, "how long after the clock starts the public must have it, such as 30m", True),
    Field(
        "kept_by",
        Ref("publish step"),
        "the publish step that keeps it; from a change on it may be left out: then any correction does",
    ),
    Field(
        "from",
        Ref("step", words=("seen", "start", "change")),
        "where its clock starts: seen (the first public sighting, unless said), start, change or a step",
    ),
    check=field_checks.check_promise,
)
ROLE = Record(
    "a role",
    Field("title", _in_languages(_TITLE), "what people call it, such as Head of communications", True),
    Field("deputy", _ROLE, "the role that stands in for it when its person does not answer"),
)
FACT = Record(
    "a fact",
    Field("ask", _in_languages(_LINE), "the question that asks for it", True),
    Field("type", _TYPE, "one of text, integer, boolean, time, choice", True),
    Field("required", Flag(), "true when no statement can do without it"),
    Field("min", Integer(), "the smallest number that makes sense"),
    Field("max", Integer(), "the largest number that makes sense"),
    Field("choices", _CHOICES, "for the type choice: its values, each with the words on the board"),
    check=field_checks.check_fact,
)
APPROVAL = Record(
    "an approval",
    Field("any", ListOf(_ROLE, "roles", or_one=True, unique=True), "roles of which the first yes suffices"),
    Field(
        "consult", ListOf(_ROLE, "roles", or_one=True, unique=True), "roles to be asked; silence blocks nothing"
    ),
    Field("within", _DURATION, "how long those who are consulted have before it goes on without them"),
    check=field_checks.check_approval,
)
PREAPPROVED = Record(
    "a standing approval",
    Field("by", _ROLE, "the role that gave it", True),
    Field("until", Day(), "the last day on which it counts", True),
    Field("sha256", Digest(), "the sha256 of the template's text that was approved", True),
    Field(
        "slots",
        ListOf(Ref("fact", words=SLOT_WORDS), "facts", unique=True),
        "the facts, and the words such as next_update, that may be filled in",
    ),
)
_APPROVALS = "a role, {any: [roles]} or {consult: role, within: 5m}"
STATEMENT = Record(
    "a statement",
    Field("template", Name("template"), "the name of its template file, without language and ending", True),
    Field("speaker", _ROLE, "the role in whose name it speaks", True),
    Field(
        "approvals",
        ListOf(
            ByForm[Any](_APPROVALS, scalar=_ROLE, entries=APPROVAL, otherwise={}),
            "approvals",
            if_empty=(
                "no-approval",
                "nobody has to say yes to this statement",
                "write who must, such as approvals: [ceo]",
            ),
        ),
        "who must say yes, in order",
        True,
    ),
    Field("channels", ListOf(Name("channel"), "channels", or_one=True, unique=True), "where it goes out", True),
    Field("preapproved", PREAPPROVED, "a standing approval of the template, for the first hour"),
    check=field_checks.check_statement,
)
RUNG = Record(
    "a rung",
    Field("after", _DURATION_OR_NONE, "how long after the step is due", True),
    Field("page", _ROLE, "the role that is paged", True),
    Field("within", _DURATION, "how long that person then has; the step's own time unless said"),
)
CADENCE = Record(
    "a stretch of a repeat",
    Field("every", _DURATION, "how long from one round to the next", True),
    Field("for", _DURATION, "how long this stretch lasts; the last one needs none"),
)
REPEAT = Record(
    "a repeat",
    Field(
        "every",
        ByForm(
            "a length of time such as 30m, or a list of {every: 20m, for: 2h}",
            scalar=_DURATION,
            items=ListOf(CADENCE, "stretches"),
        ),
        "how often, such as 30m",
        True,
    ),
    Field("until", _WHEN, "the condition that ends it", True),
    Field(
        "on_change",
        ListOf(_FACT_REF, "facts", or_one=True, unique=True),
        "facts whose change makes the next round due at once",
    ),
    check=field_checks.check_repeat,
)
STEP = Record(
    "a step",
    Field("id", _STEP, "its name, by which others refer to it", True),
    Field("do", _LINE, "something that somebody does, in words"),
    Field("ask", _LINE, "a question that somebody answers; needs choices"),
    Field("draft", _STATEMENT_REF, "the statement somebody writes"),
    Field("approve", _STATEMENT_REF, "the statement somebody says yes to"),
    Field("publish", _STATEMENT_REF, "the statement somebody puts out"),
    Field(
        "notify",
        ListOf(_ROLE, "roles", or_one=True, unique=True),
        "the roles that are told; nobody has to do anything",
    ),
    Field("role", _ROLE, "the role whose step it is"),
    Field("title", _TITLE, "the words on the board, in place of those that are made from the step"),
    Field("phase", _TITLE, "a heading that groups steps on the board"),
    Field("choices", _CHOICES, "the answers of an ask, each with its words"),
    Field(
        "after",
        ListOf(_STEP_REF, "steps", least=0, or_one=True, unique=True),
        "the steps it follows; unless said the nearest one above that does not repeat, [] for none",
    ),
    Field(
        "when", _WHEN, "the condition under which it is needed, such as {size-up: crisis}; watched all the time"
    ),
    Field("within", _DURATION, "how long it may take once it is open, such as 5m"),
    Field("by", _DURATION, "how long after the first sighting it must be done"),
    Field("not_before", _DURATION_OR_NONE, "how long after the first sighting it may open"),
    Field("repeat", REPEAT, "how often it comes again, and until when"),
    Field("ladder", ListOf(RUNG, "rungs"), "who is paged when it is late, one after the other"),
    Field("ack_for", _DURATION, "how long an acknowledgement holds the ladder: 10m unless said"),
    Field("checklist", ListOf(_LINE, "lines"), "lines to tick while it is done"),
    Field("guidance", Text(lines=True, most=20_000), "advice for whoever does it, in Markdown"),
    Field("required", Flag(), "true when it must not be skipped, on any path"),
    Field("ends", _TITLE, "the outcome with which it ends the run"),
    Field("leads_to", _PLAYBOOK, "with ends: the playbook that goes on from here, or choose"),
    check=field_checks.check_step,
    said_for=field_checks.SAID_FOR,
)
TEMPLATE_SHARE = Record(
    "the template share",
    Field("warn", Share(), "the share above which a check warns: 0.30 unless said"),
    Field("block", Share(), "the share above which a text cannot go out: 0.60 unless said"),
    check=field_checks.check_template_share,
)
CHECKS = Record(
    "the checks",
    Field("template_share", TEMPLATE_SHARE, "how much of a text may stand word for word in its template"),
    Field("limits", MapOf(Name("channel"), Count()), "how long a text of a channel may be, where not as usual"),
)
PLAYBOOK = Record(
    "a playbook",
    Field("playbook", _PLAYBOOK, "its short name, such as product-contamination", True),
    Field("title", _TITLE, "what people call it", True),
    Field("owner", _TITLE, "who keeps it up to date"),
    Field("company", _TITLE, "the company's name, as its statements print it"),
    Field("language", _LANGUAGE, "the language in which its statements are drafted, such as fr; en unless said"),
    Field("review_by", Day(), "the day by which somebody must look at it again"),
    Field("per", Word("item"), "item: it is run for one post or letter at a time"),
    Field("crisis_when", When(MEASURES), "the condition under which this is a crisis"),
    Field(
        "noticed_within",
        _DURATION_OR_NONE,
        "how long, at worst, until we notice what the public has seen; the proof adds it",
    ),
    Field("checks", CHECKS, "what the team sets for the checks of its texts"),
    Field("promises", MapOf(Name("promise"), PROMISE), "the clocks that the public holds, each with its name"),
    Field("roles", MapOf(Name("role", kept=True), ROLE, otherwise={}), "who takes part"),
    Field("facts", MapOf(_FACT, FACT, otherwise={}), "what must be known"),
    Field("statements", MapOf(Name("statement", kept=True), STATEMENT, otherwise={}), "what will be said"),
    Field("steps", ListOf(STEP, "steps"), "who does what, in order", True),
    check=field_checks.check_playbook,
)
