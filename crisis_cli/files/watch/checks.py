"""What one field of a watch file cannot see alone: kinds of sources, amber before red, something to listen for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from crisis_cli.domain.findings import Finding, Route
from crisis_cli.domain.watch import SCHEMES
from crisis_cli.files.parsing.nodes import MapNode, Node, Scalar
from crisis_cli.files.parsing.report import listed
from crisis_cli.files.scenario.references import no_such_playbook
from crisis_cli.files.shapes.reading import Reading

Values = dict[str, Any]

SOURCE_KINDS = ("lines", "jetstream", "mastodon", "x", "rss", "counts")
SOURCE_ONLY_WITH = {"token": ("mastodon", "x"), "stream": ("mastodon",), "every": ("rss",), "term": ("counts",)}
TERMS = ("brands", "hashtags", "products", "people")


def check_source(values: Values, node: MapNode, reading: Reading) -> None:
    """Exactly one kind; a key is named and not written out."""
    error = reading.report.error
    kinds = [name for name in node.entries if name in SOURCE_KINDS]
    if not kinds and not node.flawed:
        message = f"this source has none of {listed(SOURCE_KINDS)}"
        error("source-kind", node, message, "give it exactly one of them")
    for other in kinds[1:]:
        first: list[tuple[str, Node]] = [("the first is here", node.entries[kinds[0]][0])]
        message = f'this source has both "{kinds[0]}" and "{other}"; it has exactly one'
        error("source-kind", node.entries[other][0], message, "make two sources of it", first)
    for kind in kinds[:1]:
        _check_address(kind, values.get(kind, ""), node.entries[kind][1], reading)
    if kinds[:1] == ["x"] and "token" not in node.entries:
        error("source-address", node, "this source has no token, and X lets nobody listen without", _X_TOKEN)
    for name, others in SOURCE_ONLY_WITH.items():
        if name in node.entries and not any(other in node.entries for other in others):
            message = f"{name} means something only beside {listed(others)}"
            error("misplaced", node.entries[name][0], message, "delete it")
    if not values.get("token", "${").startswith("${"):
        message = "this key stands here for everybody who can read this file"
        hint = "put it into the environment and write ${NAME} here, or ${file:PATH} for a file of your own"
        reading.report.warning("secret-in-file", node.entries["token"][1], message, hint)


_X_TOKEN = 'add token: "${X_BEARER_TOKEN}", and put the key into the environment'


def _check_address(kind: str, address: str, node: Node, reading: Reading) -> None:
    schemes = SCHEMES.get(kind, ())
    if schemes and "://" in address and address.split("://")[0].lower() not in (*schemes, ""):
        message = f"the address of {kind} begins with {' or '.join(f'{name}://' for name in schemes[:2])}"
        reading.report.error("source-address", node, message, f"such as {_SUCH_AS[kind]}")


_SUCH_AS = {
    "jetstream": "wss://jetstream2.us-east.bsky.network/subscribe",
    "mastodon": "https://mastodon.example",
    "x": "https://api.x.com/2/tweets/search/stream",
    "rss": "https://gazette.example/feed.xml",
}


def check_thresholds(values: Values, node: MapNode, reading: Reading) -> None:
    """Red is never reached before amber."""
    amber, red = values.get("amber", {}), values.get("red", {})
    for name in ("once_in", "authors", "mentions_per_hour"):
        if name in amber and name in red and red[name] < amber[name]:
            place = _below(node, "red", name)
            other = _below(node, "amber", name)
            if place is not None and other is not None:
                message = f'red has a smaller "{name}" than amber, so amber could never come first'
                hint = "swap the two"
                reading.report.error("red-before-amber", place, message, hint, [("amber's is here", other)])


def check_quiet(values: Values, node: MapNode, reading: Reading) -> None:
    """A stretch of time that has a length."""
    if "from" in values and values["from"] == values.get("until"):
        message = "this quiet time begins and ends at the same minute"
        reading.report.error(
            "bad-stretch", node.entries["until"][1], message, 'for all day write "00:00" to "23:59"'
        )


def check_watch(values: Values, node: MapNode, reading: Reading) -> None:
    """There is something to listen for, unless another tool has listened already."""
    sources = values.get("sources", ())
    if "hashtags" not in node.entries and any(source.get("stream") == "hashtag" for source in sources):
        message = "a source follows the hashtags of this watch, and it has none"
        reading.report.error("nothing-to-hear", node.entries["sources"][1], message, 'add hashtags: ["#..."]')
    counted = bool(sources) and all("counts" in source for source in sources)
    if not counted and not node.flawed and not any(name in node.entries for name in TERMS):
        message = "this watch listens for nothing"
        hint = "add brands: [...], or hashtags, products or people"
        reading.report.error("nothing-to-hear", node, message, hint)


def _below(node: Node, *names: str) -> Node | None:
    for name in names:
        if not isinstance(node, MapNode) or name not in node.entries:
            return None
        node = node.entries[name][1]
    return node if isinstance(node, Scalar) else None


def watch_against_playbooks(values: Values, playbooks: Collection[str]) -> Iterator[Finding]:
    """The playbooks that an alert would suggest and that are not there."""
    for kind, name in values.get("suggests", {}).items():
        if name not in playbooks:
            yield no_such_playbook(name, ("suggests", kind), playbooks)
    for kind in TERMS:
        for number, term in enumerate(values.get(kind, ())):
            route: Route = (kind, number, "suggests")
            if isinstance(term, dict) and term.get("suggests", "") and term["suggests"] not in playbooks:
                yield no_such_playbook(term["suggests"], route, playbooks)
