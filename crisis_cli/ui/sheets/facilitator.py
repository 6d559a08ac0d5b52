"""The facilitator's sheet: the timetable, every inject whole, the objectives with a box to rate, the debrief."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.scenario import Inject, InjectKind, ObjectiveKind, Player, Scenario, in_language
from crisis_cli.domain.timing import show_duration
from crisis_cli.ui.report.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Lists,
    Pairs,
    Paragraph,
    Section,
    Table,
    Verbatim,
    without_empty,
)
from crisis_cli.ui.sheets.players import role_title, subtitle, title
from crisis_cli.ui.sheets.words import SheetWords

BOX, BLANK = "☐", "…" * 12


def facilitators_document(scenario: Scenario, playbook: Playbook, language: str) -> Document:
    """The sheet that stays with the facilitator."""
    return _Sheet(scenario, playbook, language).document()


class _Sheet:
    def __init__(self, scenario: Scenario, playbook: Playbook, language: str) -> None:
        self._scenario = scenario
        self._playbook = playbook
        self._language = language
        self._say = SheetWords(language)
        self._injects = sorted(scenario.injects.values(), key=_moment)

    def document(self) -> Document:
        say, scenario = self._say, self._scenario
        summary = in_language(scenario.summary, self._language)
        debrief = Lists((Bullets(say("questions"), say.several("debrief_lines")),))
        return Document(
            say("facilitator", title=title(scenario, self._language)),
            subtitle(scenario, self._playbook, say),
            say("drill"),
            Section(say("read_out"), (Paragraph(summary, lead=True), Paragraph(say("keep_away")))),
            (
                say.section("timetable", self._timetable()),
                say.section("injects", *(block for one in self._injects for block in self._inject(one))),
                say.section("objectives", *self._objectives()),
                say.section("people", self._people()),
                say.section("debrief", debrief),
            ),
            say("foot"),
            self._language,
        )

    def _timetable(self) -> Table:
        rows = tuple(
            (
                Cell(self._when(one)),
                Cell(f"{self._say.kind(one)} ({one.id})"),
                Cell(one.sender_in(self._language) or self._role(one.role)),
                Cell(self._readers(one)),
                Cell(BOX),
            )
            for one in self._injects
        )
        return Table("", self._say.several("timetable_columns"), rows)

    def _when(self, inject: Inject) -> str:
        if inject.at is not None:
            return self._say.moment(inject.at)
        if not inject.when:
            return self._say("by_hand")
        steps = ((self._playbook.steps.get(step), step, word) for step, word in inject.when.items())
        hold = [self._say.state(word, step.title if step else name) for step, name, word in steps]
        what = self._say("and").join(hold)
        if inject.by is not None:
            return f"{self._say.moment(inject.by)}, {self._say('only_if', what=what)}"
        later = self._say("after", length=show_duration(inject.after)) if inject.after else ""
        return self._say("as_soon", what=what) + later

    def _role(self, role: str) -> str:
        found = self._playbook.roles.get(role)
        return role_title(found, self._language) if found is not None else role

    def _readers(self, inject: Inject) -> str:
        if inject.kind is InjectKind.OFF:
            return ""
        return ", ".join(map(self._role, inject.to)) or self._say("all")

    def _inject(self, inject: Inject) -> Iterator[Block]:
        say = self._say
        yield Heading(f"{self._when(inject)}: {say.kind(inject)} ({inject.id})")
        if named := tuple(self._named(inject)):
            yield Pairs(named)
        if text := in_language(inject.text, self._language):
            yield Verbatim(text)
        if inject.kind is InjectKind.OFF:
            yield Paragraph(self._off(inject))
        if inject.echoes:
            yield Lists(
                (Bullets(say("others"), tuple(in_language(one, self._language) for one in inject.echoes)),)
            )
        if inject.options:
            options = (f"{BOX} {in_language(words, self._language)}" for words in inject.options.values())
            yield Lists((Bullets(say("options"), tuple(options)),))
        yours = (("expected", inject.expected), ("note", inject.note))
        told = ((say(name), in_language(words, self._language)) for name, words in yours)
        if rows := tuple((name, Cell(words)) for name, words in told if words):
            yield Pairs(rows)
        yield Paragraph(f"{BOX} {say('seen_it')}")

    def _off(self, inject: Inject) -> str:
        role = self._role(inject.role)
        if inject.lasts is None:
            return self._say("off_to_end", role=role)
        return self._say("off_line", role=role, length=show_duration(inject.lasts))

    def _named(self, inject: Inject) -> Iterator[tuple[str, Cell]]:
        say = self._say
        columns = say.several("timetable_columns")
        if sender := inject.sender_in(self._language):
            yield columns[2], Cell(sender)
        if inject.to:
            yield columns[3], Cell(self._readers(inject))
        if inject.network or inject.reach:
            reach = say("reach", reach=say.number(inject.reach)) if inject.reach else ""
            yield say("network"), Cell(", ".join(filter(None, (inject.network, reach))))
        if subject := in_language(inject.subject, self._language):
            yield say("subject"), Cell(subject)
        if inject.deadline is not None:
            yield say("answer_by"), Cell(say("within", length=show_duration(inject.deadline)))
        if inject.growth is not None:
            yield say("grows"), Cell(self._growth(inject))
        if inject.owner:
            yield say("owner"), Cell(self._role(inject.owner))
        if inject.about:
            yield say("about"), Cell(inject.about)
        for name, told in inject.facts.items():
            source = f", {told.source}" if told.source else ""
            yield say("tells"), Cell(f"{name} = {told.value} ({told.status}{source})")

    def _growth(self, inject: Inject) -> str:
        growth = inject.growth
        if growth is None:
            return ""
        most, peak = self._say.number(growth.mentions_per_hour), show_duration(growth.peak)
        if growth.halves is None:
            return self._say("grows_on", most=most, peak=peak)
        return self._say("grows_line", most=most, peak=peak, halves=show_duration(growth.halves))

    def _objectives(self) -> Iterator[Block]:
        say, scale = self._say, Cell(f"{BOX} P  {BOX} S  {BOX} M  {BOX} U")
        rows = tuple(
            (
                Cell(in_language(one.titles, self._language) or one.title),
                Cell(one.capability),
                Cell(say("by_you" if one.kind is ObjectiveKind.OBSERVED else "by_journal")),
                scale,
                Cell(BLANK),
            )
            for one in self._scenario.objectives
        )
        yield without_empty("", say.several("objectives_columns"), rows)
        watched = tuple(in_language(one.watch_for, self._language) for one in self._scenario.objectives)
        if watched := tuple(filter(None, watched)):
            yield Lists((Bullets(say("watch"), watched),))
        yield Paragraph(say("scale"))

    def _people(self) -> Table:
        players = self._scenario.players
        rows = tuple(
            (
                Cell(role_title(role, self._language)),
                Cell(players.get(role.id, Player(role.id)).name),
                Cell(BLANK),
            )
            for role in self._playbook.roles.values()
        )
        return without_empty("", self._say.several("people_columns"), rows)


def _moment(inject: Inject) -> timedelta:
    """Where it stands on the timetable; what hangs on the team or the facilitator alone comes last."""
    found = inject.at if inject.at is not None else inject.by
    return timedelta.max if found is None else found
