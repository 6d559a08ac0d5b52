"""The frame of every HTML page that we write.

Nothing comes from outside, there is no script, and the page's policy names its one style sheet by hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from crisis_cli.ui.safe import safe


def page(title: str, style: str, body: Iterable[str], *, banner: str = "", language: str = "en") -> str:
    """The whole page; `title` and `banner` are raw, `body` is HTML. A `banner` is said at the top, and `DRILL`
    across every printed page."""
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style_hash}'; base-uri 'none'; form-action 'none'"
    drill = ' class="drill"' if banner else ""
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{text(language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{text(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            f"<body{drill}>",
            *_banner(banner),
            *body,
            "</body>",
            "</html>",
            "",
        )
    )


def text(raw: str) -> str:
    """Text from outside as text of the page."""
    return escape(safe(raw), quote=True)


def _banner(banner: str) -> Iterator[str]:
    if banner:
        yield f'<p class="banner" role="note">{text(banner)}</p>'
        yield '<p class="across" aria-hidden="true">DRILL</p>'
