"""What a template is given of a run, in the language that its text is written in.

Values are typed once, in the team's language, and their records carry no language. Names, numbers, times and
short values go into a text of another language as they are. A sentence never slips into it: it stands there as a
question to the writer, who says it in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.corrections import Change
from crisis_cli.domain.facts import value_in_words
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.language import DEFAULT_LANGUAGE
from crisis_cli.domain.playbook import FactSpec, FactType, StatementSpec
from crisis_cli.domain.timing import clock_time
from crisis_cli.files.templates.render import Given, GivenChange, GivenFact

SENTENCE = 5
"""Words from which on a value is taken for a sentence and not for a name; our own choice."""

_IN = {"en": "in English", "fr": "en français"}

_USUAL = {
    "situation": {"en": "What happened?", "fr": "Que s’est-il passé\u00a0?"},
    "advice": {"en": "What should people do now?", "fr": "Que faut-il faire maintenant\u00a0?"},
    "doing": {"en": "What are we doing about it now?", "fr": "Que faisons-nous maintenant\u00a0?"},
    "contact": {"en": "Where do people reach us?", "fr": "Où peut-on nous joindre\u00a0?"},
}
"""What the pages ask for that serve any playbook, also one that has no such fact."""


def given(
    incident: Incident,
    spec: StatementSpec,
    *,
    at: datetime,
    zone: tzinfo,
    language: str,
    next_word: datetime,
    changes: Iterable[Change] = (),
    for_any: bool = False,
) -> Given:
    """All that a template of that language may speak of. `next_word`: when we speak again; `changes`: what no
    longer holds; `for_any`: also the usual facts that this playbook does not have."""
    tongue = _Tongue(incident.playbook.language, language)
    specs = dict(incident.playbook.facts)
    gone = [change.fact for change in changes if change.fact not in specs]
    specs |= {name: FactSpec(name, name.replace("_", " "), FactType.TEXT) for name in gone}
    facts = {name: _fact(incident, fact, zone, tongue) for name, fact in specs.items()}
    if for_any:
        usual = {name: asks.get(language, asks[DEFAULT_LANGUAGE]) for name, asks in _USUAL.items()}
        facts |= {name: GivenFact(ask) for name, ask in usual.items() if name not in facts}
    role = incident.playbook.roles.get(spec.speaker)
    return Given(
        facts=facts,
        seen=clock_time(incident.seen_at, zone),
        now=clock_time(at, zone),
        next_update=clock_time(next_word, zone),
        speaker=tongue.words(role.title, role.titles) if role else spec.speaker,
        company=incident.playbook.company,
        changes=tuple(_changes(changes, specs, zone, tongue)),
    )


class _Tongue:
    """From the team's language into that of the text."""

    def __init__(self, own: str, spoken: str) -> None:
        self._own, self._spoken = own, spoken

    def asked(self, spec: FactSpec) -> str:
        """The question to the writer; in the team's words, and marked, where it has none in this language."""
        if self._own == self._spoken:
            return spec.ask
        return spec.asks.get(self._spoken) or f"({self._own}) {spec.ask}"

    def words(self, own: str, others: Mapping[str, str] = {}) -> str:
        """Words that are to stand in the text: theirs in this language, else a question."""
        if self._own == self._spoken:
            return own
        return others.get(self._spoken) or self._question(own)

    def value(self, shown: str) -> str:
        """A value as it reads: itself, or a question where it is a sentence of another language."""
        return self._question(shown) if self._own != self._spoken and is_sentence(shown) else shown

    def _question(self, shown: str) -> str:
        inside = shown.replace("[", "(").replace("]", ")")  # a gap ends at the first bracket
        return f'[? {_IN.get(self._spoken, self._spoken)}{_COLON.get(self._spoken, ":")} "{inside}" ?]'


_COLON = {"fr": "\u00a0:"}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*[\w-](?:\.\w{2,}|@|://)\S*")


def is_sentence(text: str) -> bool:
    """Whether the text has so many words that it is no name: `N'en mangez pas, rapportez-le en magasin`. Numbers
    and addresses are no words."""
    return len(_WORD.findall(_ADDRESS.sub(" ", text))) >= SENTENCE


def _fact(incident: Incident, spec: FactSpec, zone: tzinfo, tongue: _Tongue) -> GivenFact:
    record = incident.fact(spec.name)
    asked = tongue.asked(spec)
    if record is None or record.status == "unknown" or record.value is None:
        return GivenFact(asked)
    shown = value_in_words(spec, record.value, zone)
    if isinstance(record.value, str) and (said := tongue.value(shown or record.value)) != (shown or record.value):
        return GivenFact(asked, record.status, said, said)
    return GivenFact(asked, record.status, record.value, shown)


def _changes(
    changes: Iterable[Change], specs: Mapping[str, FactSpec], zone: tzinfo, tongue: _Tongue
) -> Iterable[GivenChange]:
    """What was said of each fact, once for all the places where it stands, in the order in which it went out."""
    places: dict[tuple[str, Value], list[Change]] = {}
    for change in sorted(changes, key=lambda one: one.post.moment):
        places.setdefault((change.fact, change.before), []).append(change)
    for (fact, before), same in places.items():
        spec = specs[fact]
        words = value_in_words(spec, before, zone) or before
        yield GivenChange(
            fact=fact,
            ask=tongue.words(spec.ask, spec.asks),
            before=tongue.value(words) if isinstance(words, str) else words,
            said_at=clock_time(same[0].post.moment, zone),
            where=tuple(dict.fromkeys(one.post.url or one.post.channel for one in same)),
            in_sentences=any(isinstance(one, str) and is_sentence(one) for one in (before, same[0].now)),
        )
