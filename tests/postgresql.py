"""A PostgreSQL server of the tests' own: private, on a Unix socket in a folder of its own, never as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tests.parts import program

_NAMES = count(1)
_ANYBODYS = tempfile.gettempdir()
"""Read before a test has a folder of its own for such things: the server's user may not enter that."""
_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",  # the tests stop the server, not the machine
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "log_min_messages": "fatal",
}


_GUARD = 'read -r _; "$0" -D "$1/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$1"'
"""Waits until whoever started it closes its end of the pipe, or is killed: no server outlives its test."""


class Cluster:
    """`stop` and `start` it at will; `url()` is a place in it where nobody was before."""

    def __init__(self, folder: Path, behind: Sequence[str] = (), network: str = "") -> None:
        """`behind`: what the server is started by, as root; `network`: where else it may be reached, as CIDR."""
        self.folder = folder
        self._behind = list(behind)
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian has them
        self._initdb, self._control = (program(name, beside=binaries[::-1]) for name in ("initdb", "pg_ctl"))
        self._data = folder / "data"
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            import pwd  # not on every platform

            user = "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
            self._as = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
            shutil.chown(folder, user)
        self._run(self._initdb, "-D", self._data, "-U", "crisis", "-A", "trust", "-E", "UTF8", "--no-sync")
        if network:
            with open(self._data / "pg_hba.conf", "a", encoding="ascii") as file:
                file.write(f"host all all {network} trust\n")
        settings = "".join(f"{name} = {value}\n" for name, value in _SETTINGS.items())
        with open(self._data / "postgresql.auto.conf", "a", encoding="ascii") as file:
            if network:
                settings += "listen_addresses = '*'\n"
            file.write(f"{settings}unix_socket_directories = '{folder}'\n")
        self._guard = subprocess.Popen(
            ["sh", "-c", _GUARD, self._control, str(folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
            **self._as,
        )
        self.start()

    def start(self) -> None:
        start = (self._control, "-D", self._data, "-w", "-l", self.folder / "log", "start")
        if self._behind:
            user, group = self._as["user"], self._as["group"]
            demoted = ("setpriv", "--reuid", user, "--regid", group, "--clear-groups")
            self._run(*self._behind, *demoted, *start, user=None)
        else:
            self._run(*start)

    def stop(self, mode: str = "immediate") -> None:
        self._run(self._control, "-D", self._data, "-m", mode, "-w", "stop")

    def close(self) -> None:
        """Stop it for good, and take its folder away."""
        self._guard.communicate(timeout=60)

    def url(self, schema: str = "", user: str = "crisis") -> str:
        """The address of an empty schema, which is made unless it is given."""
        if not schema:
            schema = f"s{next(_NAMES)}"
            self.sql(f"CREATE SCHEMA {schema}")
        return f"postgresql://{user}@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def sql(self, *statements: str, url: str = "") -> list[tuple[Any, ...]]:
        """What the last statement answers, as the owner of everything."""
        import psycopg

        with psycopg.connect(url or f"postgresql://crisis@/postgres?host={self.folder}", autocommit=True) as db:
            for statement in statements:
                found = db.execute(statement)
            return found.fetchall() if found.description else []

    def _run(self, *words: object, **more: Any) -> None:
        done = subprocess.run(
            [str(word) for word in words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            cwd=self.folder, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"}, **(more or self._as),
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"


@contextmanager
def running(behind: Sequence[str] = (), network: str = "") -> Iterator[Cluster]:
    """A server for as long as it is needed; its folder's path is short, as that of a socket must be."""
    folder = Path(tempfile.mkdtemp(prefix="crisis-pg-", dir=_ANYBODYS))
    try:
        cluster = Cluster(folder, behind, network)
        try:
            yield cluster
        finally:
            cluster.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
