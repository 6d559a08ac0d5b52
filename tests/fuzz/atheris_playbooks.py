"""Any bytes through the whole check, chosen by what they reach in our code (atheris, on libFuzzer).

By hand, for an hour, from the checkout: `pip install -e '.[test,fuzz]'`, then
`python -m tests.fuzz.atheris_playbooks FOLDER -max_total_time=3600`. FOLDER keeps what was interesting.
What fails is written beside it as `crash-…`; the same command with that file tries it again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["crisis_cli.files", "crisis_cli.rules", "crisis_cli.proof"]):
    from tests.fuzz.checking import hold
    from tests.fuzz.mutations import sources

MOST_BYTES = 20_000
"""Longer files only cost time: what a file may hold is reached below that."""


def look(data: bytes) -> None:
    """One file."""
    hold(data)


def fill(folder: Path) -> None:
    """Begin with good files: nobody finds a step's fields by chance."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sources().items():
        if len(data) <= MOST_BYTES:
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    words = sys.argv[1:]
    if words and not words[0].startswith("-") and not Path(words[0]).is_file():
        fill(Path(words[0]))
    atheris.Setup([sys.argv[0], f"-max_len={MOST_BYTES}", "-timeout=20", "-rss_limit_mb=1024", *words], look)
    atheris.Fuzz()
