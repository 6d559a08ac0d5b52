"""Files that are meant to hurt whoever reads them, each with the name it is made under."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

MEGABYTE = 1 << 20
HUNDRED = 100 * MEGABYTE
HEAD = b"playbook: a\ntitle: A\nroles: {lead: {title: Lead}}\nsteps:\n"


def _filled(folder: Path, data: bytes, size: int = 0) -> Path:
    path = folder / "hostile.yaml"
    with path.open("wb") as file:
        for _ in range(max(1, size // max(1, len(data)))):
            file.write(data)
    return path


def _sparse(folder: Path) -> Path:
    path = folder / "hostile.yaml"
    with path.open("wb") as file:
        file.truncate(HUNDRED)
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "hostile.yaml"
    os.mkfifo(path)
    return path


def _loop(folder: Path) -> Path:
    path = folder / "hostile.yaml"
    path.symlink_to(path.name)
    return path


def _folder(folder: Path) -> Path:
    (folder / "hostile.yaml").mkdir()
    return folder / "hostile.yaml"


def _folder_in_a_folder(folder: Path) -> Path:
    _folder(folder)
    return folder


def _circle_of_folders(folder: Path) -> Path:
    (folder / "below").symlink_to(folder, target_is_directory=True)
    return folder


def _device(folder: Path) -> Path:
    (folder / "hostile.yaml").symlink_to("/dev/zero")
    return folder / "hostile.yaml"


def _broken_link(folder: Path) -> Path:
    (folder / "hostile.yaml").symlink_to("gone.yaml")
    return folder


def _filled_with(data: bytes, size: int = 0) -> Callable[[Path], Path]:
    return lambda folder: _filled(folder, data, size)


ALIASES = b"a0: &a0 [x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 99)
)
FILES: Mapping[str, Callable[[Path], Path]] = {
    "alias bomb": _filled_with(ALIASES),
    "100,000 levels of brackets": _filled_with(b"[" * 100_000),
    "100,000 levels of braces": _filled_with(b"{" * 100_000),
    "100,000 levels of dashes": _filled_with(b"- " * 100_000),
    "100,000 levels of indented maps": _filled_with(b"".join(b" " * n + b"a:\n" for n in range(1_400))),
    "100 MB without content": _sparse,
    "100 MB of spaces": _filled_with(b" " * MEGABYTE, HUNDRED),
    "100 MB in one line": _filled_with(b"x" * MEGABYTE, HUNDRED),
    "100 MB of steps": _filled_with(b"- {id: a, role: lead, do: x}\n" * 10_000, HUNDRED),
    "a whole megabyte of steps": _filled_with(HEAD + b"- {id: a, role: lead, do: x}\n" * 36_000),
    "UTF-16": _filled_with(("playbook: a\n" * 1_000).encode("utf-16")),
    "Latin-1": _filled_with("playbook: é\n".encode("latin-1")),
    "half of a pair": _filled_with(b"playbook: \xed\xa0\x80\n"),
    "an escape of half a pair": _filled_with(b'playbook: "\\ud800"\n'),
    "a pipe that nobody writes to": _pipe,
    "a link to itself": _loop,
    "a link to nothing": _broken_link,
    "a device without an end": _device,
    "a folder named like a playbook": _folder,
    "a folder named like a playbook in a folder": _folder_in_a_folder,
    "a folder that contains itself": _circle_of_folders,
}
