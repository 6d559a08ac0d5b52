"""The proof as a page for a terminal: verdict, model, a table, every promise's worst path, what would buy most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisis_cli.proof.savings import Saving
from crisis_cli.ui.proof.against import Against
from crisis_cli.ui.proof.picture import legend, picture
from crisis_cli.ui.proof.proven import Proof, Proven
from crisis_cli.ui.proof.table import Line, table, tone_of, wrapped
from crisis_cli.ui.proof.words import chosen, headline, length, model, moment, problems, slack, verdict
from crisis_cli.ui.safe import safe

_STYLES = {"head": "bold", "good": "green", "bad": "bold red"}


def page(proof: Proof, columns: int, against: Against | None = None) -> list[Line]:
    """The whole page, no line wider than `columns` (40 or more)."""
    return list(_lines(proof, columns, against))


def show(lines: Iterable[Line]) -> None:
    """Print it, coloured where the terminal wants that."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    for line in lines:
        console.print(Text(safe(line.text), style=_STYLES.get(line.tone, "")))


def screen() -> int:
    """How many columns there are, 80 where nothing is a screen."""
    from rich.console import Console

    return max(Console().width, 40)


def _lines(proof: Proof, columns: int, against: Against | None) -> Iterator[Line]:
    yield from wrapped(f"{proof.playbook.title} ({proof.playbook.id})", columns, "head")
    yield from wrapped(headline(proof), columns, tone_of(headline(proof)), hang=2)
    if said := problems(proof):
        yield from wrapped(f"! {said}", columns, "bad", hang=2)
    if against is not None:
        yield Line("")
        yield from wrapped(f"Against {against.name}", columns, "head")
        for line in against.lines():
            yield from wrapped(line, columns, tone_of(line), indent=2, hang=2)
    yield Line("")
    yield Line("What this assumes", "head")
    yield from wrapped(model(proof.playbook), columns, indent=2)
    yield Line("")
    yield from table(proof, columns)
    for proven in proof.promises:
        if proven.worst.legs:
            yield Line("")
            yield from _path(proof, proven, columns)
    # Said again: what came first has left a screen of 24 lines by now.
    yield Line("")
    yield from wrapped(headline(proof), columns, tone_of(headline(proof)), hang=2)


def _path(proof: Proof, proven: Proven, columns: int) -> Iterator[Line]:
    found = proven.worst
    yield from wrapped(path_title(proven), columns, "head", hang=2)
    drawn = picture(proof.playbook, found, columns)
    yield from (Line(line) for line in drawn)
    for said in legend(proof.playbook, found, drawn):
        yield from wrapped(said, columns, hang=2)
    for number, saving in enumerate(proven.savings):
        if number == 0:
            yield from wrapped("What would buy most:", columns, "head")
        yield from wrapped(saved(saving), columns, indent=2, hang=2)


def path_title(proven: Proven) -> str:
    """`Worst path of first_statement: T+27, 3 min to spare, with size-up: growing or crisis`."""
    found = proven.worst
    when = f"{moment(found.at)}, {slack(found)}" if found.at is not None else verdict(found)
    choices = f", with {chosen(found)}" if found.choices else ""
    return f"Worst path of {proven.promise.name}: {when}{choices}"


def saved(saving: Saving) -> str:
    """`write-holding: 8 min if it took no time (then T+19, 11 min to spare)`."""
    then = saving.worst
    if then.at is None or saving.gain is None:
        return f"{saving.step}: an end at all{f', {moment(then.at)} if it took no time' if then.at else ''}"
    return f"{saving.step}: {length(saving.gain)} if it took no time (then {moment(then.at)}, {slack(then)})"
