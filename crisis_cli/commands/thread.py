"""`crisis thread`: a text that is too long for one post, as several."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.commands.typed_text import text_from
from crisis_cli.domain.intents import Edit
from crisis_cli.domain.variants import Variant, joined_posts, wordings_for
from crisis_cli.engine.decide_texts import current, find
from crisis_cli.errors import Refused, UsageError
from crisis_cli.statements.channels.counting import PLATFORMS, count, platform
from crisis_cli.statements.thread import as_thread
from crisis_cli.statements.threaded import threaded
from crisis_cli.ui.safe import json_text, safe

DEFAULT = "x"
"""Where a file goes of which nobody says so."""

_TAKE_THREADS = ", ".join(one.name for one in PLATFORMS.values() if one.threads)


def thread(
    what: Annotated[
        str, typer.Argument(metavar="STATEMENT|FILE|-", help="A statement, a text file, or - for standard input.")
    ],
    channel: Annotated[
        str, typer.Option("--channel", metavar="CHANNEL", help=f"{_TAKE_THREADS}; left out: where it is too long.")
    ] = "",
    limit: options.Limits = None,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Split a text that is too long into numbered posts, at the ends of its sentences.

    Of a statement that is an edit: a yes to the text before does not cover it. A file is only read.
    """
    from crisis_cli.commands.checking.texts import limits_said

    limits = limits_said(limit or ())
    if channel and not platform(channel).threads:
        raise UsageError(f"{channel} takes no threads.", f"These do: {_TAKE_THREADS}.")
    if what == "-" or os.path.lexists(what):
        return _only_shown(text_from(what), channel or DEFAULT, limits, json)
    return _recorded(what, channel, limits, incident=incident, as_=as_, at=at, json=json)


def _recorded(
    statement: str, channel: str, limits: Mapping[str, int], *, incident: str, as_: str, at: str, json: bool
) -> int:
    session = wiring.session(pick(incident).incident)
    spec = find(session.incident, statement)
    state, version = current(session.incident, statement)
    limits = {**session.incident.playbook.checks.limits, **limits}
    if channel and channel not in spec.channels:
        raise UsageError(
            f'"{channel}" is not a channel of {statement}.', f"There are: {', '.join(spec.channels)}."
        )
    if state.next_round() != state.round:
        raise Refused(
            f"The {statement} statement is out already.", f"Begin the next one: crisis draft {statement}"
        )
    text: str | None = version.text
    for one in (channel,) if channel else filter(_takes_threads, spec.channels):
        text = threaded(text, one, spec.channels, limits) if text is not None else None
    if text is None:
        raise _no_thread(statement)
    result = act(Edit(statement, text), incident=session.name, as_=as_, at=at, as_json=json)
    if not json:
        print(f"\n{safe(text)}" if text != version.text else "Every post fits.")
    return result


def _only_shown(text: str, channel: str, limits: Mapping[str, int], json: bool) -> int:
    parts = wordings_for(text, channel)
    if not parts:
        raise UsageError(f"There is no wording for {channel} in it.", "Name another --channel.")
    posts = [part.posts if part.thread else as_thread(part.text, channel, limits) for part in parts]
    if not all(posts):
        raise _no_thread("it")
    if json:
        shown = [_shown(part, of, channel, limits) for part, of in zip(parts, posts, strict=True)]
        print(json_text({"version": 1, "channel": platform(channel).name, "wordings": shown}))
        return 0
    for part, of in zip(parts, posts, strict=True):
        if len(parts) > 1:
            print(f"=== {Variant((channel,), part.language, '', thread=len(of) > 1).title} ===")
        print(safe(joined_posts(of)), end="")
    return 0


def _shown(part: Variant, posts: tuple[str, ...], channel: str, limits: Mapping[str, int]) -> dict[str, object]:
    counted = [count(channel, post, limits) for post in posts]
    sizes = [
        {"text": post, "length": one.length, "limit": one.limit} for post, one in zip(posts, counted, strict=True)
    ]
    return {"language": part.language, "posts": sizes}


def _takes_threads(channel: str) -> bool:
    return platform(channel).threads


def _no_thread(what: str) -> UsageError:
    return UsageError(
        f"No thread can be made of {what}: one word alone is longer than a post.",
        "Shorten that word, or its link.",
    )
