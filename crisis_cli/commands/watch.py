"""`crisis watch`: hear it coming."""

from __future__ import annotations

from contextvars import copy_context
from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError

LEVELS = ("low", "normal", "high")
"""Of sensitivity, as a watch file may name them."""


def watch(
    config: Annotated[
        str,
        typer.Option("--config", metavar="FILE", help="What to listen for: a watch file. Default: watch.yaml."),
    ] = "",
    mentions: Annotated[
        str,
        typer.Option(
            "--mentions",
            metavar="FILE",
            help="Posts, one a line (JSON), also .gz; - is piped in, and what is learned from it is kept.",
        ),
    ] = "",
    replay: Annotated[
        str, typer.Option("--replay", metavar="FILE", help="What would have happened on this file: a table.")
    ] = "",
    counts: Annotated[
        str,
        typer.Option("--counts", metavar="FILE", help="A CSV file of timestamp,value that another tool counted."),
    ] = "",
    scores: Annotated[
        str, typer.Option("--scores", metavar="FILE", help="With --counts: write a row for each bin here.")
    ] = "",
    term: Annotated[str, typer.Option("--term", metavar="WORDS", help="With --counts: what was counted.")] = "",
    sensitivity: Annotated[
        str,
        typer.Option("--sensitivity", metavar="LEVEL", help="low, normal or high, whatever the watch file says."),
    ] = "",
    follow: Annotated[
        bool, typer.Option("--follow", help="With --mentions: wait for more; what is learned is kept.")
    ] = False,
    state: Annotated[
        str, typer.Option("--state", metavar="FILE", help="Keep here what is learned, and go on from it.")
    ] = "",
    start: Annotated[
        bool,
        typer.Option("--start", help="On a red alert open the incident, its clock at the first unusual post."),
    ] = False,
    incident: Annotated[
        str,
        typer.Option("--incident", "-i", metavar="ID", help="Tell this run whether it grows or cools, as facts."),
    ] = "",
    labels: Annotated[
        str, typer.Option("--labels", metavar="FILE", help="With --replay: lines of begin,end when it was real.")
    ] = "",
    speed: Annotated[
        str, typer.Option("--speed", metavar="SPEED", help="With --replay: 60 is a minute in a second; or max.")
    ] = "max",
    no_samples: Annotated[bool, typer.Option("--no-samples", help="Keep and show no text of any post.")] = False,
    no_page: Annotated[bool, typer.Option("--no-page", help="Page nobody: alerts are only shown.")] = False,
    no_keeper: options.NoKeeper = False,
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Say what is unusual in a stream of mentions, and how unusual, from nothing but what came before it.

    With a watch file that names sources it listens to all of them, live: crisis watch --config watch.yaml. With
    posts of your own, each a line such as {"time": "2026-11-22T03:14:00Z", "author": "ana", "text": "..."}:
    crisis watch --mentions posts.jsonl. With what another tool counted: crisis watch --counts FILE.csv. A red
    alert suggests a playbook; --start opens it.
    """
    given = [
        name for name, value in (("--mentions", mentions), ("--replay", replay), ("--counts", counts)) if value
    ]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} do not go together.", "Give one of them.")
    if sensitivity not in ("", *LEVELS):
        raise UsageError(f'"{sensitivity}" is no sensitivity.', "Write --sensitivity low, normal or high.")
    only_heard = {"--start": start, "--incident": incident, "--follow": follow, "--state": state}
    _refuse(None if replay else _REPLAYED, {"--labels": labels, "--speed": speed != "max"})
    _refuse(None if counts else _COUNTED, {"--scores": scores, "--term": term})
    _refuse(_NOT_REPLAYED if replay else _NOT_COUNTED if counts else None, only_heard)
    _refuse(_NOT_COUNTED if counts else None, {"--config": config})
    if counts:
        from crisis_cli.commands.watching.counts import watch_counts
        from crisis_cli.signals.settings import SENSITIVITY

        level = SENSITIVITY[sensitivity or "normal"]
        return watch_counts(counts, scores, level, term=term, as_json=json, samples=not no_samples)
    from crisis_cli.commands.watching.posts import watch_posts
    from crisis_cli.commands.watching.telling import Wishes

    wishes = Wishes(
        replay=bool(replay),
        speed=speed,
        sensitivity=sensitivity,
        follow=follow,
        state=state,
        start=start,
        incident=incident,
        labels=labels,
        samples=not no_samples,
        keeper=not no_keeper,
        page=not no_page,
        me=as_,
        as_json=json,
    )
    # In a context of its own: the zone that the watch shows times in ends with it.
    return copy_context().run(watch_posts, config, mentions or replay, wishes)


_REPLAYED = "for a file that is played again.", "crisis watch --replay FILE {}"
_COUNTED = "for what another tool counted.", "crisis watch --counts FILE.csv {}"
_NOT_REPLAYED = "not for a replay, which starts, tells and keeps nothing.", "crisis watch --mentions FILE {}"
_NOT_COUNTED = "not for counts.", "Leave {} away, or give posts: crisis watch --mentions FILE {}"
"""Why an option would change nothing, and what to type instead."""


def _refuse(why: tuple[str, str] | None, values: dict[str, object]) -> None:
    """Options that would change nothing are not taken without a word. `why`: one of the above, or none."""
    given = [name for name, value in values.items() if value]
    if why and given:
        what, instead = why
        are = "are" if len(given) > 1 else "is"
        raise UsageError(f"{' and '.join(given)} {are} {what}", instead.replace("{}", " ".join(given)))
