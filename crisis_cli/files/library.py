"""Where playbooks and templates lie: the user's own folders first, then what was shipped with the program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import crisis_cli
from crisis_cli.errors import SurroundingsFailed, UsageError

_APP = "crisis-cli"
_ENDINGS = (".yaml", ".yml")
SCENARIOS = "scenarios"
"""The folder of the scenarios, within that of the playbooks or beside it."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class Shelved(NamedTuple):
    """A playbook that can be run by its name. `shipped`: it came with the program."""

    name: str
    path: Path
    shipped: bool


def home(environ: Mapping[str, str]) -> Path:
    """The folder of the journal: CRISIS_HOME, else the platform's folder for a program's data.

    Raises UsageError for a CRISIS_HOME that cannot be a folder.
    """
    if chosen := environ.get("CRISIS_HOME"):
        try:
            return Path(os.path.abspath(Path(chosen).expanduser()))
        except (RuntimeError, ValueError):
            raise UsageError(f"CRISIS_HOME is {chosen!r}, which is no folder", "set it to a folder") from None
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def playbook_folders(environ: Mapping[str, str], cwd: Path) -> tuple[Path, ...]:
    """The folders in which playbooks are looked for, in order; some may not exist."""
    return _folders("playbooks", environ, cwd)


def template_folders(environ: Mapping[str, str], cwd: Path) -> tuple[Path, ...]:
    """The folders that have a folder of templates for each language, in order; some may not exist."""
    return _folders("templates", environ, cwd)


def _folders(kind: str, environ: Mapping[str, str], cwd: Path) -> tuple[Path, ...]:
    found = [cwd / kind, settings_folder(environ) / kind, _shipped(kind)]
    return tuple(dict.fromkeys(Path(os.path.abspath(folder)) for folder in found))


def settings_folder(environ: Mapping[str, str]) -> Path:
    """Where a user's own files lie, beside what they stand in: CRISIS_HOME, else the platform's folder."""
    if environ.get("CRISIS_HOME"):
        return home(environ)
    import platformdirs

    return platformdirs.user_config_path(_APP, appauthor=False)


def find_beside(
    variable: str, names: Sequence[str], environ: Mapping[str, str], cwd: Path, folders: Iterable[Path] = ()
) -> Path | None:
    """The file that goes with the playbooks, whichever of `names` it has: where the variable says, else in one of
    `folders`, else where one stands, else among the user's own files. None: there is none."""
    if environ.get(variable):
        return Path(os.path.abspath(Path(environ[variable]).expanduser()))
    usual = (*folders, cwd, cwd / "playbooks", settings_folder(environ))
    paths = (Path(os.path.abspath(folder)) / name for folder in usual for name in names)
    return next(filter(Path.is_file, paths), None)


def _shipped(kind: str) -> Path:
    """In a wheel they lie inside the package; in a checkout they are the repository's own."""
    package = Path(os.path.abspath(crisis_cli.__file__)).parent
    packed = package / "shipped" / kind
    return packed if packed.is_dir() else package.parent / kind


def is_shipped(template: str) -> bool:
    """Whether a template, by its path as it is shown, came with the program."""
    return os.path.isabs(template) and template.startswith(str(_shipped("templates")) + os.sep)


def is_as_shipped(playbook: str, text: str) -> bool:
    """Whether this is the text of the playbook of that name as it came with the program."""
    path = _shipped("playbooks") / f"{playbook}.yaml"
    try:
        return bool(_NAME.fullmatch(playbook)) and path.read_text(encoding="utf-8") == text
    except OSError:
        return False


def list_playbooks(environ: Mapping[str, str], cwd: Path) -> list[Shelved]:
    """Every playbook that can be run by name, by name; a user's own hides a shipped one of the same name."""
    shipped = _shipped("playbooks")
    found: dict[str, Shelved] = {}
    for folder in playbook_folders(environ, cwd):
        for path in _files(folder):
            found.setdefault(path.stem, Shelved(path.stem, path, folder == shipped))
    return [found[name] for name in sorted(found)]


