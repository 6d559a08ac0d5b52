"""Where templates run: the folders they come from, what they may use, and in which words they fail.

It, `template_facts`, `template_parts` and `template_sample` alone import jinja2, and only children import them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from crisis_cli.domain.nearest import nearest
from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.templates.facts import LISTS, VARIABLES, Changed, Fact, Facts, Ledger, Misused

ENDING = ".txt.j2"
MAX_TEMPLATE = 64 << 10
_MOST_KEPT = 1 << 20
"""Characters of templates whose trees are held; a tree can take eighty times as much as its text."""

FILTERS = (
    "capitalize", "first", "int", "join", "last", "length", "list", "lower", "replace", "round", "sort", "title",
    "trim", "upper", "wordwrap",
)  # fmt: skip
"""No `default`: it would hide what is missing; nothing random; nothing that makes text out of nothing."""

TEMPLATE_NAME = re.compile(
    r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)?\.txt\.j2"
)
"""`holding.x.txt.j2` is the wording of `holding` for the channel `x`."""


class Undefined(StrictUndefined):
    """Any other name, said in words."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is not missing:
            return f'there is no ".{self._undefined_name}" here'
        return f"{no_such_name(str(self._undefined_name))}; {instead_of(str(self._undefined_name))}"


def no_such_name(name: str) -> str:
    """That a template cannot use this name."""
    return f'there is nothing called "{name}" in a template'


def instead_of(name: str) -> str:
    """What was probably meant, else what there is."""
    known = ("fact", *LISTS, *VARIABLES)
    if meant := nearest(name, known):
        return f'did you mean "{meant}"?'
    return f"write fact.{name} if it is a fact; beside facts it can use: {', '.join(known[1:])}"


class Shelf(BaseLoader):
    """Templates of one language, from the first folder that has them; nothing outside these folders."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders

    def find(self, template: str) -> Path | None:
        """The file of that name; raises Misused for one that leads out of its folder."""
        if TEMPLATE_NAME.fullmatch(template) is None:
            return None
        for folder in self.folders:
            path = folder / template
            if not path.exists():
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise Misused(f"{path} leads out of its folder")
            return path
        return None

    def get_source(self, _: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self.find(template)
        if path is None:
            raise TemplateNotFound(template)
        return text_of(path).removeprefix("\ufeff"), str(path), lambda: True


def text_of(path: Path) -> str:
    """The text of a template's file, a byte order mark included; raises CrisisError or Misused, in words."""
    try:
        return bytes_of(path).decode()
    except UnicodeDecodeError:
        raise Misused(f"{path} is not UTF-8: save it as UTF-8") from None


def bytes_of(path: Path) -> bytes:
    """What the file holds; raises CrisisError or Misused, in words."""
    data = read_regular(path, MAX_TEMPLATE)
    if len(data) > MAX_TEMPLATE:
        raise Misused(f"{path} is larger than {MAX_TEMPLATE >> 10} KiB")
    return data


class Sandbox(ImmutableSandboxedEnvironment):
    """Only what a statement needs: no globals, no arithmetic that makes text without end."""

    intercepted_binops = frozenset(("*", "**", "%"))
    kept: dict[str, nodes.Template]
    room: int

    def keep(self, file: str, tree: nodes.Template, size: int) -> None:
        """Hold a file's tree until it is compiled, so that each file is parsed once; `size`: that of its text."""
        if (room := self.room - size) >= 0:
            self.kept[file], self.room = tree, room

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self.kept.pop(filename or "", None) or super()._parse(source, name, filename)

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> NoReturn:
        raise SecurityError(f"a template may not use {operator}")


