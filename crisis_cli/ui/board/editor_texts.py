"""What the editor does with a text as a whole: save it, draft it anew, hand it on, leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.editor_findings import warned_of_errors
from crisis_cli.ui.board.editor_storing import stored
from crisis_cli.ui.refusals import refusal

if TYPE_CHECKING:
    from crisis_cli.ui.board.editor import Editor

ANEW = "It replaces the text that was typed here. That text is kept in the log, and ctrl+z brings it back."


async def save(editor: Editor) -> None:
    """Save without leaving."""
    if await stored(editor):
        editor.say("Saved. F2 when you are done writing.")
        editor.look_again()


async def draft_anew(editor: Editor) -> None:
    """The template filled with the facts as they are now."""
    typed = editor.area.text
    if (
        typed.strip()
        and not editor.desk.drafted(typed)
        and not await editor.board.confirm(
            "Make the draft anew from the facts?", ANEW, {"y": "yes, replace my text"}
        )
    ):
        return
    if await stored(editor):
        editor.area.put(await editor.desk.draft_anew())
        editor.say("Made anew from the facts. ctrl+z brings your text back.")
        editor.look_again()


async def leave(editor: Editor) -> None:
    """Leave and keep the text."""
    try:
        if editor.area.text.strip() and not await stored(editor):
            return
    except CrisisError as refused:
        editor.board.say(f"{refusal(refused)} Your text is kept on this machine: e brings it back.")
    editor.dismiss()


async def finish(editor: Editor) -> None:
    """Done writing: the approvers' turn."""
    if not await stored(editor) or await warned_of_errors(editor):
        return
    try:
        await editor.desk.done()
    except CrisisError:
        editor.area.mark_next_gap()
        raise
    editor.dismiss()
