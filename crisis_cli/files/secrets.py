"""Puts the secrets into an address at the moment at which it is used: from the environment, or from a file that
nobody else may read. No error repeats a secret."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from crisis_cli.domain.findings import Finding, Route, Severity
from crisis_cli.domain.secrets import PLACEHOLDER
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.files.disk import read_regular

_PLACEHOLDER = re.compile(PLACEHOLDER)
_FILE = "file:"
_MOST_BYTES = 4096
"""Of a file with a secret; a key in PEM form is shorter."""


def filled(
    address: str,
    environ: Mapping[str, str],
    folder: Path,
    *,
    needed: str = "where crisis is started, the keeper too",
) -> str:
    """The address with its secrets in place, quoted where they are a part of it; paths are from `folder` on.
    `needed`: where a variable that is not there is to be set.

    Raises SurroundingsFailed naming what is missing, or a file that others may read.
    """
    if (whole := _PLACEHOLDER.fullmatch(address)) is not None:
        return _secret(whole[0], environ, folder, needed)
    return _PLACEHOLDER.sub(lambda found: quote(_secret(found[0], environ, folder, needed), safe=""), address)


def secret_files(address: str, folder: Path) -> Iterator[Path]:
    """The files that the address takes its secrets from."""
    for found in _PLACEHOLDER.finditer(address):
        name = found[0][2:-1]
        if name.startswith(_FILE):
            yield _path(name, folder)


def secret_names(address: str) -> Iterator[str]:
    """The variables of the environment that the address takes its secrets from."""
    names = (found[0][2:-1] for found in _PLACEHOLDER.finditer(address))
    return (name for name in names if not name.startswith(_FILE))


def secrets_in(text: str, environ: Mapping[str, str], folder: Path) -> set[str]:
    """What stands behind the placeholders of a whole file, as far as it is there and may be read."""
    found = set()
    for placeholder in set(_PLACEHOLDER.findall(text)):
        with contextlib.suppress(SurroundingsFailed):
            found.add(_secret(placeholder, environ, folder, ""))
    return found


def check_rights(path: Path) -> None:
    """Refuse a file with a secret that others may read or write. Raises SurroundingsFailed."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError as failed:
        why = failed.strerror or "it cannot be looked at"
        raise SurroundingsFailed(f"the file {path} with a secret: {why}", "check its name and rights") from None
    if os.name != "nt" and mode & 0o077:
        raise SurroundingsFailed(
            f"the file {path} holds a secret, and others may read or change it (mode {mode:04o})",
            f"keep it to yourself: chmod 600 {path}",
        )


def _secret(placeholder: str, environ: Mapping[str, str], folder: Path, needed: str) -> str:
    name = placeholder[2:-1]
    if not name.startswith(_FILE):
        if not environ.get(name):
            raise SurroundingsFailed(
                f"{name} is not set in the environment of this process",
                f"set {name} {needed}",
            )
        return environ[name]
    path = _path(name, folder)
    check_rights(path)
    try:
        secret = read_regular(path, _MOST_BYTES).decode("utf-8").strip("\r\n")
    except UnicodeDecodeError:
        raise SurroundingsFailed(f"{path} is no text", "a file with a secret holds it in its only line") from None
    except CrisisError as failed:
        raise SurroundingsFailed(failed.message, failed.hint) from None
    if not secret or len(secret) >= _MOST_BYTES or not secret.isprintable():
        raise SurroundingsFailed(f"{path} is not one line with a secret", "write the secret into it, and no more")
    return secret


def _path(name: str, folder: Path) -> Path:
    return folder / Path(name.removeprefix(_FILE)).expanduser()


def secret_findings(
    addresses: Iterable[tuple[Route, str]], environ: Mapping[str, str], folder: Path, *, needed: str
) -> Iterator[Finding]:
    """Secrets that are not there, or that others may read; each once, at the first of the addresses that needs it,
    which stands in its file at the route beside it. `needed`: "where the keeper runs", for the hint."""
    said: set[str] = set()
    for route, address in addresses:
        for path in secret_files(address, folder):
            if str(path) not in said:
                said.add(str(path))
                yield from _of_file(path, route)
        for name in secret_names(address):
            if name not in said and not environ.get(name):
                said.add(name)
                message = f"{name} is not set here, so this address cannot be used from here"
                hint = f"set {name} {needed}; no other place needs it"
                yield Finding("secret-missing", Severity.WARNING, message, hint, route)


def _of_file(path: Path, route: Route) -> Iterator[Finding]:
    if not path.is_file():
        message = f"there is no file {path}, so this address cannot be used from here"
        hint = "write the secret into it, in one line, and chmod 600"
        yield Finding("secret-missing", Severity.WARNING, message, hint, route)
        return
    try:
        check_rights(path)
    except SurroundingsFailed as open_to_others:
        yield Finding("secret-open", Severity.ERROR, open_to_others.message, open_to_others.hint, route)
