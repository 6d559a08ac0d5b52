"""The options that many commands share, so that each is spelled and explained once."""

from __future__ import annotations

from typing import Annotated

import typer

Incident = Annotated[
    str,
    typer.Option(
        "--incident",
        "-i",
        metavar="ID",
        help="Which run: its ID, the start of it, or #n. Default: the only open one.",
    ),
]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are. Default: CRISIS_AS, else your login.")]
At = Annotated[
    str, typer.Option("--at", metavar="TIME", help='When it happened: "3 min ago", 03:05. Default: now.')
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")]
ByHand = Annotated[bool, typer.Option("--by-hand", help="A person did it in the tool itself: write it down.")]
NoKeeper = Annotated[bool, typer.Option("--no-keeper", help="Start no process that fires the timers.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stands in the record.")]
For = Annotated[
    str, typer.Option("--for", metavar="ROLE", help="Record it for somebody else: a role or a person.")
]
Via = Annotated[str, typer.Option("--via", metavar="HOW", help="How they said so: phone, mail, in person …")]
Limits = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="CHANNEL=N", help="What your server or account takes: mastodon=1000."),
]
Step = Annotated[str, typer.Argument(metavar="STEP", help="The step's id; crisis status shows them.")]
Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement's name, such as holding.")]
Tools = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="As in the channels file, or what people call it."),
]
AllTools = Annotated[bool, typer.Option("--all", help="Everything that is not so yet.")]
