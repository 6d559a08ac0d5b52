"""When a text says that we speak again: read in the one sentence that promises it.

It is a time of day, perhaps with a day and a zone. What cannot be read surely is not guessed: then there is no
such time, and whoever records the post says it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.variants import wordings_for

_BETWEEN = (
    r"(?:,? (?:(?:tous|toutes|de|des|mes|nos|nouveau|nouvelles|encore|ici|la suite|le point|plus|au courant"
    r"|inform[ée]+s?|demain|aujourd['’]hui|dès|ce|cet|soir|matin|après-midi|midi|to|on|you|here|again|more|the|rest"
    r"|tonight|today|tomorrow|this|evening|afternoon|morning|[lmjvsd]\w+di|dimanche|\w+day))){0,6}"
)
"""What may stand between such a verb and its time, so that no other time is taken for it."""

_PROMISE = re.compile(
    r"\b(?:(?:will|shall|to|['’]ll) (?:\w+ )?(?:speak|talk)|(?:speak|talk) (?:to you|next|here|at|by|before)"
    r"|(?:speak|talk)(?: \w+){0,3} again|(?:we|will|shall|to|['’]ll) (?:\w+ )?report|report back"
    r"|(?:be|are|come|get|go|is|['’]re|['’]ll) back"
    r"|next (?:\w+ )?(?:update|word|statement|message|news)|(?:update|inform|tell) you|more news|say more"
    r"|repren\w+ la parole|reparl\w+|reven(?:ons|ir)|revien\w+|rappel\w+"
    r"|(?:dir(?:ons|ai|a)|écrir(?:ons|ai)) (?:\w+ )?(?:plus|davantage)|donner(?:ons|ai) des nouvelles"
    r"|prochaine? (?:point|message|mot|prise de parole|information|communiqué))\b"
    r"|\b(?:je|nous|on) (?:(?:vous|en|y|leur) )*(?:écri(?:s|t|vons|rons|rai)|rend(?:s|ons|rai|rons)? compte"
    r"|parl(?:e|ons)|publi(?:e|ons|erons|erai)|tien(?:s|t|drai|drons)|tenons|fai(?:s|t|sons)|di(?:s|t|sons|rons|rai)"
    r"|donn(?:e|ons)|retrouv(?:e|ons))"
    rf"{_BETWEEN}(?= (?:à|dès|avant|vers|d['’]ici) (?:\d|mi(?:di|nuit)))"
    r"|\b(?:je|nous|on) repren(?:ds|d) la parole\b"
    rf"|\bvous (?:en )?(?:saurez|aurez){_BETWEEN}(?= (?:à|dès|avant|vers|d['’]ici) (?:\d|mi(?:di|nuit)))"
    rf"|\b(?:i|we)(?: will|['’]ll)? (?:write|post|publish|report|speak|say){_BETWEEN}"
    r"(?= (?:at|by|before) (?:\d|noon|midnight))"
    r"|\bwe\b(?:(?!\b(?:were|was|had|have|did|got|\w+ed)\b)[^\n]){0,40}?\bagain\b"
    r"|\bde nouveau\b",
    re.IGNORECASE,
)
"""What announces a word to come; what tells of one that was said (`we were back`, `the report`) is none."""

_CLOCK = re.compile(
    r"(?<![\d:.,])(?:(?P<twelve>\d{1,2})(?:[:.](?P<past>\d{2}))?\s?(?P<half>am|pm)\b"
    r"|(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|h(?P<close>\d{2})\b|\s?h\b(?:\s?(?P<apart>\d{2})\b)?)(?![\d:])"
    r"|\b(?P<word>noon|midday|midnight|midi|minuit)\b)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:\b(?:in|within|every|for|next|last|dans|sous|toutes les|tous les|chaque|pendant|après)|\b\d+ ?[-/])\s*$",
    re.IGNORECASE,
)
"""In front of a length (`within 2 h`, `24h/24`), which is no time of day."""

_ZONES = {"UTC": 0, "GMT": 0, "CET": 1, "CEST": 2, "BST": 1, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7}
"""Hours ahead of UTC of the abbreviations that mean one thing in the places the shipped texts are for."""

_ZONE = re.compile(
    r"\s*\(?\b(?P<name>[A-Z]{2,4})\b(?:\s?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?"
)

_DAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "lundi"),
            ("tuesday", "mardi"),
            ("wednesday", "mercredi"),
            ("thursday", "jeudi"),
            ("friday", "vendredi"),
            ("saturday", "samedi"),
            ("sunday", "dimanche"),
        )
    )
    for name in names
}
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)}|tomorrow|demain|today|aujourd['’]hui)\b", re.IGNORECASE)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|janvier|février|mars"
    "|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_OTHER_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?(?: of)? (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}(?![\d:h])"
    r"|\b\d{4}-\d{2}-\d{2}\b|(?<!\()\b(?!24/7)\d{1,2}/\d{1,2}\b(?!\))"
    r"|\bday after\b|\baprès-demain\b|\bnext (?:week|month)\b|\b(?:semaine|mois) prochaine?\b",
    re.IGNORECASE,
)
"""A day that is not read here."""


def next_word(text: str, *, at: datetime, zone: tzinfo) -> datetime | None:
    """When the text says we speak again ("we speak again tomorrow at 9 a.m.", "nous reprendrons la parole à
    15 h 30"; local in `zone` unless it names another), in UTC, after `at`; None where no such time is found, or
    none that can only mean one moment."""
    for sentence in _sentences(text):
        promise = _PROMISE.search(sentence)
        clock = _clock_beside(sentence, promise) if promise else None
        if clock is not None:
            return _moment(sentence, clock, at, zone)
    return None


def word_given(
    incident: Incident, statement: str, channels: Collection[str], *, at: datetime, zone: tzinfo
) -> datetime | None:
    """The earliest such time in what goes out on these channels (empty: on all), and in what of the same round
    went out on others already."""
    state = incident.statement(statement)
    texts = _going_out(incident, statement, channels)
    found = [next_word(text, at=at, zone=zone) for text in texts]
    found += [word.at for word in incident.words if (word.statement, word.round) == (statement, state.round)]
    return min((moment for moment in found if moment is not None and moment > at), default=None)


def announces_word(incident: Incident, statement: str, channels: Collection[str]) -> bool:
    """Whether what goes out there announces a next word."""
    return any(map(promises_word, _going_out(incident, statement, channels)))


def _going_out(incident: Incident, statement: str, channels: Collection[str]) -> Iterator[str]:
    version = incident.statement(statement).current
    where = channels or incident.playbook.statements[statement].channels
    texts = (part.text for channel in where for part in wordings_for(version.text if version else "", channel))
    return iter(dict.fromkeys(texts))


def promises_word(text: str) -> bool:
    """Whether the text announces a next word at all, with or without a time."""
    return any(_PROMISE.search(sentence) for sentence in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    plain = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text.replace("\u00a0", " ").replace("\u202f", " "), flags=re.I)
    yield from re.split(r"(?<=[.!?])\s+|\n\s*\n", re.sub(r"(?<=\S)[ \t]*\n(?=\S)", " ", plain))


def _clock_beside(sentence: str, promise: re.Match[str]) -> re.Match[str] | None:
    """The first time of day behind the promise, else the last one before it: `At 18:00 we speak again.`"""
    clocks = [
        found
        for found in _CLOCK.finditer(sentence)
        if not _LENGTH.search(sentence[max(0, found.start() - 40) : found.start()])
    ]
    behind = [found for found in clocks if found.start() >= promise.start()]
    return behind[0] if behind else clocks[-1] if clocks else None


def _moment(sentence: str, clock: re.Match[str], at: datetime, zone: tzinfo) -> datetime | None:
    of_day, spoken = _of_day(clock), _zone(sentence[clock.end() :], zone)
    if of_day is None or spoken is None or _OTHER_DAY.search(sentence):
        return None
    said = {day[0].lower() for day in _DAY.finditer(sentence)}
    if len(said) > 1:
        return None
    day = next(iter(said), "")
    today = at.astimezone(spoken).date()
    ahead = 1 if day in ("tomorrow", "demain") else (_DAYS[day] - today.weekday()) % 7 if day in _DAYS else 0
    ahead += (clock["word"] or "").lower() in ("midnight", "minuit")
    moment = datetime.combine(today + timedelta(days=ahead), of_day, spoken).astimezone(UTC)
    if moment > at:
        return moment
    if day in _DAYS:
        ahead += 7
    elif not day:
        ahead += 1
    else:
        return None
    return datetime.combine(today + timedelta(days=ahead), of_day, spoken).astimezone(UTC)


def _of_day(clock: re.Match[str]) -> time | None:
    if clock["word"]:
        return time(0 if clock["word"].lower() in ("midnight", "minuit") else 12)
    if clock["half"]:
        hour = int(clock["twelve"])
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"].lower() == "pm" else 0)
        minute = clock["past"]
    else:
        hour, minute = int(clock["hour"]), clock["minute"] or clock["close"] or clock["apart"]
    return time(hour, int(minute or 0)) if hour < 24 and int(minute or 0) < 60 else None


def _zone(behind: str, zone: tzinfo) -> tzinfo | None:
    """The zone that is named behind a time of day, else the one that is given; None for one that is not known."""
    found = _ZONE.match(behind)
    if found is None:
        return zone
    if found["name"] not in _ZONES:
        return None if found["name"] in ("ET", "CT", "MT", "PT", "CST", "IST", "MST") else zone
    offset = timedelta(hours=_ZONES[found["name"]])
    if found["sign"]:
        length = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        offset += length if found["sign"] == "+" else -length
    return timezone(offset) if abs(offset) < timedelta(hours=24) else None
