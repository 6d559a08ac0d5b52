"""A playbook for a person: as Markdown to paste, or drawn as tables."""

from __future__ import annotations

from crisis_cli.domain.parts import SHARE_BLOCK, SHARE_WARN
from crisis_cli.domain.playbook import Approval, Checks, Playbook, Step
from crisis_cli.domain.timing import show_duration
from crisis_cli.ui.safe import safe_line

Rows = list[tuple[str, ...]]


def sections(playbook: Playbook) -> list[tuple[str, tuple[str, ...], Rows]]:
    """Each table of the page: heading, columns, rows."""
    promises: Rows = [
        (promise.name, show_duration(promise.within), promise.counts_from, promise.kept_by or "every correction")
        for promise in playbook.promises.values()
    ]
    roles: Rows = [(role.id, role.title, role.deputy or "none") for role in playbook.roles.values()]
    facts: Rows = [(fact.name, fact.type.value, fact.ask) for fact in playbook.facts.values()]
    statements: Rows = [
        (spec.name, spec.speaker, "; ".join(map(_approval, spec.approvals)) or "none", ", ".join(spec.channels))
        for spec in playbook.statements.values()
    ]
    steps: Rows = [_step(playbook, step) for step in playbook.steps.values()]
    return [
        ("Promises", ("promise", "within", "from", "kept by"), promises),
        ("Roles", ("role", "title", "deputy"), roles),
        ("Facts", ("fact", "type", "question"), facts),
        ("Statements", ("statement", "speaker", "yes by", "channels"), statements),
        ("Steps", ("step", "kind", "role", "what", "after", "when", "time", "ladder"), steps),
    ]


def _approval(approval: Approval) -> str:
    who = " or ".join(approval.roles)
    within = f" within {show_duration(approval.within)}" if approval.within else ""
    return f"consult {who}{within}" if approval.consult else who


def _step(playbook: Playbook, step: Step) -> tuple[str, ...]:
    return (
        step.id + (" *" if step.required else ""),
        step.kind.value,
        step.role or "",
        step.title,
        ", ".join(playbook.predecessors[step.id]) or "start",
        _when(step),
        _time(step),
        "; ".join(f"+{show_duration(rung.after)} {rung.page}" for rung in step.ladder),
    )


def _when(step: Step) -> str:
    mappings: list[str] = []
    for tests in step.when.any_of:
        words: list[str] = []
        for test in tests:
            said = [] if test.one_of is None else ["/".join(map(_value, test.one_of))]
            said += [] if test.none_of is None else [f"not {'/'.join(map(_value, test.none_of))}"]
            said += [] if test.at_least is None else [f">= {test.at_least}"]
            said += [] if test.at_most is None else [f"<= {test.at_most}"]
            said += ["unknown"] if test.unknown else []
            words.append(f"{test.name}: {' '.join(said)}")
        mappings.append(", ".join(words))
    return " or ".join(mappings)


def _value(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _time(step: Step) -> str:
    parts = [f"within {show_duration(step.within)}"] if step.within is not None else []
    parts += [f"by seen + {show_duration(step.by)}"] if step.by is not None else []
    if step.repeat is not None:
        parts.append("every " + ", then ".join(show_duration(cadence.every) for cadence in step.repeat.every))
    return ", ".join(parts)


def head(playbook: Playbook) -> list[str]:
    """Who answers for the plan, and until when it was looked at."""
    lines = [f"Owner: {safe_line(playbook.owner)}"] if playbook.owner else []
    lines += [f"Review by: {playbook.review_by}"] if playbook.review_by else []
    lines += ["For one post or letter: crisis triage URL"] if playbook.per_item else []
    lines += _languages(playbook)
    lines += _checks(playbook.checks)
    return [*lines, f"Noticed within: {show_duration(playbook.noticed_within)}", "* cannot be skipped"]


def _languages(playbook: Playbook) -> list[str]:
    """In which languages questions and titles stand, where there are several."""
    asked = [*(fact.asks for fact in playbook.facts.values()), *(role.titles for role in playbook.roles.values())]
    others = ", ".join(sorted({language for texts in asked for language in texts}))
    return [f"Language: {playbook.language}; questions and titles also in {others}"] if others else []


def _checks(checks: Checks) -> list[str]:
    """What the team sets for the checks of its texts, where that is not as usual."""
    warn, block = (f"{share:.4g}" for share in (checks.share_warn, checks.share_block))
    usual = (checks.share_warn, checks.share_block) == (SHARE_WARN, SHARE_BLOCK)
    lines = [] if usual else [f"Template share: a warning above {warn}, blocked above {block}"]
    limits = ", ".join(f"{channel} {limit:,}" for channel, limit in checks.limits.items())
    return lines + ([f"Limits: {limits}"] if limits else [])


def as_markdown(playbook: Playbook) -> str:
    """The whole playbook as Markdown tables, with each step's guidance below."""
    lines = [f"# {_cell(playbook.title)} ({playbook.id})", "", *(f"{line}  " for line in head(playbook))]
    for heading, columns, rows in sections(playbook):
        if rows:
            lines += [
                "",
                f"## {heading}",
                "",
                _row(columns),
                _row(tuple("---" for _ in columns)),
                *map(_row, rows),
            ]
    guided = [step for step in playbook.steps.values() if step.guidance or step.checklist]
    for step in guided:
        lines += ["", f"### {step.id}: {_cell(step.title)}", ""]
        lines += [f"- [ ] {_cell(item)}" for item in step.checklist]
        lines += ["", *(safe_line(line) for line in step.guidance.strip().splitlines())]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return safe_line(text).replace("|", "\\|").replace("<", "&lt;")


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def as_table(playbook: Playbook) -> None:
    """Draw it on stdout, as wide as the screen."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console.print(Text(f"{safe_line(playbook.title)} ({playbook.id})", style="bold"))
    for line in head(playbook):
        console.print(Text(line))
    for heading, columns, rows in sections(playbook):
        if not rows:
            continue
        table = Table(title=heading, title_justify="left", expand=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(safe_line(cell)) for cell in row))
        console.print(table)
