"""Where a channels file lies, what it says, and an account of it with its secrets in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from crisis_cli.domain.accounts import AccountSpec, Channels
from crisis_cli.domain.findings import Finding, Route
from crisis_cli.domain.secrets import is_plain_http
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.files.channels.checks import NEEDS
from crisis_cli.files.disk import read_regular
from crisis_cli.files.documents import Document, DocumentKind, read_document
from crisis_cli.files.library import find_beside
from crisis_cli.files.parsing.source import MAX_BYTES
from crisis_cli.files.secrets import filled, secret_findings
from crisis_cli.files.targets import CHANNELS_FILES

VARIABLE = "CRISIS_CHANNELS"
"""The channels file of this machine, wherever it lies."""

NEEDED = "where you publish and freeze"
"""Where the secrets of a channels file are used; a keeper needs none of them."""

_MESSAGE = "message"
"""The service whose addresses are the library's that pages go by, which knows its own kinds of http."""


class ChannelsFile(NamedTuple):
    """A channels file that could be read, and where."""

    path: Path
    channels: Channels
    document: Document

    @property
    def folder(self) -> Path:
        """Where the files that it names lie."""
        return self.path.parent

    def ready(self, channel: str, environ: Mapping[str, str]) -> AccountSpec:
        """The channel's account as it is opened, secrets in place. Raises SurroundingsFailed where something is
        missing or could be listened to; no secret is in its words."""
        spec = self.channels.accounts[channel]
        needed = NEEDS.get(spec.service, ())
        if not spec.account or not needed or not all(map(_fields(spec).get, needed)):
            message = f'the account for "{channel}" in {self.path} is not complete'
            raise SurroundingsFailed(message, f"crisis validate {self.path} says what is missing")

        def ready(text: str) -> str:
            return filled(text, environ, self.folder, needed=NEEDED)

        whole = spec._replace(
            server=ready(spec.server),
            secrets={name: ready(secret) for name, secret in spec.secrets.items()},
            address=ready(spec.address),
        )
        if is_plain_http(whole.server) or (spec.service != _MESSAGE and is_plain_http(whole.address)):
            message = f'the account for "{channel}" in {self.path} would be used over http, which others can read'
            raise SurroundingsFailed(message, "write https:// in its address")
        return whole

    def secret_findings(self, environ: Mapping[str, str]) -> Iterator[Finding]:
        """Secrets of its accounts and of what it freezes that are not here, or that others may read."""
        return secret_findings(self._addresses(), environ, self.folder, needed=NEEDED)

    def _addresses(self) -> Iterator[tuple[Route, str]]:
        for channel, spec in self.channels.accounts.items():
            for name, text in _fields(spec).items():
                yield ("accounts", channel, name), text
        for name, freezer in self.channels.freezers.items():
            yield ("freeze", name, "freeze", "webhook"), freezer.freeze.webhook
            yield ("freeze", name, "unfreeze", "webhook"), freezer.unfreeze.webhook


def _fields(spec: AccountSpec) -> Mapping[str, str]:
    """What the service is reached by, as it stands in the file; empty where the file has nothing."""
    return {"server": spec.server, "address": spec.address, "path": spec.path, **spec.secrets}


def find_channels(environ: Mapping[str, str], cwd: Path, beside: Iterable[Path] = ()) -> Path | None:
    """The channels file: CRISIS_CHANNELS, else in the folder of one of these files or the folder above it, else
    where one stands, else among the user's own files. None: there is none."""
    folders = [folder for file in beside for folder in (file.parent, file.parent.parent)]
    return find_beside(VARIABLE, CHANNELS_FILES, environ, cwd, folders)


def load_channels(path: Path) -> ChannelsFile:
    """What that file says, whatever findings it has. Raises SurroundingsFailed when it cannot be read."""
    try:
        document = read_document(read_regular(path, MAX_BYTES), str(path))
    except CrisisError as failed:
        raise SurroundingsFailed(failed.message, failed.hint) from None
    if document.kind is not DocumentKind.CHANNELS or document.channels is None:
        message = f"{path} cannot be read as a channels file"
        raise SurroundingsFailed(message, f"crisis validate {path} says why")
    return ChannelsFile(path, document.channels, document)
