"""The players' sheet: what this is, how it runs, who plays whom, and the promises; nothing that is coming."""

from __future__ import annotations

from crisis_cli.domain.playbook import Playbook, Role
from crisis_cli.domain.scenario import Player, Scenario, in_language
from crisis_cli.domain.timing import show_duration
from crisis_cli.ui.report.blocks import Bullets, Cell, Document, Lists, Paragraph, Section, Table
from crisis_cli.ui.sheets.words import SheetWords


def players_document(scenario: Scenario, playbook: Playbook, language: str) -> Document:
    """The sheet that everybody gets. The objectives are not on it: their titles tell what is coming."""
    say = SheetWords(language)
    return Document(
        say("players", title=title(scenario, language)),
        subtitle(scenario, playbook, say),
        say("drill"),
        Section(say("what"), (Paragraph(in_language(scenario.summary, language), lead=True),)),
        (
            say.section("how", Lists((Bullets(say("rules"), say.several("how_lines")),))),
            say.section("who", _people(scenario, playbook, language, say)),
            say.section("promises", _promises(playbook, say)),
            say.section("notes", Paragraph(say("notes_line"))),
        ),
        say("foot"),
        language,
    )


def title(scenario: Scenario, language: str) -> str:
    """What the scenario is called in that language."""
    return in_language(scenario.titles, language) or scenario.title


def subtitle(scenario: Scenario, playbook: Playbook, say: SheetWords) -> str:
    """By which playbook, and how long."""
    return say("subtitle", playbook=playbook.title, length=show_duration(scenario.length))


def role_title(role: Role, language: str) -> str:
    """The role's title, in that language where the playbook has it."""
    return role.titles.get(language) or role.title


def _people(scenario: Scenario, playbook: Playbook, language: str, say: SheetWords) -> Table:
    rows = []
    for role in playbook.roles.values():
        player = scenario.players.get(role.id, Player(role.id))
        deputy = playbook.roles.get(role.deputy or "")
        rows.append(
            (
                Cell(role_title(role, language)),
                Cell(player.name),
                Cell(role_title(deputy, language) if deputy else ""),
                Cell(say("tool" if player.absent else "room")),
            )
        )
    return Table("", say.several("who_columns"), tuple(rows))


def _promises(playbook: Playbook, say: SheetWords) -> Table:
    rows = []
    for promise in playbook.promises.values():
        step = playbook.steps.get(promise.counts_from)
        since = step.title if step is not None else say(promise.counts_from)
        rows.append((Cell(promise.name.replace("_", " ")), Cell(show_duration(promise.within)), Cell(since)))
    return Table("", say.several("promise_columns"), tuple(rows))
