"""Slack and Teams."""

from __future__ import annotations

from crisis_cli.statements.channels.counted import Atom
from crisis_cli.statements.channels.platform import Platform, by_cluster

SLACK_LIMIT = 40_000
"""Longer text is cut off (learn.microsoft.com, the Slack connector's limits). Advised are 4,000; one block takes
3,000, and all blocks of a message about 13,200 (slackapi/bolt-js, issue 2509). Its three control characters go
out as `&amp;`, `&lt;` and `&gt;`."""

TEAMS_LIMIT = 28_000
"""About 28 KB for the whole message with its HTML, through a webhook or a flow (docs.uipath.com, limitations;
learn.microsoft.com, question 2153793); bots take 40 KB. How it counts is not published: bytes of UTF-8, escaped as
HTML, are the nearest."""

_ESCAPED = {"&": 5, "<": 4, ">": 4}


def _slack_atoms(text: str) -> list[Atom]:
    return by_cluster(text, lambda cluster: _ESCAPED.get(cluster, len(cluster)))


def _teams_atoms(text: str) -> list[Atom]:
    return by_cluster(text, lambda cluster: _ESCAPED.get(cluster, len(cluster.encode("utf-8", "replace"))))


SLACK = Platform("slack", "Slack", SLACK_LIMIT, "characters", _slack_atoms)
TEAMS = Platform("teams", "Teams", TEAMS_LIMIT, "bytes", _teams_atoms, exact=False)
