"""Files of lines: what is gone on with, also inside a .gz, and when it is begun anew."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed
from crisis_cli.feeds.line_files import CHUNK, LineFile
from tests.fakes import FakeClock


def heard(file: LineFile) -> list[bytes]:
    return [line for batch in file.batches() for line in batch]


class Following:
    """A file that is followed; `new` is what came until it had nothing more."""

    def __init__(self, path: Path) -> None:
        self.clock = FakeClock()
        self.batches = LineFile(str(path), self.clock, follow=True).batches()

    def new(self) -> list[bytes]:
        return list(self._until_silent())

    def _until_silent(self) -> Iterator[bytes]:
        for batch in islice(self.batches, 50):
            lines = list(batch)
            if not lines:
                return
            yield from lines
        raise AssertionError("it never has nothing more")


def test_a_gzip_is_gone_on_with_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "posts.gz"
    lines = [b"%d" % number for number in range(50_000)]
    path.write_bytes(gzip.compress(b"\n".join(lines) + b"\n"))
    first = LineFile(str(path), FakeClock())
    assert heard(first) == lines
    assert first.offset > 2 * CHUNK
    assert heard(LineFile(str(path), FakeClock(), offset=first.offset)) == []
    with path.open("ab") as file:
        file.write(gzip.compress(b"more\n"))
    second = LineFile(str(path), FakeClock(), offset=first.offset)
    assert heard(second) == [b"more"]
    assert second.offset == first.offset + 5
    path.write_bytes(gzip.compress(b"few\n"))
    assert heard(LineFile(str(path), FakeClock(), offset=first.offset)) == [b"few"]


def test_a_gzip_that_grows_is_followed_and_nothing_of_it_is_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "posts.gz"
    text = b"".join(b"post %d, and so on and so on\n" % number for number in range(2_000))
    path.write_bytes(gzip.compress(text))
    followed = Following(path)
    assert len(followed.new()) == 2_000
    assert [followed.new() for _ in range(3)] == [[], [], []]
    member = gzip.compress(b"one\ntwo\n")
    written, came = 0, followed.new()
    while written < len(member):
        with path.open("ab") as file:
            file.write(member[written : written + 5])
        written += 5
        came += followed.new()
    assert came == [b"one", b"two"]
    path.write_bytes(gzip.compress(b"anew\n"))
    assert followed.new() + followed.new() == [b"anew"]


def test_a_gzip_of_two_members_with_zeros_between_and_one_that_blows_up_are_read(tmp_path: Path) -> None:
    path = tmp_path / "posts.gz"
    huge = b"a" * 3_000_000 + b"\n"
    path.write_bytes(gzip.compress(b"one\n") + bytes(70_000) + gzip.compress(huge) + bytes(70_000))
    assert [len(line) for line in heard(LineFile(str(path), FakeClock()))] == [3, 3_000_000]


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:5], lambda data: data + b"no gzip"])
def test_a_gzip_that_is_cut_off_or_goes_on_as_something_else_is_no_whole_one(
    tmp_path: Path, spoil: object
) -> None:
    path = tmp_path / "posts.gz"
    assert callable(spoil)
    path.write_bytes(spoil(gzip.compress(b"one\ntwo\n")))
    with pytest.raises(SurroundingsFailed, match="could not be read to its end"):
        heard(LineFile(str(path), FakeClock()))


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_where_another_file_lies_now_it_is_read_from_its_beginning_and_that_is_said(
    tmp_path: Path, packed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / ("posts.gz" if packed is gzip.compress else "posts")
    path.write_bytes(packed(b"monday 1\nmonday 2\n"))
    monday = LineFile(str(path), FakeClock())
    assert len(heard(monday)) == 2
    with path.open("ab") as file:
        file.write(packed(b"monday 3\n"))
    said: list[str] = []
    later = LineFile(str(path), FakeClock(), offset=monday.offset, known=monday.known, say=said.append)
    assert heard(later) == [b"monday 3"]
    assert said == []
    path.write_bytes(packed(b"tuesday 1\ntuesday 2\ntuesday 3\n"))
    tuesday = LineFile(str(path), FakeClock(), offset=later.offset, known=later.known, say=said.append)
    assert heard(tuesday) == [b"tuesday 1", b"tuesday 2", b"tuesday 3"]
    assert said == [f"{path} is another file than was read before: read from its beginning."]
    path.rename(tmp_path / "posts.1")
    path.write_bytes((tmp_path / "posts.1").read_bytes())
    rotated = LineFile(str(path), FakeClock(), offset=tuesday.offset, known=tuesday.known, say=said.append)
    assert len(heard(rotated)) == 3
