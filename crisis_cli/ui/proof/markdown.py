"""The proof as a comment for a pull request: short GitHub Markdown in which every name stays text."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.proof.worst import Worst
from crisis_cli.ui.proof.against import Against
from crisis_cli.ui.proof.page import path_title, saved
from crisis_cli.ui.proof.picture import legend, picture
from crisis_cli.ui.proof.proven import Proof, Proven, Row
from crisis_cli.ui.proof.table import also_released, answer, result
from crisis_cli.ui.proof.words import advice, headline, kept_by, moment, problems, slack, verdict
from crisis_cli.ui.report.markdown import code, fenced, inline

_COLUMNS = 90
"""As wide as a comment on GitHub shows a code block without a scroll bar."""

_PATHS = 3
"""How many worst paths a comment has at most."""


def as_markdown(proof: Proof, against: Against | None = None) -> str:
    """The comment, ending with a newline: verdict, comparison, table, the worst paths that matter."""
    return "\n".join(_lines(proof, against)) + "\n"


def _lines(proof: Proof, against: Against | None) -> Iterator[str]:
    yield f"### Promises of {inline(proof.playbook.title)} ({code(proof.playbook.id)})"
    yield from ("", f"**{inline(headline(proof))}**")
    if said := problems(proof):
        yield from ("", inline(said))
    if against is not None:
        yield from ("", f"Against {code(against.name)}:", "")
        yield from (f"- {inline(line)}" for line in against.lines())
    yield from ("", "| | promise | answer | worst | promised | slack | ends with |")
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for proven in proof.promises:
        yield from (_row(proof, proven, row) for row in proven.rows)
    for proven in proof.promises:
        for note in (*also_released(proof, proven), advice(proof.playbook, proven)):
            yield from ("", f"{code(proven.promise.name)}: {inline(note)}") if note else ()
    for proven in _paths(proof):
        yield from ("", f"**{inline(path_title(proven))}**", "")
        drawn = picture(proof.playbook, proven.worst, _COLUMNS)
        yield fenced("\n".join([*drawn, *legend(proof.playbook, proven.worst, drawn)]))
        if proven.savings:
            yield from ("", f"Would buy most: {inline(saved(proven.savings[0]))}.")


def _row(proof: Proof, proven: Proven, row: Row) -> str:
    found = row.worst
    cells = [
        inline(verdict(found), in_table=True),
        code(proven.promise.name, in_table=True),
        inline(answer(row), in_table=True),
        *_figures(proof, row, found),
        inline(kept_by(proof.playbook, proven.promise), in_table=True),
    ]
    return f"| {' | '.join(cells)} |"


def _figures(proof: Proof, row: Row, found: Worst) -> tuple[str, str, str]:
    if found.at is None:
        return "", "", inline(result(proof, row), in_table=True)
    return moment(found.at), moment(found.due_at) if found.due_at else "", slack(found)


def _paths(proof: Proof) -> list[Proven]:
    """Those that do not hold; if all do, the one with the least to spare."""
    drawn = [proven for proven in proof.promises if proven.worst.legs]
    broken = [proven for proven in drawn if proven.broken]
    return broken[:_PATHS] or sorted(drawn, key=lambda proven: proven.spare)[:1]