def _files(folder: Path) -> list[Path]:
    try:
        paths = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as failed:
        why = failed.strerror or str(failed)
        raise SurroundingsFailed(f"the folder {folder} could not be read: {why}", "check its rights") from None
    return [path for path in paths if path.suffix in _ENDINGS and _NAME.fullmatch(path.name) and _is_file(path)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def find_playbook(wanted: str, environ: Mapping[str, str], cwd: Path) -> Path:
    """The file of a playbook by its name, or by its path; raises UsageError with the nearest name."""
    if "/" in wanted or os.sep in wanted or wanted.endswith(_ENDINGS):
        path = cwd / wanted
        if "\0" not in wanted and os.path.lexists(path):
            return path
        raise _not_found(f"there is no file {wanted!r}", Path(wanted.replace("\0", "")).stem, environ, cwd)
    if _NAME.fullmatch(wanted):
        for folder in playbook_folders(environ, cwd):
            for ending in _ENDINGS:
                path = folder / (wanted + ending)
                if os.path.lexists(path):
                    return path
    shown = "".join(letter if letter.isprintable() else "?" for letter in wanted[:80])
    raise _not_found(f'there is no playbook "{shown}"', wanted, environ, cwd)


def scenario_folders(environ: Mapping[str, str], cwd: Path) -> tuple[Path, ...]:
    """The folders in which scenarios are looked for, in order; some may not exist. They lie where a check finds
    them: in a folder of their own within the playbooks, or beside them."""
    shipped = _shipped("playbooks")
    own = [place for folder in playbook_folders(environ, cwd) if folder != shipped for place in _beside(folder)]
    return (*own, shipped / SCENARIOS)


def _beside(playbooks: Path) -> tuple[Path, Path]:
    return playbooks / SCENARIOS, playbooks.parent / SCENARIOS


def list_scenarios(environ: Mapping[str, str], cwd: Path) -> dict[str, Path]:
    """Every scenario by its name, by name; a user's own hides a shipped one of the same name."""
    folders = scenario_folders(environ, cwd)
    found = {path.stem: path for folder in reversed(folders) for path in _files(folder)}
    return dict(sorted(found.items()))


def find_scenario(wanted: str, environ: Mapping[str, str], cwd: Path) -> Path:
    """The file of a scenario by its name, or by its path; raises UsageError with the nearest name."""
    from crisis_cli.domain.nearest import nearest
    from crisis_cli.files.parsing.report import listed

    if "/" in wanted or os.sep in wanted or wanted.endswith(_ENDINGS):
        path = cwd / wanted.replace("\0", "")
        if "\0" not in wanted and os.path.lexists(path):
            return path
    names = list_scenarios(environ, cwd)
    if wanted in names:
        return names[wanted]
    shown = "".join(letter if letter.isprintable() else "?" for letter in wanted[:80])
    meant = nearest(wanted, names)
    there = f"the scenarios are: {listed(list(names))}" if names else "put one into playbooks/scenarios"
    raise UsageError(f'there is no scenario "{shown}"', f'did you mean "{meant}"?' if meant else there)


def playbook_of(scenario: Path, playbook: str, environ: Mapping[str, str], cwd: Path) -> Path:
    """The file of the playbook that a scenario is written for: the one it lies beside, else as any other."""
    above = scenario.parent.parent
    for folder in (above, above / "playbooks"):
        for ending in _ENDINGS:
            if scenario.parent.name == SCENARIOS and os.path.lexists(folder / (playbook + ending)):
                return folder / (playbook + ending)
    return find_playbook(playbook, environ, cwd)


def _not_found(message: str, name: str, environ: Mapping[str, str], cwd: Path) -> UsageError:
    from crisis_cli.domain.nearest import nearest
    from crisis_cli.files.parsing.report import listed

    names = [shelved.name for shelved in list_playbooks(environ, cwd)]
    if meant := nearest(name, names):
        return UsageError(message, f'did you mean "{meant}"?')
    if not names:
        return UsageError(message, f"no playbooks were found; put one into {playbook_folders(environ, cwd)[0]}")
    return UsageError(message, f"the playbooks are: {listed(names)}; or name a file, such as ./my-playbook.yaml")
