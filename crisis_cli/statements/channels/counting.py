"""The one way to count: any text on any channel, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.bluesky import BLUESKY
from crisis_cli.statements.channels.chat import SLACK, TEAMS
from crisis_cli.statements.channels.counted import Counted
from crisis_cli.statements.channels.email import EMAIL, SUBJECT
from crisis_cli.statements.channels.linkedin import LINKEDIN
from crisis_cli.statements.channels.mastodon import MASTODON
from crisis_cli.statements.channels.meta import FACEBOOK, INSTAGRAM, THREADS
from crisis_cli.statements.channels.platform import Platform, by_character
from crisis_cli.statements.channels.sms import SMS
from crisis_cli.statements.channels.x import X

WEBSITE = Platform("website", "The website", None, "characters", by_character)
PRESS = Platform("press", "The press", None, "characters", by_character)

PLATFORMS: Mapping[str, Platform] = {
    one.name: one
    for one in (
        *(X, BLUESKY, MASTODON, THREADS, LINKEDIN, FACEBOOK, INSTAGRAM),
        *(SMS, EMAIL, SUBJECT, SLACK, TEAMS, WEBSITE, PRESS),
    )
}
"""The channels whose limits, or whose lack of them, we know."""

ALIASES: Mapping[str, str] = {
    **dict.fromkeys(("twitter", "x.com", "tweet"), "x"),
    **dict.fromkeys(("mail", "e-mail", "newsletter"), "email"),
    **dict.fromkeys(("subject", "mail-subject"), "email-subject"),
    **dict.fromkeys(("web", "site"), "website"),
    "bsky": "bluesky",
    "fb": "facebook",
    "insta": "instagram",
    "text-message": "sms",
    "ms-teams": "teams",
}
"""What people also call them."""


def channel_name(channel: str) -> str:
    """The name under which we know a channel; a channel that we do not know keeps its own."""
    low = channel.strip().lower()
    return ALIASES.get(low, low)


def platform_name(channel: str) -> str:
    """The platform that a channel is on, by our name for it. A name that we do not know as a whole counts by its
    beginning, up to a hyphen: mastodon-ceo, email-customers. Of any other channel its own name."""
    name = beginning = channel_name(channel)
    while beginning not in PLATFORMS and "-" in beginning:
        beginning = beginning.rpartition("-")[0]
        beginning = ALIASES.get(beginning, beginning)
    return beginning if beginning in PLATFORMS else name


def platform(channel: str, limits: Mapping[str, int] | None = None) -> Platform:
    """What counts for this channel, under the channel's name. `limits`: by name of the channel, what a server or a
    paid account allows. A channel that we do not know has no limit that we know."""
    name = channel_name(channel)
    found = PLATFORMS.get(platform_name(channel)) or Platform(name, name, None, "characters", by_character)
    own = {channel_name(key): limit for key, limit in (limits or {}).items()}
    return found._replace(name=name, limit=own.get(name, found.limit))


def count(channel: str, text: str, limits: Mapping[str, int] | None = None) -> Counted:
    """The text as the channel counts it: composed (NFC), with LF, without space at its end."""
    how = platform(channel, limits)
    sent = as_sent(text).text
    # Whoever counts characters needs no list of them, which takes long for a press text.
    length = len(sent) if how.atoms is by_character else sum(atom.cost for atom in how.atoms(sent))
    counted = Counted(how.name, length, how.limit, how.unit, exact=how.exact)
    return how.more(sent, counted) if how.more else counted
