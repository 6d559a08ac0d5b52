"""The table of a scenario file's fields: the drill's clock, who plays, what must be achieved, what happens."""

from __future__ import annotations

from typing import Any

from crisis_cli.files.scenario.checks import (
    check_delay,
    check_inject,
    check_objective,
    check_scenario,
    check_silence,
)
from crisis_cli.files.shapes.groups import ByForm, Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Ref, Word
from crisis_cli.files.shapes.scalars import Duration, Flag, Integer, Text
from crisis_cli.files.shapes.times import Instant
from crisis_cli.files.shapes.values import LANGUAGE, Count, Factor, Plain, Said, Yes

_LINE, _TITLE = Text(), Text(most=120)
_SAID, _SAID_SHORT, _SAID_TITLE = Said(), Said(lines=False, most=300), Said(lines=False, most=120)
_DURATION, _DURATION_OR_NONE = Duration(), Duration(zero=True)
_STEP, _ROLE, _FACT, _STATEMENT = Name("step"), Name("role"), Name("fact"), Name("statement")
_ROLES = ListOf(_ROLE, "roles", or_one=True, unique=True)
_CHOICE = Name("choice", r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "use letters, digits, - and _ (64 at most)")
_INJECT = Ref("inject")

_TEXTS = ByForm[Any](
    "a text, or one for each language, or a list of such: one for each round",
    scalar=_SAID,
    entries=_SAID,
    items=ListOf(_SAID, "texts"),
)
_DELAY = ByForm[Any](
    "a length of time such as 5m, or {least: 1m, usual: 3m, most: 10m}",
    scalar=_DURATION_OR_NONE,
    entries=Record(
        "a delay",
        Field("least", _DURATION_OR_NONE, "the shortest that it is", True),
        Field("usual", _DURATION_OR_NONE, "the most frequent; without it all between are equally frequent"),
        Field("most", _DURATION, "the longest that it is", True),
        check=check_delay,
    ),
)
DELAYS = (
    Field("ack", _DELAY, "how long from a page to its acknowledgement"),
    Field("act", _DELAY, "how long from the opening of a step to its end"),
)
SILENCE = Record(
    "a silence",
    Field("from", _DURATION_OR_NONE, "how long after the drill's start it begins", True),
    Field("until", _DURATION, "how long after the drill's start it ends; with the drill unless said"),
    check=check_silence,
)
PLAYER = Record(
    "a player",
    Field("name", _TITLE, "the name that they have in this drill"),
    Field("absent", Flag(), "true when nobody in the room plays this role: crisis drill --auto absent does"),
    Field(
        "silent",
        ByForm[Any]("true, or {from: 10m, until: 30m}", scalar=Yes(), entries=SILENCE),
        "true when they answer nobody, all through the drill; or from when until when",
    ),
    *DELAYS,
)
GROWTH = Record(
    "a growth",
    Field("peak", _DURATION_OR_NONE, "how long after the post most people join in", True),
    Field("mentions_per_hour", Count(), "how many posts an hour there are at the peak", True),
    Field("halves", _DURATION, "after the peak: the time in which it cools to the half", True),
)
FACT_TOLD = Record(
    "what is told",
    Field("value", Plain(), "the value, as the playbook's fact has it", True),
    Field("status", Word("unconfirmed", "confirmed"), "how sure it is: unconfirmed unless said"),
    Field("source", _LINE, "who says so"),
)
OBJECTIVE = Record(
    "an objective",
    Field("id", Name("objective"), "its name, as the report shows it", True),
    Field("title", _SAID_SHORT, "what the team must achieve, in words for the report", True),
    Field("capability", _TITLE, "the capability it tests, as the after-action report groups them"),
    Field("promise", Name("promise"), "the playbook's promise that must be kept"),
    Field("approved", _STATEMENT, "the statement whose text must have had the right yes before it went out"),
    Field("corrected", _INJECT, "the inject of the kind wrong that must be put right in public"),
    Field("done", _STEP, "the step that must be done"),
    Field("paged_once", Yes(), "true: nobody may be paged twice for one thing"),
    Field("only_confirmed", Yes(), "true: nothing may be said as a fact that was not confirmed"),
    Field("observed", _SAID, "what the facilitator watches for, and rates by hand"),
    Field("by", _ROLES, "with approved: the roles of which one must have said yes"),
    Field("within", _DURATION, "with corrected: from the wrong word on; with done: from the drill's start"),
    Field("with", _STATEMENT, "with corrected: the statement that does it; any that is published unless said"),
    check=check_objective,
)
INJECT = Record(
    "an inject",
    Field("id", Name("inject"), "its name, by which it is played, delayed or dropped", True),
    Field("post", _SAID, "a post on a social network"),
    Field("mail", _SAID, "a mail or a call with a question, such as a journalist's"),
    Field("call", _SAID, "somebody of the company or a partner reports, such as the plant or a hospital"),
    Field("leak", _SAID, "something internal that is suddenly public"),
    Field("regulator", _SAID, "an authority wants to know, or orders"),
    Field("wrong", _SAID, "somebody spreads what is not true and must be put right"),
    Field("off", _ROLE, "the role whose phone is off from now on"),
    Field("order", _SAID, "somebody above orders, such as to say nothing"),
    Field("discuss", _SAID, "a question that the room talks through; its decision is recorded"),
    Field("at", _DURATION_OR_NONE, "how long after the drill's start it happens"),
    Field(
        "when",
        MapOf(_STEP, Word("done", "not done", "skipped", "open", "late")),
        "the steps on which it hangs: with by looked at once, then; without by it happens as soon as all hold",
    ),
    Field("by", _DURATION, "with when: the moment after the drill's start at which the steps are looked at"),
    Field("after", _DURATION, "with when and without by: how long after that it happens"),
    Field("by_hand", Yes(), "true: only the facilitator plays it"),
    Field("from", _SAID_TITLE, "who says or writes it: a name, an account, an office"),
    Field("to", _ROLES, "the roles that see it; all unless said"),
    Field("subject", _SAID_SHORT, "the subject of a mail"),
    Field("network", Name("network"), "the network of a post, such as x, instagram or tiktok"),
    Field("reach", Count(), "how many people a post reaches"),
    Field("growth", GROWTH, "how a post grows into a pile-on and cools"),
    Field("echoes", ListOf(_SAID, "posts"), "what others write when they join in; shown in turn"),
    Field("reply_to", _INJECT, "the inject that it answers"),
    Field("deadline", _DURATION, "how long after it came an answer is wanted"),
    Field("facts", MapOf(_FACT, ByForm[Any](Plain.expected, scalar=Plain(), entries=FACT_TOLD)), "what it tells"),
    Field("about", _FACT, "with wrong: the fact that it has wrong"),
    Field("for", _DURATION, "with off: for how long; to the end unless said"),
    Field("options", MapOf(_CHOICE, _SAID_SHORT, least=2), "with discuss: what could be done, in words"),
    Field("owner", _ROLE, "with discuss: the role that decides"),
    Field("expected", _SAID, "what a good team does about it; the facilitator sees it"),
    Field("note", _SAID, "anything else that the facilitator must know"),
    check=check_inject,
)
SCENARIO = Record(
    "a scenario",
    Field("scenario", Name("scenario"), "its short name, such as contaminated-night", True),
    Field("title", _SAID_TITLE, "what people call it", True),
    Field("playbook", Name("playbook"), "the playbook that the team follows", True),
    Field("summary", Said(), "what the facilitator reads out before it begins"),
    Field("starts", Instant(), "the drill's own date and time at its start, in UTC", True),
    Field("seen_before", _DURATION_OR_NONE, "how long before the start the public saw it first; 0s unless said"),
    Field("length", _DURATION, "how long it lasts, by its own clock; nothing happens after it", True),
    Field("speed", Factor("max"), "how many minutes of the drill pass in one of ours: 1 unless said"),
    Field("seed", Integer(), "the number from which everything random is drawn; the same gives the same drill"),
    Field("languages", ListOf(LANGUAGE, "languages", or_one=True, unique=True), "the languages it comes in", True),
    Field("objectives", ListOf(OBJECTIVE, "objectives"), "what the team must achieve", True),
    Field("delays", Record("the usual delays", *DELAYS), "how fast those are whom nobody plays"),
    Field("players", MapOf(_ROLE, PLAYER), "who is absent, silent or slower than usual, by role"),
    Field("answers", MapOf(_STEP, _CHOICE), "what those whom nobody plays answer, by step or by talk (discuss)"),
    Field(
        "texts",
        MapOf(_STATEMENT, _TEXTS),
        "what those whom nobody plays write in place of the template; a list: one for each round, the last for "
        "all later ones; {{ next_update }} becomes the time of the next word",
    ),
    Field("injects", ListOf(INJECT, "injects"), "what happens to the team", True),
    check=check_scenario,
)
