"""The command line: the command that was typed is loaded, and no other; help loads them all."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from crisis_cli import __version__
from crisis_cli.commands import wiring
from crisis_cli.commands.catalogue import COMMANDS, load
from crisis_cli.errors import UsageError

_PASSWORD = re.compile(r"\w+://[^/@]*:[^/@]+@|.*[?&]password=")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"crisis-cli {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
    store: Annotated[  # for the help alone: `invoke` has taken it, wherever it stood
        str,
        typer.Option(
            "--store", metavar="PLACE", help="The journal: a PostgreSQL URL, or a file. Default: CRISIS_STORE."
        ),
    ] = "",
) -> None:
    """Walk a communications team through the first hour of a crisis.

    Start: crisis run. See where it stands: crisis status. Come back to the board: crisis board.
    """


def command_line(arguments: list[str]) -> typer.Typer:
    """The program with the command that `arguments` begin with, or with all of them when they begin with none."""
    app = typer.Typer(
        name="crisis",
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    every = [(panel, name) for panel, names in COMMANDS.items() for name in names]
    wanted = [(panel, name) for panel, name in every if name == arguments[0]]
    for panel, name in wanted or ([] if arguments[0] == "--version" else every):
        app.command(name, rich_help_panel=panel)(load(name))
    return app


def invoke(arguments: list[str]) -> int:
    """Run one command; returns its exit code. Raises CrisisError, also for a wrong command line."""
    place, arguments = _store_named(arguments)
    if _PASSWORD.match(place):
        print(
            "crisis: anybody on this machine can see the password in --store: use CRISIS_STORE, or ~/.pgpass",
            file=sys.stderr,
        )
    arguments = arguments or ["--help"]
    try:
        with wiring.using_store(place):
            result = command_line(arguments)(arguments, prog_name="crisis", standalone_mode=False)
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except TyperException as wrong:
        context = getattr(wrong, "ctx", None)
        raise UsageError(
            wrong.format_message(), f"{context.command_path if context else 'crisis'} --help"
        ) from None
    return result if isinstance(result, int) else 0


def _store_named(arguments: list[str]) -> tuple[str, list[str]]:
    """What `--store PLACE` says, before or behind the command, and the other words."""
    ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for number, word in enumerate(ours):
        if word == "--store" and number + 1 < len(ours):
            return arguments[number + 1], [*arguments[:number], *arguments[number + 2 :]]
        if word.startswith("--store="):
            return word.removeprefix("--store="), [*arguments[:number], *arguments[number + 1 :]]
    return "", arguments
