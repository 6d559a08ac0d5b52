"""What `crisis check` is asked to look at: files, standard input and statements, and what was said about them."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from crisis_cli.commands import wiring
from crisis_cli.commands.checking.text import About
from crisis_cli.commands.picking import pick
from crisis_cli.commands.typed_text import text_from
from crisis_cli.domain.phrases import ELEMENTS
from crisis_cli.engine.words import nearest
from crisis_cli.errors import UsageError
from crisis_cli.files.lexicon import languages
from crisis_cli.statements.channels.counting import PLATFORMS, channel_name, platform_name
from crisis_cli.statements.elements import Kind
from crisis_cli.statements.written import STDIN


class Said(NamedTuple):
    """What was typed about all of the texts; empty or None: nothing was."""

    channels: Sequence[str] = ()
    language: str = ""
    kind: Kind | None = None
    has: Sequence[str] = ()
    limits: Sequence[str] = ()
    template: str = ""
    share_warn: float | None = None
    share_block: float | None = None


class Text(NamedTuple):
    """A text by the name that it is shown by, and what is known of it."""

    name: str
    text: str
    about: About


def texts_to_check(what: Iterable[str], incident: str, said: Said) -> list[Text]:
    """Every text in the order in which it was named; raises UsageError where there is none, or none of that
    name."""
    found = [one._replace(about=_with(one.about, said)) for one in (_found(one, incident) for one in what)]
    if empty := next((one.name for one in found if not one.text.strip()), ""):
        raise UsageError(f"{empty} says nothing.", "There is nothing to look at in it.")
    return found


def _found(what: str, incident: str) -> Text:
    if what == "-":
        return Text(STDIN, text_from("-"), About())
    if os.path.lexists(what):
        return Text(what, text_from(what), About())
    if os.sep in what or "." in Path(what).name:
        raise UsageError(f"there is no file {what!r}", "check the name; a statement goes by its name alone")
    return _statement(what, incident)


def _statement(name: str, incident: str) -> Text:
    """Its present text in the run; raises Refused where there is none."""
    from crisis_cli.commands.checking.statement import about
    from crisis_cli.engine.decide_texts import current, find

    run = wiring.run(pick(incident, reading=True).incident)
    spec = find(run.incident, name)
    _, version = current(run.incident, name)
    return Text(name, version.text, about(run.incident, spec, wiring.zone()))


def _with(about: About, said: Said) -> About:
    """What is known, with what was said about it, which rules."""
    if said.template:  # nobody said who signs it: as if one person did
        about = about._replace(template=text_from(said.template), signed=about.signed or about.facts is None)
    checks = about.checks._replace(limits={**about.checks.limits, **limits_said(said.limits)})
    if said.share_warn is not None or said.share_block is not None:
        if not about.template:
            raise UsageError(
                "A share of a text can be told only where its draft is known.", "--template FILE says which it is"
            )
        checks = checks._replace(
            share_warn=checks.share_warn if said.share_warn is None else said.share_warn,
            share_block=checks.share_block if said.share_block is None else said.share_block,
        )
    channels = channels_said(said.channels, {*about.own, *checks.limits}) or about.channels
    ticked = (*about.known.ticked, *map(_element, said.has))
    return about._replace(
        language=language_said(said.language) or about.language,
        channels=channels,
        kind=said.kind or about.kind,
        known=about.known._replace(ticked=ticked),
        checks=checks,
    )


def _element(name: str) -> str:
    element = name.strip().lower().replace("-", "_")
    if element not in ELEMENTS:
        raise UsageError(
            f'"{name}" is no element of a text.',
            nearest(element, ELEMENTS),
        )
    return element


def language_said(name: str) -> str:
    """A language that can be checked, however it was typed (FR, fr-BE); raises UsageError for another."""
    language = re.split(r"[-_]", name.strip().lower())[0]
    if name and language not in languages():
        raise UsageError(
            f'Nobody can check "{name}" here.', f"These have their phrases: {', '.join(languages())}."
        )
    return language


def channels_said(names: Iterable[str], own: Collection[str]) -> tuple[str, ...]:
    """The channels, of which one option may name several with commas; raises UsageError for one that nobody
    knows, the `own` ones of the statement or of the command line being known."""
    found = tuple(dict.fromkeys(one for name in names for part in name.split(",") if (one := part.strip())))
    known = {*PLATFORMS, *map(channel_name, own)}
    for channel in found:
        if channel not in own and known.isdisjoint((channel_name(channel), platform_name(channel))):
            say = f"If it is a channel of its own: --limit {channel}=NUMBER says how much it takes."
            raise UsageError(
                f'Nobody knows a channel "{channel}" here.', f"{nearest(channel, PLATFORMS)} {say}".strip()
            )
    return found


def limits_said(limits: Iterable[str]) -> dict[str, int]:
    """`mastodon=1000` by the name of the channel; raises UsageError for what is no limit."""
    found: dict[str, int] = {}
    for limit in limits:
        channel, _, number = limit.partition("=")
        if (
            not channel.strip()
            or not number.strip().isascii()
            or not number.strip().isdecimal()
            or not int(number)
        ):
            raise UsageError(f'"{limit}" is no limit.', "Say it like this: --limit mastodon=1000")
        found[channel.strip()] = int(number)
    return found
