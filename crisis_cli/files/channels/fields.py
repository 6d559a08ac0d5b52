"""The table of a channels file's fields: the account of each channel, and what goes on by itself."""

from __future__ import annotations

from crisis_cli.domain.accounts import SERVICES
from crisis_cli.files.channels.checks import check_account, check_act, check_channels
from crisis_cli.files.shapes.addresses import Address, Secret, WebAddress
from crisis_cli.files.shapes.groups import Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Word
from crisis_cli.files.shapes.scalars import Text

_TITLE = Text(most=120)
_SECRET, _WEB = Secret(), WebAddress()
_MEANT = {"twitter": "x", "bsky": "bluesky", "http": "webhook", "slack": "message", "teams": "message"}

ACCOUNT = Record(
    "an account",
    Field("service", Word(*SERVICES, meant=_MEANT), "mastodon, bluesky, x, webhook, file or message", True),
    Field("account", _TITLE, "who posts, as the public sees it (@walrus@social.example), or a name for it", True),
    Field(
        "server", _WEB, "with mastodon: the server, such as https://social.example; with bluesky if not the usual"
    ),
    Field("token", _SECRET, "with mastodon: the key of the account, as ${NAME} or ${file:PATH}, never itself"),
    Field("password", _SECRET, "with bluesky: an app password, as ${NAME} or ${file:PATH}, never itself"),
    Field("consumer_key", _SECRET, "with x: the app's key, as ${NAME} or ${file:PATH}, never itself"),
    Field("consumer_secret", _SECRET, "with x: the app's secret, as ${NAME} or ${file:PATH}, never itself"),
    Field("access_token", _SECRET, "with x: the account's key, as ${NAME} or ${file:PATH}, never itself"),
    Field(
        "access_token_secret", _SECRET, "with x: the account's secret, as ${NAME} or ${file:PATH}, never itself"
    ),
    Field("address", Address(), "with webhook: a web address that takes JSON; with message: as in a team file"),
    Field("path", _TITLE, "with file: the file that the text is put into, from beside this one"),
    check=check_account,
)
ACT = Record(
    "an act",
    Field("command", ListOf(_TITLE, "words"), "a program and what it is told, word by word: [scheduler, pause]"),
    Field("webhook", _WEB, "a web address that is called"),
    check=check_act,
)
FREEZER = Record(
    "something to freeze",
    Field("title", _TITLE, "what people call it, such as Scheduled posts", True),
    Field("freeze", ACT, "what stops it", True),
    Field("unfreeze", ACT, "what lets it go on", True),
)
CHANNELS = Record(
    "a channels file",
    Field("channels", Name("channels file"), "its short name, such as walrus-burger", True),
    Field(
        "accounts",
        MapOf(Name("channel"), ACCOUNT, otherwise={}),
        "by channel of the playbooks: the account that it is posted from; a channel without one is posted by hand",
    ),
    Field("freeze", MapOf(Name("freezer"), FREEZER), "what goes on by itself and must not while a crisis lasts"),
    check=check_channels,
)
