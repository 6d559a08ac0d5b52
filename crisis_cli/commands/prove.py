"""`crisis prove`: when each promise of a playbook is kept at the latest, on every path."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisis_cli.errors import PlaybookUnreadable, UsageError

if TYPE_CHECKING:
    from crisis_cli.files.playbook.reader import Loaded
    from crisis_cli.ui.proof.against import Against
    from crisis_cli.ui.proof.proven import Proof


class Format(StrEnum):
    """How it is printed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def prove(
    playbook: Annotated[str, typer.Argument(metavar="PLAYBOOK", help="A playbook's name or file.")],
    against: Annotated[
        str,
        typer.Option(
            metavar="REF|FILE", help="Compare with the same playbook at a git ref, or with another file."
        ),
    ] = "",
    format_: Annotated[
        Format, typer.Option("--format", help="A page, a comment for a pull request, or JSON.")
    ] = Format.TEXT,
) -> int:
    """Prove when each promise of a playbook is kept at the latest, and what would buy time.

    Exit code 0: every promise is kept on every path; 1: one may not be; 2: there is nothing to prove.
    """
    from crisis_cli.files.library import find_playbook
    from crisis_cli.files.playbook.reader import load_playbook

    path = find_playbook(playbook, os.environ, Path.cwd())
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    proof = _proof(load_playbook(path, str(shown)), playbook)
    compared = _against(against, path, proof) if against else None
    if not proof.promises:
        raise _nothing_to_prove(playbook, proof, compared)
    if format_ is Format.JSON:
        from crisis_cli.ui.proof.json_format import as_json

        print(as_json(proof, compared), end="")
    elif format_ is Format.MD:
        from crisis_cli.ui.proof.markdown import as_markdown

        print(as_markdown(proof, compared), end="")
    else:
        from crisis_cli.ui.proof.page import page, screen, show

        show(page(proof, screen(), compared))
    if proof.broken or proof.problems:
        return 1
    return 0 if proof.tested else UsageError.exit_code


def _proof(loaded: Loaded, name: str) -> Proof:
    """The proof of what can be run of it; raises PlaybookUnreadable when nothing can."""
    from crisis_cli.domain.findings import Severity
    from crisis_cli.rules.catalogue import without_proof
    from crisis_cli.ui.proof.proven import prove as proven

    errors = sum(finding.severity is Severity.ERROR for finding in loaded.findings)
    if loaded.playbook is None or (errors and not loaded.playbook.promises):
        what = "promise" if loaded.playbook is not None else "step"
        raise PlaybookUnreadable(
            f"{name} has {errors} problem(s) and no {what} that can be read: nothing can be proven.",
            loaded.findings,
            "Mend them first.",
            loaded.text,
        )
    if loaded.sound:
        errors += without_proof(loaded.playbook)
    return proven(loaded.playbook, problems=errors)


def _nothing_to_prove(name: str, proof: Proof, compared: Against | None) -> UsageError:
    if proof.playbook.per_item:
        return UsageError(f"{name} is for one post or letter (per: item): it makes no promises to prove.")
    gone = ", ".join(change.name for change in compared.changes) if compared is not None else ""
    was = f" {compared.name} has: {gone}." if compared is not None and gone else ""
    return UsageError(
        f"{name} makes no promises: there is nothing to prove.{was}",
        "Add one: promises: {first_statement: {within: 30m, kept_by: STEP}}",
    )


def _against(wanted: str, path: Path, proof: Proof) -> Against:
    """The comparison with a file of that name if there is one, else with this file at that git ref."""
    from crisis_cli.commands.checking.git_files import at_ref
    from crisis_cli.files.playbook.reader import load_playbook, read_playbook
    from crisis_cli.ui.proof.against import Against, compare

    if "\0" not in wanted and os.path.lexists(wanted) and not os.path.isdir(wanted):
        loaded = load_playbook(Path(wanted))
    else:
        data = at_ref(wanted, path)
        if data is None:
            return Against(wanted, why=f"It is not there at {wanted}: the whole playbook is new.")
        loaded = read_playbook(data, f"{wanted}:{path.name}")
    try:
        return compare(wanted, _proof(loaded, wanted), proof)
    except PlaybookUnreadable as unreadable:
        return Against(wanted, why=f"Not compared: {unreadable.message}")
