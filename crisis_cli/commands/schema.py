"""`crisis schema`: JSON Schema for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The kinds of files."""

    PLAYBOOK = "playbook"
    SCENARIO = "scenario"
    TEAM = "team"
    WATCH = "watch"
    CHANNELS = "channels"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Which kind of file.")],
) -> int:
    """Print the JSON Schema of a kind of file, for completion and help in an editor.

    Save it, and let the first line of a playbook name it: # yaml-language-server: $schema=playbook.schema.json
    """
    from crisis_cli.files.documents import DocumentKind
    from crisis_cli.files.json_schema import json_schema

    print(json.dumps(json_schema(DocumentKind(kind.value)), indent=2))
    return 0
