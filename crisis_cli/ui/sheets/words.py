"""What stands on a drill's sheets around the scenario's own words, by language; English where there is none."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain.scenario import Inject, InjectKind
from crisis_cli.ui.report.blocks import Block, Section

ENGLISH = {
    "drill": "DRILL. This is an exercise: nothing on this sheet has happened, and nothing of it leaves.",
    "foot": 'DRILL. If something real happens: say "this is real", and type crisis stop-drill.',
    "players": "DRILL: {title}. The players' sheet",
    "facilitator": "DRILL: {title}. The facilitator's sheet",
    "subtitle": "Playbook: {playbook}. It lasts {length} by its own clock.",
    "keep_away": "Keep this sheet away from the players: it tells everything that is coming.",
    "what": "What this is",
    "how": "How it runs",
    "rules": "The rules",
    "how_lines": (
        "Play it as if it were real: call, write, decide. Who would be asked in life is asked here.",
        "Begin each call and each message with the word DRILL. Call nobody outside the room.",
        "The clock on the board is the drill's own; it may run faster than yours, and it may be paused.",
        "Nothing leaves: pages and posts of a drill have nowhere to go.",
        "What you do not know, you do not know. Ask the facilitator only how the game works.",
        'If something real happens, say "this is real". The drill ends for all with: crisis stop-drill',
    ),
    "who": "Who plays which role",
    "who_columns": ("Role", "Name in the drill", "Stands in", "Played by"),
    "room": "somebody in the room: ……………………",
    "tool": "the tool, or nobody",
    "promises": "What the public holds us to",
    "promise_columns": ("Promise", "Within", "Counted from"),
    "seen": "the first public sighting",
    "start": "the start",
    "change": "the change of what was said",
    "notes": "Your notes",
    "notes_line": "What I kept, what I would change: ……………………………………………………",
    "read_out": "Read this out",
    "timetable": "The timetable",
    "timetable_columns": ("When", "What", "From", "For", "Played"),
    "all": "all",
    "injects": "What happens, one by one",
    "by_hand": "by hand",
    "only_if": "only if {what}",
    "as_soon": "as soon as {what}",
    "after": ", and {length} later",
    "and": " and ",
    "states": {
        "done": '"{step}" is done',
        "not done": '"{step}" is not done',
        "skipped": '"{step}" is skipped',
        "open": '"{step}" is open',
        "late": '"{step}" is late',
    },
    "subject": "Subject",
    "network": "Where",
    "reach": "{reach} follow them",
    "answer_by": "Answer wanted",
    "within": "within {length}",
    "grows": "Grows",
    "grows_line": "{most} an hour after {peak}, half of it every {halves} from then on",
    "grows_on": "{most} an hour after {peak}, and does not cool",
    "others": "Others write",
    "tells": "It tells",
    "off_line": "{role} cannot be reached for {length}.",
    "off_to_end": "{role} cannot be reached until the end.",
    "options": "What they may choose",
    "owner": "Decides",
    "about": "What is wrong in it",
    "expected": "A good team",
    "note": "For you",
    "seen_it": "What they did: ……………………………………………………",
    "objectives": "The objectives",
    "objectives_columns": ("Objective", "Capability", "Rated", "P, S, M or U", "Why"),
    "by_journal": "from the journal",
    "by_you": "by you",
    "watch": "Watch for",
    "scale": (
        "P: performed without challenges. S: with some. M: with major ones. U: unable to be performed. "
        "What nobody rated stays empty, and counts as not evaluated."
    ),
    "people": "Notes on the players",
    "people_columns": ("Role", "Name in the drill", "What you saw"),
    "debrief": "Afterwards, in twenty minutes",
    "questions": "The questions",
    "debrief_lines": (
        "First, each in one sentence: how was it?",
        "When did we first know that it was a crisis, and who said so aloud?",
        "Where did the minutes go? Whom did we wait for, and did we know it at that moment?",
        "What did we say that we did not know? What did we know and not say?",
        "Who would have had to be called, and was not?",
        "What would those who were hurt have wanted from us in this hour?",
        "Each: one thing to keep, one to change, who does it, by when. (crisis debrief)",
    ),
}

FRENCH = {
    "drill": "DRILL. Ceci est un exercice\u00a0: rien de ce qui est écrit ici n’est arrivé, et rien n’en sort.",
    "foot": "DRILL. Quelque chose de réel\u00a0? Dites «\u00a0ceci est réel\u00a0», et tapez crisis stop-drill.",
    "players": "DRILL\u00a0: {title}. La feuille des joueurs",
    "facilitator": "DRILL\u00a0: {title}. La feuille de l’animateur",
    "subtitle": "Plan\u00a0: {playbook}. Durée\u00a0: {length} à l’horloge de l’exercice.",
    "keep_away": "Ne laissez pas voir cette feuille aux joueurs\u00a0: elle dit tout ce qui va arriver.",
    "what": "De quoi il s’agit",
    "how": "Comment cela se passe",
    "rules": "Les règles",
    "how_lines": (
        "Jouez comme si c’était vrai\u00a0: appelez, écrivez, décidez, demandez à qui vous demanderiez.",
        "Commencez chaque appel et chaque message par le mot DRILL. N’appelez personne hors de la salle.",
        "L’horloge de l’écran est celle de l’exercice\u00a0; elle peut aller plus vite, et s’arrêter.",
        "Rien ne sort\u00a0: les alertes et les publications d’un exercice n’ont nulle part où aller.",
        "Ce que vous ne savez pas, vous ne le savez pas. Ne demandez à l’animateur que les règles du jeu.",
        "Quelque chose de réel\u00a0? Dites «\u00a0ceci est réel\u00a0». Tout s’arrête par crisis stop-drill",
    ),
    "who": "Qui joue quel rôle",
    "who_columns": ("Rôle", "Nom dans l’exercice", "Suppléant", "Joué par"),
    "room": "quelqu’un dans la salle\u00a0: ……………………",
    "tool": "l’outil, ou personne",
    "promises": "Ce que le public attend de nous",
    "promise_columns": ("Promesse", "Délai", "Compté depuis"),
    "seen": "le premier signe public",
    "start": "le début",
    "change": "le changement de ce qui a été dit",
    "notes": "Vos notes",
    "notes_line": "Ce que je garde, ce que je changerais\u00a0: ……………………………………………………",
    "read_out": "À lire à voix haute",
    "timetable": "Le déroulé",
    "timetable_columns": ("Quand", "Quoi", "De", "Pour", "Joué"),
    "all": "tous",
    "injects": "Ce qui arrive, un par un",
    "by_hand": "à la main",
    "only_if": "seulement si {what}",
    "as_soon": "dès que {what}",
    "after": ", et {length} plus tard",
    "and": " et ",
    "states": {
        "done": "«\u00a0{step}\u00a0» est fait",
        "not done": "«\u00a0{step}\u00a0» n’est pas fait",
        "skipped": "«\u00a0{step}\u00a0» est passé",
        "open": "«\u00a0{step}\u00a0» est ouvert",
        "late": "«\u00a0{step}\u00a0» est en retard",
    },
    "subject": "Objet",
    "network": "Où",
    "reach": "{reach} abonnés",
    "answer_by": "Réponse attendue",
    "within": "sous {length}",
    "grows": "Grandit",
    "grows_line": "{most} par heure au bout de {peak}, puis la moitié toutes les {halves}",
    "grows_on": "{most} par heure au bout de {peak}, sans retomber",
    "others": "D’autres écrivent",
    "tells": "On apprend",
    "off_line": "{role}\u00a0: injoignable pendant {length}.",
    "off_to_end": "{role}\u00a0: injoignable jusqu’à la fin.",
    "options": "Ce que l’on peut choisir",
    "owner": "Décide",
    "about": "Ce qui y est faux",
    "expected": "Une bonne équipe",
    "note": "Pour vous",
    "seen_it": "Ce qu’ils ont fait\u00a0: ……………………………………………………",
    "objectives": "Les objectifs",
    "objectives_columns": ("Objectif", "Capacité", "Évalué", "P, S, M ou U", "Pourquoi"),
    "by_journal": "d’après le journal",
    "by_you": "par vous",
    "watch": "À observer",
    "scale": (
        "P\u00a0: réussi sans difficulté. S\u00a0: avec quelques difficultés. M\u00a0: avec de grandes "
        "difficultés. U\u00a0: pas réussi. Ce que personne n’évalue reste vide et compte comme non évalué."
    ),
    "people": "Notes sur les joueurs",
    "people_columns": ("Rôle", "Nom dans l’exercice", "Ce que vous avez vu"),
    "debrief": "Après, en vingt minutes",
    "questions": "Les questions",
    "debrief_lines": (
        "D’abord, chacun en une phrase\u00a0: comment était-ce\u00a0?",
        "Quand avons-nous su que c’était une crise, et qui l’a dit à voix haute\u00a0?",
        "Où sont passées les minutes\u00a0? Qui attendions-nous, et le savions-nous à ce moment-là\u00a0?",
        "Qu’avons-nous dit sans le savoir\u00a0? Que savions-nous sans le dire\u00a0?",
        "Qui aurait-il fallu appeler, et ne l’a pas été\u00a0?",
        "Qu’auraient voulu de nous, dans cette heure, ceux qui ont souffert\u00a0?",
        "Chacun\u00a0: une chose à garder, une à changer, qui s’en charge, pour quand. (crisis debrief)",
    ),
}

_KINDS = {
    InjectKind.POST: ("post", "post"),
    InjectKind.MAIL: ("mail", "mail"),
    InjectKind.CALL: ("phone call", "appel"),
    InjectKind.LEAK: ("leak", "fuite"),
    InjectKind.REGULATOR: ("letter of an authority", "courrier d’une autorité"),
    InjectKind.WRONG: ("post with a wrong fact", "post avec un fait faux"),
    InjectKind.OFF: ("phone off", "téléphone coupé"),
    InjectKind.ORDER: ("order from above", "ordre venu d’en haut"),
    InjectKind.DISCUSS: ("to decide together", "à décider ensemble"),
}


class SheetWords:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self._french = language == "fr"
        self._table = FRENCH if self._french else ENGLISH

    def __call__(self, name: str, **values: str) -> str:
        """A sentence or a heading."""
        found = self._table[name]
        assert isinstance(found, str)
        return found.format(**values)

    def several(self, name: str) -> tuple[str, ...]:
        """Sentences, or the headings of a table's columns."""
        found = self._table[name]
        assert isinstance(found, tuple)
        return found

    def section(self, name: str, *blocks: Block) -> Section:
        """A part of a sheet; its heading says DRILL, because it may begin a page."""
        return Section(f"DRILL: {self(name)}", blocks)

    def state(self, word: str, step: str) -> str:
        """That a step is as an inject wants it."""
        found = self._table["states"]
        assert isinstance(found, dict)
        return str(found[word]).format(step=step)

    def kind(self, inject: Inject) -> str:
        """What it is."""
        return _KINDS[inject.kind][self._french]

    def number(self, count: int) -> str:
        """With its thousands apart."""
        return f"{count:,}".replace(",", "\u00a0" if self._french else ",")

    @staticmethod
    def moment(length: timedelta) -> str:
        """`T+09`: minutes after the start, with seconds where there are any."""
        minutes, seconds = divmod(int(length.total_seconds()), 60)
        return f"T+{minutes:02}" + (f":{seconds:02}" if seconds else "")
