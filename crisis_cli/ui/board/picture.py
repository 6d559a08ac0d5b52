"""The board as a picture: the very screen, drawn by textual's own export."""

from __future__ import annotations

import asyncio
import re

from crisis_cli.ui.board.app import Board
from crisis_cli.ui.board.parts import BoardParts


def picture(parts: BoardParts, width: int, height: int) -> str:
    """The board on a terminal of that size, as SVG that fetches nothing from anywhere."""
    return asyncio.run(_draw(parts, width, height))


class _Still(Board):
    """A board that asks nothing."""

    def start(self, act: str) -> None:
        """No act is begun on a picture."""


async def _draw(parts: BoardParts, width: int, height: int) -> str:
    board = _Still(parts)
    async with board.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        board.repaint()
        await pilot.pause()
        drawn = board.export_screenshot(title=f"crisis board #{parts.number}")
    return re.sub(r"@font-face\s*\{.*?\}\s*", "", drawn, flags=re.DOTALL)
