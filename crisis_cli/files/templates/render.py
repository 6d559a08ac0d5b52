"""Statement templates made into text by a child process that has limits and hands back nothing but text.

What a template sees (`templates/LANGUAGE/NAME.txt.j2`, Jinja; `NAME.CHANNEL.txt.j2` is its wording for one
channel, which usually `extends` it):

    {{ fact.product }}             the value when confirmed; "unconfirmed: 3" when not;
                                   "[? Which product? ?]" for its writer when unknown
    fact.NAME.known                true only when confirmed
    fact.NAME.unconfirmed          true when there is a value that nobody has confirmed
    fact.NAME.unknown              true when there is no value
    fact.NAME.value                the bare value: text, a number, true or false; printing it when there is
                                   none is an error
    fact.NAME.ask                  the question that the playbook asks for it
    {% for one in ledger %}        every fact in turn, in the playbook's order, for a page that serves any playbook
    {{ seen }} {{ now }} {{ next_update }}   clock times as text, such as 03:25
    {{ speaker }} {{ company }}    the speaker's title, the company's name
    {% for one in changes %}       in a correction: what a published text says that no longer holds
    one.ask one.before             the question that the playbook asks, and how the old value read
    one.now                        the fact as it stands now, with all that stands behind a fact's name
    one.said_at one.where          when it was said first; the addresses that carry it, each as text
    one.in_sentences               true where the values are sentences, that need no question before them

One of those five that is not known yet becomes a question in "[? ... ?]" too. `{% if fact.product %}` is an
error, because it could mean two things: write `.known`, `.unconfirmed` or `.unknown`. So is any other name.
Blocks leave no empty line behind; more than one empty line becomes one. `include`, `extends` and `macro` work
within the language's folder; of the filters only those in `template_sandbox.FILTERS`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import crisis_cli
from crisis_cli.domain.conditions import Value
from crisis_cli.errors import SurroundingsFailed, UsageError

MAX_TEXT = 64 << 10
"""Bytes of a rendered text; the longest statement of the research had 9,000."""

SECONDS = 10.0
_MEMORY = 256 << 20
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONPATH")


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact as a template gets it. `status`: unknown, unconfirmed or confirmed. `shown`: how the value reads
    in a text where that is not the bare value (the words of a choice, the local time of a time)."""

    ask: str
    status: str = "unknown"
    value: Value | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class GivenChange:
    """What a published text says of a fact and no longer holds; its value of now is that of the fact. `said_at`:
    a time for readers; `where`: addresses, or channels where none was noted."""

    fact: str
    ask: str
    before: Value
    said_at: str
    where: tuple[str, ...] = ()
    in_sentences: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """All that a template may speak of. Times are texts for readers; empty: not known yet."""

    facts: Mapping[str, GivenFact]
    seen: str = ""
    now: str = ""
    next_update: str = ""
    speaker: str = ""
    company: str = ""
    changes: Sequence[GivenChange] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text, ending in one line break, and the facts it used, by name, as they read ("" when unknown)."""

    text: str
    used: Mapping[str, str]


def render_statement(
    template: str,
    given: Given,
    *,
    folders: Sequence[Path],
    language: str = "en",
    seconds: float = SECONDS,
) -> Rendered:
    """Render `LANGUAGE/TEMPLATE.txt.j2` from the first of `folders` that has it, within `seconds`.

    Raises SurroundingsFailed, with the file and line, when there is no such template or it cannot be rendered;
    UsageError for what is not a language.
    """
    order = order_for(template, given, folders, language, seconds)
    answer = _ask_child(json.dumps(order).encode(), template, seconds)
    if "error" in answer:
        raise SurroundingsFailed(str(answer["error"]), str(answer.get("hint", "")))
    return Rendered(answer["text"], answer["used"])


def order_for(
    template: str, given: Given, folders: Sequence[Path], language: str, seconds: float
) -> dict[str, object]:
    """What the child is told, as JSON can carry it; raises UsageError for what is not a language."""
    if _LANGUAGE.fullmatch(language) is None:
        raise UsageError(f"{language!r} is not a language", "write it like en or fr")
    return {
        "template": template,
        "language": language,
        "folders": [str(folder) for folder in folders],
        "facts": {name: asdict(fact) for name, fact in given.facts.items()},
        "words": {name: getattr(given, name) for name in ("seen", "now", "next_update", "speaker", "company")},
        "changes": [asdict(change) for change in given.changes],
        "most": MAX_TEXT,
        "memory": _MEMORY,
        "cpu_seconds": int(seconds) + 2,  # in case nobody is left to watch the wall clock
    }


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLAIN = "write the text by hand: nothing else is held up by this"


def _ask_child(order: bytes, template: str, seconds: float) -> dict[str, Any]:
    package = Path(os.path.abspath(crisis_cli.__file__)).parent.parent
    environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [path for path in environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(path)]
    environ["PYTHONPATH"] = os.pathsep.join([str(package), *paths])
    # -P, and no relative path: the folder somebody stands in must not be able to offer a jinja2 of its own.
    command = [sys.executable, "-P", "-X", "utf8", "-m", "crisis_cli.files.templates.render_child"]
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=seconds, env=environ, check=False)
    except subprocess.TimeoutExpired:
        raise SurroundingsFailed(
            f"the template {template} was not rendered within {seconds:g} s", _PLAIN
        ) from None
    except OSError as failed:
        why = failed.strerror or str(failed)
        raise SurroundingsFailed(f"no process could be started to render {template}: {why}", _PLAIN) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        message = f"the process that renders {template} ended without an answer (code {done.returncode})"
        raise SurroundingsFailed(message, _PLAIN)
    return answer
