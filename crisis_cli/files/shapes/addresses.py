"""Where somebody can be reached: any URL with a scheme, its secrets elsewhere."""

from __future__ import annotations

import re

from crisis_cli.domain.secrets import PLACEHOLDER, holds_secret
from crisis_cli.files.parsing.nodes import Node, Scalar
from crisis_cli.files.shapes.reading import Reading

_PLACEHOLDER = re.compile(PLACEHOLDER)
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/:?#]|$)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:\S+")


class Address:
    """A URL with its scheme, or one ${NAME} that holds it whole. Its text is never repeated in a message.
    `key`: no address at all but the secret beside one, which must not be written out."""

    expected = "an address with its scheme, such as mailto://ana@example.com"

    def __init__(self, *, key: bool = False) -> None:
        self.key = key

    pattern = rf"(?:{PLACEHOLDER}|[A-Za-z][A-Za-z0-9+.-]{{0,31}}:(?:{PLACEHOLDER}|[^\s{{}}])+)"

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
        if self.key:
            return address
        if _PLACEHOLDER.fullmatch(address) is None and _URL.fullmatch(without) is None:
            hint = "write the whole URL, such as mailto://ana@example.com, or ${NAME} if all of it is secret"
            if _HOST.match(address):
                hint = "write https:// before it, as the browser shows it"
            reading.report.error("bad-address", node, "this address does not begin with its scheme", hint)
            return None
        if holds_secret(address):
            message = "this address holds a password or a key for everybody who can read this file"
            hint = "put it into the environment and write ${NAME} here, or ${file:PATH} for a file of your own"
            reading.report.warning("secret-in-file", node, message, hint)
        return address
