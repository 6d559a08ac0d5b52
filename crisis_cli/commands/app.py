"""The command line: every command by its name. Only what is needed to show help is loaded here."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.exceptions import TyperException

from crisis_cli import __version__
from crisis_cli.commands.catalogue import COMMANDS
from crisis_cli.errors import UsageError

app = typer.Typer(
    name="crisis",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"crisis-cli {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Walk a communications team through the first hour of a crisis.

    Start: crisis run. See where it stands: crisis status. Come back to the board: crisis board.
    """


for panel, commands in COMMANDS.items():
    for name, function in commands.items():
        app.command(name, rich_help_panel=panel)(function)


def invoke(arguments: list[str]) -> int:
    """Run one command; returns its exit code. Raises CrisisError, also for a wrong command line."""
    try:
        result = app(arguments or ["--help"], prog_name="crisis", standalone_mode=False)
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
