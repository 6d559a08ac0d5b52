"""Every key of the board: what it is called, what it does, and which act it starts."""

from __future__ import annotations

from crisis_cli.ui.board.keyboard import Key, Keyboard

_KEYS = (
    Key("enter", "Enter", "do", "do the obvious next thing: your turn, or the step you moved to"),
    Key("up", "up down", "up", "move to another step; Esc goes back to your turn"),
    Key("g", "g", "details", "the step in full: guidance, ladder, who was paged"),
    Key("k", "k", "acknowledge", "mine: I have this step; holds its ladder for a while"),
    Key("n", "n", "next_person", "page the next person of the ladder now"),
    Key("r", "r", "tried", "I tried to reach somebody: no answer, a message left, reached"),
    Key("h", "h", "hand_over", "hand a role or a step to somebody"),
    Key("a", "a x", "accept", "accept what is offered to you; x says no"),
    Key("w", "w", "away", "somebody is away, or back"),
    Key("s", "s", "skip", "leave the step out, with a reason"),
    Key("+", "+", "came_in", 'something came in: "Reuters wants word by 03:40"'),
    Key("f", "f", "fact", "record a fact"),
    Key("o", "o O", "note", "write a note; O for a private one, which stays out of the report"),
    Key("e", "e", "edit", "write a statement, the clock and what a check finds in sight"),
    Key("y", "y", "phone_yes", "record a yes or no that somebody gave by phone"),
    Key("p", "p", "publish", "what goes where; send it by its accounts, or say that it is out"),
    Key("t", "t", "bare_text", "leave the frame: plain text to copy or read aloud"),
    Key("u", "u", "undo", "take back what you just did"),
    Key("d", "d", "all_steps", "every step, done ones too"),
    Key("j", "j", "log", "everything that happened"),
    Key("m", "m", "mute", "bell off, bell on"),
    Key("i", "i", "inbox", "in a drill: read again what came in, decide what was put off"),
    Key("@", "@", "who_acts", "in a drill: who acts, where a room has one keyboard"),
    Key("R", "R", "go_to_real", "in a drill: leave it for the real run that is open"),
    Key("F", "F", "freeze", "hold still what goes on by itself: scheduled posts, adverts; or let it go on"),
    Key("S", "S", "seen", "it was first seen at another time"),
    Key("c", "c", "close", "stand down: close the run"),
    Key("ctrl+z", "ctrl+z", "suspend", "to the shell for a moment; fg comes back"),
    Key("q", "q", "leave", "leave the board; the run goes on, and crisis board comes back here"),
    Key("?", "?", "help", "this page"),
)
_ALSO = {
    "down": "down",
    "x": "decline",
    "O": "private_note",
    "escape": "unchoose",
    "ctrl+c": "leave",
    "question_mark": "help",
    **{str(line): f"answer_{line}" for line in range(1, 10)},
}

KEYBOARD = Keyboard(
    _KEYS,
    _ALSO,
    (
        "Writing: Tab next gap, ctrl+n or F3 next finding, ctrl+p back, ctrl+l or F4 live with it",
        "and say why, F2 done, Esc leave, ctrl+s save, ctrl+e $EDITOR, ctrl+r draft anew,",
        "ctrl+o another wording: for one channel, in another language.",
        "In a dialog: Esc goes back and nothing happens; a number chooses; Enter takes what is marked.",
        "Where your turn is a question: its number opens it with that answer marked, Enter takes it.",
        "Marks: ! late   > now   - next   x done   * the step you moved to.",
        "By command only, of a statement: crisis thread, export, withdraw, correct.",
        "By command only: crisis switch, reopen, redact, report, verify, doctor. crisis --help tells all.",
    ),
)
