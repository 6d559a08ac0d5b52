"""A file that a page is made of: the newest text replaces the one before, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.delivery import FAULT, NOT_SET_UP
from crisis_cli.domain.posting import FOREVER, Answer, Checked, Looked, Outgoing

_MOST = 1 << 20
"""Bytes that are read back."""


class FileAccount:
    """A path ending in `.json` gets an object with the text in it, any other the text as it is."""

    service = "file"
    remembers: timedelta | None = FOREVER
    finds = True

    def __init__(self, spec: AccountSpec, folder: Path) -> None:
        self.account = spec.account
        self._folder = folder
        self._path = folder / spec.path
        self._named, self._absolute = bool(spec.path), Path(spec.path).is_absolute()

    def post(self, outgoing: Outgoing) -> Answer:
        """Write it. What fails has certainly not replaced anything."""
        if outgoing.parts > 1:
            return Answer(failed_as=NOT_SET_UP, why="a file holds one text, not a thread: write it in one piece")
        wrong = self._wrong()
        if wrong:
            return Answer(failed_as=NOT_SET_UP, why=wrong)
        try:
            self._replace(self._content(outgoing).encode())
        except OSError as failed:
            return Answer(failed_as=FAULT, why=f"it could not be written: {failed.strerror}")
        return self._out(outgoing)

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:  # noqa: ARG002 - there is only what stands now
        """Whether this very text stands there now."""
        looked = self.look("", "")
        if looked.text is None and not looked.gone:
            return Answer(failed_as=FAULT, why=looked.why, unknown=True)
        return self._out(outgoing) if looked.text == outgoing.text else Answer()

    def look(self, post_id: str, url: str) -> Looked:  # noqa: ARG002 - the file is where it is
        """The text that stands there now."""
        wrong = self._wrong()
        if wrong:
            return Looked(why=wrong)
        try:
            with self._path.open("rb") as file:
                text = file.read(_MOST).decode()
            return Looked(str(json.loads(text)["text"]) if self._path.suffix == ".json" else text)
        except FileNotFoundError:
            return Looked(gone=True)
        except OSError as failed:
            return Looked(why=f"it could not be read: {failed.strerror}")
        except (ValueError, KeyError, TypeError):
            return Looked(why="something else was written there")

    def check(self) -> Checked:
        """Whether it can be written where it is said to be."""
        why = self._wrong()
        if not why and not os.access(self._path.parent, os.W_OK):
            why = "the folder may not be written to"
        return Checked(failed_as=NOT_SET_UP, why=why) if why else Checked(self.account)

    def _wrong(self) -> str:
        """Why nothing may be written there; empty when it may."""
        if not self._named:
            return "the channels file does not say which file"
        home, there = self._folder.resolve(), self._path.parent.resolve()
        if not self._absolute and not there.is_relative_to(home):
            return "the file is outside of the folder of the channels file: give its whole path, or move it"
        if not there.is_dir():
            return f"the folder {there} does not exist: make it, or correct path:"
        if self._path.is_symlink() or (self._path.exists() and not self._path.is_file()):
            return "it is a link or no file: name the file itself"
        return ""

    def _content(self, outgoing: Outgoing) -> str:
        if self._path.suffix != ".json":
            return outgoing.text
        said = {
            "text": outgoing.text,
            "title": outgoing.title,
            "at": outgoing.begun_at.isoformat(),
            "language": outgoing.language,
            "sha256": hashlib.sha256(outgoing.text.encode()).hexdigest(),
        }
        return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n"

    def _replace(self, content: bytes) -> None:
        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}.draft")
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if self._path.exists():
                draft.chmod(self._path.stat().st_mode & 0o777)
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)

    def _out(self, outgoing: Outgoing) -> Answer:
        return Answer(outgoing.key, str(self._path))
