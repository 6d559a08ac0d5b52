"""Every key of the facilitator's board: what it is called, what it does, and which act it starts."""

from __future__ import annotations

from crisis_cli.ui.board.keyboard import Key, Keyboard

_KEYS = (
    Key("enter", "Enter", "play", "play the marked inject now, whatever the clock says; asks once"),
    Key("up", "up down", "up", "mark another one; PgUp PgDn by the page, Home and End"),
    Key("g", "g", "details", "the marked one in full: what is expected, your note, its options"),
    Key("d", "d D", "delay", "put it off; D: with all behind it, at the same distances. -5m is earlier"),
    Key("x", "x", "drop", "it does not happen by itself; Enter can still play it"),
    Key("w", "w", "write", "write one on the spot: what it is, from whom, for whom, its words"),
    Key("p", "p", "pause", "the drill's clock stands; p again: it goes on"),
    Key("s", "s", "speed", "its minutes in one of ours: 6, 1, 60"),
    Key("j", "j", "jump", "move the clock ahead; what falls between happens on the way"),
    Key("n", "n", "note", "note what a player did; for the report"),
    Key("o", "o", "rate", "rate an objective P, S, M or U, and say why"),
    Key("a", "a", "all_steps", "every step of the team"),
    Key("l", "l", "log", "everything that happened"),
    Key("R", "R", "go_to_real", "leave the drill for the real run that is open"),
    Key("m", "m", "mute", "bell off, bell on"),
    Key("ctrl+z", "ctrl+z", "suspend", "to the shell for a moment; fg comes back"),
    Key("q", "q", "leave", "leave; the drill goes on, and crisis board --facilitator comes back"),
    Key("?", "?", "help", "this page"),
)
_ALSO = {
    "down": "down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "first",
    "end": "last",
    "D": "delay_all",
    "escape": "first",
    "ctrl+c": "leave",
    "question_mark": "help",
}

KEYBOARD = Keyboard(
    _KEYS,
    _ALSO,
    (
        "This board shows what is coming: keep it from the players' eyes.",
        "Theirs: crisis board, or crisis board --room where all share one keyboard.",
        "It ends with its time, or for something real at once for all: crisis stop-drill.",
    ),
)

SHORT = (
    "Enter play", "d D delay", "x drop", "w write", "p pause", "s speed", "j jump", "n note", "o rate",
    "? more", "g in full", "a steps", "l log", "q leave",
)  # fmt: skip
"""The last line of the board: as many as there is room for."""
