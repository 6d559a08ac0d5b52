"""`crisis new`: a playbook to begin with."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import wiring
from crisis_cli.errors import SurroundingsFailed, UsageError


class What(StrEnum):
    """What can be begun."""

    PLAYBOOK = "playbook"


def new(
    what: Annotated[What, typer.Argument(metavar="playbook", help="What to begin: a playbook.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, such as product-recall.")],
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it there. Default: playbooks/NAME.yaml")
    ] = None,
) -> int:
    """Begin a new playbook: one that runs, validates and keeps its promise, with a comment on every part.

    Nothing is asked, and no file is overwritten.
    """
    from crisis_cli.files.library import list_playbooks
    from crisis_cli.files.playbook.new import check_name, new_playbook

    check_name(name)
    path = output or Path("playbooks") / f"{name}.yaml"
    twin = path.with_suffix(".yml" if path.suffix == ".yaml" else ".yaml")
    if os.path.lexists(twin) and not os.path.lexists(path):
        raise _there(twin)
    hidden = any(shelved.name == name for shelved in list_playbooks(os.environ, Path.cwd()))
    today = wiring.clock().now().astimezone(wiring.zone()).date()
    _write(path, new_playbook(name, today=today))
    print(path)
    called = name if output is None else str(path)
    print("Next: put your own roles, facts and steps into it, then", file=sys.stderr)
    print(f"  crisis validate {path}", file=sys.stderr)
    print(f"  crisis prove {called}", file=sys.stderr)
    print(f"  crisis run {called}", file=sys.stderr)
    if hidden and output is None:
        print(f"From this folder it is run in place of the other {what} {name}.", file=sys.stderr)
    return 0


def _there(path: Path) -> UsageError:
    return UsageError(f"{path} is there already, and was left alone", "choose another name, or --output FILE")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise (
            _there(path)
            if os.path.lexists(path)
            else UsageError(f"{path.parent} is a file, not a folder", "name another place with --output FILE")
        ) from None
    except ValueError:
        raise UsageError(f"{str(path)!r} is not a file name", "choose another one") from None
    except OSError as failed:
        why = failed.strerror or str(failed)
        raise SurroundingsFailed(f"{path} could not be written: {why}", "check the rights of the folder") from None
