"""A git repository of a team that keeps its playbooks in it, and the programs it calls, far from the real home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.parts import program

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "playbooks" / "product-contamination.yaml").read_text(encoding="utf-8")
BAD = GOOD.replace("role: lead", "role: laed", 1)


class Repository:
    """A repository in a folder of its own. `environ`: what its programs see, this program on their path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.environ = {
            **os.environ,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": "pat@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        self.call(program("git"), "init", "-q", "-b", "main")

    def write(self, name: str, text: str) -> None:
        """Write a file of it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        """Commit everything; returns the commit."""
        self.call("git", "add", "--all")
        self.call("git", "commit", "-q", "-m", "A change")
        return self.call("git", "rev-parse", "HEAD").stdout.strip()

    def call(self, *words: str, code: int = 0, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a program in it, which must end with that exit code."""
        ran = subprocess.run(
            words, cwd=self.folder, env=self.environ | environ, capture_output=True, text=True, timeout=120
        )
        assert ran.returncode == code, f"{words}: exit {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return ran
