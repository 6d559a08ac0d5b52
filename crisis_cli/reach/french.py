"""What a page says, in French: our own sentences, written by hand. What stands between braces stays as it is, or
is one of our own sentences again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_ASKED = {
    "Your turn: {step}": "À vous : {step}",
    "Your yes is needed: {step}": "Votre accord est demandé : {step}",
    "Your advice is asked: {step}": "Votre avis est demandé : {step}",
    "A second yes is needed, {who} wrote the text: {step}": (
        "Un second accord est nécessaire, le texte est de {who} : {step}"
    ),
    "Heads-up: the {name} statement is being written; your word on it will be needed.": (
        "Pour information : le texte « {name} » est en cours d'écriture ; votre accord sera demandé."
    ),
    "Nobody holds this: {step}. Give it to somebody.": "Personne ne s'en charge : {step}. Confiez-le à quelqu'un.",
    "{name} is promised and not out yet.": "Promis, et pas encore publié : {name}.",
    "{name} was promised and is not out.": "Promis pour maintenant, et pas publié : {name}.",
    "{who} could not be reached: ring them, or give it to somebody else. It was: {page}": (
        "{who} n'a pas pu être joint : téléphonez-lui, ou confiez-le à quelqu'un d'autre. C'était : {page}"
    ),
    "{who} offers you {step}. Accept it or say no.": "{who} vous propose ceci : {step}. Acceptez ou refusez.",
    "By the team file {role} is yours now; here {who} has it, who hands it over: {command}": (
        "D'après le fichier d'équipe, {role} est à vous maintenant ; ici, {who} vous le remet : {command}"
    ),
    "By the team file {role} is yours now; here nobody has it. Take it: {command}": (
        "D'après le fichier d'équipe, {role} est à vous maintenant ; ici, personne ne l'a. Prenez-le : {command}"
    ),
    "By the team file {role} is {who}'s now; here it stays yours until you hand it over: {command}": (
        "D'après le fichier d'équipe, {role} est à {who} maintenant ; ici, à vous jusqu'à la remise : {command}"
    ),
    "{step}: nobody has finished it. Take it, or say that you cannot.": (
        "{step} : personne ne l'a terminé. Prenez-le, ou dites que vous ne pouvez pas."
    ),
}
"""What a page is about, as the engine says it."""

_AROUND = {
    # why you
    "Why you: {why}": "Pourquoi vous : {why}",
    "nobody has finished it in time, and you are the next to be asked": (
        "personne ne l'a terminé à temps, et vous êtes la personne suivante"
    ),
    "it is offered to you": "on vous le propose",
    "a shift has changed while this goes on": "l'astreinte a changé pendant que ceci dure",
    "you are in charge": "vous êtes responsable",
    "the plan says that you are told": "le plan dit de vous prévenir",
    "it was given to you": "on vous l'a confié",
    "you are {role}, and it falls to you": "vous êtes {role}, et cela vous revient",
    "you are {role}": "vous êtes {role}",
    # when
    "Until when: {clock} ({utc} UTC), {left}": "Jusqu'à quand : {clock} ({utc} UTC), {left}",
    "{length} left": "il reste {length}",
    "PAGE {length} LATE": "MESSAGE EN RETARD DE {length}",
    "This page comes {length} late: {because}.": "Ce message arrive avec {length} de retard : {because}.",
    "This page comes {length} late.": "Ce message arrive avec {length} de retard.",
    "no keeper was running": "aucun gardien ne tournait",
    "it could not be sent sooner": "l'envoi n'a pas été possible plus tôt",
    "the store could not be reached": "le journal était injoignable",
    "this machine slept, or its clock was set": "cette machine dormait, ou son horloge a été changée",
    "{length} ago": "il y a {length}",
    # how to answer
    "{answer}: crisis ack {code}": "{answer} : crisis ack {code}",
    "I have it": "Je m'en charge",
    "I take it": "J'accepte",
    "I have read it": "J'ai lu",
    "No keyboard? Tell whoever is at the board: code {code}": (
        "Pas de clavier ? Dites à la personne au tableau : code {code}"
    ),
    # a trial
    "TEST page from crisis-cli: no crisis": "TEST, message de crisis-cli : pas de crise",
    "TEST. Nothing has happened; nobody needs to do anything but this:": (
        "TEST. Il ne s'est rien passé ; une seule chose est à faire :"
    ),
    "tell whoever sent it the code {code}": "dites à qui l'a envoyé le code {code}",
    "It shows that {who} can be reached here.": "Cela montre que {who} peut être joint ici.",
}
"""What stands around that."""

_OURS = ("why", "left", "because", "answer")
"""What may be a sentence of ours again."""

_SHAPES = {"length": r"\d+ (?:s|min|h \d\d|d \d+ h)"}
"""What stands between braces where not any text may."""


def _patterns(sentences: Mapping[str, str]) -> list[tuple[re.Pattern[str], str]]:
    def group(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{_SHAPES.get(found[1], '.+')})"

    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", group, re.escape(english)), re.DOTALL), french)
        for english, french in sentences.items()
    ]


_ASKED_IN_ENGLISH, _AROUND_IN_ENGLISH = _patterns(_ASKED), _patterns(_AROUND)

_DAYS = {"Mon": "lun.", "Tue": "mar.", "Wed": "mer.", "Thu": "jeu.", "Fri": "ven.", "Sat": "sam.", "Sun": "dim."}
_MONTHS = dict(
    zip(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
        strict=True,
    )
)
_DAY = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}) ([A-Z][a-z]{2}) (\d\d:\d\d)")
_LENGTH = re.compile(r"(\d+) d (\d+) h")


def asked_in_french(english: str) -> str:
    """What a page is about, in French; as it is where somebody else wrote it."""
    return _translated(english, _ASKED_IN_ENGLISH)


def in_french(english: str) -> str:
    """A line around that, in French; as it is where it is none of ours."""
    return _translated(english, _AROUND_IN_ENGLISH)


def _translated(english: str, patterns: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, french in patterns:
        if (found := pattern.fullmatch(english)) is not None:
            return french.format_map({name: _value(name, text) for name, text in found.groupdict().items()})
    return english


def _value(name: str, text: str) -> str:
    if name == "page":
        return asked_in_french(text)
    if name in _OURS:
        return in_french(text)
    if name == "length":
        return _LENGTH.sub(r"\1 j \2 h", text)
    if name == "clock" and (day := _DAY.fullmatch(text)) is not None:
        return f"{_DAYS.get(day[1], day[1])} {day[2]} {_MONTHS.get(day[3], day[3])} {day[4]}"
    return text
