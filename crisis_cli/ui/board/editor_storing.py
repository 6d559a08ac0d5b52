"""How a text gets from the editor into the journal, also where somebody else has changed it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain.statement import Version
from crisis_cli.errors import CrisisError
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.editor import Editor


async def stored(editor: Editor) -> bool:
    """Write the text into the journal; False when its writer looks at another text first.

    Raises CrisisError when it was not stored; it is put aside then.
    """
    text = editor.area.text
    theirs = editor.desk.theirs()
    if theirs is not None and theirs.text != text and not await _mine_over(editor, theirs):
        return False
    try:
        await editor.desk.save(text)
    except CrisisError:
        editor.keep()
        raise
    return True


async def _mine_over(editor: Editor, theirs: Version) -> bool:
    """Somebody else wrote in the meantime: which text stands."""
    title = f"{theirs.by} changed this text while you were writing"
    answers = {"y": "mine replaces theirs (both are kept in the log)", "t": "take theirs"}
    answer = await editor.board.confirm(title, f"Theirs:\n\n{safe(theirs.text)}", answers)
    if answer == "t":
        editor.desk.take(theirs)
        editor.area.put(editor.desk.saved)
        editor.say("This is their text now. ctrl+z brings yours back.")
    return answer == "y"
