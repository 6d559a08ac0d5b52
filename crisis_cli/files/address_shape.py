"""Where somebody can be reached: any URL with a scheme, its secrets elsewhere."""

from __future__ import annotations

import re

from crisis_cli.files.nodes import Node, Scalar
from crisis_cli.files.reading import Reading

_GAP = r"\$\{(?:[A-Za-z_][A-Za-z0-9_]*|file:[^\s{}]+)\}"
"""Where a secret is put in: from the environment, or from a file."""

_PLACEHOLDER = re.compile(_GAP)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:\S+")
_PASSWORD = re.compile(r"//[^/?#@]*:([^/?#]+)@")
_NAMED = re.compile(r"[?&](?:pass|password|passwd|pwd|token|key|apikey|api_key|secret|sig|auth)=([^&#]+)", re.I)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
"""What services give out as a key: twenty characters or more, of letters and digits mixed."""


class Address:
    """A URL with its scheme, or one ${NAME} that holds it whole. Its text is never repeated in a message."""

    expected = "an address with its scheme, such as mailto://ana@example.com"
    pattern = rf"(?:{_GAP}|[A-Za-z][A-Za-z0-9+.-]{{0,31}}:(?:{_GAP}|[^\s{{}}])+)"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The address with its ${NAME}s as they stand."""
        if not isinstance(node, Scalar) or not node.value.strip():
            reading.wrong(node, self.expected)
            return None
        address: str = node.value
        without = _PLACEHOLDER.sub("x", address)
        if len(address) > 1_000 or not address.isprintable() or re.search(r"[\s{}]|\$\{", without):
            hint = "an address has no spaces or braces; a secret in it is ${NAME} or ${file:PATH}"
            reading.report.error("bad-address", node, "this cannot be read as an address", hint)
            return None
        if _PLACEHOLDER.fullmatch(address) is None and _URL.fullmatch(without) is None:
            hint = "write the whole URL, such as mailto://ana@example.com, or ${NAME} if all of it is secret"
            reading.report.error("bad-address", node, "this address does not begin with its scheme", hint)
            return None
        if holds_secret(address):
            message = "this address holds a password or a key for everybody who can read this file"
            hint = "put it into the environment and write ${NAME} here, or ${file:PATH} for a file of your own"
            reading.report.warning("secret-in-file", node, message, hint)
        return address


def holds_secret(address: str) -> bool:
    """Whether something in it looks like a password or a key that is written out."""
    without = _PLACEHOLDER.sub("", address)
    if any(found[1].strip(":/") for found in _PASSWORD.finditer(without)):
        return True
    if any(found[1] for found in _NAMED.finditer(without)):
        return True
    return any(
        any(letter.isdigit() for letter in part) and any(letter.isalpha() for letter in part)
        for part in _TOKEN.findall(without)
    )
