"""Files of every kind with something wrong in them: by bytes, by lines, and by what they mean.

Each change grows from one number, so that a file that fails shrinks to the few changes that it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.documents import Tree, read, written
from tests.fuzz.slips import slip
from tests.fuzz.structure import change
from tests.rules.checked import framed
from tests.rules.page_blocks import PAGES, blocks

TESTS = Path(__file__).parents[1]
SHIPPED = sorted((TESTS.parent / "playbooks").glob("*.yaml"))
PLANS = sorted((TESTS / "playbooks" / "plans").glob("*.yaml"))
GOOD = [path for path in sorted((TESTS / "playbooks" / "good").glob("*.yaml")) if path.stat().st_size < 20_000]
FRAME = TESTS / "rules" / "frame.yaml"
DOCUMENTS = sorted((TESTS / "playbooks" / "good_documents").glob("*.yaml"))
BAD = sorted((TESTS / "playbooks" / "bad_rules").glob("*.yaml"))

PIECES = (
    *(b"\x00", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\x1b[31m", b"\r", b"\t", b"\n", b" ", b"  "),
    *(
        b": ",
        b"- ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"#",
        b" # crisis: ignore[no-end] because\n",
        b"*a",
        b"&a ",
        b"!!str ",
    ),
    *(
        b'"',
        b"'",
        b"|",
        b">",
        b"<<: ",
        b"? ",
        b"---\n",
        b"...\n",
        b"%YAML 1.2\n",
        b"on",
        b"12:30",
        b"1e3",
        b"null",
    ),
)


@cache
def sources() -> dict[str, bytes]:
    """Everything that is mutated, by a name that a failure shows."""
    files = [*SHIPPED, *PLANS, *GOOD, FRAME, *DOCUMENTS]
    return {path.name: path.read_bytes() for path in files}


@cache
def playbooks() -> dict[str, Tree]:
    """The playbooks that are mutated by what they mean: whole files, and the examples of the rules' pages."""
    trees = {path.name: read(path.read_bytes()) for path in [*SHIPPED, *PLANS, *GOOD, FRAME, *BAD]}
    for page in PAGES:
        for number, block in enumerate(blocks(page)):
            if not block.bad and block.language == "yaml":
                tree = read(framed(block.text).encode())
                if isinstance(tree, dict) and "playbook" in tree:
                    trees[f"{block} {number}"] = tree
    return trees


@cache
def others() -> dict[str, Tree]:
    """The files of the other kinds."""
    return {path.name: read(path.read_bytes()) for path in DOCUMENTS}


def by_bytes(data: bytes, seeds: Sequence[int]) -> bytes:
    """Bytes flipped, put in, cut, doubled, and one file spliced into another."""
    for seed in seeds:
        random = Random(seed)
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((1, 1, 4, 40, 400)))
        kind = random.randrange(5)
        if kind == 0 and start < end:
            data = data[:start] + bytes([data[start] ^ 1 << random.randrange(8)]) + data[start + 1 :]
        elif kind == 1:
            data = data[:start] + random.choice(PIECES) + data[start:]
        elif kind == 2:
            data = data[:start] + data[end:]
        elif kind == 3:
            data = data[:end] + data[start:end] * random.choice((1, 2, 30)) + data[end:]
        else:
            other = random.choice(list(sources().values()))
            data = data[:start] + other[random.randint(0, len(other)) :]
    return data


def by_lines(data: bytes, seeds: Sequence[int]) -> bytes:
    """Lines lost, doubled, swapped, pushed in and out, and taken from another file."""
    lines = data.splitlines(keepends=True)
    for seed in seeds:
        random = Random(seed)
        if not lines:
            break
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        kind = random.randrange(6)
        if kind == 0:
            del lines[one : one + random.choice((1, 1, 5))]
        elif kind == 1:
            lines[other:other] = lines[one : one + random.choice((1, 3, 8))]
        elif kind == 2:
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == 3:
            lines[one] = b"  " + lines[one]
        elif kind == 4:
            lines[one] = lines[one].removeprefix(b"  ")
        else:
            strange = random.choice(list(sources().values())).splitlines(keepends=True)
            lines[one:one] = random.sample(strange, min(3, len(strange)))
    return b"".join(lines)


def playbook_text(name: str, seeds: Sequence[int]) -> str:
    """A playbook in which somebody changed one thing a number: often it is still a good one."""
    tree = playbooks()[name]
    for seed in seeds:
        tree = change(tree, Random(seed))
    return written(tree)


def document_text(name: str, seeds: Sequence[int]) -> str:
    """A file of any kind in which somebody slipped, once a number."""
    tree = {**playbooks(), **others()}[name]
    for seed in seeds:
        tree = slip(tree, Random(seed))
    return written(tree)