def sandbox(folders: list[Path], words: Mapping[str, str]) -> Sandbox:
    """The environment in which templates of these folders run; each file is read at most once."""

    def finalize(value: Any) -> Any:
        if value is None or value == "":
            raise Misused("this prints nothing: there is no value yet (test .known before you use .value)")
        if not isinstance(value, str | int | float):
            raise Misused("this is no text: a template prints facts, words and numbers")
        return words["yes" if value else "no"] if isinstance(value, bool) else value

    made = Sandbox(
        loader=Shelf(folders),
        undefined=Undefined,
        finalize=lambda value: value if isinstance(value, Fact) else finalize(value),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.kept, made.room = {}, _MOST_KEPT
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    for test in ("defined", "undefined"):
        del made.tests[test]
    return made


class Failed(NamedTuple):
    """Why a template gave no text: in which file and line where that is known (else "" and 0)."""

    message: str
    hint: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.file else self.message


def text_from(
    made: Sandbox,
    name: str,
    facts: Facts,
    given: Mapping[str, str],
    words: Mapping[str, str],
    most: int,
    changes: Sequence[Changed] = (),
) -> str | Failed:
    """The text of template `name` (with its ending), at most `most` bytes long; or why there is none."""
    given = {word: text or f"[? {words[word]} ?]" for word, text in given.items()}
    lists = {"ledger": Ledger(facts), "changes": changes}
    try:
        size, parts = 0, []
        for part in made.get_template(name).generate(fact=facts, **lists, **given):
            size += len(part.encode())
            if size > most:
                return Failed(f"the text of {name} is longer than {most >> 10} KiB", "shorten the template")
            parts.append(part)
    except TemplateNotFound as failed:
        shelf = made.loader
        looked = ", ".join(str(folder) for folder in shelf.folders) if isinstance(shelf, Shelf) else ""
        where = _template_line(failed.__traceback__)
        return Failed(f"there is no template {failed.name}", f"looked in {looked}", *where)
    except TemplateSyntaxError as failed:
        message, hint = f"the template cannot be read: {failed.message}", "correct it, or write the text by hand"
        return Failed(message, hint, str(failed.filename or failed.name), failed.lineno)
    except CrisisError as failed:
        return Failed(failed.message, failed.hint)
    except RecursionError as failed:
        if _while_reading(failed.__traceback__):
            message = f"the template {name} has too many brackets or blocks within one another to be read"
            return Failed(message, "take the innermost ones apart")
        return Failed(f"the template {name} includes or calls itself without end", "correct it")
    except MemoryError:
        return Failed(f"the template {name} needs too much memory", "correct it")
    except Exception as failed:  # a template can raise anything at all
        return _in_words(failed, name)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(parts))).strip() + "\n"


def _while_reading(traceback: TracebackType | None) -> bool:
    """Whether a template was being read, and not yet run, when it went wrong."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_name in ("_parse", "_generate", "_compile"):
            return True
        traceback = traceback.tb_next
    return False


def _in_words(failed: Exception, name: str) -> Failed:
    file, line = _template_line(failed.__traceback__)
    before = "" if file else f"{name}: "
    if isinstance(failed, SecurityError):
        return Failed(f"{before}this is not allowed in a template: {failed}", "say it in words", file, line)
    if isinstance(failed, Misused | TemplateError):
        return Failed(f"{before}{failed}", "correct the template, or write the text by hand", file, line)
    if isinstance(failed, TypeError) and "NoneType" in str(failed):
        fact = next(iter(_BARE.findall(_line_of(file, line))), "NAME")
        message = f"{before}this counts on a value that nobody knows yet"
        return Failed(message, f"write fact.{fact}.known and fact.{fact}.value ...", file, line)
    message = f"{before}the template fails here: {failed or type(failed).__name__}"
    return Failed(message, "correct the template", file, line)


_BARE = re.compile(r"\bfact\.([A-Za-z]\w*)\.value\b")


def _line_of(file: str, line: int) -> str:
    """That line of a template's file, as it stands there now; nothing when it cannot be read."""
    try:
        return bytes_of(Path(file)).decode(errors="replace").split("\n")[line - 1]
    except (CrisisError, Misused, OSError, IndexError):
        return ""


def _template_line(traceback: TracebackType | None) -> tuple[str, int]:
    """The innermost line of a template that was being rendered."""
    found = "", 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(ENDING):
            found = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return found
