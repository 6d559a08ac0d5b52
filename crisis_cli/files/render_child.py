"""The child process that renders one template: JSON in on stdin, JSON out on stdout, nothing else.

It and `template_facts` alone import jinja2. It caps itself before it reads a template.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from crisis_cli.errors import CrisisError
from crisis_cli.files.disk import read_regular
from crisis_cli.files.limits import cap_this_process
from crisis_cli.files.nearest import nearest
from crisis_cli.files.template_facts import VARIABLES, WORDS, Fact, Facts, Misused, used_of

MAX_TEMPLATE = 64 << 10
FILTERS = (
    "capitalize", "first", "int", "join", "last", "length", "list", "lower", "replace", "round", "sort", "title",
    "trim", "upper", "wordwrap",
)  # fmt: skip
"""No `default`: it would hide what is missing; nothing random; nothing that makes text out of nothing."""

_ENDING = ".txt.j2"
_TEMPLATE_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9_-]*\.txt\.j2")


class Undefined(StrictUndefined):
    """Any other name, said in words."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is not missing:
            return f'there is no ".{self._undefined_name}" here'
        known = ("fact", *VARIABLES)
        meant = nearest(str(self._undefined_name), known)
        hint = f'did you mean "{meant}"?' if meant else f"it can use: {', '.join(known)}"
        return f'there is nothing called "{self._undefined_name}" in a template; {hint}'


class Shelf(BaseLoader):
    """Templates of one language, from the first folder that has them; nothing outside these folders."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders

    def get_source(self, _: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        if _TEMPLATE_NAME.fullmatch(template) is None:
            raise TemplateNotFound(template)
        for folder in self._folders:
            path = folder / template
            if not path.exists():
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise Misused(f"{path} leads out of its folder")
            data = read_regular(path, MAX_TEMPLATE)
            if len(data) > MAX_TEMPLATE:
                raise Misused(f"{path} is larger than {MAX_TEMPLATE >> 10} KiB")
            try:
                return data.decode("utf-8-sig"), str(path), lambda: True
            except UnicodeDecodeError:
                raise Misused(f"{path} is not UTF-8: save it as UTF-8") from None
        raise TemplateNotFound(template)


class Sandbox(ImmutableSandboxedEnvironment):
    """Only what a statement needs: no globals, no arithmetic that makes text without end."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> NoReturn:
        raise SecurityError(f"a template may not use {operator}")


def sandbox(folders: list[Path], words: Mapping[str, str]) -> Sandbox:
    """The environment in which templates of these folders run."""

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
        cache_size=0,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    for test in ("defined", "undefined"):
        del made.tests[test]
    return made


def rendered(order: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out one order; the answer has either `text` and `used`, or `error` and `hint`."""
    words = WORDS.get(order["language"], WORDS["en"])
    folders = [Path(folder) / order["language"] for folder in order["folders"]]
    facts = Facts({name: Fact(name, given, words) for name, given in order["facts"].items()})
    given = {name: text or f"[? {words[name]} ?]" for name, text in order["words"].items()}
    name = order["template"] + _ENDING
    try:
        size, parts = 0, []
        for part in sandbox(folders, words).get_template(name).generate(fact=facts, **given):
            size += len(part.encode())
            if size > order["most"]:
                return _error(
                    f"the text of {name} is longer than {order['most'] >> 10} KiB", "shorten the template"
                )
            parts.append(part)
    except TemplateNotFound as failed:
        looked = ", ".join(str(folder) for folder in folders)
        where = _template_line(failed.__traceback__)
        return _error(f"{where}{': ' if where else ''}there is no template {failed.name}", f"looked in {looked}")
    except TemplateSyntaxError as failed:
        where = f"{failed.filename or failed.name}:{failed.lineno}"
        return _error(
            f"{where}: the template cannot be read: {failed.message}", "correct it, or write the text by hand"
        )
    except CrisisError as failed:
        return _error(failed.message, failed.hint)
    except RecursionError:
        return _error(f"the template {name} includes or calls itself without end", "correct it")
    except MemoryError:
        return _error(f"the template {name} needs too much memory", "correct it")
    except Exception as failed:  # a template can raise anything at all
        return _error(*_in_words(failed, name))
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(parts))).strip()
    return {"text": text + "\n", "used": used_of(facts)}


def _error(message: str, hint: str) -> dict[str, Any]:
    return {"error": message, "hint": hint}


def _in_words(failed: Exception, name: str) -> tuple[str, str]:
    where = _template_line(failed.__traceback__) or name
    if isinstance(failed, SecurityError):
        return f"{where}: this is not allowed in a template: {failed}", "say it in words"
    if isinstance(failed, Misused | TemplateError):
        return f"{where}: {failed}", "correct the template, or write the text by hand"
    return f"{where}: the template fails here: {failed or type(failed).__name__}", "correct the template"


def _template_line(traceback: TracebackType | None) -> str:
    """The innermost line of a template that was being rendered."""
    found = ""
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(_ENDING):
            found = f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found


def main() -> None:
    """Read the order, cap this process, answer."""
    order = json.load(sys.stdin.buffer)
    cap_this_process(order["memory"], order["cpu_seconds"])
    try:
        answer = rendered(order)
    except MemoryError:
        answer = _error("the template needs too much memory", "correct it")
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
