"""Where somebody can be reached: any URL with a scheme, its secrets elsewhere."""

from __future__ import annotations

import re

from crisis_cli.domain.secrets import PLACEHOLDER, holds_secret, is_plain_http
from crisis_cli.files.parsing.nodes import Node, Scalar
from crisis_cli.files.shapes.reading import Reading

_PLACEHOLDER = re.compile(PLACEHOLDER)
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/:?#]|$)")
_ELSEWHERE = "put it into the environment and write ${NAME} here, or ${file:PATH} for a file of your own"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:\S+")


class Secret:
    """A key or a password, which stands elsewhere: one ${NAME} or ${file:PATH}. Its text is never repeated in a
    message. One that is written out has its finding, and works."""

    expected = "${NAME} or ${file:PATH}"
    pattern = PLACEHOLDER

    def read(self, node: Node, reading: Reading) -> str | None:
        """What stands there."""
        if not isinstance(node, Scalar) or not node.value.strip():
            reading.wrong(node, self.expected, _ELSEWHERE)
            return None
        if _PLACEHOLDER.fullmatch(node.value) is None:
            message = "a key or a password belongs here by its name alone, not written out"
            reading.report.error("secret-in-file", node, message, _ELSEWHERE)
        secret: str = node.value
        return secret


class WebAddress:
    """Where something is on the web: https, or one ${NAME} that holds the whole address. http goes to this machine
    only. Its text is never repeated in a message."""

    expected = "an address on the web, such as https://social.example"
    pattern = rf"(?:{PLACEHOLDER}|[Hh][Tt][Tt][Pp][Ss]?://(?:{PLACEHOLDER}|[^\s{{}}])+)"

    def __init__(self) -> None:
        self._address = Address()

    def read(self, node: Node, reading: Reading) -> str | None:
        """The address with its ${NAME}s as they stand."""
        address = self._address.read(node, reading)
        return None if address is None or not self.fits(address, node, reading) else address

    @classmethod
    def fits(cls, address: str, node: Node, reading: Reading) -> bool:
        """Whether an address that could be read is one on the web; says why it is not, and of one that others can
        listen to."""
        if re.fullmatch(cls.pattern, address) is None:
            hint = "write the whole address as a browser shows it, with https://"
            reading.report.error("bad-address", node, "this is no address on the web", hint)
            return False
        if is_plain_http(address):
            message = "http: whoever listens on the way reads the key, and can change what is published"
            reading.report.error("plain-http", node, message, "write https://; http is for this machine alone")
        return True


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
            reading.report.warning("secret-in-file", node, message, _ELSEWHERE)
        return address
