"""The sheets of a drill on paper, written as files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from crisis_cli.commands.scenarios import Playable
from crisis_cli.errors import SurroundingsFailed


def write_sheets(given: Playable, language: str, folder: Path) -> int:
    """Write the players' and the facilitator's sheet, as a page for the printer and as Markdown; their paths are
    printed. Raises SurroundingsFailed where they cannot be written."""
    from crisis_cli.ui.sheets import pages, sheets

    made = {"html": pages(*given, language), "md": sheets(*given, language)}
    for ending, found in made.items():
        for name, text in (("players", found.players), ("facilitator", found.facilitator)):
            path = folder / f"drill-{given.scenario.id}-{name}.{ending}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            except OSError as failed:
                why = failed.strerror or type(failed).__name__
                raise SurroundingsFailed(
                    f"{path} could not be written: {why}.", "Choose a folder: --output FOLDER"
                ) from failed
            print(os.fspath(path))
    print("Keep the facilitator's sheet away from the players: it tells what is coming.", file=sys.stderr)
    return 0
