"""A channel whose name is almost that of another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "odd-channel"

USUAL = frozenset(
    {
        *("x", "bluesky", "mastodon", "threads", "linkedin", "facebook", "instagram", "tiktok", "youtube"),
        *("whatsapp", "telegram", "sms", "email", "mail", "newsletter", "slack", "teams", "intranet"),
        *("website", "status-page", "blog", "app", "press", "hotline", "social", "staff-app"),
    }
)
"""What channels are usually called; any other name may be used as well."""

LIKE = 0.8
"""How much of two names must be the same (difflib's ratio), so that `webiste` is meant and `crew-app` is not."""


def check(subject: Subject) -> Iterator[Finding]:
    statements = subject.playbook.statements.values()
    used = Counter(channel for statement in statements for channel in statement.channels)
    odd = {channel: meant for channel in used if channel not in USUAL and (meant := _meant(channel, used))}
    for statement in statements if odd else ():
        for number, channel in enumerate(statement.channels):
            if channel in odd:
                message = f'the channel "{channel}" is almost called "{odd[channel]}"'
                hint = f'did you mean "{odd[channel]}"? If it is another channel, give it a name of its own'
                yield warning(RULE, ("statements", statement.name, "channels", number), message, hint)


def _meant(channel: str, used: Counter[str]) -> str:
    """A usual channel, or one that is used more often, that this one looks like."""
    if len(channel) < 4 or channel.partition("-")[0].lower() in USUAL:
        return ""  # mastodon-ceo is another account on mastodon, and no slip of the pen
    import difflib  # only an unusual name needs it

    others = [*USUAL, *(other for other, count in used.items() if count > used[channel])]
    near = difflib.get_close_matches(channel.lower(), others, n=1, cutoff=LIKE)
    return near[0] if near else ""
