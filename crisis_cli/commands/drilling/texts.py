"""The words of those whom the tool plays: the scenario's, else a draft with a plain sentence in every gap."""

from __future__ import annotations

import re
from datetime import datetime

from crisis_cli.commands import wiring
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Draft, Edit
from crisis_cli.domain.scenario import Scenario
from crisis_cli.domain.timing import clock_time
from crisis_cli.domain.variants import joined, variants
from crisis_cli.engine.drilling.acts import Write
from crisis_cli.engine.drilling.runner import Writes
from crisis_cli.files.drafting import correction, draft_statement, next_update


def writer(scenario: Scenario) -> Writes:
    """What puts words to a player's wish to write: the draft that anybody would begin with, then what they make
    of it."""

    def write(incident: Incident, wish: Write, at: datetime) -> tuple[Draft, Edit]:
        language = incident.exercise.language if incident.exercise is not None else incident.playbook.language
        spoken = "" if language == incident.playbook.language else language
        if wish.corrects:
            made = correction(incident, wish.statement, at=at, zone=wiring.zone())
        else:
            made = draft_statement(incident, wish.statement, at=at, zone=wiring.zone(), language=spoken)
        word = clock_time(next_update(incident, wish.statement, at), wiring.zone())
        round_ = incident.statement(wish.statement).next_round()
        # a correction says what has changed: words that the scenario has for all later rounds cannot know that
        has_words = not wish.corrects or len(scenario.texts.get(wish.statement, ())) >= round_
        said = scenario.text_for(wish.statement, round_, language, word) if has_words else ""
        text = _in(language, incident, said) if said else filled(made.text, language)
        return made, Edit(wish.statement, text)

    return write


def _in(language: str, incident: Incident, text: str) -> str:
    """With its language said, where that is not the playbook's: else it would be checked as what it is not."""
    if language == incident.playbook.language:
        return text
    return joined([part._replace(language=part.language or language) for part in variants(text)])


_GAP = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_QUESTION = re.compile(r"\[\?.*?\?\]", re.DOTALL)
_PLAIN = {
    "en": (
        "We are looking into it, and tell you what we find.",
        "People from our company are at work on it this very hour.",
        "Whoever is touched by it hears from us first.",
        "We write down what you tell us and call you back.",
    ),
    "fr": (
        "Nous y travaillons, et vous dirons ce que nous trouvons.",
        "Nos équipes sont à l’œuvre en ce moment même.",
        "Les personnes touchées l’apprendront de nous en premier.",
        "Nous notons ce que vous nous dites et nous vous rappelons.",
    ),
}
_NOT_KNOWN = {"en": "not known yet", "fr": "pas encore connu"}


def filled(text: str, language: str) -> str:
    """The draft with a plain sentence in every gap, and every question answered: not known yet."""
    sentences = _PLAIN.get(language, _PLAIN["en"])
    number = iter(range(len(text)))
    text = _GAP.sub(lambda _: sentences[next(number) % len(sentences)], text)
    return _QUESTION.sub(_NOT_KNOWN.get(language, _NOT_KNOWN["en"]), text)
