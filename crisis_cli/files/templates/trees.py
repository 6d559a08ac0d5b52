"""Templates with all that they include, extend or import: what the whole uses, and what leads nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError

from crisis_cli.domain.nearest import nearest
from crisis_cli.errors import CrisisError
from crisis_cli.files.templates.facts import Misused
from crisis_cli.files.templates.found import Found
from crisis_cli.files.templates.hashes import template_hash
from crisis_cli.files.templates.parts import Link, Part
from crisis_cli.files.templates.sandbox import ENDING, Sandbox, Shelf, bytes_of, instead_of, no_such_name
from crisis_cli.files.templates.syntax_words import said_plainly

MOST_TEMPLATES = 2_000
_MOST_MISTAKES = 50


class Trees:
    """The templates of one language, looked for in some folders in order."""

    def __init__(self, made: Sandbox, found: Found, files: dict[str, Part | None]) -> None:
        self._found = found
        self._files = files
        self._made = made
        assert isinstance(made.loader, Shelf)
        self._shelf = made.loader
        self._parts: dict[str, tuple[str, Part] | None] = {}
        self._next: dict[str, list[str]] = {}
        self._texts: dict[str, str] = {}

    def uses(self, watch: Callable[[], None], only: Container[str] | None = None) -> Iterator[dict[str, Any]]:
        """What every template uses that a statement can name; `watch` is called before each file. `only`: look at
        no others than those that a statement naming these would find, and all that they lead to."""
        names = self._names()
        for name in names:
            if only is None or name.partition(".")[0] in only:
                watch()
                self._part(name)
        waiting = list(self._parts)
        for name in waiting:  # which grows by what they lead to
            if name not in self._next and self._parts[name] is not None:
                self._next[name] = list(self._linked(name, names))
                waiting += self._next[name]
        self._refuse_circles()
        included = {inner for inners in self._next.values() for inner in inners}
        whole = {name: self._whole(name) for name, part in self._parts.items() if part is not None}
        for name, parts in whole.items():
            watch()
            if name not in included:
                self._refuse_strangers(parts)
            self._check_blocks(name)
        for name, parts in whole.items():
            if "/" not in name:
                watch()
                yield self._use(name, parts)

    def _names(self) -> list[str]:
        found: dict[str, None] = {}
        for folder in self._shelf.folders:
            for where, _, files in os.walk(folder):
                inside = Path(where).relative_to(folder)
                for file in sorted(files):
                    if file.endswith(ENDING):
                        found[(inside / file).as_posix()] = None
                if len(found) > MOST_TEMPLATES:
                    message = f"there are more than {MOST_TEMPLATES:,} templates here; the rest was not looked at"
                    self._found.error("template-unreadable", (str(folder), 1, 1, 2), message, "keep fewer")
                    return list(found)[:MOST_TEMPLATES]
        return list(found)

    def _part(self, name: str) -> tuple[str, Part] | None:
        if name not in self._parts:
            self._parts[name] = self._read(name)
        return self._parts[name]

    def _read(self, name: str) -> tuple[str, Part] | None:
        file, data = name, b""
        try:
            path = self._shelf.find(name)
            if path is None:
                return None
            file = str(path)
            data = bytes_of(path)
            source = self._texts[name] = data.decode()
        except UnicodeDecodeError as failed:
            before = data[: failed.start].decode().split("\n")
            where = (file, len(before), len(before[-1]) + 1, len(before[-1]) + 2)
            message = f"this file is not UTF-8: found the byte {data[failed.start]:#04x}"
            self._found.error("template-unreadable", where, message, "save it as UTF-8")
            return None
        except (CrisisError, Misused, OSError) as failed:
            hint = getattr(failed, "hint", "") or "put a plain file of at most 64 KiB in its place"
            message = getattr(failed, "message", None) or str(failed)
            self._found.error("template-unreadable", (file, 1, 1, 2), message, hint)
            return None
        if file not in self._files:
            self._files[file] = self._parsed(file, source.removeprefix("\ufeff"))
        part = self._files[file]
        return None if part is None else (file, part)

    def _parsed(self, file: str, source: str) -> Part | None:
        try:
            tree = self._made.parse(source, filename=file)
            part = Part(source, tree, self._made)
        except TemplateSyntaxError as failed:
            lines = source.split("\n")
            line = max(1, min(failed.lineno, len(lines)))
            start = len(lines[line - 1]) - len(lines[line - 1].lstrip())
            where = (file, line, start + 1, max(len(lines[line - 1]), start + 1) + 1)
            self._found.error("template-syntax", where, *said_plainly(failed.message or ""))
            return None
        except (RecursionError, MemoryError):
            message = "this template is nested too deeply to be read"
            self._found.error("template-syntax", (file, 1, 1, 2), message, "write it flatter")
            return None
        self._made.keep(file, tree, len(source))
        for rule, message, word, line, hint in part.mistakes[:_MOST_MISTAKES]:
            self._found.error(rule, (file, line, *part.find(line, word)), message, hint)
        return part

    def _linked(self, name: str, names: Iterable[str]) -> Iterator[str]:
        file, part = self._of(name)
        for link in part.links:
            target = next((one for one in link.names if one in self._parts or self._exists(one)), None)
            if target is None:
                if not link.optional:
                    self._refuse_missing(file, part, link, names)
            elif self._part(target) is not None:
                yield target

    def _exists(self, name: str) -> bool:
        try:
            return self._shelf.find(name) is not None
        except (Misused, OSError):
            return True  # it is there, and has its finding once it is read

    def _of(self, name: str) -> tuple[str, Part]:
        found = self._parts[name]
        assert found is not None
        return found

    def _refuse_missing(self, file: str, part: Part, link: Link, names: Iterable[str]) -> None:
        wanted = link.names[0]
        looked = ", ".join(str(folder) for folder in self._shelf.folders)
        by_last = {_last(name): name for name in names}  # what all names share would make any of them look near
        meant = by_last.get(nearest(_last(wanted), by_last), "")
        hint = f'did you mean "{meant}"?' if meant else f"its name begins below one of: {looked}"
        where = (file, link.line, *part.find(link.line, wanted))
        self._found.error("template-include", where, f'there is no template "{wanted}"', hint)

    def _refuse_circles(self) -> None:
        """Depth first; a link back into the path that leads here closes a circle, and is left out from then on."""
        done: set[str] = set()
        for root in list(self._next):
            path, waiting = [root], [iter(list(self._next[root]))]
            while path:
                inner = next(waiting[-1], None)
                if inner is None:
                    done.add(path.pop())
                    waiting.pop()
                elif inner in path:
                    self._refuse_circle(path[path.index(inner) :])
                    self._next[path[-1]].remove(inner)
                elif inner not in done:
                    path.append(inner)
                    waiting.append(iter(list(self._next.get(inner, ()))))

    def _refuse_circle(self, circle: list[str]) -> None:
        file, part = self._of(circle[-1])
        link = next(link for link in part.links if circle[0] in link.names)
        where = (file, link.line, *part.find(link.line, circle[0]))
        told = " -> ".join((*circle[:6], *(["..."] if len(circle) > 6 else []), circle[0]))
        message = f"this template {link.verb} itself without end: {told}"
        self._found.error("template-include", where, message, "take this line out")

    def _whole(self, name: str) -> list[str]:
        """The template and all that it leads to, each once."""
        whole = {name: None}
        waiting = [name]
        while waiting:
            for inner in self._next.get(waiting.pop(), ()):
                if inner not in whole:
                    whole[inner] = None
                    waiting.append(inner)
        return list(whole)

    def _refuse_strangers(self, names: list[str]) -> None:
        """A part may use what the template around it defines."""
        parts = [self._of(name) for name in names]
        defined = set().union(*(part.defined for _, part in parts))
        for file, part in parts:
            for name, line in part.strangers[:_MOST_MISTAKES]:
                if name not in defined:
                    where = (file, line, *part.find(line, name))
                    self._found.error("template-variable", where, no_such_name(name), instead_of(name))

    def _check_blocks(self, name: str) -> None:
        file, part = self._of(name)
        link = next((link for link in part.links if link.verb == "extends"), None)
        parent = next((one for one in link.names if one in self._next[name]), None) if link else None
        if link is None or parent is None:
            return
        shown: set[str] = set()
        for above in self._whole(parent):
            shown |= self._of(above)[1].blocks.keys()
        for block, line in part.blocks.items():
            if block not in shown and block not in part.inner_blocks:
                message = f'"{parent}" has no block "{block}", so this one is never shown'
                meant = nearest(block, shown)
                hint = f'did you mean "{meant}"?' if meant else "delete it, or give the other template this block"
                self._found.warning("template-block", (file, line, *part.find(line, block)), message, hint)
        if part.outside:
            message = "this stands outside every block of a template that extends another, so it is never shown"
            where = (file, part.outside, *part.find(part.outside, ""))
            self._found.warning("template-block", where, message, "put it into a block, or delete it")

    def _use(self, name: str, names: list[str]) -> dict[str, Any]:
        facts: dict[str, list[tuple[str, int, int, int]]] = {}
        words: set[str] = set()
        for file, part in map(self._of, names):
            words |= part.words
            for fact, lines in part.facts.items():
                facts.setdefault(fact, []).extend(
                    (file, line, *part.find(line, fact)) for line in sorted(set(lines))[:10]
                )
        return {
            "name": name.removesuffix(ENDING),
            "file": self._of(name)[0],
            "files": [self._of(one)[0] for one in names],
            "facts": {fact: places[:10] for fact, places in facts.items()},
            "words": sorted(words),
            "gaps": self._gaps(name),
            "sha256": template_hash(self._shelf.folders, name, self._texts),
        }

    def _gaps(self, name: str) -> int:
        return sum(self._of(one)[1].gaps for one in self._whole(name))


def _last(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(ENDING)
