"""The HTML report in a real browser: it is shown, nothing is blocked, nothing runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from crisis_cli.ui.report import as_html
from tests.parts import program
from tests.ui.report.hostile import said_everywhere
from tests.ui.report.test_three_formats import ZURICH

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
)


@pytest.fixture
def chromium() -> str:
    """A browser."""
    return program(*NAMES)


def test_the_page_is_drawn_as_it_was_written_and_hostile_words_do_nothing(chromium: str, tmp_path: Path) -> None:
    words = "</title><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
    page = tmp_path / "report.html"
    page.write_text(as_html(said_everywhere(words, drill=True).review(), ZURICH), encoding="utf-8")
    picture = tmp_path / "report.png"
    ran = subprocess.run(
        [
            chromium,
            *QUIET,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1200,2000",
            f"--screenshot={picture}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ":CONSOLE" not in ran.stderr, "the page's own policy blocked something, or something ran"
    dom = ran.stdout
    head = re.search("<title>(.*?)</title>", dom, re.DOTALL)
    assert head is not None
    assert head[1].startswith("DRILL: &lt;/title&gt;&lt;script&gt;")
    assert not re.search(r"<(script|img)\b", dom)
    assert dom.count("<svg") == as_html(said_everywhere(words, drill=True).review(), ZURICH).count("<svg") == 1
    assert picture.stat().st_size > 30_000, "a page without its style sheet is nearly white"
