"""What the editor does with what a check found: go to the next one, live with it, warn once before handing on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain.statement import gaps
from crisis_cli.ui.board.acts_findings import live_with
from crisis_cli.ui.board.editor_storing import stored
from crisis_cli.ui.findings.result import counted
from crisis_cli.ui.found_in_text import errors, said

if TYPE_CHECKING:
    from crisis_cli.ui.board.editor import Editor


async def next_finding(editor: Editor) -> None:
    """Look at the text as it is now, then go to the next finding."""
    await editor.proof.look()
    show_finding(editor, 1)


async def finding_before(editor: Editor) -> None:
    """The same to the one before."""
    await editor.proof.look()
    show_finding(editor, -1)


def show_finding(editor: Editor, by: int) -> None:
    """Go to the next finding, with -1 to the one before, or say why there is none."""
    proof = editor.proof
    if proof.trouble:
        editor.say(f"The text could not be checked: {proof.trouble}")
    elif proof.findings:
        editor.message = ""
        proof.show(by)
        editor.draw()
        editor.call_after_refresh(
            editor.area.scroll_cursor_visible
        )  # more lines under the text leave it less room
    else:
        left = gaps(editor.area.text)
        editor.say("Nothing but what is to be filled in: Tab goes there." if left else "The check found nothing.")


async def live_with_shown(editor: Editor) -> None:
    """Save, ask why, record it, and look again."""
    finding = editor.proof.shown
    if finding is None:
        editor.say("ctrl+n goes to a finding; ctrl+l then lives with it.")
        return
    text = editor.area.text
    if await stored(editor) and await live_with(editor.board, editor.statement, finding, text):
        await editor.proof.look()
        editor.say(editor.board.message)


async def warned_of_errors(editor: Editor) -> bool:
    """Whether this text has errors that nobody was told of when they handed it on; gaps are refused anyway."""
    text = editor.area.text
    if not text.strip() or gaps(text) or text == editor.warned_of:
        return False
    await editor.proof.look()
    found = errors(editor.proof.findings)
    if not found:
        return False
    editor.warned_of = text
    first = f"The first: {said(found[0], text)}" if len(found) > 1 else said(found[0], text)
    count = counted(len(found), "error")
    editor.say(f"{count} will keep this from going out. F2 again hands it on all the same. {first}")
    return True
