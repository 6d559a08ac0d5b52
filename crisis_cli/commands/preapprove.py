"""`crisis preapprove`: a yes beforehand to a template, so that the first half hour need not wait for one."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import confirm
from crisis_cli.errors import Refused, UsageError
from crisis_cli.ui.safe import safe, safe_line


def preapprove(
    statement: options.Statement,
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Whose yes it is: a role that may approve it.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last day on which it counts.")],
    playbook: Annotated[
        str, typer.Option("--playbook", metavar="PLAYBOOK", help="Its name or file; left out: the only one there.")
    ] = "",
    yes: options.Yes = False,
) -> int:
    """Bind a standing approval to a statement's template as it is now; a changed letter voids it.

    The template is that of the playbook's language, with all files that it includes or extends. Only the facts and
    times that the template prints may be filled in, and a person still publishes.
    """
    from crisis_cli.commands.playbooks import own_playbook
    from crisis_cli.domain.parts import Preapproved
    from crisis_cli.files.disk import replace_file
    from crisis_cli.files.library import template_folders
    from crisis_cli.files.playbook.reader import load_playbook
    from crisis_cli.files.playbook.standing import with_standing_approval
    from crisis_cli.files.templates.check import TemplateCheck

    path = own_playbook(playbook)
    loaded = load_playbook(path)
    spec = loaded.playbook.statements.get(statement) if loaded.playbook is not None else None
    language = loaded.playbook.language if loaded.playbook is not None else ""
    if spec is None:
        raise UsageError(f'{path} has no statement "{statement}".', f"crisis show {path}")
    if not any(by in approval.roles for approval in spec.approvals if not approval.consult):
        raise UsageError(f'"{by}" may not say yes to {statement}.', f"crisis show {path} says who may")
    last = _day(until)
    with TemplateCheck([list(template_folders(os.environ, Path.cwd()))]) as templates:
        use = templates.uses[0].get((language, spec.template))
    if use is None:
        raise UsageError(f'There is no template "{spec.template}" in "{language}".', "Run: crisis validate")
    for file in use.files:
        print(f"{safe_line(file)}\n\n{safe(Path(file).read_text(encoding='utf-8'))}", file=sys.stderr)
    if not use.sha256:
        raise Refused(
            "Which files this template is made of would only be known when the statement is written.",
            'Write the name of each in quotes: {% include "parts/NAME.txt.j2" %}',
        )
    if use.gaps:
        raise Refused(
            f"The template leaves {use.gaps} gap(s): nobody can say yes to words that are not there.",
            "Take the gaps out, or let it be approved on the night.",
        )
    these = "this template" if len(use.files) < 2 else f"these {len(use.files)} files"
    question = f"Yes of {by} to exactly {these}, until {last}, in {path}?"
    if not confirm(question, yes=yes):
        print("Nothing was written.", file=sys.stderr)
        return 0
    approval = Preapproved(by, last, use.sha256, tuple(sorted(use.facts | use.words)))
    replace_file(path, with_standing_approval(loaded.text, statement, approval).encode())
    print(f"{path}: {statement} is approved beforehand by {by} until {last}.")
    return 0


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise UsageError(f'"{typed}" is no date.', "Write it like 2027-05-01") from None
    if day < wiring.clock().now().astimezone(wiring.zone()).date():
        raise UsageError(f"{day} has passed.", "A standing approval counts until a day to come.")
    return day
