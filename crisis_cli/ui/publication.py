"""What would go where: the approved text, channel by channel, exactly as it is to be posted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from crisis_cli.domain.canonical import text_hash
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import iso
from crisis_cli.domain.variants import Variant, wordings_for
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.found_in_text import lived_with
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.sends_words import as_json as as_send
from crisis_cli.ui.wordings import Counted

Json = dict[str, Any]
Count = Callable[[str, str], Counted]
"""A text as a channel counts it; the channel comes first."""


def as_json(incident: Incident, statement: str, at: datetime, count: Count) -> Json:
    """The text, its approvals and each channel's state, for a script."""
    state, spec = incident.statement(statement), incident.playbook.statements[statement]
    standing = approval_standing(incident, statement, at)
    version = state.current
    posts = {post.channel: post for post in state.posts_of(state.round)}
    channels: list[Json] = []
    for channel in spec.channels:
        post = posts.get(channel)
        to_post = "to post" if channel in incident.round_channels(statement) else "optional"
        word = to_post if post is None else "skipped" if post.skipped else "posted"
        channels.append(
            {
                "channel": channel,
                "state": word,
                "url": post.url if post else "",
                "reason": post.skipped if post else "",
                "at": iso(post.moment) if post else None,
                "sent": [as_send(part, at) for part in state.sends_of(state.round, channel)],
                "texts": [_wording(part, channel, count) for part in wordings_for(version.text, channel)]
                if version
                else [],
            }
        )
    return {
        "incident": incident.id,
        "drill": incident.drill,
        "statement": statement,
        "round": state.round,
        "text": version.text if version else None,
        "sha256": version.sha256 if version else None,
        "approved": version is not None and standing.complete and state.ready == state.round,
        "needs": standing.missing,
        "yes": [_yes_words(yes.giver, yes.via) for yes in state.approvals_of_current()],
        "standing_approval_by": standing.standing_by,
        "lived_with": [line.strip() for line in lived_with(state)[1:]],
        "channels": channels,
    }


def _wording(part: Variant, channel: str, count: Count) -> Json:
    """What goes out on a channel, to the letter; of a thread each post."""
    shown: Json = {
        "language": part.language,
        "text": part.text,
        "sha256": text_hash(part.text),
        "characters": len(part.text.rstrip("\n")),
    }
    return {**shown, "posts": [_post(post, count(channel, post)) for post in part.posts]} if part.thread else shown


def _post(text: str, counted: Counted) -> Json:
    return {"text": text, "sha256": text_hash(text), "length": counted.length, "limit": counted.limit}


def _yes_words(giver: str, via: str) -> str:
    return f"{giver} by {via}" if via else giver


def as_text(shown: Json, with_account: Collection[str]) -> str:
    """The same for a person: where it goes, who said yes, and between two rules exactly the text. `with_account`:
    the channels that can be sent to; the others are posted by hand."""
    drill = "DRILL " if shown["drill"] else ""
    lines = [f"{drill}{shown['statement']}, round {shown['round']}"]
    channels = shown["channels"]
    for channel in channels:
        tail = channel["url"] or channel["reason"] or _sizes(channel["texts"])
        lines.append(f"  {safe_line(channel['channel']):<12} {channel['state']:<8} {safe_line(str(tail))}")
    said = ", ".join(map(safe_line, shown["yes"])) or str(shown["standing_approval_by"] or "nobody yet")
    lines.append(f"  yes: {said}" + (f"; still needs {shown['needs']}" if shown["needs"] else ""))
    lines += [f"  lived with: {line}" for line in shown["lived_with"]]
    lines += _texts(channels, drill) or ["-" * RULE, "(nothing has been written yet)", "-" * RULE]
    sha = f" --sha {shown['sha256'][:12]}" if shown["sha256"] else ""
    typed = f"crisis publish {shown['statement']}"
    left = [channel["channel"] for channel in channels if channel["state"] in ("to post", "optional")]
    if left:
        by_itself = any(channel in with_account for channel in left)
        send = f"To send it: {typed} --send. " if by_itself else "It is posted by hand. "
        lines.append(f"Nothing was sent. {send}When it is out: {typed} --posted URL{sha}")
    return "\n".join(lines)


RULE = 72
"""The width of the rules between which a text stands."""


def _sizes(texts: list[Json]) -> str:
    sizes = (f"a thread of {len(t['posts'])}" if "posts" in t else f"{t['characters']} characters" for t in texts)
    return " + ".join(sizes) or "no wording for this channel"


def _texts(channels: list[Json], drill: str) -> list[str]:
    """Each wording once, between two rules, under the channels that it is for when there are several; each post of
    a thread between two of its own."""
    where: dict[str, list[tuple[str, Json]]] = {}
    for channel in channels:
        for text in channel["texts"]:
            language = f" ({text['language']})" if text["language"] else ""
            where.setdefault(text["text"], []).append((f"{safe_line(channel['channel'])}{language}", text))
    lines: list[str] = []
    for wording, found in where.items():
        names = ", ".join(name for name, _ in found)
        if "posts" in found[0][1]:
            lines += _thread(f"{drill}{names}", [text["posts"] for _, text in found])
        else:
            lines += [f"{drill}{names}:"] if len(where) > 1 or drill else []
            lines += _between_rules(wording)
    return lines


def _thread(names: str, counted: list[list[Json]]) -> list[str]:
    """`counted`: the posts as each of the channels counts them."""
    lines: list[str] = []
    for number, posts in enumerate(zip(*counted, strict=True), start=1):
        sizes = " and ".join(_size(post) for post in posts)
        lines += [f"{names}, {number} of {len(counted[0])}, {sizes}:", *_between_rules(posts[0]["text"])]
    return lines


def _size(post: Json) -> str:
    return f"{post['length']} of {post['limit']}" if post["limit"] is not None else f"{post['length']} characters"


def _between_rules(text: str) -> list[str]:
    return ["-" * RULE, safe(text).rstrip("\n"), "-" * RULE]
