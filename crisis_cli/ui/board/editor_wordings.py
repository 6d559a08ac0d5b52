"""Another wording of the text in the editor: for one channel, or in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crisis_cli.domain.variants import Variant, variants
from crisis_cli.engine.drafts_over import writer_of
from crisis_cli.ui.board.editor_storing import stored

if TYPE_CHECKING:
    from crisis_cli.ui.board.editor import Editor

OTHER = "\0other"


async def another_wording(editor: Editor) -> None:
    """Ask for which channel and in which language, and draft it beside the others."""
    if not await stored(editor):
        return
    language = await _language(editor)
    channel = await _channel(editor, language) if language else None
    if not language or channel is None:
        return
    writer = writer_of(editor.board.incident, editor.statement, channel, language)
    title = f"{_title(channel, language)} is there, and {writer} has written in this text"
    body = "A new draft replaces these words. They are kept in the log, and ctrl+z brings them back."
    if writer and not await editor.board.confirm(title, body, {"y": "yes, draft it anew"}):
        return
    editor.area.put(await editor.desk.draft_wording(channel, language))
    for part in _parts(editor):
        if part.channels == ((channel,) if channel else ()) and part.language == language:
            editor.area.move_cursor((editor.area.text.count("\n", 0, part.start), 0), center=True)
    editor.say(f"{_title(channel, language)} is drafted, from the facts of now. ctrl+z takes it out again.")
    editor.look_again()


def _parts(editor: Editor) -> tuple[Variant, ...]:
    own = editor.board.incident.playbook.language
    return tuple(part._replace(language=part.language or own) for part in variants(editor.area.text))


def _title(channel: str, language: str) -> str:
    return f"{channel or 'all'} · {language}"


async def _language(editor: Editor) -> str | None:
    options = [(one, f"{one}: {_where(editor, one)}") for one in dict.fromkeys(_languages(editor))]
    offered = [*options, (OTHER, "another one: type its letters")]
    chosen = await editor.board.choose("Another wording, in which language?", offered, typing=OTHER)
    if chosen != OTHER:
        return chosen

    async def named(typed: str) -> str:
        if not re.fullmatch("[a-z]{2,3}", typed.strip().lower()):
            raise ValueError("Two or three letters: fr, en, de.")
        return typed.strip().lower()

    return await editor.board.ask(
        "Which language?", "Its letters: fr, en, de.", named, keys="Enter = next   Esc = back"
    )


def _languages(editor: Editor) -> Iterator[str]:
    """That of the playbook, those of the text, and those that the playbook has questions or titles in."""
    playbook = editor.board.incident.playbook
    yield playbook.language
    yield from (part.language for part in _parts(editor))
    for fact in playbook.facts.values():
        yield from fact.asks
    for role in playbook.roles.values():
        yield from role.titles


def _where(editor: Editor, language: str) -> str:
    there = [", ".join(part.channels) or "all" for part in _parts(editor) if part.language == language]
    return f"there for {', '.join(there)}" if there else "not there yet"


async def _channel(editor: Editor, language: str) -> str | None:
    there = {channel for part in _parts(editor) if part.language == language for channel in part.channels or ("",)}
    channels = ["", *editor.board.incident.playbook.statements[editor.statement].channels]
    anew = dict.fromkeys(there, " (there: drafts it anew)")
    options = [(one, f"{one or 'every channel that has none of its own'}{anew.get(one, '')}") for one in channels]
    missing = next((at for at, one in enumerate(channels) if one not in there), 0)
    return await editor.board.choose(f"For which channel, in {language}?", options, at=missing)
