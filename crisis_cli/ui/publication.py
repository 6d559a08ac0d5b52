"""What would go where: the approved text, channel by channel, exactly as it is to be posted."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.canonical import text_hash
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import iso
from crisis_cli.domain.variants import Variant, wordings_for
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.safe import safe, safe_line

Json = dict[str, object]


def as_json(incident: Incident, statement: str, at: datetime) -> Json:
    """The text, its approvals and each channel's state, for a script."""
    state, spec = incident.statement(statement), incident.playbook.statements[statement]
    standing = approval_standing(incident, statement, at)
    version = state.current
    posts = {post.channel: post for post in state.posts_of(state.round)}
    channels: list[Json] = []
    for channel in spec.channels:
        post = posts.get(channel)
        word = "to post" if post is None else "skipped" if post.skipped else "posted"
        channels.append(
            {
                "channel": channel,
                "state": word,
                "url": post.url if post else "",
                "reason": post.skipped if post else "",
                "at": iso(post.moment) if post else None,
                "texts": [_wording(part) for part in wordings_for(version.text, channel)] if version else [],
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
        "channels": channels,
    }


def _wording(part: Variant) -> Json:
    """What goes out on a channel, to the letter."""
    return {
        "language": part.language,
        "text": part.text,
        "sha256": text_hash(part.text),
        "characters": len(part.text.rstrip("\n")),
    }


def _yes_words(giver: str, via: str) -> str:
    return f"{giver} by {via}" if via else giver


def as_text(shown: Json) -> str:
    """The same for a person: where it goes, who said yes, and between two rules exactly the text."""
    lines = [f"{'DRILL ' if shown['drill'] else ''}{shown['statement']}, round {shown['round']}"]
    channels = shown["channels"]
    assert isinstance(channels, list)
    for channel in channels:
        tail = channel["url"] or channel["reason"] or _sizes(channel["texts"])
        lines.append(f"  {safe_line(channel['channel']):<12} {channel['state']:<8} {safe_line(str(tail))}")
    yes = shown["yes"]
    assert isinstance(yes, list)
    said = ", ".join(map(safe_line, yes)) or str(shown["standing_approval_by"] or "nobody yet")
    lines.append(f"  yes: {said}" + (f"; still needs {shown['needs']}" if shown["needs"] else ""))
    lines += _texts(channels) or ["-" * RULE, "(nothing has been written yet)", "-" * RULE]
    lines.append("Nothing was sent. When it is out: crisis publish " + str(shown["statement"]) + " --posted URL")
    return "\n".join(lines)


RULE = 72
"""The width of the rules between which a text stands."""


def _sizes(texts: list[Json]) -> str:
    return " + ".join(f"{text['characters']} characters" for text in texts) or "no wording for this channel"


def _texts(channels: list[Json]) -> list[str]:
    """Each wording once, between two rules, under the channels that it is for when there are several."""
    where: dict[str, list[str]] = {}
    for channel in channels:
        texts = channel["texts"]
        assert isinstance(texts, list)
        for text in texts:
            language = f" ({text['language']})" if text["language"] else ""
            where.setdefault(str(text["text"]), []).append(f"{safe_line(str(channel['channel']))}{language}")
    lines: list[str] = []
    for wording, names in where.items():
        lines += [f"{', '.join(names)}:"] if len(where) > 1 else []
        lines += ["-" * RULE, safe(wording).rstrip("\n"), "-" * RULE]
    return lines
