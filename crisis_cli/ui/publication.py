"""What would go where: the approved text, channel by channel, exactly as it is to be posted."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import iso
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
                "characters": len(version.text.rstrip("\n")) if version else 0,
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


def _yes_words(giver: str, via: str) -> str:
    return f"{giver} by {via}" if via else giver


def as_text(shown: Json) -> str:
    """The same for a person: where it goes, who said yes, and between two rules exactly the text."""
    lines = [f"{'DRILL ' if shown['drill'] else ''}{shown['statement']}, round {shown['round']}"]
    channels = shown["channels"]
    assert isinstance(channels, list)
    for channel in channels:
        tail = channel["url"] or channel["reason"] or f"{channel['characters']} characters"
        lines.append(f"  {safe_line(channel['channel']):<12} {channel['state']:<8} {safe_line(str(tail))}")
    yes = shown["yes"]
    assert isinstance(yes, list)
    said = ", ".join(map(safe_line, yes)) or str(shown["standing_approval_by"] or "nobody yet")
    lines.append(f"  yes: {said}" + (f"; still needs {shown['needs']}" if shown["needs"] else ""))
    text = shown["text"]
    lines += ["-" * 72, safe(str(text)).rstrip("\n") if text else "(nothing has been written yet)", "-" * 72]
    lines.append("Nothing was sent. When it is out: crisis publish " + str(shown["statement"]) + " --posted URL")
    return "\n".join(lines)
